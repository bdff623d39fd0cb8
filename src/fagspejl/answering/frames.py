"""What every page of respondents shares: head and foot, messages, a box to tick, the way to delete."""

from __future__ import annotations

import secrets
from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString

from fagspejl.answering.page_context import PageContext
from fagspejl.answering.questionnaire import Form
from fagspejl.answering.skeletons import Skeleton, hidden, skeleton, slot
from fagspejl.answering.words import words_in
from fagspejl.lib.language import Language
from fagspejl.web.assets import address as asset_address

NOTHING = SafeString("")


def frame(
    language: Language, languages: tuple[Language, ...], *, kiosk: bool = False, **context: object
) -> dict[str, object]:
    """Return what every page's template needs: words, style, script, the other languages.

    `kiosk`: the page stands on a shared screen, and can be cleared.
    """
    return {
        "w": {**words_in(language).sections, "language": language},
        "style": asset_address("answer.css"),
        "script": asset_address("kiosk.js" if kiosk else "answer.js"),
        "kiosk": kiosk,
        "bar": slot("bar"),
        "other_languages": [
            (code, words_in(code).say("speech.language")) for code in languages if code != language
        ],
        **context,
    }


def of_form(form: Form, *, kiosk: bool = False, **context: object) -> dict[str, object]:
    """Return what the template of a page behind a link needs."""
    return frame(form.language, form.languages, kiosk=kiosk, address=slot("address"), private=True, **context)


def bar_of(visit: PageContext) -> str:
    """Return what stands at the head of a page: whom it is about."""
    if visit.perspective == "self":
        return visit.words.say("form.bar_self")
    return visit.words.say("form.bar", leader=visit.invitation.leader_name)


def alert(kind: str, text: str) -> SafeString:
    """Return a message in a box: "info", "success" or "warning"."""
    return SafeString(f'<p class="alert alert-{kind}">{escape(text)}</p>')


def safe(visit: PageContext) -> SafeString:
    """Return what the browser's own buttons do to what is saved: no harm, but by letter no page brings it back."""
    letter = "kiosk.safe" if visit.kiosk else "form.safe_letter"
    text = visit.words.say(letter if visit.by_letter else "form.safe")
    return SafeString(f'<p class="quiet">{escape(text)}</p>')


@lru_cache(maxsize=32)
def tick(language: Language, label: str, missing: str, is_missing: bool, about: str = "") -> SafeString:
    """Return a box to tick, with the message that it is missing."""
    said = words_in(language)
    text = said.say(label)
    context = {
        "id": label.partition(".")[2].replace("_", "-"),
        "label": text,
        "about": said.say(about) if about else "",
        "error": said.say(missing, tick=text) if is_missing else "",
    }
    return skeleton("tick.html", context).fill({})


def delete_box(visit: PageContext, *, missing_tick: bool = False) -> SafeString:
    """Return the way to delete an answer: closed until somebody opens it."""
    fields = {**visit.address, "gem": secrets.token_hex(16)}
    texts = {
        "address": hidden(fields),
        "tick": tick(visit.form.language, "receipt.delete_tick", "receipt.delete_missing", missing_tick),
    }
    return _delete_box(visit.form.language, missing_tick).fill(texts)


@lru_cache(maxsize=8)
def _delete_box(language: Language, missing_tick: bool) -> Skeleton:
    context = {"w": words_in(language).sections, "address": slot("address"), "tick": slot("tick")}
    return skeleton("delete.html", {**context, "error": missing_tick})
