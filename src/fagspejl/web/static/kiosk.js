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

  const asking = () => document.getElementById("idle");

  function leave(address) {
    document.body.replaceChildren(); // also for a copy that the browser may keep for Back
    location.replace(address);
  }

  function alive(event) {
    const asked = asking()?.open;
    // A finger that closed the question as it came down would choose what lies behind as it went up.
    if (asked && event.type !== "keydown" && event.type !== "click") return;
    last = performance.now();
    if (!asked) return;
    event.preventDefault(); // a key answers, and writes nothing
    asking().close();
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
    if (idle >= CLEARED) return leave(HOME);
    if (idle < WARNED || question.open) return;
    before = document.activeElement;
    question.showModal();
  }

  function show(html) {
    const next = new DOMParser().parseFromString(html, "text/html");
    if (!document.body.firstChild) return; // it was left meanwhile
    if (!next.body.hasAttribute("data-kiosk")) throw new Error("what stands before the server says that it is away");
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
    const stop = new AbortController();
    setTimeout(() => stop.abort(), AWAY);
    busy = true;
    try {
      const how = { method: "POST", body, cache: "no-store", redirect: "error", signal: stop.signal };
      show(await (await fetch(address, how)).text());
    } catch {
      document.querySelectorAll("[data-unsent]").forEach((told) => (told.hidden = false));
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
