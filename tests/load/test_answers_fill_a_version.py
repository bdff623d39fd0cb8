"""After a session one press fills in what most chose; what divides the unit stays open, and the leader confirms."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.test import Client

from fagspejl.lib.wording import wording
from fagspejl.workspace.load.placing.answers import Answered, answered, before_and_after, proposed
from fagspejl.workspace.load.selectors import versions_of
from fagspejl.workspace.load.types import MOST_TASKS, Placement, TaskValues
from fagspejl.workspace.sessions.models import Session, SessionUnit, StoredPicture
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import StoredBlock, StoredItem
from support.loaded import ALWAYS, CAN_WAIT, IF_POSSIBLE, levels_in
from support.town import Town, entered, form_with, leader, town

WORDS = wording("da", "fagspejl.workspace.load.words")
OPTIONS = ("altid", "hvis muligt", "kan vente")


def _item(number: int, title: str, *values: int) -> StoredItem:
    return StoredItem(
        session=UUID(int=1),
        item=number,
        title=title,
        question="?",
        low_pole="",
        high_pole="",
        blocks=(StoredBlock("Alle", len(values), tuple(sorted(values)), ()),),
        withheld=len(values) < 5,
        arithmetic_version=1,
        options=OPTIONS,
    )


def _found(*tasks: tuple[str, tuple[int, ...], tuple[int, ...]]) -> Answered:
    items = []
    for place, (title, yellow, red) in enumerate(tasks):
        items += [_item(2 * place, title, *yellow), _item(2 * place + 1, title, *red)]
    return answered(UUID(int=1), date(2027, 3, 1), items)


def test_most_chosen() -> None:
    """Most chose "if possible" on yellow and "can wait" on red: that is what stands in the form."""
    (task,) = _found(("Bad", (1,) * 9 + (0,), (2,) * 10)).tasks
    assert (task.task, task.yellow, task.red) == ("Bad", IF_POSSIBLE, CAN_WAIT)


def test_what_divides_is_left_open() -> None:
    """The unit was divided on yellow, and two were chosen as often on red: both are left open for it to decide."""
    found = _found(("Bad", (0,) * 5 + (2,) * 5, (0, 0, 0, 0, 1, 1, 1, 1, 2, 2)))
    assert (found.tasks[0].yellow, found.tasks[0].red) == (None, None)
    assert found.divided == 2


def test_too_few_say_nothing() -> None:
    """Four answers are kept by nobody: the task is there, and open."""
    found = _found(("Bad", (0,) * 4, (0,) * 6))
    assert (found.tasks[0].yellow, found.tasks[0].red, found.placed) == (None, ALWAYS, 1)


def test_what_stood_is_kept() -> None:
    """Baths were asked about and documentation was not: both keep their numbers, harm and that they never yield."""
    before = (
        TaskValues("Dokumentation", ALWAYS, CAN_WAIT, "Aftenvagten", number=1),
        TaskValues("bad", None, None, "Patienten", never=True, number=2),
    )
    found = _found(("Bad", (2,) * 6, (2,) * 6), ("Ny opgave", (0,) * 6, (1,) * 6))
    tasks, out = proposed(found, before)
    assert [(one.number, one.task, one.harm, one.never) for one in tasks] == [
        (2, "Bad", "Patienten", True),
        (0, "Ny opgave", "", False),
        (1, "Dokumentation", "Aftenvagten", False),
    ]
    assert out == ()


def test_no_room_is_said() -> None:
    """Twenty new tasks and three old ones: those for which there is no room are named, not dropped."""
    found = _found(*((f"Ny {place}", (0,) * 6, (1,) * 6) for place in range(MOST_TASKS)))
    before = tuple(TaskValues(f"Gammel {place}", ALWAYS, ALWAYS, number=place + 1) for place in range(3))
    tasks, out = proposed(found, before)
    assert len(tasks) == MOST_TASKS
    assert [one.task for one in out] == ["Gammel 0", "Gammel 1", "Gammel 2"]


def test_before_and_after() -> None:
    """Ida reads how much divided her ward at each of the two latest sessions, and nothing of a change."""
    first = Answered(UUID(int=1), date(2027, 3, 1), (), 6, 24)
    second = Answered(UUID(int=2), date(2027, 6, 1), (), 1, 24)
    assert before_and_after([first], WORDS) == ()
    told = [one.replace("\xa0", " ") for one in before_and_after([first, second], WORDS)]
    assert told == [
        "1. marts 2027: delt om 6 af 24 placeringer.",
        "1. juni 2027: delt om 1 af 24 placeringer.",
    ]


@pytest.fixture
def here(db: None) -> Town:
    """The town, with levels in Ida's ward."""
    found = town()
    levels_in(found.cancer)
    return found


def _closed(unit: UUID, *tasks: tuple[str, tuple[int, ...], tuple[int, ...]]) -> UUID:
    """Leave what a closed session of the ward leaves."""
    today = today_here()
    made = Session.objects.create(
        id=uuid4(),
        template="load",
        title="Travlhedstrin",
        language="da",
        phase="close",
        created_on=today,
        closed_on=today,
        seed=1,
        decision_method="consensus",
        split_kind="none",
        started_by=uuid4(),
    )
    SessionUnit.objects.create(session=made, unit=unit)
    for place, (title, *both) in enumerate(tasks):
        for ask, values in enumerate(both):
            block = {"name": "Alle", "n": len(values), "first": sorted(values), "second": [], "pairs": []}
            picture = {
                "item": 2 * place + ask,
                "title": title,
                "question": "?",
                "low_pole": "",
                "high_pole": "",
                "options": list(OPTIONS),
                "blocks": [block],
                "withheld": False,
                "arithmetic_version": 1,
                "guesses": [],
            }
            StoredPicture.objects.create(
                session=made, item=2 * place + ask, picture=picture, arithmetic_version=1
            )
    return UUID(str(made.id))


def test_ida_confirms(here: Town) -> None:
    """Ida fills in the form from the session, sees what is open, decides it and saves; before that nothing held."""
    session = _closed(here.cancer, ("Bad", (2,) * 9 + (1,), (0,) * 5 + (2,) * 5))
    ida, page = entered(leader("Ida")), f"/arbejdsrum/travlhed/{here.cancer}/skriv/"
    shown = ida.get(page, {"fra": str(session)})
    text = shown.content.decode().replace("\xa0", " ")
    assert "Udfyldt fra sessionen" in text
    assert "1 opgave står åben" in text
    sent = form_with(shown, "asked")
    assert (sent["task_0"], sent["yellow_0"], sent["red_0"]) == (["Bad"], ["can_wait"], [""])
    assert len(versions_of(here.cancer)) == 1
    refused = ida.post(page, {**sent, "because": "Vi talte om det"}).content.decode()
    assert "Vælg, hvad der sker med opgaven på det her trin." in refused
    assert ida.post(page, {**sent, "because": "Vi talte om det", "red_0": "if_possible"}).status_code == 302
    (task,) = (one for one in versions_of(here.cancer)[-1].values.tasks if one.task == "Bad")
    assert (task.number, task.yellow, task.red) == (2, Placement.CAN_WAIT, Placement.IF_POSSIBLE)


def test_another_units_session_fills_nothing(here: Town) -> None:
    """Ida cannot fill in her form from Karen's session: it stands as her own levels are."""
    session = _closed(here.family, ("Karens opgave", (0,) * 6, (0,) * 6))
    text = entered(leader("Ida")).get(f"/arbejdsrum/travlhed/{here.cancer}/skriv/", {"fra": str(session)})
    assert not re.search("Karens opgave|Udfyldt fra", text.content.decode())


def test_a_session_with_given_tasks(here: Town, client: Client) -> None:
    """Ida makes a short session of the tasks that stand: each is asked about on yellow and on red."""
    ida, page = entered(leader("Ida")), f"/arbejdsrum/travlhed/{here.cancer}/session/"
    sent = form_with(ida.get(page), "once")
    assert sent["statements"][0].strip().splitlines() == [
        one.task for one in versions_of(here.cancer)[0].values.tasks
    ]
    made = ida.post(page, {**sent, "how": "kort", "when": "senere"})
    assert made.status_code == 302
    session = Session.objects.get()
    assert (session.template, session.short, len(session.cases), len(session.items)) == ("load", True, 4, 8)
    assert ida.post(page, {**sent, "how": "kort", "when": "senere"}).url == made.url  # type: ignore[attr-defined]
    assert (
        "Skriv mindst én opgave" in ida.post(page, {**sent, "statements": "", "how": "kort"}).content.decode()
    )
