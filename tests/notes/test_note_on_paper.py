"""A note on paper: one page of A4, the ask on top, with everything that the page shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fagspejl.lib.wording import wording
from fagspejl.organisation.models import Person
from fagspejl.workspace.notes.paper import note_pdf
from fagspejl.workspace.notes.rules import signs
from fagspejl.workspace.notes.services.drafts import mark_note
from fagspejl.workspace.notes.services.sending import answer_note
from fagspejl.workspace.notes.told import NotePage, note_told
from fagspejl.workspace.notes.types import PAGE_SIGNS, Part, Reply, Tag
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.services.planning import today_here
from support.noted import IDA, RED, VALUES, drafted_note, known_note, sent_note
from support.pdf import pdf_text, pdf_ua_faults
from support.town import Town

pytestmark = pytest.mark.django_db
WORDS = wording("da", "fagspejl.workspace.notes.words", "fagspejl.web.words")


def _page(made: object) -> NotePage:
    note = known_note(made)  # type: ignore[arg-type]
    return note_told(note, "Kræftafdelingen", (), WORDS, words_of("da"), today_here())


def test_one_page_with_the_ask_on_top(here: Town) -> None:
    """Ida's note fits one page; an outsider finds what is asked, of whom and by when in its first lines."""
    made = sent_note(here.cancer, "Mads", decided_on=date(2026, 10, 1))
    pdf = note_pdf(_page(made), WORDS)
    text = " ".join(pdf_text(pdf).split())
    assert pdf_text(pdf).count("\f") == 0
    assert pdf_ua_faults(pdf) == []
    top = text[:400]
    for said in (VALUES.about, "Vi beder om en beslutning", VALUES.ask_text, "Mads", "Svar senest"):
        assert said in top
    for said in (RED.sentence, "Fakta, belæg 1", "Det er ikke bevis for en sammenhæng.", "aktindsigt"):
        assert said in text
    assert note_pdf(_page(made), WORDS) == pdf


def test_the_fullest_note_fits(here: Town) -> None:
    """Ida fills the page to the last sign, with five cards, a picture and the longest answer: it is still one page."""
    from fagspejl.lib.clock import utc_now

    cards = [
        replace(RED, source=str(number), heading="V" * 80, sentence=f"{number} " + "mange røde vagter " * 8)
        for number in range(5)
    ]
    line = "Overblikket samles senere, og det gør overleveringen langsom. " * 2
    parts = {part: (line.strip(), line.strip()) for part in Part}
    made = drafted_note(
        here.cancer,
        offers=cards,
        parts=parts,
        decided_on=date(2026, 10, 1),
        addressee=Person.objects.get(name="Mads").id,
    )
    note = known_note(made)
    assert PAGE_SIGNS * 0.9 < signs(note) <= PAGE_SIGNS
    mark_note(made, 0, {one.id: (Tag.FACT, 1) for one in note.sentences}, actor=IDA)
    from fagspejl.workspace.notes.services.sending import send_note

    send_note(made, 1, sender=None, actor=IDA, now=utc_now())
    answer_note(
        made,
        2,
        reply=Reply.PARTLY,
        text="a bc def " * 66,
        because="a bc def " * 33,
        by=None,
        actor=IDA,
        now=utc_now(),
    )
    pdf = note_pdf(_page(made), WORDS)
    assert pdf_text(pdf).count("\f") == 0
    assert pdf_ua_faults(pdf) == []
