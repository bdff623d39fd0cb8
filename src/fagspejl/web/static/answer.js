// The respondent's pages work without this script. With it the link leaves the address bar and what is chosen is saved
// on the way. Nothing is stored in the browser.
(function () {
  "use strict";
  const PACE = 10000; // milliseconds between two savings of a page that stays open
  const AGAIN = 5000; // and before a failed one is tried again
  const PATIENCE = 15000;

  if (document.body.hasAttribute("data-private") && location.pathname !== "/svar/") {
    history.replaceState(null, "", "/svar/");
  }
  function post(address, body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const headers = { Accept: "application/json" };
    const way = { method: "POST", body, headers, cache: "no-store", redirect: "error", signal: stop.signal };
    return fetch(address, way).finally(() => clearTimeout(timer));
  }
  function tell(form, kind, text) {
    const place = form.querySelector("[data-status]");
    if (place.textContent !== text) place.textContent = text;
    place.dataset.kind = kind;
  }

  // What is told stands in the gap below what it is about, so that it covers nothing that can be chosen.
  function tellBelow(form, element) {
    const place = form.querySelector("[data-status]");
    if (place.dataset.kind !== "trouble") {
      place.textContent = "";
      delete place.dataset.kind;
    }
    if (place.previousElementSibling !== element.lastElementChild) element.append(place);
  }
  function drawn() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  function keepSaved(form) {
    let touched = false; // something was chosen or written since the last saving began
    let pending = null; // what is on its way: sent again, unchanged, until it is acknowledged
    let working = false;
    let over = false; // the server has said no: it will say why when the page is sent
    let last = -PACE;
    let timer = null;
    let waiting = null; // the button pressed while something was on its way

    function plan(delay) {
      if (timer === null) timer = setTimeout(save, delay);
    }
    async function save() {
      clearTimeout(timer);
      timer = null;
      if (working || over || (!touched && !pending)) return;
      if (!pending) {
        pending = new URLSearchParams(new FormData(form));
        touched = false;
      }
      working = true;
      last = performance.now();
      try {
        const response = await post(form.getAttribute("action"), pending);
        if (response.ok) acknowledged(await response.json());
        else if (response.status >= 500 || response.status === 429) failed();
        else refused(response.status);
      } catch {
        failed();
      }
      working = false;
      if (waiting && (over || !pending)) goOn();
    }
    function acknowledged(answer) {
      // By letter no version is told, and the page has no field for it.
      ["version", "kendt", "aendret"]
        .filter((name) => name in answer)
        .forEach((name) => (form.elements[name].value = answer[name]));
      form.elements.gem.value = drawn();
      pending = null;
      if (touched) plan(PACE);
      else tell(form, "saved", form.dataset.saved);
    }
    function refused(status) {
      over = true;
      tell(form, "trouble", status === 409 ? form.dataset.conflict : form.dataset.dead);
    }
    function failed() {
      tell(form, "trouble", form.dataset.notSaved);
      plan(AGAIN);
    }
    function goOn() {
      const button = waiting;
      waiting = null;
      form.requestSubmit(button);
    }
    function touch(field) {
      touched = true;
      tellBelow(form, field.closest("fieldset, .form-group"));
      if (!working && !pending) plan(Math.max(1000, last + PACE - performance.now()));
    }

    // Somebody may have been quicker than this script, or the browser has put back what was there.
    const changed = (field) => field.checked !== field.defaultChecked || field.value !== field.defaultValue;
    const before = Array.from(form.querySelectorAll("[type=radio], textarea")).find(changed);
    if (before) touch(before);
    form.addEventListener("input", (event) => touch(event.target));
    form.addEventListener("submit", (event) => {
      if (over || (!touched && !pending) || !form.requestSubmit) return;
      event.preventDefault();
      waiting = event.submitter;
      tellBelow(form, form.querySelector(".acts").parentElement);
      tell(form, "saving", form.dataset.saving);
      save();
    });
    window.addEventListener("online", save);
    window.addEventListener("beforeunload", (event) => {
      if (pending && !over) event.preventDefault();
    });
  }
  function keepTrying(form) {
    const body = new URLSearchParams(new FormData(form));
    tell(form, "trouble", form.dataset.notSaved);
    const timer = setInterval(async () => {
      try {
        const response = await post(form.getAttribute("action"), body);
        if (response.status === 503) return;
        clearInterval(timer);
        form.requestSubmit();
      } catch {} // still away
    }, AGAIN);
  }

  document.querySelectorAll("form[data-autosave]").forEach(keepSaved);
  document.querySelectorAll("form[data-retry]").forEach(keepTrying);
})();
