"""The round is closed: Bente and Sofie each confirm on their own page, and only then is the copy called gone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.keys.witnessed import code_of, witness_link
from fagspejl.evaluation.models import KeyHalf, Round
from fagspejl.evaluation.selectors import escrow
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.services.retention import retention
from fagspejl.evaluation.services.witnessing import Named, note_taken, read_back, split_key, waiting_half
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.evaluation.types.witnessed import Holder
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.models import PersonalMail
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from support.desk import drafted, planner, work
from support.staff import Cast

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
LINK = witness_link(b"secret", UUID(int=7), 1)
GONE = "Den anden kopi af nøglen kan ikke længere samles."


@pytest.fixture
def cancelled(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[UUID, Cast]:
    """A round whose key is destroyed, of which Bente and Sofie still have their sheets."""
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(tmp_path / "escrow"))
    cast, now = planner(client), utc_now()
    made = drafted(tmp_path, policy=RoundPolicyValues(access=AccessPolicy(escrow="witnessed")))
    keys = KeyStore(tmp_path / "keys", tmp_path / "escrow", witnessed=True)
    actor = cast.staff.actor
    people = {"planner": Named(actor.name, actor.id), "representative": Named("Sofie Berg")}
    split_key(made, keys, turn=1, link=LINK, actor=actor, now=now, **people)
    for holder in Holder:
        _, half = waiting_half(made, keys, holder, turn=1)
        note_taken(made, holder, turn=1, actor=actor, now=now)
        read_back(made, holder, code_of(holder, half), turn=1, actor=actor, now=now)
    open_round(made, keys=keys, actor=actor, now=now)
    place_order(OrderKind.CANCEL, round_id=made, actor=actor, now=now)
    assert work() == ["cancel"]
    return made, cast


def _theirs(act: str, **fields: str) -> str:
    told = urlencode({"act": act, "link": LINK, **fields})
    kind = "application/x-www-form-urlencoded"
    return Client().generic("POST", "/noeglehalvdel/", told, content_type=kind).content.decode()


def test_each_confirms_for_herself(client: Client, cancelled: tuple[UUID, Cast]) -> None:
    """Bente's word alone is not enough; with Sofie's both pages say the words, and never that no key exists."""
    made, _ = cancelled
    page = reverse("planning-key", args=[made])
    assert (
        "Kopien kan stadig samles" not in client.get(page).content.decode()
    )  # nothing waits for publication here
    assert client.post(page, {"act": "destroyed", "sure": "on"}).status_code == 302
    assert GONE not in client.get(page).content.decode()
    theirs = Client().get(f"/noeglehalvdel/{LINK}/").content.decode()
    assert "Makuler dit ark nu" in theirs
    assert "Gem linket til denne side" in theirs
    said = _theirs("destroyed", sure="on")
    assert "Gem linket" not in said  # there is nothing left to come back for
    assert GONE in said
    assert GONE in client.get(page).content.decode()
    assert (
        "Den anden kopi kan ikke længere samles."
        in client.get(reverse("planning-round", args=[made])).content.decode()
    )
    assert escrow.copy_outside(made).is_open is False  # type: ignore[union-attr]


def test_a_lost_link_is_sent_again(client: Client, cancelled: tuple[UUID, Cast]) -> None:
    """Sofie has deleted the mail and cannot confirm: Bente has the link sent once more, until Sofie has confirmed."""
    made, _ = cancelled
    page = reverse("planning-key", args=[made])
    KeyHalf.objects.filter(holder="representative").update(person=Person.objects.get(key="sofie").id)
    assert 'value="mail"' in client.get(page).content.decode()
    assert client.post(page, {"act": "mail"}).status_code == 302
    assert work() == ["key-half"]
    assert PersonalMail.objects.get().person.key == "sofie"
    _theirs("destroyed", sure="on")
    assert 'value="mail"' not in client.get(page).content.decode()


def test_nothing_to_make_or_read_any_more(client: Client, cancelled: tuple[UUID, Cast]) -> None:
    """The key is gone: there is no new pair to be had, and no banner about a copy that nobody needs."""
    made, _ = cancelled
    page = reverse("planning-key", args=[made])
    assert client.post(page, {"act": "pair", "name": "Omar Said"}).status_code == 409
    assert client.post(page, {"act": "lost", "sure": "on"}).status_code == 302
    assert "alert-error" not in client.get(page).content.decode()
    assert GONE in _theirs("destroyed", sure="on")


def test_who_held_the_halves_is_forgotten(client: Client, cancelled: tuple[UUID, Cast]) -> None:
    """Thirty days later nobody needs to know who held which half, once both have confirmed; before that the link lives."""
    made, _ = cancelled

    def night(days: int) -> list[str]:
        (rule,) = retention(utc_now() + timedelta(days=days))
        rule.delete()
        return list(KeyHalf.objects.order_by("holder").values_list("name", flat=True))

    assert night(40) == ["Bente Rosenvang", "Sofie Berg"]
    client.post(reverse("planning-key", args=[made]), {"act": "destroyed", "sure": "on"})
    _theirs("destroyed", sure="on")
    assert night(20) == ["Bente Rosenvang", "Sofie Berg"]
    assert night(40) == ["", ""]
    assert Client().get(f"/noeglehalvdel/{LINK}/").status_code == 404
    assert Round.objects.get().escrow_destruction_confirmed_on is not None
