"""Mails go by themselves on the day and at the hour that Bente has planned: once, and only where the round allows it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.clock import ZONE
from fagspejl.mailing.errors import NobodyInvited
from fagspejl.mailing.models import Mailing
from fagspejl.mailing.selectors import planned_of
from fagspejl.operations.services.post_office import MailLimitWrong
from fagspejl.operations.services.rounds.planned_mails import queue_planned
from support.roster import BENTE, CAST, NOW, draft, taken_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]
INFORM_ON, INVITE_ON = date(2026, 8, 31), date(2026, 9, 2)
REMIND_ON, AGAIN_ON, LAST_ON = date(2026, 9, 7), date(2026, 9, 10), date(2026, 9, 15)
PLAN = PlanValues(
    promise_read_on=date(2026, 8, 20),
    information_on=INFORM_ON,
    invitation_on=INVITE_ON,
    reminders_on=(REMIND_ON, AGAIN_ON),
    last_day_on=LAST_ON,
)


@pytest.fixture
def round_id(tmp_path: Path) -> UUID:
    """A draft with a plan for its mails."""
    taken_in(tmp_path, *CAST)
    made = draft(now=NOW - timedelta(days=5))
    _plan(made, PLAN)
    return made


def _plan(round_id: UUID, values: PlanValues) -> None:
    save_plan(round_id, values, version=plan_of(round_id).version, actor=BENTE, now=NOW)


def _open(round_id: UUID, folder: Path) -> None:
    open_round(round_id, keys=KeyStore(folder / "keys", folder / "escrow"), actor=BENTE, now=NOW)


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE)


def _queued_at(day: date, hour: int, minute: int = 0) -> list[str]:
    """What the worker puts in the outbox at this moment, looking twice."""
    told: list[str] = []
    for _ in range(2):
        queue_planned(_at(day, hour, minute), lambda key, **facts: told.append(str(facts["kind"])))
    return told


def test_from_information_to_the_last_day(round_id: UUID, tmp_path: Path) -> None:
    """Each goes at eight o'clock in Denmark on its day, not a minute before, and once however often the worker looks."""
    assert _queued_at(INFORM_ON, 7, 59) == []
    assert _queued_at(INFORM_ON, 8) == ["inform"]
    _open(round_id, tmp_path)
    found = []
    for day in (INVITE_ON, REMIND_ON, AGAIN_ON, LAST_ON):
        assert _queued_at(day, 7, 59) == []
        found += _queued_at(day, 8)
        Mailing.objects.update(finished=True)
        assert _queued_at(day, 11) == []
    assert found == ["invite", "remind", "remind", "last_day"]
    facts = round_facts(round_id)
    assert facts is not None
    assert {one.state for one in planned_of(facts, _at(LAST_ON, 9))} == {"queued"}


def test_nobody_is_told_of_a_promise_that_nobody_read(round_id: UUID) -> None:
    """Bente has not read the promise when its day comes: the information waits, and goes the day after, when she has."""
    _plan(round_id, replace(PLAN, promise_read_on=None))
    assert _queued_at(INFORM_ON, 8) == []
    facts = round_facts(round_id)
    assert facts is not None
    assert {one.kind: one.state for one in planned_of(facts, _at(INFORM_ON, 9))}["inform"] == "unread"
    _plan(round_id, PLAN)
    assert _queued_at(INFORM_ON + timedelta(days=1), 8) == ["inform"]


def test_a_round_that_is_not_open_invites_nobody(round_id: UUID, tmp_path: Path) -> None:
    """The day comes and Bente has not opened: nothing goes; opened the same week, it goes; opened later, she decides."""
    assert _queued_at(INVITE_ON, 9) == []
    facts = round_facts(round_id)
    assert facts is not None
    assert {one.kind: one.state for one in planned_of(facts, _at(INVITE_ON, 9))}["invite"] == "not_now"
    _open(round_id, tmp_path)
    assert _queued_at(INVITE_ON + timedelta(days=3), 9) == []
    assert _queued_at(INVITE_ON + timedelta(days=2), 9) == ["invite"]


def test_moved_by_its_date(round_id: UUID, tmp_path: Path) -> None:
    """In the open round Bente moves the reminder two days and all mails to ten o'clock: so it goes, and once."""
    _open(round_id, tmp_path)
    assert _queued_at(INVITE_ON, 8) == ["invite"]
    later = REMIND_ON + timedelta(days=2)
    _plan(round_id, replace(PLAN, reminders_on=(later,), last_day_on=None, send_hour=10))
    assert _queued_at(REMIND_ON, 12) == []
    assert _queued_at(later, 9) == []
    assert _queued_at(later, 10) == ["remind"]


def test_a_worker_that_was_away(round_id: UUID, tmp_path: Path) -> None:
    """The worker was down when both reminders were due: one goes out, not two. A last day that is over is not told."""
    _plan(
        round_id,
        PlanValues(
            invitation_on=INVITE_ON,
            reminders_on=(REMIND_ON, REMIND_ON + timedelta(days=1)),
            last_day_on=date(2026, 9, 13),
        ),
    )
    _open(round_id, tmp_path)
    assert _queued_at(INVITE_ON, 8) == ["invite"]
    assert _queued_at(REMIND_ON + timedelta(days=1), 15) == ["remind"]
    assert _queued_at(date(2026, 9, 14), 9) == []


def test_no_reminder_before_an_invitation(round_id: UUID, tmp_path: Path) -> None:
    """Nobody was invited: the reminder is refused, told to whoever runs the worker, and nothing stands in the outbox."""
    _plan(round_id, PlanValues(reminders_on=(REMIND_ON,)))
    _open(round_id, tmp_path)
    with pytest.raises(NobodyInvited):
        _queued_at(REMIND_ON, 9)
    assert not Mailing.objects.exists()


def test_settings_are_looked_at_first(round_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a pace of 0 nothing is queued; once Per has mended it, the same morning's mail goes."""
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "0")
    with pytest.raises(MailLimitWrong):
        _queued_at(INFORM_ON, 9)
    assert not Mailing.objects.exists()
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "25")
    assert _queued_at(INFORM_ON, 10) == ["inform"]


def test_the_worker_does_it() -> None:
    """It stands among what the worker does, before it sends what waits."""
    names = [name.rpartition(".")[2] for name in settings.DUE]
    assert names.index("planned_mailings_due") < names.index("mail_due")
