"""The ward of the cancer unit and its statements, as tests of pictures of quality rate them."""

from __future__ import annotations

from typing import Final

from fagspejl.workspace.charts.quality import QualityPicture
from fagspejl.workspace.quality.picture import Answers, Guess, LeastAnswers, Rated, quality_picture
from fagspejl.workspace.quality.wordings import words_of

DAY, EVENING = "Dagvagt", "Aftenvagt"
DOCUMENTED: Final = "Dokumentationen er færdig, før jeg går hjem"
IMPORTANCE: Final = (9, 9, 8, 10, 9, 8, 9, 10, 8, 9), (10, 9, 9, 10, 8, 10)
PRACTICE: Final = (8, 3, 7, 9, 4, 6, 8, 2, 5, 7), (3, 4, 2, 5, 3, 4)
LONG: Final = " ".join(["overleveringsdokumentation"] + ["patientforløbet"] * 24)
Two = tuple[tuple[int, ...], tuple[int, ...]]


def two(answers: Two) -> tuple[Answers, ...]:
    """Return the answers of the day shift and the evening shift."""
    return tuple(
        Answers(name, tuple(sorted(values))) for name, values in zip((DAY, EVENING), answers, strict=True)
    )


def rated(place: int, text: str, importance: Two, practice: Two) -> Rated:
    """Return a statement that both shifts rated."""
    return Rated(place, text, two(importance), two(practice), (2 * place, 2 * place + 1))


def ward() -> Rated:
    """Return the statement of the cancer ward."""
    return rated(0, DOCUMENTED, IMPORTANCE, PRACTICE)


def four_kinds() -> tuple[Rated, ...]:
    """Return four statements, one for each heading, the ward's among them."""
    high: Two = ((8,) * 10, (9,) * 6)
    return (
        rated(0, "Alle møder begynder til tiden", ((2,) * 10, (3,) * 6), high),
        rated(1, "De pårørende bliver ringet op samme dag", ((9,) * 10, (2,) * 6), ((5,) * 10, (6,) * 6)),
        rated(2, "Patienten ved, hvad der skal ske i morgen", IMPORTANCE, high),
        Rated(3, DOCUMENTED, two(IMPORTANCE), two(PRACTICE), (6, 7)),
    )


def drawn(
    statements: tuple[Rated, ...], language: str = "da", *, guesses: tuple[Guess, ...] = ()
) -> QualityPicture:
    """Return the picture of these statements as the room sees it."""
    words = words_of(language)
    return quality_picture(
        "Overlevering", statements, words, kind="shift", limits=LeastAnswers(4, 3), guesses=guesses
    )
