"""Any number of workers may send: nobody gets two mails, and limits hold for all of them together."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import close_old_connections, connection

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.mailing.models import MailPace, Outbox
from fagspejl.mailing.services.claims import LEASE, claim, finish, mark, outbox_count, put_back
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.pace import Limits, prepare, reserve
from fagspejl.mailing.services.queueing import halt_mailings, queue_mailing
from fagspejl.mailing.types import MailingKind, OutboxState
from support.post import Clock, post_to, serving
from support.roster import BENTE, CAST, NOW, employees, opened

pytestmark = pytest.mark.django_db(transaction=True)


def _mailing(folder: Path, count: int) -> tuple[UUID, KeyStore]:
    round_id, keys = opened(folder, *CAST, *employees(count))
    return queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW).id, keys


def _none(_: UUID) -> tuple[UUID, ...]:
    return ()


def _together(work: Callable[[], None], count: int) -> None:
    faults: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:
            faults.append(error)
        finally:
            connection.close()
            close_old_connections()

    threads = [threading.Thread(target=run) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []


def test_four_workers_send_each_mail_once(tmp_path: Path) -> None:
    """Four workers at one mailing to 64 people: 64 mails, each person one, and the mailing is finished."""
    mailing, keys = _mailing(tmp_path, 60)
    with serving() as server:

        def work() -> None:
            clock = Clock(NOW)
            while not send_mailing(
                mailing, already_answered=_none, post=post_to(server.port, keys, clock)
            ).finished:
                clock.now += timedelta(seconds=1)

        _together(work, 4)
    assert len(server.received) == 64
    assert set(Counter(server.addresses).values()) == {1}
    assert set(Outbox.objects.values_list("state", "lease")) == {(OutboxState.DONE, None)}


def test_a_claim_is_nobody_elses_until_it_runs_out(tmp_path: Path) -> None:
    """What one worker holds the next does not get; ten minutes later it does, and the first one's mark is void."""
    mailing, _ = _mailing(tmp_path, 0)
    first = claim(mailing, 100, now=NOW)
    assert len(first.rows) == 5
    assert claim(mailing, 100, now=NOW + LEASE - timedelta(seconds=1)).rows == ()
    second = claim(mailing, 100, now=NOW + LEASE)
    assert sorted(second.rows) == sorted(first.rows)
    row = first.rows[0][0]
    mark(row, first.lease)
    put_back([row], first.lease)
    assert Outbox.objects.get(id=row).state == OutboxState.CLAIMED
    mark(row, second.lease)
    assert Outbox.objects.get(id=row).state == OutboxState.SENT
    assert not finish(mailing)
    assert outbox_count(mailing, NOW + LEASE).claimed == 4


def test_nothing_is_sent_under_a_lease_that_runs_out(tmp_path: Path) -> None:
    """A worker that was suspended gives its claims back instead of sending what another may be sending."""
    mailing, keys = _mailing(tmp_path, 0)
    clock = Clock(NOW)
    with serving() as server:

        def slow(_: str) -> None:
            if len(server.received) == 1:
                clock.now += LEASE  # the machine slept

        server.answer = slow
        result = send_mailing(mailing, already_answered=_none, post=post_to(server.port, keys, clock))
    assert result.finished
    assert len(server.received) == 4
    assert set(Counter(server.addresses).values()) == {1}


def test_limits_hold_for_all_workers_together(tmp_path: Path) -> None:
    """With 25 mails a minute, no minute has more than 25, however many workers ask for a place."""
    prepare(NOW)
    limits = Limits(per_minute=25)
    places = [reserve(limits, now=NOW, patience=timedelta(days=1)) for _ in range(100)]
    assert all(later - earlier == timedelta(seconds=2.4) for earlier, later in pairwise(places))
    for start in places:
        assert sum(start <= place < start + timedelta(minutes=1) for place in places) <= 25


def test_a_pause_does_not_save_up_places(tmp_path: Path) -> None:
    """After an hour of silence mail goes at the same pace, not faster."""
    prepare(NOW)
    limits = Limits(per_minute=None, per_second=10)
    reserve(limits, now=NOW, patience=timedelta(seconds=1))
    later = NOW + timedelta(hours=1)
    places = [reserve(limits, now=later, patience=timedelta(seconds=5)) for _ in range(10)]
    assert places == [later + n * timedelta(seconds=0.1) for n in range(10)]


def test_a_day_has_its_limit(tmp_path: Path) -> None:
    """When the day's mails are sent, the next place is tomorrow, and it is not taken today."""
    prepare(NOW)
    limits = Limits(per_minute=None, per_day=3)
    patience = timedelta(seconds=30)
    for _ in range(3):
        assert reserve(limits, now=NOW, patience=patience) == NOW
    midnight = NOW.replace(hour=0) + timedelta(days=1)
    assert reserve(limits, now=NOW, patience=patience) == midnight
    assert reserve(limits, now=midnight, patience=patience) == midnight


def test_a_clock_gone_wrong_does_not_stop_mail_for_good(tmp_path: Path) -> None:
    """A place taken a year ahead by a wrong clock is forgotten."""
    prepare(NOW)
    MailPace.objects.update(next_at=NOW + timedelta(days=365))
    assert reserve(Limits(), now=NOW, patience=timedelta(seconds=1)) == NOW


def test_first_fifty_then_a_pause(tmp_path: Path) -> None:
    """Fifty mails go, then nobody sends for five minutes, then the rest goes."""
    mailing, keys = _mailing(tmp_path, 60)
    clock = Clock(NOW)
    with serving() as server:
        post = post_to(server.port, keys, clock, limits=Limits(per_minute=None))
        result = send_mailing(mailing, already_answered=_none, post=post)
        assert (result.finished, result.again_at) == (False, NOW + timedelta(minutes=5))
        first = result.mailed
        rows = Outbox.objects.filter(state=OutboxState.SENT)
        # Who has no address is passed by and waits for nobody, so one of them may stand among the done already.
        assert rows.count() >= 50
        assert first == len(server.received) == rows.exclude(person__email="").count()
        assert 40 < first <= 50
        assert send_mailing(mailing, already_answered=_none, post=post).mailed == 0
        clock.now += timedelta(minutes=5)
        assert send_mailing(mailing, already_answered=_none, post=post).finished
    assert len(server.received) == 64


def test_the_stop_button_stops(tmp_path: Path) -> None:
    """Bente presses stop after a few mails: not one more goes, and what was claimed is given back."""
    mailing, keys = _mailing(tmp_path, 30)
    with serving() as server:

        def stop_at_five(_: str) -> None:
            if len(server.received) == 4:
                threading.Thread(target=_halt).start()
                _halted.wait(10)

        _halted = threading.Event()

        def _halt() -> None:
            halt_mailings("stopped by Bente", actor=BENTE, now=NOW)
            connection.close()
            _halted.set()

        server.answer = stop_at_five
        result = send_mailing(mailing, already_answered=_none, post=post_to(server.port, keys, Clock(NOW)))
    assert result.halted == "stopped by Bente"
    assert len(server.received) == 5
    assert set(Outbox.objects.values_list("state", flat=True)) <= {OutboxState.QUEUED, OutboxState.SENT}


def test_sending_slowly_never_outlives_the_lease(tmp_path: Path) -> None:
    """At one mail a minute a worker claims no more than it can send before its lease runs out."""
    mailing, keys = _mailing(tmp_path, 20)
    clock = Clock(NOW)
    claimed: list[int] = []

    class Counting(EmailBackend):
        def send_messages(self, messages: list[EmailMessage]) -> int:
            claimed.append(Outbox.objects.filter(state=OutboxState.CLAIMED).count())
            return super().send_messages(messages) or 0

    with serving() as server:
        counting = Counting(host="127.0.0.1", port=server.port, use_tls=False)
        limits = Limits(per_minute=1, first=0)
        for _ in range(30):
            post = post_to(server.port, keys, clock, limits=limits, connection=counting)
            result = send_mailing(mailing, already_answered=_none, post=post)
            if result.finished:
                break
            assert result.again_at is not None
            clock.now = result.again_at
    assert result.finished
    assert set(Counter(server.addresses).values()) == {1}
    assert max(claimed) <= 4
