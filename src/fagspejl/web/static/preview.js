// What is being written is shown in the frame beside it, a moment after the last key. Without this, a button shows it.
(function () {
  "use strict";
  var form = document.querySelector("form[data-preview]");
  var button = document.querySelector("button[data-preview-show]");
  if (!form || !button || !form.requestSubmit) return;
  function later() {
    window.clearTimeout(later.timer);
    later.timer = window.setTimeout(function () { form.requestSubmit(button); }, 700);
  }
  later();
  form.addEventListener("input", later);
  Array.prototype.forEach.call(document.querySelectorAll("select[form=" + form.id + "]"), function (select) {
    select.addEventListener("change", later);
  });
})();
