"""The unit's page is opened by its key alone: a renewed key is dead at once, and looks like one that never was."""

from __future__ import annotations

import logging

import pytest
from django.test import Client, override_settings

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Event
from fagspejl.config.log_rules import NotRespondents
from fagspejl.lib.clock import utc_now
from fagspejl.lib.unknown_codes import UnknownCodes
from fagspejl.organisation.models import Unit
from fagspejl.workspace.home.models import UnitLink
from fagspejl.workspace.home.unit_page import views
from fagspejl.workspace.home.unit_page.links import address_of, renew_address, retention
from support.town import Town, entered, leader, town
from support.unit_page import KAREN, page_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


@pytest.fixture
def here(db: None, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The town, in which nobody has tried a key yet."""
    monkeypatch.setattr(views, "unknown_keys", UnknownCodes(views.MOST))
    return town()


def test_renewed_with_one_press(here: Town) -> None:
    """Karen presses once: the old page is gone at once, byte for byte like a key that never was, and the new one opens."""
    old = page_of(here.family)
    karen = entered(leader("Karen"))
    address = f"/arbejdsrum/enhed/{here.family}/side/"
    assert old in karen.get(address).content.decode()
    assert karen.post(address, {"turn": "1", "sprog": "da"}).status_code == 302
    found = address_of(here.family)
    assert found is not None
    assert found.path != old
    dead, never = Client().get(old), Client().get(f"/enhed/{'a' * 26}/")
    assert (dead.status_code, dead.content) == (never.status_code, never.content) == (404, dead.content)
    assert read(found.path)[0] == 200
    assert len(list(entries_about(here.family, events=[Event.UNIT_PAGE_RENEWED], limit=9))) == 2


def test_two_who_press_at_once(here: Town) -> None:
    """Karen and a second leader both press what they saw: one new address is made, not two."""
    page_of(here.family)
    for _ in range(2):
        renew_address(here.family, seen=1, language="da", actor=KAREN)
    assert UnitLink.objects.get().turn == 2


@pytest.mark.parametrize(
    "path", ["/enhed/x/", "/enhed/%00/", "/enhed/%ff/", "/enhed/a/b/", "/enhed/", "/enhed"]
)
def test_nonsense(here: Town, path: str) -> None:
    """Somebody types nonsense: the same page as for a dead key, whatever it was."""
    status, text = read(path)
    assert (status, "Linket virker ikke længere" in text) == (404, True)


def test_nothing_can_be_sent(here: Town) -> None:
    """Nobody can send anything to the page, whoever they are."""
    path = page_of(here.family)
    for method in ("put", "patch", "delete"):
        assert getattr(Client(), method)(path).status_code == 405


def test_key_after_key(here: Town) -> None:
    """After sixty keys that open nothing the network waits; Sofie on the same network still opens her unit's page."""
    path = page_of(here.family)
    for number in range(views.MOST):
        assert read(f"/enhed/{number:026d}/")[0] == 404
    status, text = read(f"/enhed/{'b' * 26}/")
    assert (status, "for mange links" in text) == (429, True)
    assert read(path)[0] == 200


def test_another_secret_of_the_site(here: Town) -> None:
    """The database was copied to another site: it knows no page's key, and Karen makes a new one there."""
    path = page_of(here.family)
    with override_settings(SECRET_KEY="another" * 10):
        assert read(path)[0] == 404
        assert address_of(here.family) is None
        renew_address(here.family, seen=0, language="da", actor=KAREN)
        found = address_of(here.family)
        assert found is not None
        assert read(found.path)[0] == 200


def test_the_database_holds_no_key(here: Town) -> None:
    """Whoever reads the table has only a hash."""
    key = page_of(here.family).split("/")[2]
    row = UnitLink.objects.values().get()
    assert key not in str(row)
    assert key.encode() not in bytes(row["key_hash"])


def test_a_unit_that_is_gone(here: Town) -> None:
    """Kræftafdelingen is closed: its page is a dead link at once, and the night deletes the address."""
    path = page_of(here.cancer)
    Unit.objects.get(id=here.cancer).people.all().delete()
    Unit.objects.filter(id=here.cancer).delete()
    assert read(path)[0] == 404
    (rule,) = retention(utc_now())
    assert (rule.look().count, rule.delete(), rule.delete()) == (1, 1, 0)
    assert not UnitLink.objects.exists()


def test_no_log_names_it() -> None:
    """Per finds no unit's page in any log, but the staff's own page about it as ever."""
    rule = NotRespondents()
    for told, kept in (
        ("Not Found: /enhed/abc/", False),
        ("Referer https://svar.egedal.example/enhed/abc/", False),
        ("Not Found: /arbejdsrum/enhed/123/side/", True),
    ):
        record = logging.LogRecord("x", logging.ERROR, "f", 1, told, (), None)
        assert rule.filter(record) is kept
