"""What may be wrong with an open page for whoever hears it, and for whoever reads one language only."""

from __future__ import annotations

from collections.abc import Sequence

from playwright.sync_api import Page

# Words that one of the languages has and the other lacks, and that hardly a sentence does without.
_ONLY = {
    "da": "og ikke på hvad hvor hvornår som skal fra eller jeg der det er du ingen bliver når ren",
    "en": "the and of is are not with you your this that has will who which when what they same",
}
_FAULTS = """([language, foreign, data, sections]) => {
  const faults = [], seen = (one) => one.checkVisibility();
  const heads = [...document.querySelectorAll("h1")].filter(seen);
  if (heads.length !== 1 || !heads[0].innerText.trim()) faults.push(`${heads.length} h1`);
  if (!/\\S.* - Fagspejl$/.test(document.title)) faults.push(`title: ${document.title}`);
  if (document.documentElement.lang !== language) faults.push(`lang: ${document.documentElement.lang}`);
  for (const one of document.querySelectorAll(".site-main .alert"))
    if (!["alert", "status"].includes(one.getAttribute("role"))) faults.push(`silent: ${one.innerText}`);
  const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
  for (const id of new Set(ids.filter((id, at) => ids.indexOf(id) !== at))) faults.push(`twice: #${id}`);
  const tied = new Map();
  for (const one of document.querySelectorAll("[aria-describedby]"))
    for (const id of one.getAttribute("aria-describedby").split(/\\s+/)) {
      tied.set(id, one);
      if (!document.getElementById(id)) faults.push(`describedby nothing: ${id}`);
    }
  for (const one of document.querySelectorAll(".form-error-message")) {
    const control = tied.get(one.id) || tied.get(one.parentElement.id);
    const inputs = control ? [control, ...control.querySelectorAll("[aria-invalid]")] : [];
    if (!control) faults.push(`error of no field: ${one.innerText}`);
    else if (!inputs.some((input) => input.getAttribute("aria-invalid") === "true"))
      faults.push(`field not invalid: ${one.innerText}`);
  }
  const said = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.parentElement;
    if (!at.closest("script, style, textarea, code, pre") && seen(at)) said.push([walk.currentNode.data, at]);
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"])
    for (const one of document.querySelectorAll(`[${name}]`)) said.push([one.getAttribute(name), one]);
  said.push([document.title, document.documentElement]);
  for (let [text, at] of said) {
    for (const one of data) text = text.replaceAll(one, "");
    const key = text.match(/\\b([a-z_]+)\\.[a-z]+(_[a-z]+)*\\b/);
    if (key && sections.includes(key[1])) faults.push(`key: ${key[0]}`);
    const words = text.toLowerCase().split(/[^a-zæøå]+/);
    const strange = foreign[at.closest("[lang]").lang.slice(0, 2)];
    const found = words.filter((word) => strange.includes(word));
    if (found.length) faults.push(`foreign: ${text.trim().slice(0, 300)} <${at.tagName} ${at.className}>`);
  }
  return faults;
}"""


def told_wrong(tab: Page, language: str, *, data: Sequence[str], sections: Sequence[str]) -> list[str]:
    """Return what is wrong with how the page is told, one line each.

    One heading, a title, the page's language, no word of the other language outside what says so, no key of words
    (`sections`: the keys' beginnings), warnings that are announced, and errors tied to their fields. `data` is what
    people have typed or are called: it is in one language whichever the page is in.
    """
    foreign = {"da": _ONLY["en"].split(), "en": _ONLY["da"].split()}
    found = tab.evaluate(_FAULTS, [language, foreign, list(data), list(sections)])
    assert isinstance(found, list)
    return [str(one) for one in found]
