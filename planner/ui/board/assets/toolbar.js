// Above the board: days, rows, search, filters, switches, back and forth, paper, keys.
import { STATES } from "./board.js";
import { button, choice, count, element, fill } from "./page.js";

const VIEWS = [["rooms", "Rooms"], ["delegations", "Delegations"], ["persons", "Persons"]];
const STATE_NAMES = [["", "Any state"], ["locked", "Locked"], ["open", "Not locked"], ["broken", "Breaks a rule"], ["provisional", "Only asked for"]];
const FOUND = 12;

export class Toolbar {
  constructor(board) {
    this.board = board;
    this.days = element("div", { class: "days", role: "group", "aria-label": "Day" });
    this.rest = element("div", { class: "tools" });
    this.filters = element("div", { class: "filters", hidden: true });
    this.search = element("input", { type: "search", placeholder: "Find an item", "aria-label": "Find an item and go to it", oninput: () => this.find(), onkeydown: (event) => this.searchKey(event) });
    this.found = element("div", { class: "found", role: "listbox", "aria-label": "Items found", hidden: true });
    this.root = element("div", { class: "toolbar" }, this.days, this.rest, this.filters);
  }

  draw() {
    const { board } = this;
    const { data, choices } = board;
    fill(this.days, data.days.map((day) => this.day(day)));
    if (this.root.getRootNode().activeElement === this.search) return this.drawFilters();
    fill(
      this.rest,
      choice("Rows", VIEWS, data.view, (view) => board.ask("view", { view })),
      element("div", { class: "search" }, this.search, this.found),
      button("Filter", () => this.toggleFilters(), { "aria-expanded": String(!this.filters.hidden), class: this.filtered() ? "on" : "" }),
      this.toggle("Lock what I move", "lock", "What is moved by hand is kept by the next solve"),
      this.toggle("Condensed", "condensed", "Lower rows"),
      this.toggle("Hide empty", "hideEmpty", "Leaves out rows without anything on this day"),
      element("span", { class: "pair" }, button("−", () => this.zoom(1 / 1.3), { "aria-label": "Shorter hours" }), button("+", () => this.zoom(1.3), { "aria-label": "Longer hours" })),
      element("span", { class: "pair" }, button("↶ Undo", () => board.ask("undo"), { disabled: !data.undoes, title: data.undoes || "Nothing of yours to undo" }), button("↷ Redo", () => board.ask("redo"), { disabled: !data.redoes, title: data.redoes || "Nothing of yours to redo" })),
      button("All shown…", () => board.dialogs.shown(), { title: "Lock or unlock all that is shown" }),
      button("Print", () => board.timeline.print(), { title: "This view on A3" }),
      button("Keys ?", () => board.dialogs.help(), { title: "What the keys do" }),
    );
    return this.drawFilters();
  }

  day(day) {
    const { board } = this;
    const chosen = day.id === board.data.day;
    const made = button(day.name, () => board.ask("day", { day: day.id }), { class: chosen ? "day on" : "day", "aria-pressed": String(chosen), "data-day": day.id, title: `${day.long}: ${count(day.items, "item")}` });
    made.append(element("span", { class: "number" }, String(day.items)));
    return made;
  }

  toggle(label, name, title) {
    const { board } = this;
    const box = element("input", { type: "checkbox", checked: board.choices[name], onchange: () => board.choice(name, box.checked) });
    return element("label", { class: "toggle", title }, box, label);
  }

  zoom(by) {
    const zoom = Math.min(6, Math.max(0.4, this.board.choices.zoom * by));
    this.board.choice("zoom", zoom);
  }

  // --- filters -------------------------------------------------------------------------------------------------------

  filtered() {
    return Object.values(this.board.filter).some(Boolean);
  }

  toggleFilters() {
    this.filters.hidden = !this.filters.hidden;
    this.draw();
  }

  drawFilters() {
    const { board } = this;
    if (this.filters.hidden || this.filters.contains(this.root.getRootNode().activeElement)) return;
    const { data, filter } = board;
    const set = (name) => (value) => { filter[name] = value; board.timeline.draw(); board.tray.draw(); };
    const text = element("input", { type: "search", placeholder: "Person or word", "aria-label": "Only items with this person or word", value: filter.text, oninput: () => set("text")(text.value) });
    fill(
      this.filters,
      choice("Kind", [["", "Any kind"], ...data.kinds], filter.kind, set("kind")),
      choice("Delegation", [["", "Any delegation"], ...data.delegations], filter.code, set("code")),
      choice("Zone", [["", "Any zone"], ...data.zones.map((zone) => [zone, zone])], filter.zone, set("zone")),
      choice("State", STATE_NAMES.filter(([id]) => !id || STATES[id]), filter.state, set("state")),
      text,
      button("Clear", () => { board.filter = { kind: "", code: "", zone: "", state: "", text: "" }; fill(this.filters); board.draw(); }),
    );
  }

  // --- search --------------------------------------------------------------------------------------------------------

  matches() {
    const wanted = this.search.value.trim().toLowerCase();
    if (!wanted) return [];
    const { data } = this.board;
    const placed = data.items.map(([id, title, day, when]) => ({ id, title, day, when }));
    const waiting = data.tray.map((item) => ({ id: item.id, title: item.title, day: "", when: "not placed" }));
    return [...placed, ...waiting].filter((one) => `${one.id} ${one.title}`.toLowerCase().includes(wanted)).slice(0, FOUND);
  }

  find() {
    const matches = this.matches();
    this.found.hidden = !this.search.value.trim();
    const none = element("p", {}, "Nothing is called that.");
    fill(this.found, matches.length ? matches.map((one) => button(`${one.title}, ${one.when}`, () => this.jump(one), { role: "option" })) : none);
  }

  searchKey(event) {
    event.stopPropagation();
    if (event.key === "Escape") this.close();
    if (event.key === "ArrowDown") this.found.querySelector("button")?.focus();
    const [first] = event.key === "Enter" ? this.matches() : [];
    if (first) this.jump(first);
  }

  close() {
    this.search.value = "";
    this.found.hidden = true;
  }

  jump(one) {
    this.close();
    this.search.blur();
    if (one.day) this.board.goTo(one.id, one.day);
    else this.board.tray.show(one.id);
  }
}

