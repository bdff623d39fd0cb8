"""The sheet with half of what opens a key's second copy, and the letter with the representative's link, as PDF.

Neither holds a round's key. Each is made by the worker for one person, who takes it once.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import segno

from fagspejl.evaluation.keys.witnessed import code_of, rows_of
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.witnessed import Half
from fagspejl.lib.language import Language
from fagspejl.mailing.services.letters import modules_of, set_pdf
from fagspejl.mailing.words import words_in

PATH = "/noeglehalvdel/"


def sheet_pdf(
    found: RoundFacts, half: Half, secret: bytes, language: Language, printable: Callable[[str], str]
) -> bytes:
    """Return one page A4: what it is, the half as two rows and as a mark, and what to do with it."""
    code = code_of(half.holder, secret)
    words = words_in(language)
    facts = {"title": found.title, "organisation": found.organisation, "name": half.name}
    model = {
        "language": language,
        "title": words.say("key_sheet.title", **facts),
        "heading": words.say(f"key_sheet.heading_{half.holder}", **facts),
        "about": list(words.listed("key_sheet.about", **facts)),
        "code_label": words.say("key_sheet.code"),
        "rows": [f"{number}:  {row}" for number, row in enumerate(rows_of(code), start=1)],
        "number": words.say("key_sheet.number", number=half.number),
        "qr_label": words.say("key_sheet.qr"),
        "modules": _text_modules(code),
        "todo_label": words.say("key_sheet.todo_label"),
        "todo": list(words.listed(f"key_sheet.todo_{half.holder}", **facts)),
        "end": "",
    }
    return set_pdf("key_sheet.typ", _model(model, printable))


def letter_pdf(
    found: RoundFacts,
    name: str,
    link: str,
    base_url: str,
    language: Language,
    printable: Callable[[str], str],
) -> bytes:
    """Return the letter that leads the representative to a page of their own: it holds the link, and no half."""
    address = f"{base_url}{PATH}{link}/"
    words = words_in(language)
    facts = {"title": found.title, "organisation": found.organisation, "name": name}
    model = {
        "language": language,
        "title": words.say("key_letter.title", **facts),
        "heading": words.say("key_letter.heading", **facts),
        "about": list(words.listed("key_letter.about", **facts)),
        "code_label": words.say("key_letter.link"),
        "rows": [f"{base_url}{PATH}", link],
        "number": "",
        "qr_label": words.say("key_letter.qr"),
        "modules": modules_of(address),
        "todo_label": words.say("key_letter.todo_label"),
        "todo": list(words.listed("key_letter.todo", **facts)),
        "end": words.say("key_letter.end", **facts),
    }
    return set_pdf("key_sheet.typ", _model(model, printable))


def _model(model: dict[str, Any], printable: Callable[[str], str]) -> str:
    return printable(json.dumps(model, ensure_ascii=False))


def _text_modules(code: str) -> list[str]:
    """A code as a mark that holds text and no address: what reads it opens no page and sends it nowhere by itself."""
    made = segno.make_qr(code.upper(), error="m")
    return ["".join("1" if module else "0" for module in row) for row in made.matrix]
