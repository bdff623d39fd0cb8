"""Which of the eight questions is next: by her own newest report, and without one in their order. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from fagspejl.workspace.reflection.types import QUESTIONS, NoteFacts, NoteKind

FORTNIGHT: Final = timedelta(days=14)
THEME: Final = "faglig_ledelse"  # of the instrument whose statements are meant
# Statement of the theme on professional leadership -> the questions that work on it.
_OF_STATEMENT: Final[Mapping[str, tuple[int, ...]]] = {
    "shared_quality": (1,),
    "dilemmas": (6,),
    "follow_up": (4,),
    "dialogue": (2,),
    "development": (3, 5),
}


def question_order(differences: Mapping[str, int]) -> tuple[int, ...]:
    """Return the eight questions, those first on which she and her staff differ most.

    `differences`: tenths between her own answer and the printed mean of her staff, by statement; a statement whose
    mean is not printed is missing. Ties stay in questionnaire order. Without differences the order is 1 to 8.
    """
    known = [item for item in _OF_STATEMENT if item in differences]
    first = [
        number
        for item in sorted(known, key=lambda item: -abs(differences[item]))
        for number in _OF_STATEMENT[item]
    ]
    return (*first, *(number for number in QUESTIONS if number not in first))


def next_question(notes: Sequence[NoteFacts], order: Sequence[int], today: date) -> tuple[int, date]:
    """Return the question, and from when on it is asked: today, or a fortnight after the last one.

    Of those that were written about least often the first of the order.
    """
    asked = [note for note in notes if note.kind is NoteKind.QUESTION]
    times = [sum(note.question == number for note in asked) for number in order]
    number = order[times.index(min(times))]
    latest = max((note.written_on for note in asked), default=None)
    return number, today if latest is None else max(today, latest + FORTNIGHT)
