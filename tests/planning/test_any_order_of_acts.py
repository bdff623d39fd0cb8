"""Two planners, a leader, those who answer and a worker that dies do whatever they like: the promises hold."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule, run_state_machine_as_test

from fagspejl.audit.selectors import chain_state, lines
from fagspejl.disclosure.services.close_round import record_of
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.drafting import change_draft
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.private_files import read_secret
from fagspejl.operations.services.duties import close_due, night
from fagspejl.operations.services.orders.key_orders import halves_due
from fagspejl.operations.services.rounds.planned_mails import queue_planned
from fagspejl.operations.types import OrderKind
from support.desk import ready
from support.round_killed import PLACES
from support.round_led import Lead, LedActs, leads
from support.round_stored import emptied

ORDER: Final = ("draft", "open", "sealed", "keys_gone")
HOLDERS: Final = ("planner", "representative")
LOGGED: Final = (
    *(
        "round_opened",
        "round_extended",
        "round_closed",
        "keys_destroyed",
        "escrow_destroyed",
        "round_published",
    ),
    *(
        "round_cancelled",
        "letters_made",
        "link_reissued",
        "link_revoked",
        "key_halves_made",
        "reports_granted",
    ),
)
REFUSALS: Final = (
    *(
        "PlanChangedMeanwhile",
        "PlanSettled",
        "RoundInOtherState",
        "ImportNotUndone",
        "DeadlineTooNear",
        "NobodyInvited",
    ),
    *("ListNotChecked", "ListReasonMissing", "LinkDead", "LinkMoving", "RoundNotOpen"),
    *(
        "paper 410",
        "pair 409",
        "sheet 409",
        "link's letter 409",
        "read back 404",
        "read back 409",
        "destroyed 409",
    ),
)
LIVES, ACTS = 3, 30  # of each lead: some six minutes on one core
# What has to have happened at the end: a test that did nothing would hold every promise.
HAPPENS: Final = (
    *("save plan", "policy", "wish", "confirm list", "exception", "undo import", "drop draft"),
    *("answer", "sent by the pages", "taken back", "page turned 200", "page turned 404", "page turned 409"),
    *(
        "extend",
        "revoke",
        "mailings halted",
        "mailings resumed",
        "answers counted",
        "paper taken",
        "links on paper",
    ),
    *(
        f"{act} {whose}"
        for act in ("sheet of the", "read back by the", "lost by the", "destroyed by the")
        for whose in HOLDERS
    ),
    *(f"killed {place}" for place in PLACES),
    *(
        f"mail: {kind}"
        for kind in (
            "inform",
            "invite",
            "remind",
            "extend",
            "cancel",
            "reissue",
            "report",
            "thanks",
            "list",
            "witness",
        )
    ),
    *(f"log: {event}" for event in LOGGED),
    *(f"ended: {state}" for state in ("deleted", "cancelled", "published")),
    *(f"refused: {name}" for name in REFUSALS),
)
TOTAL: Counter[str] = Counter()


class AnyOrder(LedActs):
    """Everything that can be done with a round from the pages, and the worker beside them."""

    lead: Lead  # where this life begins

    @initialize(answered=st.booleans())
    def begun(self, answered: bool) -> None:
        """A roster and a draft, led as far as this life begins."""
        self.begins()
        if self.lead.witnessed:
            self.witnessed()
        for state, goes_on in (
            ("open", self.opens_for_good),
            ("sealed", self.closes_for_good),
            ("keys_gone", partial(self.confirms_for_good, 0)),
        ):
            if ORDER.index(self.lead.state) >= ORDER.index(state):
                goes_on()
                assert self.is_in(state)
            if answered and self.is_in("open"):
                self.all_answer(4)
        self.lead.first(self)

    def witnessed(self) -> None:
        """Two people are to hold half of the key each."""
        policy = policy_of(self.round.id)
        policy = replace(policy, access=replace(policy.access, escrow="witnessed"))
        seen = plan_of(self.round.id).version
        change_draft(self.round.id, policy=policy, version=seen, actor=self.planners[0].actor, now=utc_now())

    def teardown(self) -> None:
        """Count what happened, and leave nothing for the next life."""
        if hasattr(self, "round"):
            assert chain_state().broken_at is None
            counted = self.round
            TOTAL.update(counted.done)
            TOTAL.update({f"refused: {name}": count for name, count in counted.refused.items()})
            TOTAL.update({f"mail: {kind}": count for kind, count in counted.mailed.kinds.items()})
            TOTAL.update(f"log: {one.event}" for one in lines(about=str(counted.id)))
            TOTAL[f"ended: {counted.state or 'deleted'}"] += 1
            self.ends()
        emptied()

    # The worker.
    @rule(killed=st.sampled_from(["", "", "", *PLACES]))
    def works(self, killed: str) -> None:
        """The worker does what is ordered, or dies over it."""
        self.round.work(killed)

    @precondition(lambda self: self.is_in("draft"))
    @rule()
    def opens_for_good(self) -> None:
        """Everything is settled, ordered and carried out."""
        self.both_have_read()
        if self.is_in("draft"):  # or the worker did what somebody had ordered before
            ready(self.round.id)
            self.press(OrderKind.OPEN)
            self.round.work()
        self.promises_hold()

    @precondition(lambda self: self.is_in("open", "closing"))
    @rule(sure=st.sampled_from([False, True]))
    def closes_for_good(self, sure: bool = True) -> None:
        """The time is over, and the round is closed."""
        if sure:
            self.deadline_passes()
            self.round.leases_run_out()
            self.press(OrderKind.CLOSE)
            self.round.work()
            self.promises_hold()

    @precondition(lambda self: self.is_in("sealed"))
    @rule(who=st.integers(0, 1))
    def confirms_for_good(self, who: int) -> None:
        """The record is right: the key is destroyed."""
        self.press(OrderKind.CONFIRM, who)
        self.round.work()

    @precondition(lambda self: self.is_in("keys_gone"))
    @rule(who=st.integers(0, 1))
    def publishes_for_good(self, who: int) -> None:
        """Holders say that their sheets are gone, and the reports may be read."""
        self.both_have_destroyed()
        self.press(OrderKind.PUBLISH, who)
        self.round.work()

    @rule()
    def post_goes(self) -> None:
        """The worker sends what waits."""
        self.round.post_goes()

    @rule(hour=st.sampled_from([6, 21]))
    def day_comes(self, hour: int) -> None:
        """Mails whose hour has come are put in the outbox."""
        now = utc_now().astimezone(ZONE).replace(hour=hour)
        self.round.duty("planned", queue_planned, now)

    @rule(days=st.integers(0, 1))
    def night_comes(self, days: int) -> None:
        """The worker seals every answer anew, and counts."""
        self.round.duty("night", night, utc_now().astimezone(ZONE).replace(hour=3) + timedelta(days=days))

    @rule(weeks=st.sampled_from([0, 0, 2]))
    def closing_is_due(self, weeks: int) -> None:
        """The worker closes whose time is over by itself, and goes on after a week's silence."""
        if self.round.state == "open":
            weeks = 0
        self.round.weeks = max(self.round.weeks, timedelta(weeks=weeks))
        self.round.confirmed |= weeks > 0
        self.round.duty("closing", close_due, utc_now() + timedelta(weeks=weeks))

    @rule()
    def sheets_that_are_out(self) -> None:
        """The worker removes halves whose sheets were taken."""
        self.round.duty("halves", lambda now, tell: halves_due(now).do(tell, lambda: False), utc_now())

    @rule()
    def time_goes(self) -> None:
        """A quarter of an hour."""
        self.round.leases_run_out()

    @invariant()
    def promises_hold(self) -> None:
        """All that must hold."""
        if not hasattr(self, "round"):
            return
        self.round.look()
        if self.round.state in ("sealed", "keys_gone", "published"):
            record = record_of(self.round.id)
            assert self.record in (None, record)
            self.record = record
            revoked = Invitation.objects.filter(round_id=self.round.id, revoked=True)
            answered = set(self.round.answers) - set(revoked.values_list("id", flat=True))
            assert record["counted"] <= len(answered)


@pytest.fixture
def _whole_desk(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> None:
    for name in ("data", "keys", "escrow"):
        (tmp_path / name).mkdir()
    settings.DATA, settings.KEYS = tmp_path / "data", tmp_path / "keys"
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(tmp_path / "escrow"))
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "none")
    read_secret(settings.KEYS / "mail.secret")


def _live(number: int, lead: Lead, *, lives: int, acts: int) -> None:
    """Live some lives that begin alike; chance has a number of its own in each group."""
    machine = type(f"AnyOrder{number}", (AnyOrder,), {"lead": lead})
    if settings.default.derandomize:
        machine = seed(number)(machine)
    run_state_machine_as_test(machine, settings=settings(max_examples=lives, stateful_step_count=acts))


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_whole_desk")
def test_any_order() -> None:
    """Bente and Asta plan, leaders wish, people answer and the worker dies now and then."""
    every = list(leads())
    for number in (6, 11, 27 + 12):
        _live(number, every[number], lives=2, acts=10)


@pytest.mark.slow
@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_whole_desk")
def test_any_order_many_times(capsys: pytest.CaptureFixture[str]) -> None:
    """The same, as often as a night allows; how often each thing happened is printed, and each has happened."""
    TOTAL.clear()
    begun = time.monotonic()
    for number, lead in enumerate(leads()):
        _live(number, lead, lives=LIVES, acts=ACTS)
    with capsys.disabled():
        print(f"\n{time.monotonic() - begun:.0f} s")
        print("\n".join(f"{count:6} {name}" for name, count in sorted(TOTAL.items())))
    assert {name for name in HAPPENS if not TOTAL[name]} == set()
