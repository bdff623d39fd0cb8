"""Dots, sentences and table of the coverage come from one object and tell the same figures."""

from __future__ import annotations

import re
from datetime import date

import pytest

from fagspejl.lib.wording import wording
from fagspejl.workspace.competence.told import coverage_told
from fagspejl.workspace.competence.types import CoverageFacts, TaskCount

FACTS = CoverageFacts(
    date(2026, 11, 2),
    16,
    (
        TaskCount(1, "Smertebehandling", 3, 9, 4, 2),
        TaskCount(2, "Samtale om livets afslutning med pårørende, der bor langt væk", 2, 1, 3, 0),
        TaskCount(3, "Port-a-cath", 4, 3, 0, 16),
        TaskCount(4, "Noget, som ingen kan", 0, 0, 0, 0),
    ),
)


@pytest.mark.parametrize("language", ["da", "en"])
def test_picture_sentences_and_table(language: str) -> None:
    """Ida counts the dots of both drawings: they are the table's figures, and three tasks are thin in all three places."""
    told = coverage_told(FACTS, wording(language, "fagspejl.workspace.competence.words"))
    assert told.sentences[0].startswith("3 ")
    for svg in (told.room_svg, told.phone_svg):
        drawn = [len(re.findall(f'class="lp-{kind}"', svg)) for kind in ("full", "support", "wants")]
        key = 1
        table = [sum(int(cells[place]) for _, cells in told.rows) for place in range(3)]
        assert drawn == [one + key for one in table]
        assert re.findall(r'data-need="(\d+)"', svg) == [cells[3] for _, cells in told.rows if cells[3]]
        assert svg.count(f">{told.rows[1][1][4]}</text>") == 3
        assert all(one in svg for one in told.sentences)
    assert [bool(cells[4]) for _, cells in told.rows] == [False, True, True, True]


def test_one_is_said_as_one() -> None:
    """One thin task is said in the singular, and none in a sentence of its own."""
    words = wording("da", "fagspejl.workspace.competence.words")
    one = CoverageFacts(FACTS.drawn_on, 5, FACTS.tasks[:2])
    none = CoverageFacts(FACTS.drawn_on, 5, FACTS.tasks[:1])
    assert coverage_told(one, words).sentences[0].startswith("1 opgave er tynd")
    assert coverage_told(none, words).sentences[0] == "Ingen opgaver er tynde."
