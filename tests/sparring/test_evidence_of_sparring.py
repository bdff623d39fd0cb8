"""What Karen may take from sparring into a note upward: dilemmas that came back with their count, and patterns."""

from __future__ import annotations

import pytest

from fagspejl.workspace.cases.offering import offer
from fagspejl.workspace.sessions.evidence.registry import offered
from support.sparring import SHORT_OF_TIME, carded, patterned, talked_about, words
from support.town import Town, town
from workspace.rooms_of_the_documents import CASE_1, CASE_8


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def test_what_came_back(here: Town) -> None:
    """Two of three cases had the same dilemma: that is offered, with how many they were; the third is not."""
    for answers in (CASE_1, CASE_8):
        talked_about(here.family, answers)
    talked_about(here.family, CASE_8, values=SHORT_OF_TIME)
    carded(here.family)
    (found,) = offer(here.family, words())
    assert found.sentence == (
        "I 2 af 3 sager stod det her over for hinanden: Borgerens behov og vores fagligheder."
    )
    assert (found.kind, found.n, found.source) == ("patterns", 3, "returned:citizen_professions")


def test_a_pattern_of_the_unit(here: Town) -> None:
    """A pattern is offered as the unit reads it, in the language of the note; another unit's is not."""
    patterned(here.family)
    patterned(here.cancer)
    (found,) = [one for one in offered(here.family, words("en")) if one.kind == "patterns"]
    assert found.sentence.startswith("When “en familie siger nej til hjælp”, we give weight to “")
    assert offer(here.whole, words()) == ()
