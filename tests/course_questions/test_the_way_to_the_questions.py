"""From her course's page Underviseren comes to the room's questions, while it is held and after the close."""

from __future__ import annotations

import pytest
from django.test import Client

from support.held_course import held_course, lecturer, made_course
from support.staff import log_in

pytestmark = [pytest.mark.django_db, pytest.mark.either]


def test_a_question_is_answered_after_the_close(client: Client) -> None:
    """She closes the course, and its page still leads to what nobody had time to answer; a draft leads nowhere."""
    who = lecturer()
    log_in(client, who)
    room, draft = held_course(who.staff, phones=1), made_course(who.staff, ahead=7)
    page, way = f"/arbejdsrum/kurser/{room.id}/", f"/arbejdsrum/kurser/{room.id}/spoergsmaal/"
    assert f'href="{way}"' in client.get(page).content.decode()
    assert client.post(f"{page}goer/", {"act": "close"}).status_code == 302
    assert f'href="{way}"' in client.get(page).content.decode()
    assert client.get(way).status_code == 200
    assert "spoergsmaal" not in client.get(f"/arbejdsrum/kurser/{draft}/").content.decode()
