"""A week after the course its questions are one press away for the lecturer, and their number stands until it is none."""

from __future__ import annotations

import pytest

from fagspejl.workspace.courses.questions.parts import TABLES, at_close
from fagspejl.workspace.courses.questions.selectors import questions_of
from fagspejl.workspace.courses.questions.services.asking import ask
from fagspejl.workspace.courses.services.closing import close_course
from fagspejl.workspace.sessions.keys import new_token
from support.held_course import held_course, lecturer
from support.staff import HERE, PER
from support.town import entered

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
LIST = "/arbejdsrum/kurser/"
TEXT, ANSWER = "Hvor kan jeg læse mere?", "I bogen, som står på kursets side."


def test_answered_after_the_close() -> None:
    """Underviseren sees on her list that one is unanswered, follows two links, answers, and Sofie reads it at her address."""
    vibe = lecturer("Vibe")
    room, address = held_course(vibe.staff, phones=1), new_token()
    ask(room.code, room.phones[0], address, TEXT)
    close_course(room.id, let_go=at_close, tables=TABLES, actor=PER)
    web, told = entered(vibe), "1 spørgsmål er ubesvaret, 1 venter på at blive lukket ind."
    page, path = f"{LIST}{room.id}/", f"{LIST}{room.id}/spoergsmaal/"
    assert told in web.get(LIST).content.decode()
    shown = web.get(page).content.decode()
    assert told in shown
    assert f'href="{path}"' in shown
    (one,) = questions_of(room.id)
    sent = {"act": "answer", "valgt": one.id.hex, f"v-{one.id.hex}": one.version, "answer": ANSWER}
    assert web.post(path, sent, headers=HERE).status_code == 303
    for address_of in (LIST, page):
        assert "ubesvaret" not in web.get(address_of).content.decode()
    assert ANSWER in room.sees(f"/kursus/spoergsmaal/{address}/")
