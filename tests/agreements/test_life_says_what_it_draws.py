"""Ida reads the same figures in the drawing, in the sentences, in the table and in the file of an agreement's life."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from uuid import UUID

from pypdf import PdfReader

from fagspejl.lib.wording import wording
from fagspejl.workspace.agreements.life.build import Life, life_of
from fagspejl.workspace.agreements.life.pdf import life_pdf
from fagspejl.workspace.agreements.pulse.rules import shown_pulse
from fagspejl.workspace.agreements.pulse.types import ObstacleFacts
from fagspejl.workspace.agreements.types import (
    AgreementFacts,
    AgreementStatus,
    EventFacts,
    EventKind,
    ExceptionFacts,
    PulseSide,
)
from support.pdf import pdf_text, pdf_ua_faults
from support.pulsing import doers, section_nine, version, week

WORDS = wording("da", "fagspejl.workspace.agreements.words")
ROOM = wording("da", "fagspejl.workspace.words")


def _ward(versions: int) -> AgreementFacts:
    made = EventFacts(EventKind.STARTED, week(1), 1)
    told = EventFacts(EventKind.TOLD, week(1), 1, "Aftenvagten")
    added = EventFacts(EventKind.EXCEPTION_ADDED, week(5), 2, "Indlæggelse efter kl. 14")
    every = section_nine()[1]
    return AgreementFacts(
        id=UUID(int=9),
        unit=UUID(int=1),
        language="da",
        title="Dokumentation inden vagtskifte",
        status=AgreementStatus.ACTIVE,
        owner=None,
        created_on=week(1),
        review_on=week(13),
        suspended_until=None,
        suspended_because="",
        ended_on=None,
        replaced_by=None,
        pulse=True,
        revision=1,
        versions=tuple(every[:versions]),
        exceptions=(ExceptionFacts(1, "Akut forværring", "Skriv det vigtigste", "Ansvarlig", "Tavlen", 1),),
        events=(made, told, added) if versions == 2 else (made, told),
    )


def _life(weeks: int, *, lines: tuple[ObstacleFacts, ...] = ()) -> Life:
    counts, versions = section_nine()
    shown = 1 if weeks < 5 else 2
    pulse = shown_pulse(counts, lines, versions[:shown], today=week(weeks + 1))
    return life_of(_ward(shown), pulse, words=WORDS, room=ROOM, key="x")


def test_the_lines_part_after_four_weeks() -> None:
    """Ida reads after week four that the lines are far apart, with the counts of both."""
    assert _life(4).sentences == (
        "Linjerne er langt fra hinanden: 26 af 36 gjorde det eller brugte en undtagelse, 9 af 24 kunne se det.",
    )


def test_the_lines_meet_after_eight_weeks() -> None:
    """Ida reads after week eight both counts of the second version, and no sentence about the lines."""
    assert _life(8).sentences == (
        "I de seneste fire uger, der er talt op: 36 af 39 gjorde det eller brugte en undtagelse, og "
        "18 af 24 kunne se det.",
    )


def test_drawing_and_table_hold_the_same_figures() -> None:
    """Sofie finds in the table every point that is drawn, at both sizes, and no other."""
    life = _life(8)
    rows = sorted(
        (row.side, row.counts[0] + (row.counts[1] if "gør" in row.side else 0), row.n) for row in life.rows
    )
    for svg in (life.room_svg, life.phone_svg):
        drawn = re.findall(
            r'data-side="(\w+)" data-first="\d+" data-last="\d+" data-yes="(\d+)" data-n="(\d+)"', svg
        )
        names = {"doer": "De, der gør det", "receiver": "De, der modtager"}
        assert sorted((names[side], int(yes), int(n)) for side, yes, n in drawn) == rows
    assert len(life.rows) == 16
    assert [(flag.number, flag.text[:1]) for flag in life.flags] == [(1, "1"), (2, "1"), (3, "2")]
    assert life.room_svg.count('class="lp-flag"') == 3


def test_uses_of_an_exception_are_squares_and_words() -> None:
    """Omar counts as many squares in the strip as the table says that an exception was used."""
    life = _life(8)
    drawn = sum(int(count) for count in re.findall(r'data-count="(\d+)"', life.room_svg))
    told = sum(int(count) for row in life.rows for count in re.findall(r": (\d+) gang", row.uses))
    assert drawn == told == 1 + 1 + 1 + 2 + 1 + 2


def test_too_few_are_a_sentence() -> None:
    """Sofie sees no empty frame where nobody has answered, but the sentence that says so."""
    pulse = shown_pulse([doers(1, 3, 0, 1)], [], [version()], today=week(3))
    life = life_of(_ward(1), pulse, words=WORDS, room=ROOM, key="x")
    assert life.rows == ()
    assert "<svg" not in life.room_svg
    assert "For få svar til at vise noget her" in life.room_svg


def test_paper_is_one_page_whatever_was_said() -> None:
    """Ida prints one page, the same bytes each time, also after a year with many flags and lines."""
    lines = tuple(
        ObstacleFacts(
            week(at), 1 + (at > 4), side, f"Der var {at} indlæggelser på én gang, og ingen havde tid."
        )
        for at in range(1, 9)
        for side in PulseSide
        for _ in range(3)
    )
    counts, versions = section_nine()
    pulse = shown_pulse(counts, lines, versions, today=week(9))
    told = EventFacts(EventKind.TOLD, week(6), 2, "Aftenvagten og alle vikarer, der kommer i weekenden")
    many = replace(_ward(2), events=(*_ward(2).events, *[told] * 15))
    life = life_of(many, pulse, words=WORDS, room=ROOM, key="x")
    made = life_pdf(many, "Kræftafdelingen", "Gælder", life, WORDS)
    assert made == life_pdf(many, "Kræftafdelingen", "Gælder", life, WORDS)
    assert len(PdfReader(BytesIO(made)).pages) == 1
    assert "Dokumentation inden vagtskifte" in pdf_text(made)
    assert pdf_ua_faults(made) == []
