"""Single mails reach Karen once, whatever the mail server does, and hold a link and a day alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.mailing.models import PersonalMail
from fagspejl.mailing.services.claims import LEASE
from fagspejl.mailing.services.personal import queue_personal, send_personal, withdraw_personal
from fagspejl.mailing.services.retention import retention
from fagspejl.mailing.types import OutboxState, PersonalKind
from fagspejl.organisation.models import Person
from fagspejl.organisation.selectors import refused_addresses
from support.post import Clock, body, free_port, post_to, serving
from support.roster import CAST, NOW, taken_in

pytestmark = pytest.mark.django_db(transaction=True)
DAY = date(2026, 10, 15)


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    """The cast is on the roster; no round is needed."""
    taken_in(tmp_path, *CAST)
    return KeyStore(tmp_path / "keys", None)


def _put(key: str = "karen", about: str = "path-1", kind: PersonalKind = PersonalKind.TALK) -> bool:
    person = Person.objects.get(email=f"{key}@egedal.example")
    return queue_personal(person.id, kind, about=about, path="/opfoelgning/", on=DAY, now=NOW)


@pytest.mark.stores
def test_told_once(keys: KeyStore) -> None:
    """Karen is put down twice for the same and gets one mail, with a link, a day and her name."""
    assert (_put(), _put()) == (True, False)
    with serving() as server:
        post = post_to(server.port, keys, Clock(NOW))
        assert (send_personal(post).mailed, send_personal(post).mailed) == (1, 0)
    assert not _put()
    (mail,) = server.received
    text = body(mail)
    assert mail["X-Envelope-To"] == "karen@egedal.example"
    assert "https://svar.egedal.example/opfoelgning/" in text
    assert "15. oktober 2026" in text
    assert "path-1" not in mail.as_string()


# Two have texts of their own: tests/unit_page/test_one_mail_in_each_round.py, and the half of a key with its link.
OWN = (PersonalKind.NOTICE, PersonalKind.WITNESS)


@pytest.mark.parametrize("kind", [kind for kind in PersonalKind if kind not in OWN])
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_kind_has_words(keys: KeyStore, kind: PersonalKind, language: str) -> None:
    """Whatever is told, Karen reads it in her language, with no place left open."""
    Person.objects.filter(email="karen@egedal.example").update(language=language)
    _put(kind=kind)
    with serving() as server:
        assert send_personal(post_to(server.port, keys, Clock(NOW))).mailed == 1
    (mail,) = server.received
    assert mail["Content-Language"] == language
    assert "{" not in mail["Subject"] + body(mail)


def test_server_is_down(keys: KeyStore) -> None:
    """While the server is down nothing is lost; when it is back Karen and Ida get one mail each."""
    _put()
    _put("ida")
    clock, port = Clock(NOW), free_port()
    result = send_personal(post_to(port, keys, clock))
    assert (result.mailed, result.again_at) == (0, NOW + timedelta(minutes=1))
    assert result.unreachable
    with serving(port) as server:
        assert send_personal(post_to(port, keys, clock)).mailed == 2
    assert sorted(server.addresses) == ["ida@egedal.example", "karen@egedal.example"]


def test_server_says_later(keys: KeyStore) -> None:
    """A server that is busy gets Karen's mail again ten minutes later."""
    _put()
    clock, tries = Clock(NOW), [0]

    def busy(address: str) -> str | None:
        tries[0] += 1
        return "451 later" if tries[0] == 1 else None

    with serving(answer=busy) as server:
        post = post_to(server.port, keys, clock)
        assert send_personal(post).again_at == NOW + LEASE
        assert send_personal(post).mailed == 0
        clock.now += LEASE
        assert send_personal(post).mailed == 1
    assert server.addresses == ["karen@egedal.example"]


def test_address_is_refused(keys: KeyStore) -> None:
    """Karen's address does not exist: Bente sees it, and Ida's mail goes all the same."""
    _put()
    _put("ida")

    def unknown(address: str) -> str | None:
        return "550 no such user" if address.startswith("karen") else None

    with serving(answer=unknown) as server:
        assert send_personal(post_to(server.port, keys, Clock(NOW))).mailed == 1
    assert [found.email for found in refused_addresses()] == ["karen@egedal.example"]


def test_gone_from_the_roster(keys: KeyStore) -> None:
    """Karen left between the queue and the sending, and is mailed nothing; afterwards she is put down for nothing."""
    _put()
    Person.objects.filter(email="karen@egedal.example").update(leaves=True)
    with serving() as server:
        assert send_personal(post_to(server.port, keys, Clock(NOW))).mailed == 0
    assert not server.received
    assert not _put(about="path-2")


def test_withdrawn_before_it_went(keys: KeyStore) -> None:
    """The day of Karen's talk is moved before the mail went: it never goes."""
    _put()
    assert (
        withdraw_personal(Person.objects.get(email="karen@egedal.example").id, PersonalKind.TALK, ["path-1"])
        == 1
    )
    with serving() as server:
        assert send_personal(post_to(server.port, keys, Clock(NOW))).mailed == 0


@pytest.mark.stores
def test_another_worker_died(keys: KeyStore) -> None:
    """A worker that died held Karen's mail; another sends it when the lease is over, not before."""
    _put()
    PersonalMail.objects.update(state=OutboxState.CLAIMED, lease=NOW + LEASE)
    clock = Clock(NOW)
    with serving() as server:
        post = post_to(server.port, keys, clock)
        assert send_personal(post).again_at == NOW + LEASE
        clock.now += LEASE
        assert send_personal(post).mailed == 1


@pytest.mark.stores
def test_forgotten_after_thirty_days(keys: KeyStore) -> None:
    """Thirty days after it was put down nobody can see that Karen was written to."""
    _put()
    rules = {rule.rule.name: rule for rule in retention(NOW + timedelta(days=29))}
    assert rules["personal_mails"].delete() == 0
    rules = {rule.rule.name: rule for rule in retention(NOW + timedelta(days=30))}
    assert (rules["personal_mails"].look().count, rules["personal_mails"].delete()) == (1, 1)
