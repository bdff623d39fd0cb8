"""Karen's unit answers, and only what it did not agree on is asked about; the rest is filled in."""

from __future__ import annotations

import pytest
from django.test import Client

from fagspejl.lib.wording import wording
from fagspejl.workspace.responsibility.holding.answers import answered_in
from fagspejl.workspace.responsibility.selectors import map_of
from fagspejl.workspace.sessions.models import Response, Session
from fagspejl.workspace.sessions.pictures.tools import onward_of
from fagspejl.workspace.sessions.selectors.sessions import display_key_here
from fagspejl.workspace.sessions.services.offering import offer
from fagspejl.workspace.sessions.types import PhaseCode
from support.responsible import COORDINATOR, GROUP, KAREN, LEADER, NOBODY, ROWS, answered, mapped, opened_room
from support.town import Town, entered, form_with, leader, town

SPARRING, NEW, DIRECTION = "Give sparring i svære sager", "Lære nye kolleger op", "Sætte retning"
SPLIT = (LEADER, LEADER, LEADER, COORDINATOR, COORDINATOR, NOBODY)


@pytest.fixture
def here(db: None) -> Town:
    """The town; nobody has a map yet."""
    return town()


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen, logged in."""
    return entered(leader("Karen"))


def test_from_answers_to_a_map(karen: Client, here: Town) -> None:
    """Six answer alone; the wall shows nothing before, and what divides after; the form asks about the split row."""
    room = opened_room(karen, here.family, (NEW, SPARRING), how="kort")
    answered(room, (GROUP,) * 6, (GROUP,) * 6, SPLIT, (COORDINATOR,) * 6)
    wall = f"/faelles/{display_key_here(room.facts)}/"
    before = Client().get(wall).content.decode()
    assert "koordinator" not in before
    room.to(PhaseCode.REVEAL)
    after = Client().get(wall).content.decode()
    assert "1 af 2 rækker er delt. I 1 række svarer mindst én »ingen«." in after
    room.close()
    assert not Response.objects.exists()
    label, onward = onward_of(room.facts, wording("da", "fagspejl.workspace.words")) or ("", "")
    assert (label, onward) == (
        "Skriv ansvarskortet",
        f"/arbejdsrum/ansvar/{here.family}/skriv/?fra={room.id}",
    )
    page = karen.get(onward)
    form = form_with(page, "asked")
    assert (form["task_0"], form["holder_0"]) == ([SPARRING], [""])
    assert (form["task_1"], form["holder_1"]) == ([NEW], ["gruppen"])
    html = page.content.decode().replace("\xa0", " ")
    assert "1 opgave står åben fra sessionen" in html
    assert html.index(SPARRING) < html.index("Dem er I enige om") < html.index(f'value="{NEW}"')
    assert map_of(here.family) is None
    refused = karen.post(f"/arbejdsrum/ansvar/{here.family}/skriv/", form)
    assert "Vælg, hvem der har opgaven." in refused.content.decode()
    done = karen.post(f"/arbejdsrum/ansvar/{here.family}/skriv/", {**form, "holder_0": "koordinator"})
    assert done.status_code == 302
    known = map_of(here.family)
    assert known is not None
    assert [(one.values.task, one.values.holder) for one in known.rows] == [
        (SPARRING, "koordinator"),
        (NEW, "gruppen"),
    ]


def test_what_a_row_says_besides_stays(karen: Client, here: Town) -> None:
    """The unit answers again about one of its tasks: what the row says besides stays, and rows not asked about too."""
    mapped(here.family)
    room = opened_room(karen, here.family, (SPARRING,))
    answered(room, (LEADER,) * 6, (LEADER,) * 6)
    room.to(PhaseCode.REVEAL)
    room.close()
    form = form_with(karen.get(f"/arbejdsrum/ansvar/{here.family}/skriv/?fra={room.id}"), "asked")
    assert form["holder_0"] == ["leder"]
    assert form["leader_stays_out_0"] == [ROWS[0].leader_stays_out]
    assert (form["task_1"], form["holder_1"]) == ([NEW], ["gruppen"])


def test_four_answers_are_not_kept(karen: Client, here: Town) -> None:
    """Four answered: what is kept needs five, so every row is asked about and nothing is filled in."""
    room = opened_room(karen, here.family, (SPARRING,))
    answered(room, (LEADER,) * 4, (LEADER,) * 4)
    room.to(PhaseCode.REVEAL)
    room.close()
    (found,) = answered_in(here.family)
    assert not found.tasks[0].is_shown
    form = form_with(karen.get(f"/arbejdsrum/ansvar/{here.family}/skriv/?fra={room.id}"), "asked")
    assert (form["task_0"], form["holder_0"]) == ([SPARRING], [""])


def test_then_and_now_in_words(karen: Client, here: Town) -> None:
    """Two sessions stand beside each other in words and counts of rows; no answer of either is drawn or counted."""
    for today in (SPLIT, (COORDINATOR,) * 6):
        room = opened_room(karen, here.family, (SPARRING, DIRECTION))
        answered(room, today, (COORDINATOR,) * 6, (LEADER,) * 6, (LEADER,) * 6)
        room.to(PhaseCode.REVEAL)
        room.close()
    html = karen.get(f"/arbejdsrum/ansvar/{here.family}/").content.decode().replace("\xa0", " ")
    assert "var 1 af 2 rækker delt." in html
    assert "var 0 af 2 rækker delte." in html
    assert "<svg" not in html.split("Sidst og nu")[1]


def test_a_list_that_no_map_holds(karen: Client, here: Town) -> None:
    """Karen writes thirteen tasks, one twice, none: she is told at the field, and her list still stands."""
    page = f"/arbejdsrum/ansvar/{here.family}/session/"
    form = form_with(karen.get(page), "once")
    for tasks in ("\n".join(f"Opgave {place}" for place in range(13)), f"{NEW}\n{NEW.upper()}", " \n"):
        told = karen.post(page, {**form, "tasks": tasks}).content.decode()
        assert "Skriv mindst én opgave og højst 12." in told
        assert tasks.split("\n", 1)[0].strip() in told
    assert not Session.objects.exists()


def test_pressed_twice_one_session(karen: Client, here: Town) -> None:
    """Karen presses twice: one session stands there."""
    page = f"/arbejdsrum/ansvar/{here.family}/session/"
    form = form_with(karen.get(page), "once")
    first, second = karen.post(page, form), karen.post(page, form)
    assert first["Location"] == second["Location"]
    assert Session.objects.count() == 1


def test_a_citizen_number_is_blocked_and_a_name_asked_about(karen: Client, here: Town) -> None:
    """Karen writes a citizen's number as a task: it is refused. A name is asked about once, and then kept."""
    page = f"/arbejdsrum/ansvar/{here.family}/session/"
    form = form_with(karen.get(page), "once")
    refused = karen.post(page, {**form, "tasks": "Følge op på 010190-1234"})
    assert refused.status_code == 200
    named = karen.post(page, {**form, "tasks": "Det tager vi med Lone Andersen"})
    assert "Lone Andersen" in named.content.decode()
    assert not Session.objects.exists()
    again = karen.post(page, {**form_with(named, "once"), "tasks": "Det tager vi med Lone Andersen"})
    assert again.status_code == 302


def test_a_question_of_reflection_leads_here(karen: Client, here: Town) -> None:
    """Karen took question 5 to her unit: its page leads to the session, which shows it; question 1 leads elsewhere."""
    five = offer(here.family, "reflection", "5", "Hvem følger op?", actor=KAREN)
    one = offer(here.family, "reflection", "1", "Hvad er kvalitet?", actor=KAREN)
    html = karen.get(f"/arbejdsrum/enhed/{here.family}/").content.decode()
    address = f"/arbejdsrum/ansvar/{here.family}/session/?afsaet="
    assert f"{address}{five}" in html
    assert f"{address}{one}" not in html
    assert "Hvem følger op?" in karen.get(f"{address}{five}").content.decode()
