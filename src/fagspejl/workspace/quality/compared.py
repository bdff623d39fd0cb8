"""What changed since the picture before of the same task area, from what was kept of both alone. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fagspejl.workspace.arithmetic.findings import QualityWord
from fagspejl.workspace.quality.picture import Guess, LeastAnswers, Rated, heading_of
from fagspejl.workspace.quality.rules import same_statement


@dataclass(frozen=True, slots=True)
class StatementThen:
    """A statement with its heading then and now. None: too few answers to say, or not there that year."""

    text: str
    then: QualityWord | None
    now: QualityWord | None


@dataclass(frozen=True, slots=True)
class GuessesThen:
    """How many of all guesses were right, then and now."""

    right_then: int
    n_then: int
    right_now: int
    n_now: int


@dataclass(frozen=True, slots=True)
class Compared:
    """Two years of a picture: statements that stand in both, those that are new, those that are gone; the guesses."""

    both: tuple[StatementThen, ...]
    new: tuple[StatementThen, ...]
    gone: tuple[StatementThen, ...]
    guesses: GuessesThen | None


def compared(
    then: Sequence[Rated],
    now: Sequence[Rated],
    limits: LeastAnswers,
    guessed_then: Sequence[Guess] = (),
    guessed_now: Sequence[Guess] = (),
) -> Compared:
    """Return what changed, statements as they stand now; those that are gone as they stood."""
    before = _headings(then, limits)
    after = _headings(now, limits)
    both = [one for key, one in after.items() if key in before]
    return Compared(
        tuple(StatementThen(text, before[same_statement(text)][1], word) for text, word in both),
        tuple(StatementThen(text, None, word) for key, (text, word) in after.items() if key not in before),
        tuple(StatementThen(text, word, None) for key, (text, word) in before.items() if key not in after),
        _guesses(guessed_then, guessed_now),
    )


def _headings(rated: Sequence[Rated], limits: LeastAnswers) -> Mapping[str, tuple[str, QualityWord | None]]:
    return {same_statement(one.text): (one.text, heading_of(one, limits)) for one in rated}


def _guesses(then: Sequence[Guess], now: Sequence[Guess]) -> GuessesThen | None:
    if not then or not now:
        return None
    return GuessesThen(
        sum(one.right for one in then),
        sum(one.n for one in then),
        sum(one.right for one in now),
        sum(one.n for one in now),
    )
