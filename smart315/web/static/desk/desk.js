// Small comforts; every page works without them.
(function () {
  "use strict";
  document.documentElement.classList.add("scripted");

  function typing(target) {
    return target.closest("input, textarea, select, [contenteditable]");
  }

  document.addEventListener("keydown", function (event) {
    var find = document.getElementById("find");
    if (event.key === "/" && find && !event.ctrlKey && !event.metaKey && !typing(event.target)) {
      event.preventDefault();
      find.focus();
      find.select();
    }
    if (event.key === "Escape") {
      document.querySelectorAll("details.menu[open]").forEach(function (menu) {
        menu.open = false;
        menu.querySelector("summary").focus();
      });
    }
  });

  document.addEventListener("click", function (event) {
    var dismiss = event.target.closest(".say .dismiss");
    if (dismiss) {
      dismiss.closest(".say").remove();
    }
    document.querySelectorAll("details.menu[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });
})();
