// What is being written is shown in the frame beside it, a moment after the last key. Without this, a button shows it.
(function () {
  const form = document.querySelector("form[data-preview]");
  const button = document.querySelector("button[data-preview-show]");
  let timer = 0;
  function later() {
    clearTimeout(timer);
    timer = setTimeout(() => form.requestSubmit(button), 700);
  }
  form.addEventListener("input", later);
  for (const select of document.querySelectorAll("select[form]")) select.addEventListener("change", later);
  later();
})();
