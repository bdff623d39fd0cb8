// The clock of the meeting, and turning by keys. Without it the links turn and the printed plan holds the times.
(() => {
  "use strict";
  const clock = document.querySelector(".clock");
  const slides = [...document.querySelectorAll(".slide")];
  if (!clock || !slides.length) return;
  const face = clock.querySelector("[role=timer]");
  const button = clock.querySelector("button");
  let step = "";
  let left = 0; // ms
  let runs = 0; // when it was last looked at, 0 while it stands still

  const current = () => {
    const middle = window.innerHeight / 2;
    return slides.find((slide) => slide.getBoundingClientRect().bottom > middle) || slides[slides.length - 1];
  };
  const show = () => {
    const seconds = Math.max(0, Math.ceil(left / 1000));
    const two = (number) => String(number).padStart(2, "0");
    face.textContent = seconds || !step ? `${two(Math.floor(seconds / 60))}:${two(seconds % 60)}` : clock.dataset.over;
    button.textContent = runs ? clock.dataset.pause : clock.dataset.start;
  };
  const look = () => {
    const slide = current();
    const named = slide.dataset.step || "";
    if (named !== step) { // another step has its own time
      step = named;
      left = Number(slide.dataset.minutes || 0) * 60000;
    }
    clock.hidden = !step;
    if (runs) {
      const now = Date.now();
      left -= step ? now - runs : 0;
      runs = now;
    }
    show();
  };
  button.addEventListener("click", () => {
    runs = runs ? 0 : Date.now();
    look();
  });
  const turn = (by) => {
    const to = slides[slides.indexOf(current()) + by];
    if (to) window.location.hash = to.id;
    if (to) look();
  };
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const by = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    turn(by);
  });
  window.setInterval(look, 250);
  look();
})();
