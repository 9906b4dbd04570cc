"use strict";
(function () {
  var data = JSON.parse(document.getElementById("data").textContent);
  var board = document.getElementById("board");
  var pages = document.getElementById("pages");
  var ROOMS = 3;       // to a page, so that the letters are large enough
  var TURN = 12000;    // milliseconds that a page stays
  var asked = /[?&]now=(\d+)/.exec(location.search);   // to look at another moment: milliseconds since 1970
  var shift = asked ? Number(asked[1]) - Date.now() : 0;
  var clock = new Intl.DateTimeFormat("en-GB", { timeZone: data.zone, hour: "2-digit", minute: "2-digit" });
  var day = new Intl.DateTimeFormat("en-GB", { timeZone: data.zone, weekday: "long", day: "numeric", month: "long" });

  function put(parent, tag, kind, text) {
    var made = document.createElement(tag);
    if (kind) { made.className = kind; }
    if (text !== undefined) { made.textContent = text; made.dir = "auto"; }
    parent.appendChild(made);
    return made;
  }

  function moment(item, today) {
    var when = day.format(item.begins);
    return when === today ? item.start : when + ", " + item.start;
  }

  function draw(room, now) {
    var today = day.format(now);
    var on = room.items.filter(function (item) { return item.begins <= now && now < item.ends; })[0];
    var next = room.items.filter(function (item) { return item.begins > now; })[0];
    var card = put(board, "section", "room");
    put(card, "h2", "", room.name);
    var told = put(card, "div", "");
    var main = put(told, "div", on ? "on" : "on free");
    if (on) {
      put(main, "p", "label", "Now, until " + on.end);
      put(main, "p", "title", on.title);
    } else if (next) {
      put(main, "p", "label", "Next, " + moment(next, today));
      put(main, "p", "title", next.title);
    } else {
      put(main, "p", "title", "No more public events");
    }
    if (on && next) { put(told, "p", "next", "Next, " + moment(next, today) + ": " + next.title); }
  }

  function busy(now, today) {
    return data.rooms.filter(function (room) {
      return room.items.some(function (item) {
        return item.ends > now && (!today || item.begins <= now || day.format(item.begins) === today);
      });
    });
  }

  function show() {
    var now = Date.now() + shift;
    document.getElementById("clock").textContent = clock.format(now);
    document.getElementById("day").textContent = day.format(now);
    var rooms = busy(now, day.format(now));
    if (!rooms.length) { rooms = busy(now, ""); }
    if (!rooms.length) { rooms = data.rooms.slice(0, 1); }
    var soon = function (room) {
      return Math.min.apply(null, room.items.map(function (item) { return item.ends > now ? Math.max(item.begins, now) : Infinity; }));
    };
    rooms.sort(function (a, b) { return soon(a) - soon(b); });
    var count = Math.max(1, Math.ceil(rooms.length / ROOMS));
    var page = Math.floor(now / TURN) % count;
    board.textContent = "";
    rooms.slice(page * ROOMS, page * ROOMS + ROOMS).forEach(function (room) { draw(room, now); });
    pages.textContent = count > 1 ? (page + 1) + " of " + count : "";
  }

  if (data.rooms.length) {
    show();
    setInterval(show, 1000);
  }
})();
