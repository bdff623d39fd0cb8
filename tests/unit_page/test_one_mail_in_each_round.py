"""What Karen releases is mailed to those who work in her unit when the mail goes, and to nobody twice."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.mailing.services.personal import queue_personal, send_personal
from fagspejl.mailing.types import PersonalKind
from fagspejl.organisation.models import Person, Unit
from fagspejl.organisation.services import release_notice, withdraw_notice
from fagspejl.organisation.types import NoticeText
from support.post import Clock, Server, body, free_port, post_to, serving
from support.roster import BENTE, CAST, NOW, taken_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]

KARENS, IDAS = "Vi har aftalt: Notatet skrives, før vi går.", "Vi prøver: Kort møde ved vagtskifte."


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    """Karen has released a notice to Familieområdet, and Sofie's mail waits."""
    taken_in(tmp_path, *CAST)
    _release("fam", KARENS)
    assert _put("sofie")
    return KeyStore(tmp_path / "keys", None)


def _unit(key: str) -> UUID:
    found: UUID = Unit.objects.get(key=key).id
    return found


def _release(key: str, point: str) -> None:
    release_notice(_unit(key), NoticeText((point,), "Tak.", "da"), actor=BENTE, now=NOW)


def _put(key: str) -> bool:
    person = Person.objects.get(key=key)
    return queue_personal(person.id, PersonalKind.NOTICE, about="round-1", now=NOW)


def _sent(keys: KeyStore) -> Server:
    with serving() as server:
        send_personal(post_to(server.port, keys, Clock(NOW)))
    return server


@pytest.mark.parametrize(
    ("language", "begins"),
    [("da", "Siden sidst, fra din leder:"), ("en", "Since last time, from your leader:")],
)
def test_the_mail(keys: KeyStore, language: str, begins: str) -> None:
    """Sofie reads what Karen released, in Karen's words, with no name but her own, no link and no place left open."""
    Person.objects.filter(key="sofie").update(language=language)
    (mail,) = _sent(keys).received
    assert f"{begins}\n– {KARENS}\n" in body(mail)
    assert "Karen" not in body(mail)
    assert "http" not in body(mail)
    assert "{" not in mail["Subject"] + body(mail)


def test_at_most_one(keys: KeyStore) -> None:
    """Karen releases again before the mail goes and after it: Sofie gets one mail, with what stands there when it goes."""
    _release("fam", "Vi prøver: Noget andet.")
    assert not _put("sofie")
    with serving() as server:
        post = post_to(server.port, keys, Clock(NOW))
        assert send_personal(post).mailed == 1
        assert not _put("sofie")
        assert send_personal(post).mailed == 0
    (mail,) = server.received
    assert "Noget andet." in body(mail)
    assert KARENS not in body(mail)


def test_moved_before_it_goes(keys: KeyStore) -> None:
    """Sofie moves to Ida's unit before the mail goes: nothing of Karen's; where Ida has told something, that."""
    Person.objects.filter(key="sofie").update(unit=_unit("kraeft"))
    assert _sent(keys).received == []
    assert not _put("sofie")
    Person.objects.filter(key="omar").update(unit=_unit("kraeft"), email="omar@egedal.example", language="da")
    _release("kraeft", IDAS)
    assert _put("omar")
    (mail,) = _sent(keys).received
    assert IDAS in body(mail)
    assert KARENS not in body(mail)


@pytest.mark.parametrize("change", [{"is_leader": True}, {"leaves": True}, {"email": ""}])
def test_who_is_told_nothing(keys: KeyStore, change: dict[str, object]) -> None:
    """Before the mail goes Sofie becomes a leader herself, leaves, or loses her address: nothing is sent."""
    Person.objects.filter(key="sofie").update(**change)
    assert _sent(keys).received == []


def test_withdrawn_before_it_goes(keys: KeyStore) -> None:
    """Karen withdraws before the mail goes: nothing is sent."""
    withdraw_notice(_unit("fam"), actor=BENTE, now=NOW)
    assert _sent(keys).received == []


def test_the_mail_server_is_away(keys: KeyStore) -> None:
    """While the mail server is away nothing is lost: Sofie gets her mail when it is back, once."""
    clock, port = Clock(NOW), free_port()
    assert send_personal(post_to(port, keys, clock)).mailed == 0
    clock.now += timedelta(minutes=2)
    with serving(port) as server:
        assert send_personal(post_to(port, keys, clock)).mailed == 1
        assert send_personal(post_to(port, keys, clock)).mailed == 0
    assert len(server.received) == 1
