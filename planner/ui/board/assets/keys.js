// Everything without a mouse: from item to item, what is done to them, and one of them carried from place to place.
import { clock, sentence } from "./page.js";

export const HELP = [
  ["← →", "to the item before or after, on the same row"],
  ["↑ ↓", "to the nearest item on the row above or below"],
  ["Home, End", "to the first or last item of the row"],
  ["Page up, Page down", "to the day before or after"],
  ["Enter", "opens the item, or a line with its turns"],
  ["Space", "chooses it as well, for several at a time"],
  ["M", "Move to…, with the best places"],
  ["G", "picks it up: arrows carry it, Enter puts it down, Escape leaves it"],
  ["L", "locks or unlocks it"],
  ["U or Delete", "takes it off the plan"],
  ["S", "lets two that are chosen change places"],
  ["Ctrl Z, Ctrl Y", "undo and redo"],
  ["F", "find an item"],
  ["Escape", "chooses nothing"],
  ["?", "this list"],
];

export class Keys {
  constructor(board) {
    this.board = board;
    this.waits = null;
    board.root.addEventListener("keydown", (event) => this.pressed(event));
  }

  pressed(event) {
    if (event.target.closest("input, select, textarea, dialog") || !this.board.data) return;
    const act = this.meant(event);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }

  meant(event) {
    const { board } = this;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (event.ctrlKey || event.metaKey) return { z: () => board.ask(event.shiftKey ? "redo" : "undo"), y: () => board.ask("redo") }[key];
    if (board.drag.busy && key === "Escape") return () => board.drag.end();
    if (this.carried) return this.carrying(key);
    if (this.waits) return () => this.keep(key);
    const id = event.target.dataset?.id;
    const anywhere = { "?": () => board.dialogs.help(), f: () => board.toolbar.search.focus(), Escape: () => board.clear(), PageDown: () => this.day(1), PageUp: () => this.day(-1) };
    return anywhere[key] ?? (id ? this.onItem(key, id) : undefined);
  }

  onItem(key, id) {
    const { board } = this;
    const focus = () => { if (!board.selected.has(id)) board.choose(id); };
    const acts = {
      Enter: () => { board.choose(id); board.panel.open("item"); },
      " ": () => board.choose(id, { add: true }),
      m: () => { focus(); board.dialogs.moveTo(id); },
      g: () => { board.choose(id); this.grab(id); },
      l: () => { focus(); this.lock(); },
      u: () => { focus(); this.unplace(); },
      Delete: () => { focus(); this.unplace(); },
      s: () => board.selected.size === 2 && board.move("swap", { items: [...board.selected] }),
    };
    const steps = board.bars.has(id) ? { ArrowLeft: () => this.along(id, -1), ArrowRight: () => this.along(id, 1), ArrowUp: () => this.across(id, -1), ArrowDown: () => this.across(id, 1), Home: () => this.along(id, -Infinity), End: () => this.along(id, Infinity) } : {};
    return acts[key] ?? steps[key] ?? (board.waiting.has(id) ? this.inTray(key, id) : undefined);
  }

  // --- from item to item ---------------------------------------------------------------------------------------------

  bars(lane) {
    return lane.row.bars.filter((bar) => this.board.shows(bar)).sort((one, other) => one.first - other.first);
  }

  laneOf(id) {
    const { activeElement } = this.board.root.getRootNode();
    const lanes = this.board.timeline.lanes;
    const at = lanes.findIndex((lane) => lane.root.contains(activeElement));
    return at >= 0 ? at : lanes.findIndex((lane) => lane.row.bars.some((bar) => bar.id === id));
  }

  along(id, by) {
    const lane = this.board.timeline.lanes[this.laneOf(id)];
    if (!lane) return;
    const bars = this.bars(lane);
    const at = bars.findIndex((bar) => bar.id === id) + by;
    this.to(bars[Math.min(Math.max(at, 0), bars.length - 1)], lane);
  }

  across(id, by) {
    const { lanes } = this.board.timeline;
    const from = this.board.bars.get(id).first;
    for (let at = this.laneOf(id) + by; at >= 0 && at < lanes.length; at += by) {
      const bars = this.bars(lanes[at]);
      if (bars.length) {
        this.to(bars.reduce((best, bar) => (Math.abs(bar.first - from) < Math.abs(best.first - from) ? bar : best)), lanes[at]);
        return;
      }
    }
  }

  to(bar, lane) {
    if (!bar) return;
    this.board.focus = bar.id;
    this.board.timeline.mark();
    lane.root.querySelector(`.item[data-id="${CSS.escape(bar.id)}"]`)?.focus();
  }

  inTray(key, id) {
    const cards = [...this.board.tray.list.querySelectorAll(".card")];
    const at = cards.findIndex((card) => card.dataset.id === id);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: cards.length - 1 }[key];
    return to === undefined ? undefined : () => cards[to]?.focus();
  }

  day(by) {
    const { days, day } = this.board.data;
    const to = days[days.findIndex((one) => one.id === day) + by];
    if (to) this.board.ask("day", { day: to.id });
  }

  // --- what is done --------------------------------------------------------------------------------------------------

  placed() {
    return [...this.board.selected].filter((id) => this.board.bars.has(id) && this.board.bars.get(id).movable);
  }

  lock() {
    const items = this.placed();
    if (!items.length) this.board.say("Only what has a place can be locked.", "warn");
    else this.board.ask("lock", { items, lock: !items.every((id) => this.board.bars.get(id).locked) });
  }

  unplace() {
    const items = this.placed();
    if (!items.length) this.board.say("It has no place that could be taken from it.", "warn");
    else this.board.ask("unplace", { items });
  }

  // --- carried -------------------------------------------------------------------------------------------------------

  grab(id) {
    const places = this.board.places();
    const item = this.board.item(id);
    if (!item?.movable && !this.board.waiting.has(id)) return this.board.say("It cannot be moved.", "warn");
    if (places?.item !== id) {
      this.waits = { id, keys: [] };
      return this.board.say("Looking up its places…");
    }
    const bar = this.board.bars.get(id);
    const room = Math.max(0, places.rooms.indexOf(bar?.room ?? places.rooms[0]));
    this.carried = { id, room, start: Math.max(0, places.starts.findLastIndex((start) => start <= (bar?.first ?? places.starts[0]))) };
    return this.carry();
  }

  // What is pressed before the places are known is done once they are.
  keep(key) {
    if (key !== "Escape") return this.waits.keys.push(key);
    this.waits = null;
    return this.board.say("Left where it was.");
  }

  found() {
    const { waits } = this;
    if (waits && !this.board.item(waits.id)) this.waits = null;
    if (!this.waits || this.board.places()?.item !== waits.id) return;
    this.waits = null;
    this.grab(waits.id);
    for (const key of waits.keys) if (this.carried) this.carrying(key)?.();
  }

  carrying(key) {
    const { carried } = this;
    const places = this.board.places();
    if (!places || key === "Escape") return () => this.letGo("Left where it was.");
    const step = (name, by, most) => () => { carried[name] = Math.min(Math.max(carried[name] + by, 0), most - 1); this.carry(); };
    return {
      ArrowLeft: step("start", -1, places.starts.length),
      ArrowRight: step("start", 1, places.starts.length),
      ArrowUp: step("room", -1, places.rooms.length),
      ArrowDown: step("room", 1, places.rooms.length),
      Enter: () => { const { id, room, start } = carried; this.letGo(""); this.board.move("place", { item: id, day: this.board.data.day, start: places.starts[start], room: places.rooms[room] }); },
    }[key];
  }

  carry() {
    const places = this.board.places();
    const { room, start } = this.carried;
    const name = this.board.data.rooms.find(([code]) => code === places.rooms[room])?.[1] ?? "";
    this.board.say(`${clock(places.starts[start])}, ${name}. ${sentence(places, room, start)}`, `v${places.verdicts[room][start]}`);
    const lane = this.board.timeline.lanes.find((one) => this.board.data.view !== "rooms" || one.row.id === places.rooms[room]);
    this.board.root.querySelectorAll(".carried").forEach((one) => one.remove());
    if (!lane) return;
    const made = document.createElement("div");
    made.className = `carried v${places.verdicts[room][start]}`;
    made.style.setProperty("--from", String(places.starts[start] - this.board.data.hours[0]));
    made.style.setProperty("--for", String(Math.max(places.minutes, 4)));
    lane.area.append(made);
    made.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  letGo(said) {
    this.carried = null;
    this.board.root.querySelectorAll(".carried").forEach((one) => one.remove());
    if (said) this.board.say(said);
  }
}
