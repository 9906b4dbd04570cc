// Dragging with the mouse or a finger: from the tray, between rooms, times and days, and back to the tray.
import { MARKS, clock, element, nearest, sentence } from "./page.js";

const FAR = 4;
const LONG = 350;
const EDGE = 40;
const OVER = 600;

export class Dragging {
  constructor(board) {
    this.board = board;
    this.ghost = element("div", { class: "ghost", hidden: true, "aria-hidden": "true" });
    this.hint = element("div", { class: "hint", hidden: true, "aria-hidden": "true" });
    board.root.append(this.ghost, this.hint);
    board.root.addEventListener("pointerdown", (event) => this.down(event));
    board.root.addEventListener("pointermove", (event) => this.moved(event));
    board.root.addEventListener("pointerup", (event) => this.up(event));
    board.root.addEventListener("pointercancel", () => this.end());
    board.root.addEventListener("touchmove", (event) => this.busy && event.preventDefault(), { passive: false });
    board.root.addEventListener("contextmenu", (event) => event.target.closest(".item, .card") && event.preventDefault());
    this.busy = false;
  }

  down(event) {
    const held = event.target.closest(".item, .card");
    if (!held || event.button || !this.board.data.may) return;
    const item = this.board.item(held.dataset.id);
    if (!item || !(item.movable || this.board.waiting.has(item.id))) return;
    this.held = { item, x: event.clientX, y: event.clientY, pointer: event.pointerId, from: item.first, stretches: Boolean(event.target.closest(".length")) };
    this.held.within = held.classList.contains("item") ? (event.clientX - held.getBoundingClientRect().left) / this.board.timeline.perMinute : 0;
    if (!this.board.selected.has(item.id) && !event.shiftKey && !event.ctrlKey) this.board.choose(item.id);
    if (event.pointerType === "touch") this.waitsForLong = setTimeout(() => this.begin(), LONG);
  }

  moved(event) {
    const { held } = this;
    if (!held || event.pointerId !== held.pointer) return;
    const far = Math.hypot(event.clientX - held.x, event.clientY - held.y) > FAR;
    if (!this.busy && far && event.pointerType === "touch") this.end();
    else if (!this.busy && far) this.begin();
    if (!this.busy) return;
    held.at = [event.clientX, event.clientY];
    this.follow();
  }

  begin() {
    const { board, held } = this;
    clearTimeout(this.waitsForLong);
    if (!held) return;
    this.busy = true;
    held.at = [held.x, held.y];
    board.root.setPointerCapture(held.pointer);
    board.root.classList.add("dragging");
    this.ghost.textContent = held.item.label ?? held.item.title;
    this.ghost.className = `ghost kind-${held.item.kind}`;
    this.scrolling = setInterval(() => this.scroll(), 30);
    this.follow();
  }

  // What is held stays held where the board is drawn in a new place.
  hold() {
    if (this.busy) this.board.root.setPointerCapture(this.held.pointer);
  }

  // --- where it is ---------------------------------------------------------------------------------------------------

  follow() {
    const { board, held } = this;
    const [x, y] = held.at;
    if (held.stretches) return this.stretch(x);
    const inTray = within(board.tray.root, x, y);
    board.tray.root.classList.toggle("target", inTray);
    this.overDay(x, y);
    held.place = inTray ? { tray: true } : this.place(x, y);
    return this.point(x, y);
  }

  place(x, y) {
    const { timeline, data } = this.board;
    if (!within(timeline.scroll, x, y)) return null;
    const lane = timeline.laneAt(y);
    if (!lane) return null;
    const minute = timeline.minuteAt(x, lane) - this.held.within;
    const places = this.board.places()?.item === this.held.item.id ? this.board.places() : null;
    const step = data.step;
    const index = places?.starts.length ? nearest(places.starts, minute) : -1;
    const start = index < 0 ? Math.round(minute / step) * step : places.starts[index];
    const room = data.view === "rooms" ? lane.row.id : this.held.item.room ?? "";
    const at = places && index >= 0 ? places.rooms.indexOf(room) : -1;
    return { lane, start, room, verdict: at < 0 ? null : Number(places.verdicts[at][index]), said: at < 0 ? "" : sentence(places, at, index) };
  }

  point(x, y) {
    const { held } = this;
    const { place } = held;
    this.ghost.hidden = !place?.lane;
    this.hint.hidden = !place;
    if (!place) return;
    this.hint.style.transform = `translate(${Math.min(x + 14, window.innerWidth - 340)}px, ${Math.min(y + 18, window.innerHeight - 120)}px)`;
    if (place.tray) {
      this.hint.textContent = "Let go to take it off the plan.";
      return;
    }
    const box = place.lane.area.getBoundingClientRect();
    const minutes = held.item.minutes ?? (held.item.last - held.item.first || 5);
    const left = box.left + (place.start - this.board.data.hours[0]) * this.board.timeline.perMinute;
    Object.assign(this.ghost.style, { transform: `translate(${left}px, ${box.top + 2}px)`, width: `${Math.max(minutes * this.board.timeline.perMinute, 8)}px`, height: `${box.height - 4}px` });
    this.ghost.dataset.verdict = place.verdict ?? "";
    const mark = place.verdict === null ? "" : `${MARKS[place.verdict]} `;
    this.hint.dataset.verdict = place.verdict ?? "";
    this.hint.textContent = `${mark}${clock(place.start)}, ${place.lane.row.name}. ${place.said}`;
  }

  // The length of a meeting is as the request says: what is dragged here is the request.
  stretch(x) {
    const { held, board } = this;
    const step = board.data.step;
    const by = Math.round((x - held.x) / board.timeline.perMinute / step) * step;
    held.minutes = Math.max(step, held.item.minutes + by);
    this.hint.hidden = false;
    this.hint.style.transform = `translate(${x + 14}px, ${held.at[1] + 18}px)`;
    this.hint.textContent = `The request fixes ${held.item.minutes} minutes. Let go to change it to ${held.minutes}.`;
  }

  overDay(x, y) {
    const tab = [...this.board.toolbar.days.children].find((one) => within(one, x, y));
    if (tab?.dataset.day === this.over) return;
    clearTimeout(this.turning);
    this.over = tab?.dataset.day;
    if (tab && this.over !== this.board.data.day) this.turning = setTimeout(() => this.board.ask("day", { day: tab.dataset.day }), OVER);
  }

  scroll() {
    const { scroll } = this.board.timeline;
    const [x, y] = this.held?.at ?? [0, 0];
    const box = scroll.getBoundingClientRect();
    if (!this.busy || this.held.stretches || x < box.left || x > box.right + EDGE || y < box.top - EDGE || y > box.bottom + EDGE) return;
    const pull = (at, low, high) => (at < low + EDGE ? -12 : at > high - EDGE ? 12 : 0);
    const [dx, dy] = [pull(x, box.left + 180, box.right), pull(y, box.top + 24, box.bottom)];
    if (dx || dy) {
      scroll.scrollBy(dx, dy);
      this.follow();
    }
  }

  // --- letting go ----------------------------------------------------------------------------------------------------

  up(event) {
    const { held, busy } = this;
    if (!held || event.pointerId !== held.pointer) return;
    const { place, item, minutes, stretches } = held;
    this.end();
    if (!busy) return;
    this.justDropped = true;
    setTimeout(() => { this.justDropped = false; }, 50);
    if (stretches) {
      if (minutes && minutes !== item.minutes) this.board.dialogs.length(item.id, minutes);
    } else if (place?.tray) this.toTray(item);
    else if (place) this.drop(item, place);
  }

  toTray(item) {
    const ids = (this.board.selected.has(item.id) ? [...this.board.selected] : [item.id]).filter((id) => this.board.bars.has(id));
    if (ids.length) this.board.ask("unplace", { items: ids }, "Taking it off the plan…");
  }

  drop(item, { start, room }) {
    const { board } = this;
    const placed = [...board.selected].filter((id) => board.bars.has(id));
    const same = item.first === start && item.room === room && board.bars.has(item.id);
    if (same) return;
    if (placed.length > 1 && placed.includes(item.id)) {
      const rooms = item.room && item.room !== room ? { [item.room]: room } : {};
      board.move("shift", { items: placed, minutes: Math.round(start - item.first), rooms });
    } else board.move("place", { item: item.id, day: board.data.day, start, room });
  }

  end() {
    clearTimeout(this.waitsForLong);
    clearTimeout(this.turning);
    clearInterval(this.scrolling);
    this.busy = false;
    this.held = null;
    this.ghost.hidden = true;
    this.hint.hidden = true;
    this.board.root.classList.remove("dragging");
    this.board.tray.root.classList.remove("target");
  }
}

function within(root, x, y) {
  const { left, right, top, bottom } = root.getBoundingClientRect();
  return x >= left && x < right && y >= top && y < bottom;
}
