"""Attempts are counted by account and network together: whoever asks too often waits, and the owner still gets in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
from django.core import mail
from django.test import Client

from fagspejl.accounts import attempts
from fagspejl.accounts.models import Attempt
from fagspejl.lib.clock import utc_now
from support.staff import HERE, Cast, ask_for_code, code_in, log_in, somebody

pytestmark = pytest.mark.django_db
WAIT = "Vent fem minutter"


def _from(network: str) -> Client:
    return Client(REMOTE_ADDR=network)


def _asks(client: Client, email: str) -> bool:
    """Ask for a code; whether it was granted."""
    answer = client.post("/log-ind/", {"email": email}, headers=HERE)
    assert answer.status_code in (200, 302)
    assert (WAIT in answer.content.decode()) is (answer.status_code == 200)
    return bool(answer.status_code == 302)


def _gets_in(client: Client, who: Cast) -> bool:
    before = len(mail.outbox)
    if not _asks(client, who.email) or len(mail.outbox) == before:
        return False
    client.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[-1].body))})
    return "_auth_user_id" in client.session


@pytest.fixture
def networks() -> Iterator[str]:
    """As many networks as somebody who means ill can rent."""
    return (f"203.0.{number // 250}.{number % 250 + 1}" for number in count())


def test_a_stranger_who_asks_again_and_again_waits_alone() -> None:
    """Somebody asks for six codes to Karen's address: they are asked to wait, and Karen logs in from her own network."""
    karen = somebody("Karen Holm")
    stranger = [_asks(_from("203.0.113.7"), "Karen@fjordby.dk") for _ in range(6)]
    assert stranger == [True] * 5 + [False]
    assert len(mail.outbox) == 5
    assert _gets_in(_from("198.51.100.4"), karen)


def test_however_many_networks_they_have(networks: Iterator[str]) -> None:
    """Somebody asks from forty networks: thirty mails in an hour at most, and Karen gets in from where she has been."""
    karen = somebody("Karen Holm")
    assert _gets_in(_from("198.51.100.4"), karen)
    asked = [_asks(_from(next(networks)), karen.email) for _ in range(40)]
    assert asked == [True] * 29 + [False] * 11  # her own first time was the thirtieth
    assert _gets_in(_from("198.51.100.4"), karen)


def test_a_colleague_behind_the_same_address() -> None:
    """Lone sits in the same town hall and asks for ten codes to Karen's address: Karen logs in from there all the same."""
    karen = somebody("Karen Holm")
    assert _gets_in(_from("198.51.100.4"), karen)
    assert all(_asks(_from("198.51.100.4"), karen.email) for _ in range(10))
    assert _gets_in(_from("198.51.100.4"), karen)


def test_waiting_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen herself pressed six times: five minutes later she gets a code."""
    karen = somebody("Karen Holm")
    assert [_asks(Client(), karen.email) for _ in range(6)][-1] is False
    late = utc_now() + timedelta(minutes=5, seconds=1)
    monkeypatch.setattr(attempts, "utc_now", lambda: late)
    assert _gets_in(Client(), karen)


def test_codes_are_counted_by_network() -> None:
    """One machine tries a hundred addresses in a minute and is asked to wait; another network is not."""
    for number in range(100):
        assert _asks(_from("203.0.113.7"), f"x{number}@fjordby.dk")
    assert not _asks(_from("203.0.113.7"), "y@fjordby.dk")
    assert _asks(_from("198.51.100.4"), "y@fjordby.dk")


def test_waiting_does_not_tell_who_has_an_account() -> None:
    """Somebody asks six times for Karen and six times for nobody: the pages are the same."""
    somebody("Karen Holm")
    pages = []
    for email in ("karen@fjordby.dk", "hanne@fjordby.dk"):
        for _ in range(5):
            ask_for_code(Client(), email)
        answer = Client().post("/log-ind/", {"email": email}, headers=HERE)
        pages.append(answer.content.decode().replace(email, "EMAIL"))
    assert pages[0] == pages[1]
    assert WAIT in pages[0]


def test_guesses_at_the_app_lock_out_only_where_they_are_made() -> None:
    """Somebody has Karen's mailbox and guesses her app's code: they wait after five, and Karen logs in from home."""
    karen = somebody("Karen Holm", app=True)
    stranger = _from("203.0.113.7")
    ask_for_code(stranger, karen.email)
    stranger.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[-1].body))})
    for _ in range(5):
        stranger.post("/log-ind/bekraeft/", {"code": "000000"})
    page = stranger.post("/log-ind/bekraeft/", {"code": karen.app_code()}).content.decode()
    assert WAIT in page
    log_in(_from("198.51.100.4"), karen)


@pytest.mark.parametrize(
    "meta",
    [
        {"REMOTE_ADDR": "198.51.100.4"},
        {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"},
    ],
)
def test_the_table_names_nobody(meta: dict[str, str]) -> None:
    """Per reads the table of attempts: he finds neither Karen's address nor a network, only sums under the site's secret."""
    karen = somebody("Karen Holm")
    assert _gets_in(Client(**meta), karen)  # type: ignore[arg-type]
    for row in Attempt.objects.all():
        assert len(row.key) == 64
        assert int(row.key, 16)


def test_addresses_of_one_home_count_together() -> None:
    """A home has more IPv6 addresses than there are seconds: they are one network."""
    karen = somebody("Karen Holm")
    asked = [_asks(_from(f"2001:db8:1:2::{number:x}"), karen.email) for number in range(1, 7)]
    assert asked == [True] * 5 + [False]
    assert _asks(_from("2001:db8:1:3::1"), karen.email)


def test_what_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same thing is counted on until its time is over, another thing by itself, and a success begins anew."""
    count_of = attempts.count_attempt
    five = timedelta(minutes=5)
    assert [count_of("code", "karen", within=five) for _ in range(3)] == [1, 2, 3]
    assert count_of("code", "ida", within=five) == 1
    attempts.forget_attempts("code", "karen")
    assert attempts.attempts_of("code", "karen") == 0
    assert count_of("code", "karen", within=five) == 1
    late = utc_now() + five + timedelta(seconds=1)
    monkeypatch.setattr(attempts, "utc_now", lambda: late)
    assert attempts.attempts_of("code", "karen") == 0
    assert count_of("code", "karen", within=five) == 1
