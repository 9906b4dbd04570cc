"use strict";
(function () {
  var items = Array.prototype.slice.call(document.querySelectorAll("li[data-begins]"));
  var box = document.querySelector(".search");
  var field = document.getElementById("search");
  var found = document.getElementById("found");

  function plain(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");
  }

  function search() {
    var words = plain(field.value).split(/\s+/).filter(Boolean);
    var count = 0;
    items.forEach(function (item) {
      var text = plain(item.dataset.text);
      item.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      count += item.hidden ? 0 : 1;
    });
    document.querySelectorAll(".group, section").forEach(function (part) {
      part.hidden = words.length > 0 && !part.querySelector("li[data-begins]:not([hidden])");
    });
    found.textContent = words.length ? (count === 1 ? "1 item" : count + " items") : "";
  }

  function mark() {
    var now = Date.now();
    items.forEach(function (item) {
      item.classList.toggle("now", item.dataset.begins <= now && now < item.dataset.ends);
      item.classList.toggle("past", item.dataset.ends <= now);
    });
    var over = items.length && items.every(function (item) { return item.dataset.ends <= now; });
    if (over) { items.forEach(function (item) { item.classList.remove("past"); }); }
  }

  if (box) {
    box.hidden = false;
    field.addEventListener("input", search);
    search();
  }
  mark();
  setInterval(mark, 30000);
})();
