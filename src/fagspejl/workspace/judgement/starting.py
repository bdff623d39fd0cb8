"""The start of a judgement exercise: vignettes become the cases and items of a session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fagspejl.workspace.judgement.vignettes import Vignette
from fagspejl.workspace.sessions.types import Case, Item

TEMPLATE: Final = "judgement"
SERIES: Final = range(4, 9)  # vignettes judged beforehand; fewer say nothing about a person's level


def cases_and_items(vignettes: Sequence[Vignette]) -> tuple[tuple[Case, ...], tuple[Item, ...]]:
    """Return what a session freezes: a case per vignette, an item per question, the overall judgement last of each."""
    cases, items = [], []
    for place, one in enumerate(vignettes):
        cases.append(Case(one.title, one.text, one.what_if))
        for number, question in enumerate(one.questions):
            overall = number + 1 == len(one.questions)
            items.append(
                Item(
                    case=place,
                    question=question,
                    low_pole=one.low_pole,
                    high_pole=one.high_pole,
                    one_sided=one.one_sided,
                    actions=one.actions if overall else (),
                    overall=overall,
                )
            )
    return tuple(cases), tuple(items)
