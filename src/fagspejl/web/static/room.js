// The pages of a room work without this script. With it phones, room screen and control follow the session by themselves,
// and nothing that somebody is typing is lost when the connection is away. Nothing is stored in the browser.
//
// <body data-poll data-rev data-every>: what to ask, what the page shows, seconds between two questions.
// <body data-gone data-lost data-unsent data-back>: what is said when the session is over, the connection away, something
// not sent, and when it is back. <main data-lost>: said instead of the body's, where an answer is saved.
// <main data-place>: where the session is; while it stays the same, fields with an id keep what was typed.
// <main data-address>: where this page is found, if not at the address in the bar. [data-told]: what is read out first.
// [data-heard]: what is read out when it changes, the page being the same.
// [data-seconds data-over]: a clock that runs down, in its [data-face] if it has one.
// [data-left="id" data-text]: how many signs are left of a field's maxlength; # stands for the number.
(() => {
  "use strict";
  const said = () => document.body.dataset;
  const main = () => document.querySelector("main");
  const twin = (node, page) => node.id && page.querySelector(`#${CSS.escape(node.id)}`);
  const line = document.createElement("p");
  const ends = new WeakMap(); // clock -> when it is over
  let rev = said().rev;
  let touched = new Set(); // ids of fields that somebody has changed since they were shown or sent
  let busy = false;
  let unsent = false; // a form that the connection did not take stands in the page still
  let away = false;
  let timer = 0;
  line.className = "line";
  line.setAttribute("role", "status");
  document.body.prepend(line);
  document.documentElement.classList.add("js");

  function say(text, heard) { // `heard`: for a screen reader alone; everybody else sees it in the page
    line.className = heard ? "sr-only" : "line";
    if (line.textContent !== (text || "")) line.textContent = text || "";
  }
  function lost() {
    away = true;
    say(unsent || touched.size ? said().unsent : main().dataset.lost || said().lost);
  }
  function found() {
    if (away) say(unsent ? said().back : "");
    away = false;
  }

  function keep(page) { // what is typed goes over into the new page, where the session still asks for it
    for (const id of touched) {
      const from = document.getElementById(id);
      const to = from && twin(from, page);
      if (!to || from.type !== to.type) touched.delete(id);
      else if (from.type === "radio" || from.type === "checkbox") to.checked = from.checked;
      else to.value = from.value;
    }
    for (const part of document.querySelectorAll("details[id]")) {
      const same = twin(part, page);
      if (same) same.open = part.open;
    }
  }

  function show(html, sent) { // Returns whether it was a page of ours
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.querySelector("main");
    if (!fresh) return false;
    const active = document.activeElement;
    const inside = active !== document.body;
    const [start, end] = active.selectionEnd ? [active.selectionStart, active.selectionEnd] : [];
    const same = fresh.dataset.place === main().dataset.place;
    if (!same || sent) touched = new Set();
    if (same) keep(page);
    document.title = page.title;
    document.body.replaceWith(document.adoptNode(page.body));
    document.body.prepend(line);
    const head = fresh.querySelector("h1") || document.querySelector("h1");
    const told = fresh.querySelector("[data-told]"); // what was wrong, or that it is saved
    const again = twin(active, document);
    const first = (sent && told) || (inside && (again || told || head));
    if (first) {
      first.tabIndex = first.tabIndex < 0 ? -1 : first.tabIndex; // so that it can be stood on
      first.focus({ preventScroll: same && !sent });
      if (first === again && start !== undefined) first.setSelectionRange(start, end);
    }
    if (!same && !told) window.scrollTo(0, 0);
    const news = same ? document.querySelector("[data-heard]") : !first && head; // a new count, a new phase
    say(news ? news.textContent : "", true);
    tick();
    return true;
  }

  async function look() { // Is there anything new? Returns the seconds to the next time, 0 for "never again"
    const every = Number(said().every) || 1;
    if (document.hidden || busy) return every;
    try {
      const asked = await fetch(`${said().poll}?rev=${rev}`, { referrerPolicy: "no-referrer" });
      if (asked.status === 404) {
        document.body.classList.add("gone"); // what the page asked or said is over
        say(said().gone);
        return 0;
      }
      if (asked.status === 429) return 10; // somebody on this network guesses at codes; the page itself is still there
      if (!asked.ok) throw new Error("later");
      const mark = asked.status === 200 ? await asked.text() : rev;
      found();
      if (mark !== rev && parseInt(mark, 10) >= parseInt(rev, 10)) {
        const page = await fetch(main().dataset.address || location.href, { cache: "no-store" });
        const html = await page.text();
        if (page.status >= 500) throw new Error("later");
        if (!busy && show(html, false)) rev = mark;
      }
      return every;
    } catch {
      lost();
      return Math.max(every, 2);
    }
  }
  async function run() {
    clearTimeout(timer);
    const wait = said().poll ? await look() : 0;
    clearTimeout(timer);
    timer = wait ? setTimeout(run, wait * (800 + Math.random() * 400)) : 0;
  }

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!said().poll || form.method !== "post" || new URL(form.action).pathname !== location.pathname) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    const sent = new URLSearchParams(new FormData(form));
    if (event.submitter && event.submitter.name) sent.append(event.submitter.name, event.submitter.value);
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent });
      const html = await answer.text();
      unsent = answer.status >= 500 || !show(html, true);
      rev = said().rev || rev;
    } catch {
      unsent = true;
    }
    if (unsent) lost();
    busy = false;
  });

  function tick() { // clocks and counters
    for (const clock of document.querySelectorAll("[data-seconds]")) {
      if (!ends.has(clock)) ends.set(clock, Date.now() + Number(clock.dataset.seconds) * 1000);
      const left = Math.max(0, Math.ceil((ends.get(clock) - Date.now()) / 1000));
      const face = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      (clock.querySelector("[data-face]") || clock).textContent = left ? face : clock.dataset.over || face;
    }
    for (const told of document.querySelectorAll("[data-left]")) {
      const field = document.getElementById(told.dataset.left);
      told.textContent = told.dataset.text.replace("#", field.maxLength - field.value.length);
    }
  }
  document.addEventListener("input", (event) => {
    touched.add(event.target.id);
    tick();
  });
  document.addEventListener("visibilitychange", () => document.hidden || run());
  setInterval(tick, 1000);
  tick();
  run();
})();
