"""While a silent reminder is under way, and whoever reads the database, nothing tells who is reminded."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from fagspejl.audit.models import AccessEntry
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.types import RoundState
from fagspejl.mailing.errors import NobodyInvited
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.pace import Limits
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.services.retention import retention
from fagspejl.mailing.types import MailingKind, OutboxState
from support.post import Clock, post_to, serving
from support.roster import BENTE, CAST, NOW, employees, opened

pytestmark = pytest.mark.django_db(transaction=True)
QUICK = Limits(per_minute=None, per_second=1000, first=0)


def _reminder(folder: Path, port: int, **given: object) -> tuple[UUID, set[UUID], object]:
    """A round in which every other employee has answered, and its reminder."""
    round_id, keys = opened(folder, *CAST, *employees(40))
    post = post_to(port, keys, Clock(NOW), **given)
    invite = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    send_mailing(invite.id, already_answered=lambda _: (), post=post)
    heard = Invitation.objects.filter(person__key__regex=r"^p\d*[02468]$").values_list("id", flat=True)
    reminder = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
    return reminder.id, set(heard), post


def test_stopped_half_way_the_rows_do_not_tell(tmp_path: Path) -> None:
    """Stopped after a few mails, handled rows hold people of both kinds, and no row says of which kind."""
    with serving() as server:
        reminder, heard, post = _reminder(tmp_path, server.port)
        server.received.clear()
        halfway = post_to(
            server.port,
            post.keys,
            Clock(NOW),
            stop=lambda: len(server.received) >= 8,  # type: ignore[attr-defined]
        )
        result = send_mailing(reminder, already_answered=lambda _: heard, post=halfway)
    assert not result.finished
    rows = Outbox.objects.filter(mailing_id=reminder)
    assert set(rows.values_list("state", "lease")) == {(OutboxState.SENT, None), (OutboxState.QUEUED, None)}
    handled = set(rows.filter(state=OutboxState.SENT).values_list("person_id", flat=True))
    reminded = {str(mail["X-Envelope-To"]) for mail in server.received}
    answered = set(Invitation.objects.filter(id__in=heard).values_list("person_id", flat=True))
    assert len(handled) > len(reminded)
    assert handled & answered
    assert handled - answered


def test_rows_are_taken_in_random_order(tmp_path: Path) -> None:
    """The order in which rows are handled is not their order in the table."""
    with serving() as server:
        reminder, _, post = _reminder(tmp_path, server.port)
        server.received.clear()
        send_mailing(reminder, already_answered=lambda _: (), post=post)
        addresses = dict(Outbox.objects.filter(mailing_id=reminder).values_list("person__email", "id"))
        order = [addresses[address] for address in server.addresses]
    assert order != sorted(order)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="only PostgreSQL numbers transactions")
def test_numbers_of_transactions_do_not_tell(tmp_path: Path) -> None:
    """Each row costs the same transactions whether a mail goes or not, so that gaps in xmin tell nothing."""
    with serving() as server:
        reminder, heard, post = _reminder(tmp_path, server.port, limits=QUICK)
        server.received.clear()
        halfway = post_to(
            server.port,
            post.keys,  # type: ignore[attr-defined]
            Clock(NOW),
            limits=QUICK,
            stop=lambda: len(server.received) >= 12,
        )
        send_mailing(reminder, already_answered=lambda _: heard, post=halfway)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT xmin::text::bigint FROM outbox WHERE state = 'sent' AND mailing_id = %s ORDER BY 1",
            [reminder],
        )
        numbers = [number for (number,) in cursor.fetchall()]
    assert len(numbers) > 12
    gaps = Counter(later - earlier for earlier, later in itertools.pairwise(numbers))
    assert set(gaps) == {2}


def test_the_access_log_holds_no_number_of_reminded(tmp_path: Path) -> None:
    """The log says that a reminder to everybody was queued, the same whoever has answered."""
    with serving() as server:
        reminder, heard, post = _reminder(tmp_path, server.port)
        send_mailing(reminder, already_answered=lambda _: heard, post=post)
    queued = list(AccessEntry.objects.filter(event="mailing_queued").values_list("facts", flat=True))
    assert [facts["people"] for facts in queued] == [45, 45]


def test_one_reminder_a_day(tmp_path: Path) -> None:
    """Pressed twice in a day it is one reminder; the next day it is the second; before an invitation it is none."""
    round_id, keys = opened(tmp_path)
    with pytest.raises(NobodyInvited):
        queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
    queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    first = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
    with serving() as server:
        send_mailing(first.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW)))
    assert (
        queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW + timedelta(hours=8)).id == first.id
    )
    second = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW + timedelta(days=1))
    assert (second.number, second.again) == (2, False)
    third = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW + timedelta(days=2))
    assert third.id == second.id, "a reminder that is still under way is the reminder"


def test_people_added_later_get_their_invitation(tmp_path: Path) -> None:
    """Somebody added to an open round gets a mail when invitations are sent again; nobody else gets a second one."""
    round_id, keys = opened(tmp_path)
    with serving() as server:
        post = post_to(server.port, keys, Clock(NOW))
        mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
        send_mailing(mailing.id, already_answered=lambda _: (), post=post)
        Outbox.objects.filter(person__key="sofie").delete()  # as if she had not been in the list then
        server.received.clear()
        again = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
        assert (again.id, again.again) == (mailing.id, False)
        assert send_mailing(again.id, already_answered=lambda _: (), post=post).finished
    assert server.addresses == ["sofie@egedal.example"]


def test_rows_are_deleted_after_thirty_days(tmp_path: Path) -> None:
    """Thirty days after a mailing, when the round is over, its rows go; in an open round they stay."""
    round_id, keys = opened(tmp_path)
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    with serving() as server:
        send_mailing(mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW)))
    late = NOW + timedelta(days=30)
    rule, *_ = retention(late)
    assert (rule.look().count, rule.delete()) == (0, 0)
    Mailing.objects.get().round.__class__.objects.filter(id=round_id).update(state=RoundState.CLOSING)
    assert retention(NOW + timedelta(days=29))[0].delete() == 0
    assert (rule.look().count, rule.delete()) == (5, 5)
    assert not Outbox.objects.exists()
