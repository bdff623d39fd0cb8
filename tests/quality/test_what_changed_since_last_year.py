"""Mads' team makes the picture again: it is told which statements stand where they stood, and which do not."""

from __future__ import annotations

from fagspejl.workspace.arithmetic.findings import QualityWord
from fagspejl.workspace.quality.compared import compared
from fagspejl.workspace.quality.picture import Guess, LeastAnswers
from fagspejl.workspace.quality.told import changes_told
from fagspejl.workspace.quality.wordings import words_of
from support.quality import DOCUMENTED, EVENING, IMPORTANCE, PRACTICE, four_kinds, rated, ward

KEPT = LeastAnswers(5, 5)
HIGH = ((8,) * 10, (9,) * 6)


def test_headings_then_and_now() -> None:
    """The ward's statement was uneven and succeeds now; capitals and a full stop make no other statement."""
    now = (rated(0, f"{DOCUMENTED.upper()}.", IMPORTANCE, HIGH),)
    found = compared((ward(),), now, KEPT)
    assert [(one.then, one.now) for one in found.both] == [
        (QualityWord.SHARED_BUT_UNEVEN, QualityWord.SHARED_AND_SUCCEEDS)
    ]
    assert found.new == found.gone == ()


def test_new_and_gone() -> None:
    """Sofie sees what came and what went, each with its heading."""
    found = compared(four_kinds()[:2], (four_kinds()[1], ward()), KEPT)
    assert [one.text for one in found.gone] == ["Alle møder begynder til tiden"]
    assert [one.text for one in found.new] == [DOCUMENTED]
    assert len(found.both) == 1


def test_too_few_then_is_said() -> None:
    """What only four answered then has no heading then, and the sentence says so."""
    few = rated(0, DOCUMENTED, ((9, 9, 9), (8,)), ((5, 5, 5), (6,)))
    words = words_of("da")
    parts = changes_told(compared((few,), (ward(),), KEPT), words)
    assert parts[0].lines == (f"{DOCUMENTED}: for få svar til at sige noget dengang, Fælles, men ujævnt nu.",)


def test_guesses_then_and_now() -> None:
    """Asta reads that five of nine guess right now, where three of nine did last year."""
    then, now = (Guess(EVENING, 9, right, (1,), (0,)) for right in (3, 5))
    found = compared((ward(),), (ward(),), KEPT, (then,), (now,))
    told = changes_told(found, words_of("da"))[-1].lines[0]
    assert told.startswith("Dengang gættede 3 af 9 rigtigt")
    assert "Nu gættede 5 af 9 rigtigt" in told
    assert compared((ward(),), (ward(),), KEPT, (then,)).guesses is None


def test_practice_of_the_ward_is_kept_apart() -> None:
    """The same people's answers are compared with nobody's: the figures of each year are its own."""
    found = compared((rated(0, DOCUMENTED, IMPORTANCE, PRACTICE),), (ward(),), KEPT)
    assert found.both[0].then is found.both[0].now
