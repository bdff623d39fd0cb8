"""A note as one page of tagged PDF (PDF/UA-1) by Typst; the same content gives the same bytes.

The page is set smaller where it has much to say, until it fits. What a note may hold (rules.PAGE_SIGNS) fits at the
smallest size with its picture: tests/notes/test_note_on_paper.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from fagspejl.lib.wording import Wording
from fagspejl.web.printed import on_one_page
from fagspejl.workspace.notes.told import CardShown, NotePage, SentenceShown

_TEMPLATE: Final = Path(__file__).resolve().parent / "typst" / "note.typ"
_SIZES: Final = (10.5, 9.75, 9.0, 8.25, 7.5)  # points


def note_pdf(page: NotePage, words: Wording) -> bytes:
    """Return one page."""
    model = _model(page, words)
    return on_one_page(_TEMPLATE, ({**model, "size": size} for size in _SIZES), words.language)


def _model(page: NotePage, words: Wording) -> dict[str, Any]:
    answer = page.answer
    return {
        "title": page.title,
        "language": words.language,
        "kicker": page.kicker,
        "state": page.state,
        "ask": page.ask,
        "ask_text": page.ask_text,
        "top": [list(pair) for pair in page.top],
        "parts": [
            {"title": part.title, "lines": [_sentence(one, words) for one in part.sentences]}
            for part in page.parts
        ],
        "timeline": list(page.timeline.sentences) if page.timeline else [],
        "drawing": page.timeline.room_svg if page.timeline else None,
        "cards_title": words.say("note_page.cards"),
        "cards": [_card(card) for card in page.cards],
        "answer": None
        if answer is None
        else {
            "title": words.say("note_page.answer"),
            "lines": [line for line in (answer.when, answer.reply, answer.text, answer.because) if line],
        },
        "texts": list(page.texts),
    }


def _sentence(one: SentenceShown, words: Wording) -> dict[str, str]:
    mark = one.tag if one.card is None else words.say("note_page.tag_card", tag=one.tag, number=one.card)
    return {"text": one.text, "mark": mark}


def _card(card: CardShown) -> dict[str, str]:
    return {
        "number": str(card.number),
        "heading": card.heading,
        "text": card.sentence,
        "frozen": card.frozen,
    }
