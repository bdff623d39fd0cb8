"""A cancelled round leaves nothing: answers deleted unread, keys destroyed, links dead, people told."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from fagspejl.answering.errors import LinkDead, RoundNotOpen
from fagspejl.answering.services import drop_answers, submit
from fagspejl.answering.types import Place
from fagspejl.audit.models import AccessEntry
from fagspejl.evaluation.errors import RoundInOtherState
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.keys.store import KeyStore, RoundKeyDestroyed
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.evaluation.services.changing import cancel_round
from fagspejl.evaluation.types import RoundState
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from support.post import Clock, body, post_to, serving
from support.roster import BENTE, NOW, draft, opened

pytestmark = pytest.mark.django_db(transaction=True)


def _sofies_place(round_id: UUID, keys: KeyStore) -> Place:
    sofie = Invitation.objects.get(round_id=round_id, person__key="sofie")
    key = keys.read(round_id, key_check_of(round_id))
    return Place(link_of(key, round_id, sofie.id, 0), round_id, sofie.form)


def _rows() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM response")
        return int(cursor.fetchone()[0])


def test_answers_and_keys_are_gone(tmp_path: Path) -> None:
    """Sofie's answer is deleted unread, both copies of the key are gone, and her link leads nowhere."""
    round_id, keys = opened(tmp_path)
    place = _sofies_place(round_id, keys)
    submit(place, {"shared_quality": 4}, save_id="a" * 32)
    assert _rows() == 1
    cancel_round(round_id, keys=keys, drop_answers=drop_answers, actor=BENTE, now=NOW)
    assert _rows() == 0
    assert keys.is_destroyed(round_id)
    assert list(tmp_path.glob("*/*.key")) == []
    assert not Invitation.objects.exclude(lookup=None).exists()
    assert Round.objects.get().keys_destroyed_on is not None
    with pytest.raises((RoundNotOpen, LinkDead)):
        submit(place, {"shared_quality": 4}, save_id="b" * 32)
    with pytest.raises(RoundKeyDestroyed):
        keys.create(round_id)


def test_a_draft_whose_opening_was_interrupted_leaves_nothing(tmp_path: Path) -> None:
    """The machine stopped while Bente's draft opened: cancelled, it takes the key that was made already with it."""
    round_id, keys = draft(), KeyStore(tmp_path / "keys", tmp_path / "escrow")
    keys.create(round_id)  # as far as opening came
    cancel_round(round_id, keys=keys, drop_answers=drop_answers, actor=BENTE, now=NOW)
    assert not Round.objects.exists()
    assert list(tmp_path.glob("*/*")) == []


def test_killed_on_the_way_it_goes_on(tmp_path: Path) -> None:
    """Killed before the answers are deleted, or before the keys are: the next run finishes, and logs it once."""
    round_id, keys = opened(tmp_path)
    submit(_sofies_place(round_id, keys), {"shared_quality": 4}, save_id="a" * 32)

    def killed(_: UUID) -> int:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cancel_round(round_id, keys=keys, drop_answers=killed, actor=BENTE, now=NOW)
    assert (_rows(), Round.objects.get().state) == (1, RoundState.CANCELLED)
    for _ in range(2):
        cancel_round(round_id, keys=keys, drop_answers=drop_answers, actor=BENTE, now=NOW)
    assert _rows() == 0
    assert keys.is_destroyed(round_id)
    events = list(AccessEntry.objects.values_list("event", flat=True))
    assert events.count("round_cancelled") == events.count("keys_destroyed") == 1


def test_a_draft_is_deleted(tmp_path: Path) -> None:
    """A draft that nobody was asked in disappears."""
    round_id = draft()
    keys = KeyStore(tmp_path / "keys", tmp_path / "escrow")
    cancel_round(round_id, keys=keys, drop_answers=drop_answers, actor=BENTE, now=NOW)
    assert not Round.objects.exists()


def test_a_round_that_is_being_closed_is_not_cancelled(tmp_path: Path) -> None:
    """Once closing has begun, nobody cancels."""
    round_id, keys = opened(tmp_path)
    Round.objects.update(state=RoundState.CLOSING)
    with pytest.raises(RoundInOtherState):
        cancel_round(round_id, keys=keys, drop_answers=drop_answers, actor=BENTE, now=NOW)
    assert not keys.is_destroyed(round_id)


def test_people_are_told(tmp_path: Path) -> None:
    """Everybody with an address is told that the round is off, without a link and without a key."""
    round_id, keys = opened(tmp_path)
    invite = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    with serving() as server:
        post = post_to(server.port, keys, Clock(NOW))
        cancel_round(round_id, keys=keys, drop_answers=drop_answers, actor=BENTE, now=NOW)
        notice = queue_mailing(round_id, MailingKind.CANCEL, actor=BENTE, now=NOW)
        assert send_mailing(notice.id, already_answered=lambda _: (), post=post).mailed == 4
        assert send_mailing(invite.id, already_answered=lambda _: (), post=post).mailed == 0
    assert all("er aflyst" in body(mail) for mail in server.received)
    assert not any("/svar/" in body(mail) for mail in server.received)


def test_nothing_is_sent_in_a_cancelled_round(tmp_path: Path) -> None:
    """A reminder cannot be queued once the round is cancelled."""
    round_id, keys = opened(tmp_path)
    cancel_round(round_id, keys=keys, drop_answers=drop_answers, actor=BENTE, now=NOW)
    with pytest.raises(RoundInOtherState):
        queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
