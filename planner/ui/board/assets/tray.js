// What waits for a place: searched, filtered, sorted by worth, each with its reason; dragged from here and back.
import { button, choice, count, element, fill } from "./page.js";

const SHOWN = 200;
const ORDERS = [["worth", "By worth"], ["title", "By name"], ["minutes", "By length"]];

export class Tray {
  constructor(board) {
    this.board = board;
    this.order = "worth";
    this.heading = element("h2", {});
    this.text = element("input", { type: "search", placeholder: "Find", "aria-label": "Only those with this word", oninput: () => this.draw() });
    this.list = element("div", { class: "waiting" });
    this.close = button("Hide", () => board.choice("tray", !board.choices.tray), { class: "quiet" });
    this.sort = element("div", { class: "row-of-two" }, this.text, choice("Order", ORDERS, "worth", (order) => { this.order = order; this.draw(); }));
    this.root = element("aside", { class: "tray", "aria-label": "Not placed" }, element("header", {}, this.heading, this.close), this.sort, this.list);
  }

  draw() {
    const { board } = this;
    const open = board.choices.tray;
    this.root.classList.toggle("shut", !open);
    this.heading.textContent = `Not placed (${board.data.tray.length})`;
    this.close.textContent = open ? "Hide" : "Show";
    this.sort.hidden = !open;
    this.list.hidden = !open;
    if (!open) return;
    const items = this.items();
    const rest = items.length > SHOWN ? [element("p", {}, `and ${count(items.length - SHOWN, "more")}; find them by a word.`)] : [];
    const none = element("p", { class: "none" }, board.data.tray.length ? "None is like that." : "Everything has its place.");
    fill(this.list, items.length ? [...items.slice(0, SHOWN).map((item) => this.card(item)), ...rest] : none);
    this.mark();
  }

  items() {
    const { board } = this;
    const wanted = this.text.value.trim().toLowerCase();
    const { kind, code } = board.filter;
    const like = (item) => `${item.id} ${item.title} ${item.why}`.toLowerCase().includes(wanted);
    const items = board.data.tray.filter((item) => (!wanted || like(item)) && (!kind || item.kind === kind) && (!code || item.codes.includes(code)));
    if (this.order === "title") items.sort((one, other) => one.title.localeCompare(other.title));
    if (this.order === "minutes") items.sort((one, other) => (other.minutes ?? 0) - (one.minutes ?? 0));
    return items;
  }

  card(item) {
    const facts = [item.minutes ? `${item.minutes} min` : "turn", item.worth ? `worth ${item.worth}` : ""].filter(Boolean).join(", ");
    return element(
      "button",
      { type: "button", class: `card kind-${item.kind}`, "data-id": item.id, title: item.why, "aria-label": `${item.title}, not placed, ${facts}. ${item.why}`, onclick: (event) => this.board.drag.justDropped || this.board.choose(item.id, { add: event.shiftKey || event.ctrlKey }) },
      element("strong", {}, item.title),
      element("small", {}, facts),
      element("span", { class: "why" }, item.why),
    );
  }

  mark() {
    for (const card of this.list.querySelectorAll(".card")) {
      const chosen = this.board.selected.has(card.dataset.id);
      card.classList.toggle("chosen", chosen);
      card.setAttribute("aria-pressed", String(chosen));
    }
  }

  show(id) {
    if (!this.board.choices.tray) this.board.choice("tray", true);
    this.text.value = "";
    this.draw();
    this.board.choose(id);
    const card = this.list.querySelector(`[data-id="${CSS.escape(id)}"]`);
    card?.scrollIntoView({ block: "nearest" });
    card?.focus();
  }
}

