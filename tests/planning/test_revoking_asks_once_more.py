"""Bente takes a link back in two presses: what cannot be undone is asked once more, and needs a reason of her own."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.evaluation.models import Invitation
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.models import Person
from support.desk import drafted, planner, work
from support.roster import BENTE, CAST
from support.staff import HERE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


@pytest.fixture
def url(client: Client, tmp_path: Path) -> str:
    """The page of links in an open round, Bente logged in."""
    made = drafted(tmp_path, *CAST)
    place_order(OrderKind.OPEN, round_id=made, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    planner(client)
    return f"/planlaeg/runde/{made}/links/"


@pytest.fixture
def omar(url: str) -> UUID:
    return Person.objects.get(key="omar").id


def _revoked(omar: UUID) -> list[bool]:
    return list(Invitation.objects.filter(person=omar).values_list("revoked", flat=True))


def test_the_first_press_only_asks(client: Client, url: str, omar: UUID) -> None:
    """The first press names Omar and Karen and changes nothing; what that page sends takes the link back."""
    sent = {"person": str(omar), "act": "revoke", "reason": "left", "invitation": ""}
    page = client.post(url, sent, headers=HERE).content.decode()
    assert "Er du sikker på, at Omar Said ikke længere skal spørges om Karen Lund?" in page
    assert 'name="reason" value="left"' in page
    assert _revoked(omar) == [False]
    assert client.post(url, {**sent, "sure": "1"}, headers=HERE).status_code == 302
    assert _revoked(omar) == [True]


@pytest.mark.parametrize("sure", ["", "1"])
def test_no_reason_is_chosen_for_her(client: Client, url: str, omar: UUID, sure: str) -> None:
    """No reason stands ticked, and without one Bente is asked for it, sure or not."""
    assert " checked" not in client.get(f"{url}?person={omar}").content.decode()
    sent = {"person": str(omar), "act": "revoke", "reason": "", "invitation": "", "sure": sure}
    answer = client.post(url, sent, headers=HERE)
    assert answer.status_code == 422
    assert "Vælg, hvorfor personen ikke længere skal spørges." in answer.content.decode()
    assert _revoked(omar) == [False]
