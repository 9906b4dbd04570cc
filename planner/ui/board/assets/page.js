// Elements of the page, and times as people read them.

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else if (key === "style") Object.entries(value).forEach(([one, set]) => made.style.setProperty(one, set));
    else if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export function button(text, act, more = {}) {
  return element("button", { type: "button", onclick: act, ...more }, text);
}

export function choice(label, options, value, act) {
  const box = element("select", { "aria-label": label, onchange: () => act(box.value) });
  for (const [id, name] of options) box.append(element("option", { value: id, selected: id === value }, name));
  return box;
}

export function fill(parent, ...children) {
  parent.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined && child !== ""));
}

export function clock(minutes) {
  const whole = Math.floor(minutes);
  const hours = Math.floor(whole / 60) % 24;
  return `${String(hours).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
}

export function minutesOf(text) {
  const found = /^(\d{1,2}):(\d{2})/.exec(text);
  return found ? Number(found[1]) * 60 + Number(found[2]) : null;
}

export function count(number, one, more) {
  return `${number.toLocaleString("en")} ${number === 1 ? one : more ?? `${one}s`}`;
}

export const MARKS = ["✓", "~", "⇄", "✕"];
export const VERDICTS = ["Free", "Free, but against a wish", "Taken by others who could give way", "Not possible"];
const HEADS = ["Free.", "Free, but against a wish:", "Taken:", "Not possible:"];

// What is said of one place: `Taken: ... 'A – B' could give way.`
export function sentence(places, room, start) {
  const verdict = Number(places.verdicts[room][start]);
  const parts = places.said[room][start];
  const told = [HEADS[verdict], ...parts.filter(Boolean).map((part) => places.parts[part])];
  const gives = verdict === 2 ? [...new Set(parts.flatMap((part) => places.gives[part]))] : [];
  if (gives.length) told.push(`${gives.slice(0, 3).map((item) => places.names[item]).join(" and ")} could give way.`);
  return told.join(" ");
}

// The start of a place nearest to a minute, as an index; those who are nearer win, the earlier of two.
export function nearest(starts, minute) {
  let best = 0;
  for (let index = 1; index < starts.length; index += 1)
    if (Math.abs(starts[index] - minute) < Math.abs(starts[best] - minute)) best = index;
  return best;
}

// The open places of the day that lie nearest to where the item is, of one start those of one room alone.
export function nearestOpen(places, from, most) {
  const found = [];
  places.rooms.forEach((room, row) => {
    places.starts.forEach((start, column) => {
      const verdict = Number(places.verdicts[row][column]);
      const same = from && from.first === start && from.room === room;
      if (verdict < 2 && !same) found.push({ room, row, column, start, verdict });
    });
  });
  const away = (one) => (from ? Math.abs(one.start - from.first) + (one.room === from.room ? 0 : 1) : one.start);
  found.sort((one, other) => one.verdict - other.verdict || away(one) - away(other));
  const starts = new Set();
  return found.filter(({ start }) => !starts.has(start) && starts.add(start)).slice(0, most);
}
