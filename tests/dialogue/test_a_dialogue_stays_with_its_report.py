"""What Karen took from her report into a talk is opened while the report stands and she leads, and not kept after it."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.disclosure.models import Withdrawal
from fagspejl.organisation.models import Person, Unit
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.services.closing import close_session
from fagspejl.workspace.sessions.services.planning import today_here
from support.published import PublishedRound, account, published_round
from support.room import KAREN
from support.staff import log_in, somebody
from support.town import form_with, staff_the_unit

LINE = "Det her læste jeg i min rapport"


@pytest.fixture
def planned(db: None, tmp_path: Path) -> tuple[PublishedRound, Client, str]:
    """Karen has planned a talk for next week; the address of its page."""
    made, karen = published_round(tmp_path), Client()
    staff_the_unit(Unit.objects.get(key="familie"))
    log_in(karen, account("Karen"))
    form = form_with(karen.get(f"/arbejdsrum/dialog/ny/?rapport={made.part['Karen']}"), "rapport")
    day = (today_here() + timedelta(days=7)).isoformat()
    typed = {"statements": ["1.1", "1.3"], "line_1": [LINE], "when": ["senere"], "planned_on": [day]}
    answer = karen.post("/arbejdsrum/dialog/ny/", {**form, **typed})
    assert answer.status_code == 302
    return made, karen, answer["Location"]


def _refused(client: Client, page: str) -> None:
    for act in ("open", "before"):
        client.post(page, {"act": act})
        told = unescape(client.get(page).content.decode())
        assert "en rapport, der er trukket tilbage" in told
        assert LINE not in told
    assert Session.objects.get().opened_on is None
    client.post(page, {"act": "discard"})
    assert not Session.objects.exists()


def test_a_successor_does_not_open_it(planned: tuple[PublishedRound, Client, str]) -> None:
    """Lone leads Karen's unit now: she may delete the planned talk, and meets no word of Karen's report."""
    karen = Person.objects.get(name="Karen")
    Person.objects.filter(id=karen.id).update(is_leader=False)
    Person.objects.create(key="lone", name="Lone", unit=karen.unit, is_leader=True)
    lone = Client()
    log_in(lone, somebody("Lone", person="lone"))
    _refused(lone, planned[2])


def test_a_withdrawn_report_is_not_talked_about(planned: tuple[PublishedRound, Client, str]) -> None:
    """Karen's report is withdrawn before the meeting: the talk with its figures is not opened any more."""
    made, karen, page = planned
    Withdrawal.objects.create(part_id=made.part["Karen"], on=today_here(), note="Forkert liste")
    _refused(karen, page)


def test_the_close_keeps_none_of_it(planned: tuple[PublishedRound, Client, str]) -> None:
    """Karen opens and closes the talk: its title stays, and neither her line nor a statement of her report."""
    _, karen, page = planned
    karen.post(page, {"act": "open"})
    made = Session.objects.get()
    assert LINE in made.cases[0]["text"]
    close_session(made.id, actor=KAREN)
    made.refresh_from_db()
    assert made.cases[0]["title"]
    assert made.cases[0]["text"] == ""
    assert karen.get(page).status_code == 200
