// The board in the browser. Python says what there is to draw and does what is asked; here it is drawn, dragged and
// steered by keys. No text of the event is ever formatting: all of it is set as text.
import { Dialogs } from "./dialogs.js";
import { Dragging } from "./drag.js";
import { Keys } from "./keys.js";
import { Panel } from "./panel.js";
import { element } from "./page.js";
import { Timeline } from "./timeline.js";
import { Toolbar } from "./toolbar.js";
import { Tray } from "./tray.js";

let board = null;

// The place of the board on the page may be made anew at any time, as when the page is left and come back to: the board
// of an event moves on into it, with what is chosen, asked and held.
export default function ({ parentElement, data, setStateValue }) {
  if (board?.data?.event !== data.event) board = new Board();
  const shown = board;
  shown.enter(parentElement);
  // As a state, which goes with every message, and not as an event of one message, which may be overtaken and lost.
  shown.send = (command) => setStateValue("do", command);
  shown.show(data);
  return () => shown.leave(parentElement);
}

const KEPT = "planner-board";
const NARROW = 900;
const REMIND = 15000; // Python does each command once, however often it hears of it

class Board {
  constructor() {
    this.root = element("div", { class: "board" });
    this.choices = { lock: true, condensed: false, hideEmpty: false, zoom: 1, tray: true, panel: true, ...kept() };
    this.filter = { kind: "", code: "", zone: "", state: "", text: "" };
    this.selected = new Set();
    this.focus = null;
    this.awaiting = null;
    this.queue = [];
    this.seq = 0;
    this.toolbar = new Toolbar(this);
    this.told = element("p", { class: "told", role: "status", "aria-live": "polite" });
    this.tray = new Tray(this);
    this.timeline = new Timeline(this);
    this.panel = new Panel(this);
    this.dialogs = new Dialogs(this);
    this.drag = new Dragging(this);
    this.keys = new Keys(this);
    const frame = element("div", { class: "frame" }, this.tray.root, this.timeline.root, this.panel.root);
    this.root.append(this.toolbar.root, this.told, frame, this.dialogs.root);
    this.resized = new ResizeObserver(() => this.fit());
    this.resized.observe(this.root);
  }

  fit() {
    const width = this.root.clientWidth;
    if (!width) return; // it is out of sight for a moment while the page is drawn
    this.root.classList.toggle("narrow", width < NARROW);
    if (this.data) this.timeline.measure();
  }

  enter(parent) {
    if (this.root.parentNode === parent) return;
    parent.appendChild(this.root);
    this.drag.hold();
    this.remind();
  }

  leave(parent) {
    if (this.root.parentNode !== parent) return;
    this.timeline.stopClock();
    clearInterval(this.reminding);
  }

  // --- what there is -------------------------------------------------------------------------------------------------

  show(data) {
    this.data = data;
    this.bars = new Map();
    for (const bar of data.bars) {
      this.bars.set(bar.id, bar);
      for (const turn of bar.turns ?? []) this.bars.set(turn.id, turn);
    }
    this.waiting = new Map(data.tray.map((item) => [item.id, item]));
    for (const item of this.selected) if (!this.item(item)) this.selected.delete(item);
    this.root.dataset.theme = isDark(this.root) ? "dark" : "light";
    this.root.classList.toggle("condensed", this.choices.condensed);
    this.draw();
    this.hear(data.answer);
    this.keys.found();
    if (data.places?.item !== this.offered) this.dialogs.offer();
    this.offered = data.places?.item;
  }

  draw() {
    this.toolbar.draw();
    this.tray.draw();
    this.timeline.draw();
    this.panel.draw();
  }

  item(id) {
    return this.bars.get(id) ?? this.waiting.get(id);
  }

  shows(bar) {
    const { kind, code, zone, state, text } = this.filter;
    if (kind && bar.kind !== kind) return false;
    if (code && !bar.codes.includes(code)) return false;
    if (zone && bar.zone !== zone) return false;
    if (state && !STATES[state](bar)) return false;
    return !text || `${bar.id} ${bar.title} ${bar.who ?? ""}`.toLowerCase().includes(text.toLowerCase());
  }

  places() {
    const { places, day } = this.data;
    return places && places.day === day ? places : null;
  }

  // --- asking --------------------------------------------------------------------------------------------------------

  // One thing is asked at a time: what comes meanwhile waits, and of places looked up only the last.
  ask(does, more = {}, said = "") {
    this.seq += 1;
    const command = { do: does, seq: Date.now() * 100 + (this.seq % 100), ...more };
    if (said) this.say(said);
    if (does === "pick") this.queue = this.queue.filter((one) => one.do !== "pick");
    this.queue.push(command);
    this.next();
  }

  next() {
    if (this.awaiting || !this.queue.length) return;
    this.awaiting = { ...this.queue.shift(), number: this.data.number };
    this.root.setAttribute("aria-busy", "true");
    this.send(this.awaiting);
    this.remind();
  }

  remind() {
    clearInterval(this.reminding);
    if (this.awaiting) this.reminding = setInterval(() => this.send({ ...this.awaiting, again: Date.now() }), REMIND);
  }

  move(does, more) {
    this.ask(does, { lock: this.choices.lock, settling: "ask", ...more }, "Checking…");
  }

  hear(answer) {
    if (!answer || answer.seq !== this.awaiting?.seq) return;
    this.awaiting = null;
    clearInterval(this.reminding);
    this.root.removeAttribute("aria-busy");
    this.tell(answer);
    this.next();
  }

  tell(answer) {
    if (answer.kind === "seen") return;
    if (answer.kind === "options") this.dialogs.suggest(answer);
    else if (answer.kind === "clash") this.dialogs.clash(answer);
    else if (answer.kind === "ahead") this.dialogs.ahead(answer);
    else {
      this.say(answer.sentence, answer.kind === "done" && !answer.broken ? "done" : "warn");
      this.dialogs.close();
    }
  }

  say(sentence, kind = "") {
    this.told.textContent = sentence;
    this.told.dataset.kind = kind;
  }

  // --- choosing ------------------------------------------------------------------------------------------------------

  choose(id, { add = false } = {}) {
    if (!add) this.selected.clear();
    if (add && this.selected.has(id)) this.selected.delete(id);
    else this.selected.add(id);
    this.focus = id;
    this.keys.waits = null;
    this.timeline.mark();
    this.tray.mark();
    this.panel.draw();
    this.pick();
  }

  clear() {
    this.selected.clear();
    this.keys.waits = null;
    this.timeline.mark();
    this.tray.mark();
    this.panel.draw();
    this.pick();
  }

  // The places of the one item that is chosen are coloured; of several none are.
  pick() {
    const [only] = this.selected.size === 1 ? this.selected : [""];
    const item = only && this.item(only);
    const wanted = item && (item.movable || this.waiting.has(only)) ? only : "";
    clearTimeout(this.picking);
    if (wanted === (this.data.places?.item ?? "")) return;
    this.picking = setTimeout(() => this.ask("pick", { item: wanted }), 60);
  }

  goTo(id, day) {
    this.selected = new Set([id]);
    this.focus = id;
    if (day && day !== this.data.day) {
      this.timeline.reveal = id;
      this.ask("pick", { item: id, day });
    } else {
      this.timeline.mark();
      this.timeline.show(id);
      this.panel.draw();
      this.pick();
    }
  }

  acted(ids) {
    return ids.length ? ids : [...this.selected];
  }

  choice(name, value) {
    this.choices[name] = value;
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.choices));
    } catch {
      // A browser that keeps nothing forgets the choice with the page; the board works all the same.
    }
    this.root.classList.toggle("condensed", this.choices.condensed);
    this.draw();
  }
}

export const STATES = {
  locked: (bar) => bar.locked,
  open: (bar) => !bar.locked && bar.movable,
  broken: (bar) => (bar.broken ?? []).length > 0,
  provisional: (bar) => bar.provisional,
};

function kept() {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? "{}");
  } catch {
    return {};
  }
}

function isDark(root) {
  const probe = getComputedStyle(root).getPropertyValue("--st-background-color").trim();
  const [red, green, blue] = (probe.match(/\w\w/g) ?? ["ff", "ff", "ff"]).map((one) => parseInt(one, 16));
  return probe.startsWith("#") && red + green + blue < 384;
}
