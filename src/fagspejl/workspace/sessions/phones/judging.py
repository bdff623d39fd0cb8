"""The cases that a phone judges alone: which are open, which one is on the page, what stands in its fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.phones.fields import Filled, Sent, filled_as_kept, filled_as_sent
from fagspejl.workspace.sessions.rules import CERTAINTIES, REASON_SIGNS, VALUES
from fagspejl.workspace.sessions.types import AnswerValues, Case, Consideration, Item, SessionFacts

TOGETHER: Final = 6  # statements on a page at most: few saves, and none of them long to lose
OVERVIEW: Final = 0  # instead of a case: everything is answered, and can be changed


@dataclass(frozen=True, slots=True)
class Question:
    """One item on a phone. `error`: the sentence at one of its fields, named by `wrong`."""

    number: int
    item: Item
    filled: Filled
    wrong: str = ""
    error: str = ""

    @property
    def options(self) -> list[tuple[str, str]]:
        """What can be chosen between, each with its place."""
        return [(str(place), text) for place, text in enumerate(self.item.options)]

    @property
    def actions(self) -> list[tuple[str, str]]:
        """The first actions that can be chosen, each with its place."""
        return [(str(place), text) for place, text in enumerate(self.item.actions)]


Part = tuple[Case, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A page that takes answers: a case, or a few where all is shown at one moment.

    `parts`: each case with its items that are not shown yet. `answered`: whether this phone answered one of them.
    """

    number: int
    parts: tuple[Part, ...]
    answered: bool

    @property
    def case(self) -> Case:
        """The case, or the first of them."""
        return self.parts[0][0]

    @property
    def items(self) -> tuple[int, ...]:
        """All items of the page."""
        return tuple(item for _, items in self.parts for item in items)


def open_cases(known: SessionFacts, own: dict[int, AnswerValues]) -> list[OpenCase]:
    """Return the pages of which something is not shown yet, in the order of the cases."""
    parts: list[Part] = []
    for place, case in enumerate(known.cases):
        items = tuple(
            number
            for number, item in enumerate(known.items)
            if item.case == place and 1 not in known.revealed.get(number, ())
        )
        if items:
            parts.append((case, items))
    pages = -(-len(parts) // TOGETHER) if known.reveal_all else len(parts)
    found = []
    for number in range(1, pages + 1):  # all about as long
        share = tuple(parts[(number - 1) * len(parts) // pages : number * len(parts) // pages])
        found.append(OpenCase(number, share, any(item in own for _, items in share for item in items)))
    return found


def chosen(cases: list[OpenCase], wanted: int | None) -> int:
    """Return the number of the case to show: the one that was asked for, else the first without an answer."""
    if wanted is not None and (wanted == OVERVIEW or 0 < wanted <= len(cases)):
        return wanted
    return next((one.number for one in cases if not one.answered), OVERVIEW)


def number_of(cases: list[OpenCase], item: int) -> int | None:
    """Return the number of the open case that an item belongs to, None where it takes no answers any more."""
    return next((one.number for one in cases if item in one.items), None)


def after(cases: list[OpenCase], number: int) -> int:
    """Return the case that comes when one has been answered: the next that has no answer, else the overview."""
    return next((one.number for one in cases[number:] if not one.answered), OVERVIEW)


def questions(
    known: SessionFacts,
    items: tuple[int, ...],
    own: dict[int, AnswerValues],
    sent: Sent | None,
    error: tuple[int, str, str] | None,
) -> list[Question]:
    """Return the questions of a page. `error`: item, field and sentence of what was wrong; `sent`: what was typed."""
    return [
        Question(
            number,
            known.items[number],
            filled_as_kept(own.get(number)) if sent is None else filled_as_sent(sent, number),
            *((error[1], error[2]) if error is not None and error[0] == number else ("", "")),
        )
        for number in items
    ]


def choices(words: Wording) -> dict[str, Any]:
    """Return what can be chosen on every page that judges."""
    return {
        "scale": [str(value) for value in VALUES],
        "certainties": [(str(one), words.say(f"phone.certainty_{one}")) for one in CERTAINTIES],
        "weights": [(one.value, words.say(f"phone.weight_{one}")) for one in Consideration],
        "most_signs": REASON_SIGNS,
    }
