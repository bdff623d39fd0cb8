// What is being written is shown in the frame beside it, a moment after the last key. Without this, a button shows it.
(function () {
  "use strict";
  var form = document.querySelector("form[data-preview]"), button = document.querySelector("button[data-preview-show]");
  if (!form || !button || !form.requestSubmit) return;
  function later() {
    window.clearTimeout(later.timer);
    later.timer = window.setTimeout(function () { form.requestSubmit(button); }, 700);
  }
  ["input", "change"].forEach(function (what) { document.addEventListener(what, later); });
  later();
})();
