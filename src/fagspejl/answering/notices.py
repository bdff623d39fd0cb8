"""Pages for when something is in the way: a code to type, a dead link, a newer draft, nothing to save to."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings
from django.utils.safestring import SafeString

from fagspejl.answering.frames import NOTHING, frame
from fagspejl.answering.questionnaire import COMMENT
from fagspejl.answering.skeletons import hidden, skeleton, slot
from fagspejl.answering.words import words_in
from fagspejl.evaluation.keys.derivation import typed_in_groups
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.wording import Wording

_BAR = "Fagspejl"


def code_page(language: Language, *, typed: str = "", error: str = "", kiosk: bool = False) -> str:
    """Return the page on which the code of a letter is typed."""
    title = words_in(language).say("code.title")
    here = "/svar/kiosk/" if kiosk else "/svar/"
    slots = {"state": slot("state"), "typed": slot("typed")}
    context = frame(language, LANGUAGES, kiosk=kiosk, title=title, here=here, **slots)
    if error:
        context |= {"error": slot("error"), "groups": slot("groups")}
    state = {"sprog": language, "brev": "1", **({"kiosk": "1"} if kiosk else {})}
    texts = {"bar": _BAR, "typed": typed, "state": hidden(state), "error": error}
    texts["groups"] = typed_in_groups(typed)
    return skeleton("code.html", context).fill(texts)


def notice_page(kind: str, *, kiosk: bool = False) -> str:
    """Return a page that is the same for everybody, in every language: "dead", "refused", "failed" or "wait".

    It does not ask who is reading: then nobody can tell from it why a link is dead. Whom to ask is the site's
    (FAGSPEJL_CONTACT): a dead link leads to no round any more.
    """
    return _notice(kind, settings.CONTACT, kiosk=kiosk)


def dead_words(said: Wording, contact: str) -> str:
    """Return what is said of a dead link: whom to ask, where the site names somebody."""
    return said.say("fixed.dead_link_contact", contact=contact) if contact else said.say("fixed.dead_link")


@lru_cache(maxsize=16)
def _notice(kind: str, contact: str, *, kiosk: bool) -> str:
    parts = [_part(language, kind, contact) for language in LANGUAGES]
    context = frame(LANGUAGES[0], (), kiosk=kiosk, title=parts[0]["title"], parts=parts)
    return skeleton("notice.html", context).fill({"bar": _BAR})


def retry_page(language: Language, path: str, fields: Mapping[str, str]) -> str:
    """Return the page for a moment in which nothing can be saved: everything that was sent stands in it."""
    return _kept(language, "retry", path, path, fields, button="retry.button")


def conflict_page(language: Language, path: str, fields: Mapping[str, str], *, draft_shown: bool) -> str:
    """Return the page for a draft that was changed in another window; what was written here can be copied."""
    button = "conflict.button" if draft_shown else "conflict.start_over"
    return _kept(language, "conflict", path, "/svar/start/", fields, button=button)


def _part(language: Language, kind: str, contact: str) -> dict[str, object]:
    said = words_in(language)
    dead = (dead_words(said, contact), said.say("dead.help"))
    texts = dead if kind == "dead" else (said.say(f"{kind}.text"),)
    return {"language": language, "title": said.say(f"{kind}.title"), "texts": texts}


def _kept(
    language: Language, kind: str, path: str, onward: str, fields: Mapping[str, str], *, button: str
) -> str:
    said = words_in(language)
    comments = {name: text for name, text in fields.items() if name.startswith(COMMENT) and text.strip()}
    others = {name: text for name, text in fields.items() if name not in comments and name != "skift"}
    context = frame(
        language,
        LANGUAGES,
        kiosk=fields.get("kiosk") == "1",
        title=said.say(f"{kind}.title"),
        text=" ".join(
            (said.say(f"{kind}.text"), *([said.say("form.went_back")] if kind == "conflict" else []))
        ),
        retry=kind == "retry",
        action=slot("path"),
        button=said.say(button),
        button_action=slot("onward"),
        state=slot("state"),
        written=slot("written"),
        switch_form="svar",
        switch_action=slot("path"),
    )
    about = said.say("conflict.typed") if kind == "conflict" else ""
    texts = {"bar": _BAR, "path": path, "onward": onward, "state": hidden(others)}
    return skeleton("kept.html", context).fill(
        {**texts, "written": _written(comments, about, said.say("retry.written"))}
    )


def _written(comments: Mapping[str, str], about: str, label: str) -> SafeString:
    if not comments:
        return NOTHING
    texts = [
        {"field": slot(f"field {n}"), "written": slot(name), "label": label}
        for n, name in enumerate(comments)
    ]
    names = {f"field {n}": name for n, name in enumerate(comments)}
    return skeleton("written.html", {"about": about, "texts": texts}).fill({**comments, **names})
