// Questions: where to, what becomes of a clash, how long, by how much, for whom; each a dialog of the browser's own.
import { button, choice, clock, element, fill, minutesOf, nearestOpen, sentence } from "./page.js";
import { HELP } from "./keys.js";

export class Dialogs {
  constructor(board) {
    this.board = board;
    this.root = element("dialog", { class: "dialog", oncancel: () => this.closed(), onclick: (event) => event.target === this.root && this.close() });
  }

  open(title, ...content) {
    this.came = this.came ?? this.board.focus;
    fill(this.root, element("form", { method: "dialog", onsubmit: (event) => event.preventDefault() }, element("h2", {}, title), ...content));
    this.root.setAttribute("aria-label", title);
    if (!this.root.open) this.root.showModal();
    this.root.querySelector("[autofocus], input, select, button")?.focus();
  }

  close() {
    if (!this.root.open) return;
    this.root.close();
    this.closed();
  }

  closed() {
    this.suggesting = null;
    const bar = this.came && this.board.timeline.bar(this.came);
    this.came = null;
    bar?.focus({ preventScroll: true });
  }

  foot(...buttons) {
    return element("div", { class: "foot" }, ...buttons, button("Cancel", () => this.close(), { class: "quiet" }));
  }

  // --- where to ------------------------------------------------------------------------------------------------------

  moveTo(id) {
    const { board } = this;
    const { data } = board;
    const item = board.item(id);
    const now = board.bars.get(id);
    const day = choice("Day", data.days.map((one) => [one.id, one.long]), data.day, () => told());
    const time = element("input", { type: "text", inputmode: "numeric", size: 5, "aria-label": "Start, as in 15:00", value: clock(now?.first ?? data.hours[0]), oninput: () => told() });
    const room = choice("Room", data.rooms, now?.room ?? data.rooms[0]?.[0], () => told());
    const said = element("p", { class: "said", role: "status" });
    const told = () => { said.textContent = this.saidOf(id, day.value, minutesOf(time.value), room.value); };
    const go = button("Move there", () => { const start = minutesOf(time.value); if (start !== null) board.move("place", { item: id, day: day.value, start, room: item.turn ? "" : room.value }); }, { class: "first" });
    this.options = element("div", { class: "options" });
    this.suggesting = id;
    this.open(`Move ${item.title}`, element("h3", {}, "The best places"), this.options, element("h3", {}, "Or then and there"), element("div", { class: "fields" }, day, time, item.turn ? null : room), said, this.foot(go));
    told();
    this.offer();
  }

  // The open places of this day at once; those for which others move, and those on other days, take longer.
  offer() {
    const { board } = this;
    const places = board.places();
    if (!this.suggesting || !this.root.open || !this.options.isConnected) return;
    if (places?.item !== this.suggesting) {
      fill(this.options, element("p", { role: "status" }, "Looking for places…"));
      return;
    }
    const item = this.suggesting;
    const name = (code) => board.data.rooms.find(([one]) => one === code)?.[1] ?? "";
    const open = nearestOpen(places, board.bars.get(item), 5).map((one) => button(`${clock(one.start)} ${name(one.room)}. ${sentence(places, one.row, one.column)}`, () => board.move("place", { item, day: places.day, start: one.start, room: one.room }), { class: "option" }));
    const none = element("p", {}, "No place of this day is open to it.");
    const further = button("Look further: other days, and others making room", () => { this.searching(); board.ask("suggest", { item }); }, { class: "option" });
    fill(this.options, open.length ? open : none, further);
    this.options.querySelector("button")?.focus();
  }

  searching() {
    fill(this.options, element("p", { role: "status" }, "Looking for the best places…"));
  }

  saidOf(id, day, minute, room) {
    const places = this.board.data.places;
    if (!places || places.item !== id || places.day !== day || minute === null) return "";
    const at = [Math.max(0, places.rooms.indexOf(room)), places.starts.indexOf(minute)];
    return at[1] < 0 ? "It starts on a grid: this is not one of its starts." : sentence(places, ...at);
  }

  suggest({ item, options }) {
    if (this.suggesting !== item || !this.root.open) return;
    const made = options.map((one) => button(one.sentence, () => this.board.move("place", { item, day: one.day, start: one.start, room: one.room, settling: one.moves ? "displace" : "ask", look: Boolean(one.moves) }), { class: "option" }));
    fill(this.options, made.length ? made : element("p", {}, "No place is open to it, and none for which a few others could move."));
    this.options.querySelector("button")?.focus();
  }

  // --- a clash -------------------------------------------------------------------------------------------------------

  clash({ broken, gives, again }) {
    const { board } = this;
    const settle = (settling, look) => board.ask(again.do, { ...again, settling, look }, look ? "Looking what would follow…" : "");
    const away = gives.length ? [
      button("Find the others a place", () => { this.waits("Looking for the least change for everybody else…"); settle("displace", true); }, { class: "first" }),
      button("Take the others off the plan", () => { this.waits("Looking what would follow…"); settle("tray", true); }),
    ] : [];
    const who = gives.length ? element("p", {}, `Who could give way: ${gives.join(", ")}.`) : element("p", {}, "It would break a rule there, whoever gave way.");
    this.open("That is not free", element("ul", { class: "facts" }, ...broken.map((one) => element("li", {}, one))), who, this.foot(...away, button("Place it anyway", () => settle("anyway", false), { title: "It is marked as breaking a rule until that is mended" })));
  }

  waits(said) {
    fill(this.root, element("p", { role: "status" }, said));
  }

  ahead({ sentence: told, changes }) {
    const list = changes.length ? element("ul", { class: "facts" }, ...changes.map((one) => element("li", {}, one))) : element("p", {}, "Nobody else is concerned.");
    this.open("What would follow", element("p", {}, told), list, this.foot(button("Do it", () => this.board.ask("take", {}, "Moving…"), { class: "first", autofocus: true })));
  }

  // --- lengths, shifts, rows -----------------------------------------------------------------------------------------

  length(id, wanted) {
    const { board } = this;
    const item = board.item(id);
    const minutes = element("input", { type: "number", min: 1, step: board.data.step, value: String(wanted ?? item.minutes), "aria-label": "Minutes" });
    const go = button("Change the request", () => board.move("lengthen", { item: id, minutes: Number(minutes.value) }), { class: "first" });
    this.open(`How long ${item.title} lasts`, element("p", {}, `The request fixes ${item.minutes} minutes, so that the length cannot be stretched alone. Change the request to:`), element("div", { class: "fields" }, minutes, "minutes"), this.foot(go));
  }

  shift(ids) {
    const minutes = element("input", { type: "number", step: this.board.data.step, value: String(this.board.data.step), "aria-label": "Minutes later" });
    const go = button("Move them", () => this.board.move("shift", { items: ids, minutes: Number(minutes.value) }), { class: "first" });
    this.open("Move together", element("div", { class: "fields" }, minutes, "minutes later (earlier with a minus)"), this.foot(go));
  }

  row(row) {
    const { board } = this;
    const ids = row.bars.flatMap((bar) => (bar.turns ? bar.turns.map((turn) => turn.id) : bar.movable ? [bar.id] : []));
    const lock = (set) => () => board.ask("lock", { items: ids, lock: set });
    const rooms = board.data.view === "rooms" && row.id ? [this.following(row), this.exchange(row)] : [];
    this.open(row.name, element("p", {}, row.more), element("div", { class: "acts" }, button("Lock all of this row", lock(true), { disabled: !ids.length }), button("Unlock all of this row", lock(false), { disabled: !ids.length })), ...rooms, this.foot());
  }

  following(row) {
    const { board } = this;
    const from = element("input", { type: "time", "aria-label": "From", value: clock(board.data.hours[0]) });
    const minutes = element("input", { type: "number", step: board.data.step, value: String(board.data.step), "aria-label": "Minutes later" });
    const go = button("Shift", () => board.move("follow", { room: row.id, day: board.data.day, start: minutesOf(from.value), minutes: Number(minutes.value) }));
    return element("fieldset", {}, element("legend", {}, "Shift all that follows"), "From", from, "by", minutes, "minutes", go);
  }

  exchange(row) {
    const { board } = this;
    const [first, last] = board.data.hours;
    const others = board.data.rooms.filter(([code]) => code !== row.id);
    const other = choice("With", others, others[0]?.[0], () => {});
    const from = element("input", { type: "time", "aria-label": "From", value: clock(first) });
    const to = element("input", { type: "time", "aria-label": "To", value: clock(Math.min(last, 24 * 60 - 1)) });
    const go = button("Swap", () => board.move("swap-rooms", { room: row.id, other: other.value, day: board.data.day, start: minutesOf(from.value), end: minutesOf(to.value) }), { disabled: !others.length });
    return element("fieldset", {}, element("legend", {}, "Swap rooms for a stretch"), "With", other, "from", from, "to", to, go);
  }

  shown() {
    const { board } = this;
    const ids = board.data.bars.filter((bar) => board.shows(bar)).flatMap((bar) => (bar.turns ? bar.turns.map((turn) => turn.id) : bar.movable ? [bar.id] : []));
    const lock = (set) => () => board.ask("lock", { items: ids, lock: set });
    this.open("All that is shown", element("p", {}, `${ids.length.toLocaleString("en")} items of this day can be locked, as the filters leave them.`), element("div", { class: "acts" }, button("Lock them", lock(true), { class: "first" }), button("Unlock them", lock(false))), this.foot());
  }

  help() {
    const rows = HELP.map(([keys, does]) => element("tr", {}, element("th", { scope: "row" }, element("kbd", {}, keys)), element("td", {}, does)));
    this.open("Keys of the board", element("table", {}, ...rows), element("div", { class: "foot" }, button("Close", () => this.close(), { class: "first" })));
  }
}
