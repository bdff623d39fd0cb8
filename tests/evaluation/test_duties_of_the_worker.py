"""What the worker does by itself: the night's work once a night, closing when time is over, publishing after a week."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from fagspejl.answering.services import open_answer, save_draft, submit
from fagspejl.answering.types import Place
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.selectors.progress import rates_night, round_progress
from fagspejl.evaluation.services.key_custody import destroy_key
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.duties import close_due, night, send_due
from fagspejl.operations.services.post_office import answered_of
from fagspejl.operations.services.rounds.silence import SILENCE
from support.roster import BENTE, CAST, draft, employees, taken_in

pytestmark = pytest.mark.django_db(transaction=True)
# Closing asks the machine's clock, so the round lies around the present moment.
OPENED = utc_now() - timedelta(days=20)
MORNING = (OPENED + timedelta(days=2)).astimezone(ZONE).replace(hour=5, minute=0)


@pytest.fixture(autouse=True)
def _no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "none")


@pytest.fixture
def round_id(tmp_path: Path) -> Iterator[UUID]:
    """An open round with ten more employees of Karen, six of whom have answered."""
    taken_in(tmp_path, *CAST, *employees(10))
    made = draft(now=OPENED, deadline=OPENED + timedelta(days=10))
    open_round(made, keys=key_store(made), actor=BENTE, now=OPENED)
    for number in range(6):
        submit(_place(made, f"p{number}"), {"shared_quality": 4}, save_id=f"{number:032}")
    yield made
    destroy_key(made, key_store(made), on=OPENED.date())


def _place(round_id: UUID, person: str) -> Place:
    invitation = Invitation.objects.get(round_id=round_id, person__key=person, perspective="employee")
    key = key_store(round_id).read(round_id, key_check_of(round_id))
    return Place(link_of(key, round_id, invitation.id, 0), round_id, invitation.form)


def _blobs() -> set[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT blob FROM response")
        return {bytes(blob) for (blob,) in cursor.fetchall()}


class Told:
    """What the worker said, by the key of its sentence."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def __call__(self, key: str, **facts: object) -> None:
        self.keys.append(key)


def test_the_night_seals_everything_anew_once(round_id: UUID) -> None:
    """After the night every row is another, the answers are the same, and the rates stand; once a night."""
    before, told = _blobs(), Told()
    save_draft(_place(round_id, "p7"), {"shared_quality": 2}, save_id="f" * 32, version=0)
    night(MORNING, told)
    after = _blobs()
    assert (len(after), before & after) == (7, set())
    assert open_answer(_place(round_id, "p0")).has_submitted
    assert open_answer(_place(round_id, "p7")).draft == {"shared_quality": 2}
    assert len(answered_of(round_id)) == 6
    assert rates_night(round_id) == MORNING.date()
    assert [rate.percent for rate in round_progress(round_id).rates] == [50, 50, None]
    night(MORNING + timedelta(hours=3), told)
    assert _blobs() == after
    night(MORNING + timedelta(days=1), told)
    assert not _blobs() & after
    assert told.keys == ["night", "night"]


def test_no_rate_is_worked_out_in_the_last_day(round_id: UUID) -> None:
    """Karen has 12 employees. The last night seals the answers anew, and the rate stays that of the night before.

    A rate of the very last answers, taken from the number that is counted, would leave whoever was added since opening.
    """
    night(MORNING, Told())
    Round.objects.update(deadline=MORNING + timedelta(days=1, hours=23))
    for number in range(6, 10):
        submit(_place(round_id, f"p{number}"), {"shared_quality": 4}, save_id=f"{number:032}")
    before = _blobs()
    for days in (1, 2):  # before the deadline, and after it, where nobody could close yet
        night(MORNING + timedelta(days=days), Told())
        stands = round_progress(round_id)
        assert [rate.percent for rate in stands.rates] == [50, 50, None]
        assert stands.night == MORNING.date()
    assert not _blobs() & before
    assert rates_night(round_id) == (MORNING + timedelta(days=2)).date()
    Round.objects.update(deadline=MORNING + timedelta(days=9))
    night(MORNING + timedelta(days=3), Told())
    assert [rate.percent for rate in round_progress(round_id).rates] == [80, 80, None]
    assert round_progress(round_id).night == (MORNING + timedelta(days=3)).date()


def test_a_first_night_in_the_last_day_tells_no_rate(round_id: UUID) -> None:
    """The worker stood still until the last day: there are no rates, and the night's work is done once."""
    Round.objects.update(deadline=MORNING + timedelta(hours=23))
    told = Told()
    night(MORNING, told)
    night(MORNING + timedelta(hours=1), told)
    assert told.keys == ["night"]
    assert (round_progress(round_id).night, round_progress(round_id).rates) == (None, ())


def test_the_night_begins_at_two(round_id: UUID) -> None:
    """At one o'clock nothing happens."""
    night(MORNING.replace(hour=1, minute=59), Told())
    assert rates_night(round_id) is None


def test_reminders_go_to_those_who_have_not_answered(round_id: UUID, mailoutbox: list[object]) -> None:
    """The worker finds out by itself who has answered, and writes to the others."""
    queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=OPENED)
    Round.objects.update(deadline=utc_now() + timedelta(days=2))
    for kind in (None, MailingKind.REMIND):
        if kind:
            mailoutbox.clear()
            queue_mailing(round_id, kind, actor=BENTE, now=utc_now())
        assert send_due(Told(), lambda: False) is None
    written = {message.to[0] for message in mailoutbox}  # type: ignore[attr-defined]
    assert {f"p{n}@egedal.example" for n in range(6)} & written == set()
    assert {f"p{n}@egedal.example" for n in range(6, 10)} < written


class Away(BaseEmailBackend):
    """A mail server that nobody reaches, and how often somebody tried."""

    tried = 0

    def open(self) -> bool:
        Away.tried += 1
        raise TimeoutError("timed out")


def test_a_server_that_is_away_is_asked_once(round_id: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two mailings wait while the mail server says nothing: the worker waits for it once, and goes on with orders."""
    for kind in (MailingKind.INVITE, MailingKind.EXTEND):
        queue_mailing(round_id, kind, actor=BENTE, now=OPENED)
    Round.objects.update(deadline=utc_now() + timedelta(days=2))
    monkeypatch.setattr(settings, "EMAIL_BACKEND", f"{__name__}.Away")
    monkeypatch.setattr(Away, "tried", 0)
    told = Told()
    assert send_due(told, lambda: False) is not None
    assert (Away.tried, told.keys) == (1, ["unreachable"])


_MINUTES = timedelta(minutes=16)


@pytest.mark.parametrize(
    "course",
    [
        [(timedelta(minutes=15), RoundState.OPEN)],
        [(_MINUTES, RoundState.SEALED), (_MINUTES + SILENCE - timedelta(seconds=1), RoundState.SEALED)],
        [(_MINUTES, RoundState.SEALED), (_MINUTES + SILENCE, RoundState.PUBLISHED)],
        [
            (2 * SILENCE, RoundState.SEALED),
            (2 * SILENCE, RoundState.SEALED),
            (3 * SILENCE, RoundState.PUBLISHED),
        ],
    ],
    ids=["too early", "a week is not over", "a week later", "a worker that stood still"],
)
def test_closing_and_a_weeks_silence(round_id: UUID, course: list[tuple[timedelta, RoundState]]) -> None:
    """A quarter of an hour after the deadline the round is counted; a week after that, without a word, published."""
    deadline: datetime = Round.objects.get().deadline
    for after, state in course:
        close_due(deadline + after, Told())
        assert Round.objects.get().state == state
    states = [state for _, state in course]
    assert (settings.KEYS / f"{round_id}.key").exists() == (RoundState.PUBLISHED not in states)
