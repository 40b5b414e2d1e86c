// The list by keyboard, the printer, and a word while something long is done.
(function () {
  "use strict";

  function typing(target) {
    return target.closest("input, textarea, select, [contenteditable]");
  }

  function step(by) {
    var links = Array.from(document.querySelectorAll("[data-rows] a.row-link"));
    var here = links.indexOf(document.activeElement);
    var next = links[here === -1 ? (by > 0 ? 0 : links.length - 1) : here + by];
    if (next) {
      next.focus();
      next.scrollIntoView({ block: "nearest" });
    }
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) {
      return;
    }
    if (event.key === "j" || event.key === "k") {
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
    }
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) {
      window.print();
    }
  });

  document.addEventListener("submit", function (event) {
    var words = event.target.dataset.busy;
    if (words) {
      var button = event.target.querySelector("button[type=submit]");
      button.setAttribute("aria-busy", "true");
      button.textContent = words;
    }
  });
})();
