// Looks things up while somebody types. Every page works without this file.
(function () {
  "use strict";
  if (!window.fetch || !window.FormData || !Element.prototype.closest) return;
  document.documentElement.classList.add("scripted");
  document.querySelectorAll("[data-ask]").forEach(function (box) {
    var into = document.getElementById(box.dataset.into), timer, asked = 0;
    function ask() {
      var mine = ++asked;
      fetch(box.dataset.ask, {
        method: "POST",
        body: new FormData(box.form),
        credentials: "same-origin"
      }).then(function (answer) {
        return answer.ok ? answer.text() : Promise.reject();
      }).then(function (html) {
        if (mine === asked) into.innerHTML = html;
      }).catch(function () {});
    }
    function soon(event) {
      if (event.isComposing) return;
      clearTimeout(timer);
      timer = setTimeout(ask, box.tagName === "SELECT" ? 0 : 350);
    }
    box.addEventListener(box.tagName === "SELECT" ? "change" : "input", soon);
    box.addEventListener("compositionend", soon);
    // What was typed before this file arrived over a slow line, or came back with the page.
    if (box.value && !into.children.length) ask();
  });
})();
