// A shared screen on which people type the code of a letter, one after the other. With this script a whole visit is one
// entry of the browser's history: Back and Reload lead out of it, and never to what somebody chose or wrote.
(() => {
  "use strict";
  const HOME = "/svar/kiosk/";
  const WARNED = 40000; // milliseconds without a sign of life before it is asked who is there,
  const CLEARED = 60000; // and before the screen is cleared: twenty seconds to answer
  const AWAY = 30000; // and before a server that says nothing is taken to be away
  const SIGNS = ["keydown", "input", "click", "pointerdown", "pointermove", "wheel", "scroll"];
  let last = performance.now();
  let before = null; // what had the focus when it was asked
  let busy = false;
  let left = false; // the visit is over: an answer that is still on its way stays unread

  const asking = () => document.getElementById("idle");
  function leave(address) {
    left = true;
    document.body.replaceChildren(); // also for a copy that the browser may keep for Back
    location.replace(address);
  }
  function alive(event) {
    const question = asking();
    const asked = question && question.open;
    // A finger that closed the question as it came down would choose what lies behind as it went up.
    if (asked && event.type !== "keydown" && event.type !== "click") return;
    last = performance.now();
    if (!asked) return;
    event.preventDefault(); // a key answers, and writes nothing
    question.close();
    if (before && before.isConnected) before.focus();
  }
  function untouched() {
    const code = document.getElementById("kode");
    return Boolean(code && code.type === "text" && !code.value && !document.querySelector(".form-error"));
  }
  function look() {
    const idle = performance.now() - last;
    const question = asking();
    if (!question || (untouched() && !question.open)) return;
    if (idle >= CLEARED) leave(HOME);
    else if (idle >= WARNED && !question.open) {
      before = document.activeElement;
      question.showModal();
    }
  }
  function show(html) {
    const next = new DOMParser().parseFromString(html, "text/html");
    if (left) return;
    // Not a page of ours, such as what stands in front of the server says: nothing that was written is lost by it.
    if (!next.body.hasAttribute("data-kiosk")) throw new Error();
    document.documentElement.lang = next.documentElement.lang;
    document.body.replaceChildren(...next.body.childNodes);
    window.scrollTo(0, 0);
    const place = document.querySelector("[aria-invalid]") || document.querySelector("h1");
    if (place.matches("h1")) place.tabIndex = -1;
    place.focus();
  }
  async function send(form, button) {
    const body = new URLSearchParams(new FormData(form));
    if (button && button.name) body.append(button.name, button.value);
    const address = (button && button.getAttribute("formaction")) || form.getAttribute("action");
    busy = true;
    try {
      const signal = AbortSignal.timeout?.(AWAY); // older browsers wait as long as the server does
      const way = { method: "POST", body, cache: "no-store", redirect: "error", signal };
      const response = await fetch(address, way);
      show(await response.text());
    } catch {
      const told = document.querySelector("[data-unsent]");
      if (told) told.hidden = false;
    }
    busy = false;
    last = performance.now();
  }
  SIGNS.forEach((sign) => document.addEventListener(sign, alive, { capture: true }));
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!busy) send(event.target, event.submitter);
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    leave(link.getAttribute("href").replace("?ryd=1", ""));
  });
  window.addEventListener("pagehide", () => document.body.replaceChildren());
  window.addEventListener("pageshow", (event) => event.persisted && leave(HOME));
  setInterval(look, 1000);
})();
