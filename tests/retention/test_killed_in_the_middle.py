"""A night that ends in the middle loses nothing: the next one goes on, and overwrites what the killed one deleted."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import override_settings

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.selectors import chain_state
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.operations.services import retention
from fagspejl.operations.services.retention import delete_due, is_done, report
from support.small_round import DEADLINE, small_round

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
WORKER = Actor("worker", "worker")
NIGHT = DEADLINE.replace(hour=3) + timedelta(days=30)


class _Killed(BaseException):
    """The process ends here."""


class _FullRoom(FagspejlError):
    """A room cannot delete."""


def refusing(now: datetime) -> tuple[Retention, ...]:
    """A room of the test that cannot delete."""

    def delete() -> int:
        raise _FullRoom

    return (Retention(Rule("refusing"), lambda: Due(1), delete, ("person",)),)


@pytest.fixture
def over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """A round that was over thirty days ago, and a backup of that day; returns how many were asked."""
    monkeypatch.setattr(settings, "DATA", tmp_path)
    monkeypatch.setattr(settings, "EMAIL_FILE_PATH", tmp_path / "mailbox")
    made = small_round({"Karen": {"employee": ["Sofie", "Omar"]}})
    Round.objects.filter(id=made.round.id).update(
        state=RoundState.PUBLISHED, keys_destroyed_on=DEADLINE.date()
    )
    backup = tmp_path / "backups" / "daily.1" / "site.dump.gz"
    backup.parent.mkdir(parents=True)
    backup.write_bytes(b"backup")
    os.utime(backup, (DEADLINE.timestamp(), DEADLINE.timestamp()))
    return Invitation.objects.count()


def _kill_at(monkeypatch: pytest.MonkeyPatch, name: str, after: int) -> None:
    """End the run when a function of the module is called for the time after so many."""
    called: list[object] = []
    before: Callable[..., object] = getattr(retention, name)

    def dying(*given: object, **named: object) -> object:
        if len(called) == after:
            raise _Killed
        called.append(given)
        return before(*given, **named)

    monkeypatch.setattr(retention, name, dying)


@pytest.mark.parametrize(
    ("name", "after"), [("_carry_out", n) for n in range(10)] + [("_overwrite", 0), ("record", 1)]
)
def test_the_next_night_goes_on(over: int, monkeypatch: pytest.MonkeyPatch, name: str, after: int) -> None:
    """Wherever the worker is killed, afterwards the list and the backup are gone, and each is reported."""
    with monkeypatch.context() as patch:
        _kill_at(patch, name, after)
        with pytest.raises(_Killed):
            delete_due(NIGHT, actor=WORKER)
    assert not is_done(NIGHT)
    overwritten: list[str] = []
    monkeypatch.setattr(retention, "_overwrite", overwritten.extend)
    delete_due(NIGHT + timedelta(minutes=1), actor=WORKER)
    assert is_done(NIGHT)
    assert not Invitation.objects.exists()
    assert [path for path in (settings.DATA / "backups").rglob("*") if path.is_file()] == []
    assert "invitation" in overwritten
    told = AccessEntry.objects.filter(event=Event.DATA_DELETED, object="invitations")
    assert [line.facts["count"] for line in told] == [over]
    assert AccessEntry.objects.filter(event=Event.DATA_DELETED, object="backups").count() >= 1
    assert chain_state().broken_at is None


def test_one_room_keeps_no_other_from_it(over: int) -> None:
    """One room cannot delete: the others do all the same, the fault is told, and the night after tries again."""
    with override_settings(RETENTION=[f"{__name__}.refusing", *settings.RETENTION]):
        with pytest.raises(_FullRoom):
            delete_due(NIGHT, actor=WORKER)
        assert is_done(NIGHT)
        assert not is_done(NIGHT + timedelta(days=1))
    assert not Invitation.objects.exists()


def test_the_day_before_nothing_goes(over: int) -> None:
    """On the twenty-ninth day everything is there, and the report tells the day on which it goes."""
    before = NIGHT - timedelta(days=1)
    assert delete_due(before, actor=WORKER) == {}
    assert Invitation.objects.count() == over
    stands = {one.rule.name: one for one in report(before)}
    assert (stands["invitations"].due, stands["invitations"].next) == (0, NIGHT.date())
    assert (stands["backups"].due, stands["backups"].next) == (0, NIGHT.date())


def test_a_waiting_copy_is_kept_and_a_round_that_is_not_published_too(over: int) -> None:
    """Until the key is destroyed the copy of the sealed answers is the way back, and until publication the list is."""
    made = Round.objects.get()
    frozen = settings.DATA / "backups" / f"{made.id}-frozen.sqlite3"
    frozen.write_bytes(b"ciphertext")
    os.utime(frozen, (0, 0))
    Round.objects.update(state=RoundState.SEALED)
    delete_due(NIGHT + timedelta(days=60), actor=WORKER)
    assert frozen.exists()
    assert Invitation.objects.exists()
    Round.objects.update(state=RoundState.KEYS_GONE)
    delete_due(NIGHT + timedelta(days=61), actor=WORKER)
    assert not frozen.exists()
    assert Invitation.objects.exists()
    Round.objects.update(state=RoundState.PUBLISHED)
    assert delete_due(NIGHT + timedelta(days=62), actor=WORKER)["invitations"] == over
