// The rows and the bars on them, time across; what each place would mean for the item that is chosen.
import { MARKS, VERDICTS, clock, element, fill, sentence } from "./page.js";

const PER_MINUTE = 1.9;
const LEAST = 3;

export class Timeline {
  constructor(board) {
    this.board = board;
    this.hours = element("div", { class: "hours", "aria-hidden": "true" });
    this.corner = element("div", { class: "corner" });
    this.rows = element("div", { class: "rows" });
    this.nowLine = element("div", { class: "now", hidden: true, "aria-hidden": "true" });
    this.canvas = element("div", { class: "canvas" }, element("div", { class: "head" }, this.corner, this.hours), this.rows);
    this.scroll = element("div", { class: "scroll", tabindex: "-1" }, this.canvas);
    this.legend = element("div", { class: "legend", "aria-hidden": "true" });
    this.root = element("section", { class: "timeline", "aria-label": "The plan of the day" }, this.scroll, this.legend);
    this.lanes = [];
    this.rows.addEventListener("pointermove", (event) => this.hover(event));
    this.rows.addEventListener("pointerleave", () => this.board.say(""));
    this.rows.addEventListener("click", (event) => this.clicked(event));
  }

  // --- drawing -------------------------------------------------------------------------------------------------------

  draw() {
    const { scrollLeft, scrollTop } = this.scroll;
    const focused = this.focused();
    this.measure();
    this.drawHours();
    this.lanes = this.shownRows().map((row) => this.lane(row));
    fill(this.rows, this.lanes.map((lane) => lane.root), this.nowLine);
    if (!this.lanes.length) this.rows.append(element("p", { class: "none" }, "Nothing stands on this day for what is chosen."));
    this.drawNow();
    this.shade();
    this.mark();
    this.scroll.scrollTo(scrollLeft, scrollTop);
    if (this.reveal && this.board.bars.has(this.reveal)) this.show(this.reveal);
    else if (focused && this.board.bars.has(focused)) this.bar(focused)?.focus({ preventScroll: true });
  }

  measure() {
    const { data, choices } = this.board;
    const [first, last] = data.hours;
    const room = this.scroll.clientWidth - 180;
    const fits = Math.max(PER_MINUTE, room / (last - first));
    this.canvas.style.setProperty("--minute", `${fits * choices.zoom}px`);
    this.canvas.style.setProperty("--length", String(last - first));
    this.perMinute = fits * choices.zoom;
  }

  drawHours() {
    const [first, last] = this.board.data.hours;
    const marks = [];
    for (let minute = first; minute < last; minute += 60) marks.push(element("span", { style: { "--at": String(minute - first) } }, clock(minute)));
    this.corner.textContent = { rooms: "Room", delegations: "Delegation", persons: "Person" }[this.board.data.view];
    fill(this.hours, marks);
  }

  shownRows() {
    const { board } = this;
    const { data, filter, choices } = board;
    const busy = new Map();
    for (const bar of data.bars) for (const row of bar.rows) busy.set(row, [...(busy.get(row) ?? []), bar]);
    const wanted = data.rows.filter((row) => {
      const bars = busy.get(row.id) ?? [];
      if (data.view === "rooms" && row.id === "" && !bars.length) return false;
      if (data.view === "rooms" && filter.zone && row.zone !== filter.zone) return false;
      if (data.view !== "rooms" && filter.code && !row.codes.includes(filter.code)) return false;
      return !choices.hideEmpty || bars.some((bar) => board.shows(bar));
    });
    return wanted.map((row) => ({ ...row, bars: (busy.get(row.id) ?? []).sort((one, other) => one.first - other.first) }));
  }

  lane(row) {
    const first = this.board.data.hours[0];
    const levels = stacked(row.bars);
    const area = element("div", { class: "lane", style: { "--levels": String(Math.max(1, levels.count)) } });
    const name = element("button", { type: "button", class: "name", title: "What can be done with this row", onclick: () => this.board.dialogs.row(row) }, element("strong", {}, row.name), element("small", {}, row.more));
    for (const shut of row.closed) area.append(stretch("closed", shut, first, shut.why));
    for (const gap of this.board.data.gaps) if (gap.row === row.id) area.append(stretch("gap", gap, first, gap.why));
    const shade = element("div", { class: "shades", "aria-hidden": "true" });
    area.append(shade);
    for (const bar of row.bars) area.append(...this.drawn(bar, levels.of.get(bar)));
    return { row, area, shade, root: element("div", { class: "row", role: "group", "aria-label": row.name }, name, area) };
  }

  drawn(bar, level) {
    const first = this.board.data.hours[0];
    const made = element("button", { type: "button", class: classes(bar), tabindex: "-1", "data-id": bar.id, "aria-label": spoken(bar), title: hint(bar), style: { "--from": String(bar.first - first), "--for": String(Math.max(bar.last - bar.first, LEAST)), "--level": String(level) } });
    if (!this.board.shows(bar)) made.classList.add("dim");
    made.append(element("span", { class: "signs" }, signs(bar)), element("span", { class: "label" }, bar.label));
    if (bar.movable && bar.minutes) made.append(element("span", { class: "length", title: `The request fixes ${bar.minutes} minutes; drag to change the request` }));
    const rest = bar.rest ? stretch("rest", { first: bar.last, last: bar.last + bar.rest }, first, `${bar.rest} minutes between items`) : null;
    rest?.style.setProperty("--level", String(level));
    return rest ? [rest, made] : [made];
  }

  // --- what places would mean ----------------------------------------------------------------------------------------

  shade() {
    const { board } = this;
    const places = board.places();
    this.root.classList.toggle("shaded", Boolean(places));
    for (const lane of this.lanes) fill(lane.shade, places ? this.runs(lane, places) : []);
    fill(this.legend, places ? MARKS.map((mark, verdict) => element("span", {}, element("i", { class: `v${verdict}` }, mark), VERDICTS[verdict])) : []);
  }

  roomOf(lane, places) {
    if (this.board.data.view === "rooms") return places.rooms.indexOf(lane.row.id);
    const bar = this.board.bars.get(places.item);
    return bar && bar.rows.includes(lane.row.id) ? places.rooms.indexOf(bar.room) : -1;
  }

  runs(lane, places) {
    const room = this.roomOf(lane, places);
    if (room < 0) return [];
    const { starts, verdicts } = places;
    const pace = starts.length > 1 ? Math.min(...starts.slice(1).map((start, index) => start - starts[index])) : 5;
    const made = [];
    for (let from = 0; from < starts.length; ) {
      let to = from + 1;
      while (to < starts.length && verdicts[room][to] === verdicts[room][from] && starts[to] - starts[to - 1] <= pace + 0.01) to += 1;
      const verdict = Number(verdicts[room][from]);
      const run = stretch(`shade v${verdict}`, { first: starts[from], last: starts[to - 1] + pace }, this.board.data.hours[0]);
      run.textContent = MARKS[verdict];
      made.push(run);
      from = to;
    }
    return made;
  }

  hover(event) {
    const places = this.board.places();
    if (!places || this.board.drag.busy || event.pointerType === "touch") return;
    const place = this.placeAt(event.clientX, event.clientY, places);
    if (place) this.board.say(this.said(places, place), `v${place.verdict}`);
  }

  said(places, { room, start, lane }) {
    return `${clock(places.starts[start])}, ${lane.row.name}. ${sentence(places, room, start)}`;
  }

  // The place under a point: lane, room and start.
  placeAt(x, y, places) {
    const lane = this.laneAt(y);
    const room = lane ? this.roomOf(lane, places) : -1;
    if (room < 0) return null;
    const minute = this.minuteAt(x, lane);
    const { starts } = places;
    let start = starts.findLastIndex((one) => one <= minute + 0.01);
    if (start < 0) start = 0;
    return { lane, room, start, verdict: Number(places.verdicts[room][start]) };
  }

  laneAt(y) {
    return this.lanes.find((lane) => {
      const { top, bottom } = lane.root.getBoundingClientRect();
      return y >= top && y < bottom;
    });
  }

  minuteAt(x, lane) {
    const { left } = lane.area.getBoundingClientRect();
    return this.board.data.hours[0] + (x - left) / this.perMinute;
  }

  // --- choosing ------------------------------------------------------------------------------------------------------

  clicked(event) {
    const bar = event.target.closest(".item");
    if (this.board.drag.justDropped) return;
    if (bar) this.board.choose(bar.dataset.id, { add: event.shiftKey || event.ctrlKey || event.metaKey });
    else if (!event.target.closest(".name")) this.board.clear();
  }

  mark() {
    const { selected, focus } = this.board;

    for (const bar of this.rows.querySelectorAll(".item")) {
      const chosen = selected.has(bar.dataset.id);
      bar.classList.toggle("chosen", chosen);
      bar.setAttribute("aria-pressed", String(chosen));
      bar.tabIndex = -1;

    }
    const focused = focus ? this.bar(focus) : null;
    (focused ?? this.rows.querySelector(".item"))?.setAttribute("tabindex", "0");
  }

  bar(id) {
    return this.rows.querySelector(`.item[data-id="${CSS.escape(id)}"]`);
  }

  focused() {
    return this.root.getRootNode().activeElement?.dataset?.id ?? null;
  }

  show(id) {
    this.reveal = null;
    const bar = this.bar(id) ?? this.lineOf(id);
    bar?.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    bar?.focus({ preventScroll: true });
    this.board.panel.draw();
  }

  lineOf(id) {
    const line = this.board.data.bars.find((bar) => (bar.turns ?? []).some((turn) => turn.id === id));
    return line ? this.bar(line.id) : null;
  }

  // --- now and paper -------------------------------------------------------------------------------------------------

  drawNow() {
    this.stopClock();
    const { now, day, hours } = this.board.data;
    const read = Date.now();
    const set = () => {
      const minute = now ? now.minute + (Date.now() - read) / 60000 : -1;
      this.nowLine.hidden = !now || now.day !== day || minute < hours[0] || minute > hours[1];
      this.nowLine.style.setProperty("--at", String(minute - hours[0]));
      this.nowLine.title = clock(Math.max(0, minute));
    };
    set();
    this.ticking = setInterval(set, 30000);
  }

  stopClock() {
    clearInterval(this.ticking);
  }

  print() {
    const [first, last] = this.board.data.hours;
    const before = this.canvas.style.getPropertyValue("--minute");
    this.board.root.dataset.heading = `${this.board.data.name}: ${this.board.data.days.find((day) => day.id === this.board.data.day).long}`;
    this.canvas.style.setProperty("--minute", `${1330 / (last - first)}px`); // what an A3 page has beside the names
    window.addEventListener("afterprint", () => this.canvas.style.setProperty("--minute", before), { once: true });
    window.print();
  }
}

// --- what a bar says -------------------------------------------------------------------------------------------------

export function spoken(bar) {
  const told = [bar.title, bar.when, bar.where, bar.marks, bar.done ? "done" : "", (bar.broken ?? []).length ? "breaks a rule" : ""];
  return told.filter(Boolean).join(", ");
}

function hint(bar) {
  return [bar.title, bar.what, bar.when, bar.where, bar.who, bar.marks, ...(bar.broken ?? []).slice(0, 2)].filter(Boolean).join("\n");
}

function signs(bar) {
  return `${(bar.broken ?? []).length ? "▲" : ""}${bar.locked ? "◆" : ""}${bar.done ? "✓" : ""}`;
}

function classes(bar) {
  const marks = [bar.turns ? "line" : "", bar.locked ? "locked" : "", bar.provisional ? "provisional" : "", bar.restricted ? "restricted" : "", (bar.broken ?? []).length ? "broken" : "", bar.movable ? "movable" : ""];
  return ["item", `kind-${bar.kind}`, ...marks].filter(Boolean).join(" ");
}

function stretch(name, { first, last }, begins, title = "") {
  return element("div", { class: name, title: title || null, style: { "--from": String(Math.max(first - begins, 0)), "--for": String(last - Math.max(first, begins)) } });
}

// Bars that overlap lie below each other.
function stacked(bars) {
  const ends = [];
  const of = new Map();
  for (const bar of [...bars].sort((one, other) => one.first - other.first || other.last - one.last)) {
    let level = ends.findIndex((end) => end <= bar.first + 0.001);
    if (level < 0) level = ends.length;
    ends[level] = bar.last;
    of.set(bar, level);
  }
  return { count: ends.length, of };
}
