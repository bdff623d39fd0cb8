"""Rounds that ended on any day, mails and backups of any day, and nights of any day: exactly what is over goes."""

from __future__ import annotations

import os
import shutil
from datetime import datetime, time, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from fagspejl.audit.types import Actor
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import ZONE
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.retention import delete_due, report
from fagspejl.organisation.models import Person
from support.small_round import DEADLINE, small_round

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
BEGIN = DEADLINE.astimezone(ZONE).date()
WORKER = Actor("worker", "worker")
days = st.integers(0, 75)
STATES = (
    RoundState.OPEN,
    RoundState.SEALED,
    RoundState.KEYS_GONE,
    RoundState.PUBLISHED,
    RoundState.CANCELLED,
)


def _backup(day: int, name: str) -> Path:
    path = settings.DATA / "backups" / f"{day % 3}" / f"{name}.{day}.gz"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"packed")
    at = datetime.combine(BEGIN + timedelta(days=day), time(23, 50), ZONE).timestamp()
    os.utime(path, (at, at))
    return path


def _queued(made: UUID, day: int) -> UUID:
    number = Mailing.objects.count() + 1
    on = BEGIN + timedelta(days=day)
    row = Mailing.objects.create(
        round_id=made, kind=MailingKind.REMIND, number=number, queued_on=on, finished=day % 2
    )
    Outbox.objects.create(mailing=row, person=Person.objects.all()[0])
    found: UUID = row.id
    return found


@examples(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(STATES),
    days,
    st.lists(days, max_size=4),
    st.sets(days, max_size=4),
    st.lists(days, min_size=1, max_size=4),
)
def test_nothing_early_and_nothing_late(
    tmp_path: Path, state: RoundState, ended: int, queued: list[int], made_on: set[int], nights: list[int]
) -> None:
    """Whatever happened on which day: on the thirtieth day it is gone, and the day before it is there."""
    with pytest.MonkeyPatch.context() as patch, transaction.atomic():
        patch.setattr(settings, "DATA", tmp_path)
        patch.setattr(settings, "EMAIL_FILE_PATH", tmp_path / "mailbox")
        found = small_round({"Karen": {"employee": ["Sofie"]}}).round.id
        mails = {_queued(found, day): day for day in queued}
        backups = {_backup(day, "site"): day for day in made_on}
        over = BEGIN + timedelta(days=ended) if state != RoundState.OPEN else None
        Round.objects.filter(id=found).update(state=state, keys_destroyed_on=over)
        for night in sorted(nights):
            delete_due(datetime.combine(BEGIN + timedelta(days=night), time(3), ZONE), actor=WORKER)
            stays = state not in (RoundState.PUBLISHED, RoundState.CANCELLED) or night < ended + 30
            assert Invitation.objects.filter(round_id=found).exists() == stays
            for mailing, day in mails.items():
                there = state == RoundState.OPEN or night < day + 30
                assert Outbox.objects.filter(mailing_id=mailing).exists() == there
            assert {path for path in backups if path.exists()} == {
                p for p, day in backups.items() if night < day + 30
            }
            stands = {
                one.rule.name: one
                for one in report(datetime.combine(BEGIN + timedelta(days=night), time(4), ZONE))
            }
            assert all(stands[name].due == 0 for name in ("invitations", "mails", "backups"))
            waiting = [day + 30 for day in made_on if night < day + 30]
            assert stands["backups"].next == (BEGIN + timedelta(days=min(waiting)) if waiting else None)
        transaction.set_rollback(True)
    shutil.rmtree(tmp_path / "backups", ignore_errors=True)
