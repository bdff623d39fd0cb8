"""What a picture of quality must say, and no more. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fagspejl.workspace.quality.cards import StarterCard, lengths
from fagspejl.workspace.quality.errors import QualityRefused
from fagspejl.workspace.quality.types import (
    AREA_SIGNS,
    FEWEST_MARKS,
    LEADS_TO,
    LINE_SIGNS,
    MOST_MARKS,
    MarkValues,
)

LINES: Final = ("exceptions", "knowledge_base", "task_and_duty", "context")  # in the order of MarkValues


def check_task_area(task_area: str) -> None:
    """Raise QualityRefused for none, and for one too long."""
    if not 0 < len(task_area) <= AREA_SIGNS:
        raise QualityRefused(field="task_area", most=AREA_SIGNS)


def check_marks(marks: Sequence[MarkValues], statements: int) -> None:
    """Raise QualityRefused unless three to five are chosen, each tied to an outcome; of fewer statements, all may be.

    `field` names the part and the statement: "leads_to_3".
    """
    chosen = [one for one in marks if one.is_guide_mark]
    fewest = min(FEWEST_MARKS, statements)
    if not fewest <= len(chosen) <= MOST_MARKS:
        raise QualityRefused(field="marks", fewest=fewest, most=MOST_MARKS, count=len(chosen))
    for one in chosen:
        if one.leads_to not in LEADS_TO:
            raise QualityRefused(field="leads_to", at=f"leads_to_{one.place}")
    for one in marks:
        for name in LINES:
            if len(getattr(one, name)) > LINE_SIGNS:
                raise QualityRefused(field="line", at=f"{name}_{one.place}", most=LINE_SIGNS)


def check_card(card: StarterCard) -> None:
    """Raise QualityRefused for a card without a profession or its sentence, and for a text too long."""
    for name, most in lengths().items():
        text = getattr(card, name)
        if len(text) > most or (not text and name in {"profession", "good"}):
            raise QualityRefused(field=name, most=most)


def same_statement(text: str) -> str:
    """Return a statement as it is known again next year: whatever its capitals, blanks and final stop."""
    return " ".join(text.split()).rstrip(".").casefold()
