"""Sofie comes into a room that makes a picture of quality: nothing there speaks of a case that nobody has."""

from __future__ import annotations

import pytest
from django.test import Client

from support.held_quality import begun, room_of
from support.town import entered, leader, town

pytestmark = pytest.mark.django_db


def test_no_case_at_the_door_or_on_the_sessions_page(client: Client) -> None:
    """Sofie reads at the door that all answer the same; Ida's page of the open room has no heading of cases."""
    here = town()
    room = room_of(begun(here.cancer))
    door = client.get(f"/d/{room.code}/").content.decode()
    assert "på det samme" in door
    assert "sag " not in door.partition("<main")[2]
    page = entered(leader("Ida")).get(f"/arbejdsrum/session/{room.id}/").content.decode()
    assert "<h2>Sager</h2>" not in page
    assert "<h2>Mødet</h2>" in page
