"""A few acts in a row as people really do them, so that rounds get somewhere however the rest falls out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from fagspejl.evaluation.models import Round
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.types import OrderKind
from support.desk import ready
from support.round_answered import AnswerersActs
from support.round_halved import REPRESENTATIVE, HoldersActs
from support.round_killed import PLACES
from support.round_life import SOME, WHO, PlannersActs

_STATES: Final = {
    OrderKind.OPEN: ("draft",),
    OrderKind.PREPARE_KEY: ("draft", "open"),
    OrderKind.REISSUE: ("open",),
    OrderKind.CLOSE: ("open", "closing"),
    OrderKind.CANCEL: ("open",),
    OrderKind.CONFIRM: ("sealed",),
    OrderKind.PUBLISH: ("keys_gone",),
}

BEFORE: Final = ("lists", "information", "two planners", "roster", "sheet lost", "given up")
WHILE_OPEN: Final = ("mail", "later", "letters", "links", "asked no more", "cancelled")


class LedActs(PlannersActs, AnswerersActs, HoldersActs):
    """Days of a round."""

    @precondition(lambda self: self.is_in("draft"))
    @rule(day=st.sampled_from(BEFORE), who=WHO)
    def a_day_before(self, day: str, who: int) -> None:
        """Leaders look at lists, people are told what comes, two planners write at once, a roster is taken back."""
        match day:
            case "lists":
                self.asks_leaders(who, False)
                self.round.post_goes()
                self.wishes(0, 3, True)
                self.decides(0, True, 9)
                self.excepts(0, 1, 6, False, "Orlov.")
                self.confirms_list(0)
            case "information":
                self.extends(-1, False)
                self.mails(who, MailingKind.INFORM)
                self.round.post_goes()
            case "two planners":
                for planner in (0, 1):
                    self.opens_the_page(planner)
                self.saves(who, 1, "Vi vil lære.")
                self.saves(1 - who, 2, "Vi vil vide noget.")
            case "roster":
                self.takes_in(7)
                self.undoes(who)
            case "given up":
                self.drops(who, True)
            case _:
                self.both_have_read()
                if self._turn and self.sheets:
                    for reader in (0, 1):  # the other's sheet, and by somebody who holds none
                        self.reads_back(reader, 1, False)
                    self.destroys(0, True)
                    for holder in (REPRESENTATIVE, 0):
                        self.loses(holder, True)

    @precondition(lambda self: self.is_in("open"))
    @rule(
        day=st.sampled_from(WHILE_OPEN),
        who=WHO,
    )
    def a_day_while_open(self, day: str, who: int) -> None:
        """Invitations are stopped and go on, reminders, a later deadline, letters and links."""
        match day:
            case "mail":
                self.mails(who, MailingKind.INVITE)
                self.halts(True)
                self.round.post_goes()
                self.halts(False)
                self.round.post_goes()
                self.mails(who, MailingKind.REMIND)
            case "later":
                self.mails(who, MailingKind.REMIND)
                self.extends(30, True)
                self.extends(2, False)
            case "letters":
                self.orders_letters(who, True)
                self.round.work()
                for _ in range(2):
                    self.takes_paper(who, 0)
            case "links":
                self.gives_new_links(0, 8 + who, False)
                self.round.work()
            case "asked no more":
                self.revokes(who, 8 + who)
            case _:
                self.opens_a_window(1, False)
                self.press(OrderKind.CANCEL, who, tell=True)
                self.round.work()
                if self.windows:
                    self.turns_a_page(0, 2)
        self.round.post_goes()

    @precondition(lambda self: self.round.order and self.is_in("open"))
    @rule(number=SOME, value=st.integers(1, 4), second=st.booleans(), back=st.booleans())
    def somebody_sits_down(self, number: int, value: int, second: bool, back: bool) -> None:
        """She opens her link, perhaps on her phone too, answers a page in each, sends, and perhaps takes it back."""
        before = len(self.windows)
        for _ in range(1 + second):
            self.opens_a_window(number, False)
        for window in range(len(self.windows) - before):
            self.turns_a_page(window, value + window)
        if len(self.windows) > before:
            self.sends(0, value)
        if back:
            self.opens_a_window(number, False)
            if self.windows:
                self.takes_back(0)

    @precondition(lambda self: self.is_in("draft", "open", "closing", "sealed", "keys_gone"))
    @rule(place=st.integers(0, len(PLACES) - 1), goes_on=st.booleans())
    def dies_over(self, place: int, goes_on: bool) -> None:
        """Somebody orders what leads to a place, the worker dies there, and perhaps the next one takes it up."""
        fits = [name for name, (kind, _, _) in PLACES.items() if self.is_in(*_STATES[kind])]
        self.dies_at(fits[place % len(fits)], goes_on=goes_on)

    def dies_at(self, killed: str, *, goes_on: bool) -> None:
        """The worker dies at a place that the round can come to from where it is."""
        kind, _, _ = PLACES[killed]
        match kind:
            case OrderKind.OPEN:
                self.both_have_read()
                if self.is_in("draft"):
                    ready(self.round.id)
                    self.press(kind)
            case OrderKind.PREPARE_KEY:
                self.orders_a_pair(0, False)
            case OrderKind.REISSUE:
                self.gives_new_links(0, 8, killed == "paper")
            case OrderKind.CANCEL:
                self.press(kind, tell=True)
            case OrderKind.PUBLISH:
                self.both_have_destroyed()
                self.press(kind)
            case OrderKind.CLOSE:
                self.deadline_passes()
                self.press(kind)
            case _:
                self.press(kind)
        self.round.work(killed)
        self.round.note_links()
        if killed == "moves" and self.round.order:
            self.all_answer(3)
        if killed in ("reading", "sealed") and self.round.order:
            self.answers(0, 3, False)
        if goes_on:
            self.round.leases_run_out()
            self.round.work()
            self.round.post_goes()

    @precondition(lambda self: self.is_in("open"))
    @rule()
    def deadline_passes(self) -> None:
        """Three weeks go by."""
        Round.objects.filter(id=self.round.id, state="open").update(deadline=utc_now() - timedelta(hours=1))


@dataclass(frozen=True)
class Lead:
    """How far a round is led before the rest is left to chance: to which state, and what happens there first."""

    state: str
    first: Callable[[LedActs], None]
    witnessed: bool


def leads() -> Iterator[Lead]:
    """Every day and every place at which a worker dies, with a copy of the key in a folder and with one of halves."""
    for witnessed in (False, True):
        for day in BEFORE:
            yield Lead("draft", partial(LedActs.a_day_before, day=day, who=0), witnessed)
        for day in WHILE_OPEN:
            yield Lead("open", partial(LedActs.a_day_while_open, day=day, who=0), witnessed)
        sits = partial(LedActs.somebody_sits_down, number=1, value=2, second=True)
        yield Lead("open", partial(sits, back=False), witnessed)
        yield Lead("open", partial(sits, back=True), witnessed)
        yield Lead("keys_gone", LedActs.both_have_destroyed, witnessed)
        for place, (kind, _, _) in PLACES.items():
            yield Lead(
                _STATES[kind][0], partial(LedActs.dies_at, killed=place, goes_on=not witnessed), witnessed
            )
