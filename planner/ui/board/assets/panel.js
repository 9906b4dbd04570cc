// Beside the board: the item that is chosen with all that can be done to it, what is broken, and what is on now.
import { button, clock, count, element, fill } from "./page.js";

export class Panel {
  constructor(board) {
    this.board = board;
    this.tab = "item";
    this.tabs = element("div", { class: "tabs", role: "group", "aria-label": "What is shown beside the board" });
    this.body = element("div", { class: "body" });
    this.root = element("aside", { class: "panel", "aria-label": "Beside the board" }, this.tabs, this.body);
  }

  draw() {
    const { data, selected } = this.board;
    const tabs = [["item", selected.size > 1 ? `${selected.size} items` : "Item"], ["broken", `Broken rules (${data.breaches.length})`], ...(data.now ? [["now", "Now"]] : [])];
    fill(this.tabs, tabs.map(([id, name]) => button(name, () => { this.tab = id; this.draw(); }, { "aria-pressed": String(this.tab === id), class: this.tab === id ? "on" : "" })));
    fill(this.body, { item: () => this.item(), broken: () => this.broken(), now: () => this.now() }[this.tab]());
  }

  open(tab) {
    this.tab = tab;
    this.draw();
    this.body.querySelector("button")?.focus();
  }

  // --- the item ------------------------------------------------------------------------------------------------------

  item() {
    const { board } = this;
    const ids = [...board.selected];
    if (!ids.length) return [element("p", { class: "none" }, "Choose an item to see it and what can be done. Shift-click or Space chooses several."), element("p", { class: "none" }, "Drag it, or press M to be told where it could go.")];
    if (ids.length > 1) return this.several(ids);
    const item = board.item(ids[0]);
    if (!item) return [];
    return item.turns ? this.line(item) : this.one(item);
  }

  one(item) {
    const waits = this.board.waiting.has(item.id);
    const facts = [item.what, item.when, item.where, item.who, item.marks && `Marked ${item.marks}`, item.done && "Done"].filter(Boolean);
    return [
      element("h3", {}, item.title),
      element("ul", { class: "facts" }, ...facts.map((fact) => element("li", {}, fact))),
      ...(item.broken ?? []).map((said) => element("p", { class: "broken" }, `▲ ${said}`)),
      item.why ? element("p", { class: "why" }, item.why) : null,
      element("div", { class: "acts" }, ...this.acts(item, waits)),
    ];
  }

  acts(item, waits) {
    const { board } = this;
    const why = button("Why and where", () => board.ask("explain", { item: item.id }));
    if (!waits && !item.movable) return item.kind === "programme" || item.turns ? [] : [why];
    const lock = item.locked ? button("Unlock (L)", () => board.keys.lock()) : button("Lock (L)", () => board.keys.lock());
    return [
      button("Move to… (M)", () => board.dialogs.moveTo(item.id), { class: "first" }),
      ...(waits ? [] : [lock, button("Take off the plan (U)", () => board.keys.unplace())]),
      ...(waits || item.turn ? [] : [button("Change its length…", () => board.dialogs.length(item.id))]),
      why,
    ];
  }

  several(ids) {
    const { board } = this;
    const placed = ids.filter((id) => board.bars.has(id));
    const two = placed.length === 2 && ids.length === 2;
    return [
      element("h3", {}, count(ids.length, "item")),
      element("ul", { class: "facts" }, ...ids.slice(0, 12).map((id) => element("li", {}, board.item(id)?.title ?? id))),
      element("p", { class: "none" }, "Drag one of them to move all that are placed by as much."),
      element("div", { class: "acts" },
        two ? button("Let the two change places", () => board.move("swap", { items: ids }), { class: "first" }) : null,
        button("Move by minutes…", () => board.dialogs.shift(placed)),
        button("Lock", () => board.ask("lock", { items: placed, lock: true })),
        button("Unlock", () => board.ask("lock", { items: placed, lock: false })),
        button("Take off the plan", () => board.ask("unplace", { items: placed }))),
    ];
  }

  line(line) {
    const { board } = this;
    const turns = line.turns.map((turn) => {
      const made = button(`${turn.clock}  ${turn.label}`, () => board.choose(turn.id), { title: turn.who, class: `turn${turn.locked ? " locked" : ""}` });
      if (turn.locked) made.append(" ◆");
      if (turn.broken.length) made.append(" ▲");
      return element("li", {}, made);
    });
    const ids = line.turns.map((turn) => turn.id);
    return [
      element("h3", {}, line.title),
      element("p", {}, `${line.when}, ${line.where}: ${count(turns.length, "turn")}`),
      element("div", { class: "acts" }, button("Lock all turns", () => board.ask("lock", { items: ids, lock: true })), button("Unlock all turns", () => board.ask("lock", { items: ids, lock: false }))),
      element("ol", { class: "turns" }, ...turns),
    ];
  }

  // --- what is broken, what is on ------------------------------------------------------------------------------------

  broken() {
    const { breaches } = this.board.data;
    if (!breaches.length) return [element("p", { class: "none" }, "✓ The plan breaks no rule.")];
    return breaches.slice(0, 100).map((breach) => element("p", { class: "broken" }, `▲ ${breach.sentence} `, breach.items.length ? button("Go there", () => this.board.goTo(breach.items[0], breach.day), { class: "quiet" }) : null));
  }

  now() {
    const { data } = this.board;
    if (data.now.day !== data.day) return [button("Show today", () => this.board.ask("day", { day: data.now.day }))];
    const on = data.bars.filter((bar) => bar.first <= data.now.minute && data.now.minute < bar.last);
    const next = data.bars.filter((bar) => bar.first > data.now.minute).sort((one, other) => one.first - other.first).slice(0, 8);
    const list = (bars, none) => (bars.length ? bars.map((bar) => button(`${clock(bar.first)} ${bar.title}, ${bar.where}`, () => this.board.goTo(bar.id, data.day), { class: "turn" })) : [element("p", { class: "none" }, none)]);
    return [element("h3", {}, `On at ${clock(data.now.minute)}`), ...list(on, "Nothing."), element("h3", {}, "Next"), ...list(next, "Nothing more on this day.")];
  }
}
