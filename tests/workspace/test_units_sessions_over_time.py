"""The unit's page: session for session, who moves toward whom, groups over sessions, and the same case again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from fractions import Fraction
from statistics import median

import pytest
from django.test import Client

from fagspejl.lib.wording import wording
from fagspejl.workspace.home.over_time import over_time
from fagspejl.workspace.judgement.starting import cases_and_items
from fagspejl.workspace.judgement.vignettes import shipped
from fagspejl.workspace.sessions.models import Session
from fagspejl.workspace.sessions.selectors.sessions import outcomes_among, sessions_of, stored_among
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import OutcomeKind, OutcomeValues, PhaseCode, SplitGroup
from support.room import CASE, ITEM, Room, open_room
from support.series import NOTHING
from support.town import Town, entered, leader, town

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
GROUPS = (SplitGroup("Erfarne", 5), SplitGroup("Nye", 5))
OLD, YOUNG = (2, 2, 3, 3, 4), (7, 7, 8, 8, 9)
STAY, NEARER = OLD, tuple(value - 2 for value in YOUNG)
MOVED = "Over 5 sessioner har nye flyttet sig mere mod erfarne end omvendt."
NOBODY = "Ingen gruppe har tydeligt flyttet sig mere end de andre."


@pytest.fixture
def here() -> Town:
    """The town."""
    return town()


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen, logged in."""
    return entered(leader("Karen"))


def held(
    units: Sequence[object],
    *,
    first: tuple[Sequence[int], Sequence[int]] = (OLD, YOUNG),
    second: tuple[Sequence[int], Sequence[int]] | None = (STAY, NEARER),
    ended: OutcomeValues = NOTHING,
    days_ago: int = 0,
    **room: object,
) -> Room:
    """Hold a session from the door to the close, some days ago."""
    made = open_room(GROUPS, units=units, **room)  # type: ignore[arg-type]
    made.to(PhaseCode.JUDGE)
    people = [(place, at) for place in (0, 1) for at in range(len(first[place]))]
    for place, at in people:
        made.judged(made.phone(place), first[place][at])
    made.to(PhaseCode.REVEAL)
    if second is not None:
        made.to(PhaseCode.REJUDGE)
        for token, (place, at) in zip(made.phones, people, strict=True):
            made.judged(token, second[place][at], round_=2)
    made.to(PhaseCode.AGREE)
    record_outcome(made.control, made.facts.revision, ended)
    made.close()
    Session.objects.filter(id=made.id).update(closed_on=today_here() - timedelta(days=days_ago))
    return made


def _page(client: Client, unit: object) -> str:
    return client.get(f"/arbejdsrum/enhed/{unit}/").content.decode().replace("\u00a0", " ")


def test_who_moves_toward_whom_is_earned_by_five_sessions(karen: Client, here: Town) -> None:
    """Karen's new colleagues move two of five steps in each of five sessions; with four she reads that one is missing."""
    for number in range(4):
        held((here.family,), days_ago=number)
    page = _page(karen, here.family)
    assert "Der mangler én session, før vi kan se, om en gruppe flytter sig mere mod en anden." in page
    assert "pp-rail" not in page
    held((here.family,))
    page = _page(karen, here.family)
    assert MOVED in page
    way = Fraction(int(median(YOUNG)) - int(median(OLD)))
    tenths = (
        10 * (median(YOUNG) - median(NEARER)) / way
    )  # alike in all five: 2 of 32 flips reach it, one in sixteen
    assert re.findall(r'data-side="(\w+)" data-tenths="(\d+)"', page) == [("right", str(int(tenths)))] * 2
    row = re.search(r'<th scope="row">Erfarne og Nye</th><td>(\d)</td><td>(\d+)</td><td>(\d+)</td>', page)
    assert row is not None
    assert row.groups() == ("5", "0", str(int(tenths)))


def test_moving_both_ways_earns_no_mover(karen: Client, here: Town) -> None:
    """In three sessions the new move and in two the experienced do: nobody has clearly moved more."""
    for number in range(5):
        nearer = tuple(value + 2 for value in OLD)
        held((here.family,), second=(nearer, YOUNG) if number % 2 else (STAY, NEARER))
    page = _page(karen, here.family)
    assert NOBODY in page
    assert MOVED not in page


def test_only_the_units_own_sessions_with_both_groups_count(karen: Client, here: Town) -> None:
    """Sessions with Ida's unit, without a second round, or with groups less than a step apart make no picture here."""
    for number in range(3):
        held((here.family, here.cancer), days_ago=number)
        held((here.family,), second=None)
        held((here.family,), first=(OLD, OLD), second=(OLD, YOUNG))
    page = _page(karen, here.family)
    assert "Der mangler 5 sessioner" in page
    assert "pp-rail" not in page


def test_groups_over_several_sessions(karen: Client, here: Town) -> None:
    """Two sessions on the same scale tell of groups together; the sentence has the medians that stood in both."""
    held((here.family,), second=None)
    assert "Over 2 sessioner" not in _page(karen, here.family)
    held((here.family,), second=None)
    sentence = f"Nye ligger typisk højere end erfarne (midten {median(YOUNG)} mod {median(OLD)})."
    assert re.search(
        rf"Over 2 sessioner fra .vejlede. til .løse for.: {re.escape(sentence)}",
        _unescaped(_page(karen, here.family)),
    )


def test_groups_that_lie_alike_earn_nothing_over_sessions(karen: Client, here: Town) -> None:
    """Where both groups answer alike, nothing is said of them, however many sessions."""
    for _ in range(3):
        held((here.family,), first=(OLD, OLD), second=None)
    assert "Forskel mellem grupper over flere sessioner" not in _page(karen, here.family)


def test_a_plain_table_in_order(karen: Client, here: Town) -> None:
    """Karen reads day, case, word, middles and outcome, the oldest first, and no sentence of change across cases."""
    trial = OutcomeValues(kind=OutcomeKind.AGREEMENT, text="Vi ringer først.")
    held((here.family,), ended=trial)
    held((here.family,), first=(OLD, OLD), second=None, days_ago=9)
    page = _page(karen, here.family)
    table = page[page.index("Session for session") : page.index("Den samme sag igen")]
    rows = [
        [
            re.sub(r"<[^>]+>", " ", cell).strip()
            for cell in re.findall(r"<t[hd](?: scope=\"row\")?>(.*?)</t[hd]>", row, re.S)
        ]
        for row in table.split("<tr>")[2:]
    ]
    day = wording("da", "fagspejl.workspace.words").day
    older, newer = (day(today_here() - timedelta(days=back)).replace("\u00a0", " ") for back in (9, 0))
    assert [row[:3] for row in rows] == [
        [older, CASE.title, "Enige (midten 3)"],
        [newer, CASE.title, "Delte (midten 5,5). Efter samtalen: Spredte (midten 4,5)"],
    ]
    assert re.sub(r"\s+", " ", rows[0][3]) == "Erfarne 3 Nye 3"
    assert re.sub(r"\s+", " ", rows[1][3]) == "Erfarne 3 (efter samtalen 3) Nye 8 (efter samtalen 6)"
    assert [row[4] for row in rows] == ["Intet udfald", "Faglig aftale"]
    for word in ("tættere", "længere fra hinanden"):
        assert word not in page


def test_the_same_case_again_is_never_two_pictures_of_dots(karen: Client, here: Town) -> None:
    """Omar leaves between two times: middles and words stand side by side, and no page holds the dots of both."""
    one = held((here.family,), first=((*OLD, 10), YOUNG), second=None, days_ago=30)
    two = held((here.family,), second=None)
    page = _page(karen, here.family)
    again = page[page.index("Den samme sag igen") : page.index("Hvem flytter sig mod hvem")]
    with_omar, without = sorted((*OLD, 10, *YOUNG)), sorted((*OLD, *YOUNG))
    for values in (with_omar, without):
        middle = f"{median(values):g}".replace(".", ",")
        assert f"<td>{middle}</td>" in again
    assert again.count("<tr>") == 3
    assert "dp-" not in page
    for room in (one, two):
        text = karen.get(f"/arbejdsrum/session/{room.id}/").content.decode()
        assert text.count('class="kept"') == 1


def test_a_unit_that_has_held_nothing(karen: Client, here: Town) -> None:
    """Before the first session is closed nothing of all this stands there."""
    open_room(units=(here.family,))
    assert "Session for session" not in _page(karen, here.family)
    assert "Hvem flytter sig mod hvem" not in _page(karen, here.family)


def test_english_says_the_same(here: Town) -> None:
    """Sofie reads English: the same sentences, from the same pictures."""
    for _ in range(5):
        held((here.family,))
    sessions = sessions_of([here.family])
    ids = [one.id for one in sessions]
    words, room = wording("en", "fagspejl.workspace.home.words"), wording("en", "fagspejl.workspace.words")
    found = over_time(here.family, sessions, stored_among(ids), outcomes_among(ids), words, room)
    assert found is not None
    assert found.pull is not None
    assert found.pull.sentence == "Over 5 sessions, nye moved more toward erfarne than the other way round."
    assert len(found.lines) == 5
    assert found.lines[0].how.startswith("Divided (the middle is 5.5). After the talk:")


def test_a_case_that_was_judged_before_says_so(karen: Client, here: Town) -> None:
    """Karen prepares a case her unit has judged before: its line has the day and leads to the picture; Ida's has not."""
    vignette = shipped("da")[2]
    cases, items = cases_and_items([vignette])
    place = len(items) - 1
    earlier = held((here.family,), cases=cases, items=items[place:], days_ago=40)
    later = held((here.family,), cases=cases, items=items[place:], days_ago=3)
    page = karen.get("/arbejdsrum/ny/").content.decode().replace("\u00a0", " ")
    day = (
        wording("da", "fagspejl.workspace.words").day(today_here() - timedelta(days=3)).replace("\u00a0", " ")
    )
    line = page[page.index(f'id="case-{vignette.code}"') :].split("<details>")[0]
    assert f"I har bedømt sagen før, {day}. Se, hvordan svarene lå dengang" in line
    assert f'href="/arbejdsrum/session/{later.id}/"' in line
    assert f"/arbejdsrum/session/{earlier.id}/" not in page
    assert page.count("I har bedømt sagen før") == 1
    ida = entered(leader("Ida"))
    assert "I har bedømt sagen før" not in ida.get("/arbejdsrum/ny/").content.decode()


def test_a_case_that_is_only_prepared_was_not_judged(karen: Client, here: Town) -> None:
    """A session that is still open has shown nothing to look at first."""
    cases, items = cases_and_items([shipped("da")[0]])
    room = open_room(units=(here.family,), cases=cases, items=items)
    room.to(PhaseCode.JUDGE)
    assert ITEM.question not in cases[0].text
    assert "I har bedømt sagen før" not in karen.get("/arbejdsrum/ny/").content.decode()


def _unescaped(page: str) -> str:
    return page.replace("&quot;", '"')
