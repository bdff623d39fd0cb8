"""A ward whose rows are kept by the rules alone, and Ida, who remembers every picture and every row that was open to her."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from fagspejl.workspace.competence.errors import TooFewClosed
from fagspejl.workspace.competence.rules import (
    after_drawing,
    after_save,
    check_can_open,
    is_exposed,
    may_draw,
)
from fagspejl.workspace.competence.types import RowState

LIMIT: Final = 5
ACTS: Final = ("mark", "mark", "again", "open", "open", "change and open", "close", "withdraw")


def none_or_many(many: int) -> bool:
    """Whether so many people hide one another."""
    return many == 0 or many >= LIMIT


@dataclass
class Leader:
    """What Ida knows. What a row said is a number. `guesses`: a row that she reads is for her as it was drawn, if it is."""

    guesses: bool
    read: set[int] = field(default_factory=set)
    seen: dict[int, int] = field(default_factory=dict)  # by person, in the picture she saw last

    def sees(self, rows: dict[int, int], since: set[int]) -> None:
        """Subtract a new picture from the last one. `since`: who did something between them."""
        unread = {who for who in since if {rows.get(who), self.seen.get(who)} - {None} - self.read}
        assert none_or_many(len(unread))
        self.seen = dict(rows)

    def thinks(self) -> None:
        """Subtract from the picture the rows that she read."""
        assert none_or_many(len(set(self.seen.values()) - self.read))


@dataclass
class Ward:
    """The ward as the rules keep it."""

    idas: tuple[Leader, ...] = field(default_factory=lambda: (Leader(guesses=False), Leader(guesses=True)))
    made: int = 0
    gone: bool = False
    stands: bool = False  # a picture is shown
    states: dict[int, RowState] = field(default_factory=dict)
    marks: dict[int, int] = field(default_factory=dict)
    rows: dict[int, int] = field(default_factory=dict)  # as they stand, by person
    drawn: dict[int, tuple[int, int]] = field(default_factory=dict)  # row and mark in the last picture
    since: set[int] = field(default_factory=set)  # who did something since then

    def saves(self, who: int, mark: int, *, opened: bool) -> None:
        """Save a row, as services/rows.py does."""
        before = self.states.get(who)
        others = [one for key, one in self.states.items() if key != who]
        if opened and not (before and before.opened):
            try:
                check_can_open(others, gone=self.gone, limit=LIMIT)
            except TooFewClosed:
                return
        self.since.add(who)
        same = self.marks.get(who) == mark
        if not same:
            self.made += 1
            self.rows[who] = self.made
        self.marks[who] = mark
        self.states[who] = after_save(before, same=same, opened=opened)
        if opened:
            self._reads(who)
        self._draws()
        if is_exposed(list(self.states.values()), limit=LIMIT):
            self.stands = False

    def _reads(self, who: int) -> None:
        for ida in self.idas:
            ida.read.add(self.rows[who])
            row, mark = self.drawn.get(who, (0, -1))
            if ida.guesses and mark == self.marks[who]:
                ida.read.add(row)

    def _draws(self) -> None:
        if not may_draw(list(self.states.values()), gone=self.gone, limit=LIMIT):
            return
        assert min(len(self.rows), len(self.since)) >= LIMIT
        since, self.gone, self.stands, self.since = self.since, False, True, set()
        self.states = {who: after_drawing(one) for who, one in self.states.items()}
        self.drawn = {who: (row, self.marks[who]) for who, row in self.rows.items()}
        for ida in self.idas:
            ida.sees(self.rows, since)

    def withdraws(self, who: int) -> None:
        """Withdraw a row, as services/rows.py does."""
        state = self.states.pop(who, None)
        if state is not None:
            self.gone = self.gone or bool(state.veil)
            self.stands = False
            self.since.add(who)
            del self.rows[who], self.marks[who]

    def acts(self, act: str, who: int, mark: int) -> bool:
        """Let somebody do something; returns whether her row was open. Whatever Ida makes of it, it tells of nobody."""
        before = self.states.get(who)
        opened = "open" in act or bool(before and before.opened and act != "close")
        if act == "withdraw":
            self.withdraws(who)
        else:
            self.saves(
                who, mark if "mark" in act or "change" in act else self.marks.get(who, mark), opened=opened
            )
        for ida in self.idas:
            ida.thinks()
        if self.stands:
            assert none_or_many(sum(one.drawn and not one.opened for one in self.states.values()))
        return opened
