"""The time line says days and words alone: whatever anybody answered, and however few they were, it says the same."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from fagspejl.lib.wording import wording
from fagspejl.workspace.agreements.services.living import end, suspend
from fagspejl.workspace.home.theme.gathered import happened_in
from fagspejl.workspace.home.theme.services import choose_theme
from fagspejl.workspace.home.theme.timeline import moments
from fagspejl.workspace.notes.models import UpwardNote
from fagspejl.workspace.sessions.models import Outcome, Session
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import PhaseCode
from support.agreed import IDA, begun, known
from support.room import open_room
from support.town import Town, entered, leader, town
from support.unit_page import KAREN, in_order, outcome, page_of, read

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

WORDS = wording("da", "fagspejl.workspace.home.theme.words")
FAR = date(2000, 1, 1)


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def _line(unit: object, since: date | None = None, until: date | None = None) -> list[str]:
    found = happened_in(unit, since, until or today_here())  # type: ignore[arg-type]
    return [f"{one.day}: {one.said} {one.ends}".strip() for one in moments(found, WORDS)]


def _judged(unit: object, values: list[int]) -> None:
    """Hold a session in which these judged, and close it."""
    room = open_room(units=(unit,))  # type: ignore[arg-type]
    room.to(PhaseCode.JUDGE)
    for value in values:
        room.judged(room.phone(), value)
    room.to(PhaseCode.REVEAL)
    room.close()


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.lists(some.integers(0, 10), min_size=1, max_size=9))
def test_no_answer_shows(values: list[int]) -> None:
    """One to nine of Karen's people judge in any way: the line is, letter for letter, that of a session without answers."""
    nobody, some_did = uuid4(), uuid4()
    _judged(nobody, [])
    _judged(some_did, values)
    empty = _line(nobody)
    assert _line(some_did) == empty
    assert len(empty) == 1
    assert not re.search(r"\d", " ".join(line.split(": ", 1)[1] for line in empty))


def test_in_order_of_days(here: Town) -> None:
    """Theme, session, trial looked back at, agreement begun, rested and ended: each on its day, and nothing else."""
    choose_theme(here.family, theme="Svære sager", asked=True, actor=KAREN)
    outcome(here.family, "trial", "Vi ringer før vi skriver.", held="held", looked_on=today_here())
    outcome(here.family, "escalation", "Vi mangler folk.", held="held", looked_on=today_here())
    resting, over = begun(here.family, title="Hviler"), begun(here.family, title="Forbi")
    suspend(resting, known(resting).revision, because="Ferie", until=today_here() + timedelta(9), actor=IDA)
    end(over, known(over).revision, taught="Nok", actor=IDA)
    Session.objects.filter(taking_part__unit=here.family).update(closed_on=today_here(), title="Onsdag")
    begun(here.cancer, title="Idas aftale")
    line = " | ".join(_line(here.family))
    parts = ("Temaet blev valgt: Svære sager", "Session: »Onsdag«. Endte med en prøvehandling.")
    looked = "Set tilbage på: Vi ringer før vi skriver. Det holdt."
    assert in_order(line, (*parts, looked, "gælder: Forbi", "i bero: Hviler", "afsluttet: Forbi"))
    assert not any(word in line for word in ("mangler folk", "Idas", "opad"))


def test_only_days_asked_for(here: Town) -> None:
    """A session the day before the first day and one the day after the last are outside; those on both days are in."""
    first, last = date(2026, 3, 2), date(2026, 3, 9)
    for day in (-1, 0, 7, 8):
        room = open_room(units=(here.family,))
        room.close()
        closed = first + timedelta(days=day)
        Session.objects.filter(id=room.id).update(closed_on=closed, title=f"Dag {day}")
    line = " ".join(_line(here.family, first, last))
    assert [day for day in (-1, 0, 7, 8) if f"»Dag {day}«" in line] == [0, 7]


def test_on_the_units_page_without_links(here: Town) -> None:
    """Sofie scans the code on the wall: theme, why and line stand there, and nothing on it leads to a page of staff."""
    _judged(here.family, [3, 4, 5])
    Session.objects.update(closed_on=today_here() - timedelta(days=1), title="Før temaet")
    choose_theme(
        here.family,
        theme="Svære sager",
        item="Vi taler om dem.",
        why="Vi er i tvivl.",
        asked=True,
        actor=KAREN,
    )
    status, text = read(page_of(here.family))
    assert status == 200
    assert in_order(text, ("Vores tema: Svære sager", "Vi taler om dem.", "Vi er i tvivl.", "Det er sket"))
    assert "Før temaet" not in text
    room = open_room(units=(here.family,))
    room.close()
    Outcome.objects.create(
        session_id=room.id, made_on=today_here(), kind="escalation", text="Vi mangler folk."
    )
    page = Client().get(page_of(here.family)).content.decode()
    assert "Session: »Skønsøvelse«." in page
    assert "mangler folk" not in page
    assert "/arbejdsrum/" not in page


def test_a_note_once_it_was_sent(here: Town) -> None:
    """Karen's draft is hers alone; once it is sent and answered both days stand there, and nothing of what was said."""
    note = UpwardNote.objects.create(
        unit=here.family, language="da", about="Ventetid", ask="decision", ask_text="Tre stillinger.",
        created_on=today_here(), touched_on=today_here(),
    )  # fmt: skip
    assert _line(here.family) == []
    note.status, note.sent_on = "sent", today_here() - timedelta(days=9)
    note.save()
    assert [line.split(": ", 1)[1] for line in _line(here.family)] == ["Notat sendt opad: Ventetid"]
    note.status, note.answered_on, note.reply, note.answer = (
        "answered",
        today_here(),
        "granted",
        "Ja, fra maj.",
    )
    note.save()
    line = " | ".join(_line(here.family))
    assert in_order(line, ("Notat sendt opad: Ventetid", "Notat besvaret: Ventetid"))
    assert not any(word in line for word in ("stillinger", "maj"))


def test_karens_page_leads_on(here: Town) -> None:
    """On Karen's own page each thing leads to where it stands; from the beginning if she asks for it."""
    _judged(here.family, [3, 4, 5, 6, 7])
    Session.objects.update(closed_on=FAR, title="For længe siden")
    choose_theme(here.family, theme="Svære sager", asked=True, actor=KAREN)
    made = begun(here.family, title="Telefontid")
    karen, page = entered(leader("Karen")), f"/arbejdsrum/enhed/{here.family}/tema/"
    since = karen.get(page).content.decode()
    assert f"/arbejdsrum/aftaler/{made}/" in since
    assert "For længe siden" not in since
    assert "For længe siden" in karen.get(f"{page}?alt").content.decode()
