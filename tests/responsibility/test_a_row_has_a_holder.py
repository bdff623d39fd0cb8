"""Every row of a map has a role that holds it; a role that nobody has is met; nothing typed is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from fagspejl.workspace.responsibility.errors import MapChanged, MapRefused, VacantAsks
from fagspejl.workspace.responsibility.selectors import map_of
from fagspejl.workspace.responsibility.services.writing import write_map, write_roles
from fagspejl.workspace.responsibility.types import Role, RowValues
from support.responsible import KAREN, ROWS, mapped, with_roles
from support.town import Town, entered, form_with, leader, town

pytestmark = pytest.mark.stores


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


@pytest.fixture
def karen(here: Town) -> Client:
    """Karen, logged in."""
    return entered(leader("Karen"))


@pytest.mark.parametrize("holder", ["", "ingen", "skovrideren"])
def test_no_row_without_a_holder(here: Town, holder: str) -> None:
    """Nobody, no role, and a role that the unit does not have are no holders, whoever asks."""
    with pytest.raises(MapRefused):
        mapped(here.family, (RowValues("Give sparring", holder),))
    assert map_of(here.family) is None


def test_a_role_that_nobody_holds_is_asked_about_once(karen: Client, here: Town) -> None:
    """Nobody is coordinator now: Karen is asked once, saves again, and her page and the staff's say so."""
    with_roles(here.family, "koordinator")
    page = f"/arbejdsrum/ansvar/{here.family}/skriv/"
    form = form_with(karen.get(page), "asked")
    typed = {f"{part}_{place}": "" for part in ("task", "holder") for place in range(12)}
    said = {**form, **typed, "task_0": "Give sparring", "holder_0": "koordinator", "told_how_0": "På mødet"}
    asked = karen.post(page, said)
    html = asked.content.decode()
    assert "Ingen har rollen »koordinator« lige nu." in html
    assert 'value="På mødet"' in html
    assert map_of(here.family) is not None
    assert map_of(here.family).rows == ()  # type: ignore[union-attr]
    assert karen.post(page, form_with(asked, "asked")).status_code == 302
    told = karen.get(f"/arbejdsrum/ansvar/{here.family}/").content.decode()
    assert "1 opgave ligger hos en rolle, som ingen har lige nu: Give sparring." in told
    assert "ingen har rollen lige nu" in told


def test_another_vacant_role_is_asked_about_anew(here: Town) -> None:
    """Karen was asked about one role and then chooses another that nobody has: she is asked again."""
    with_roles(here.family, "koordinator", "en anden enhed")
    with pytest.raises(VacantAsks) as asked:
        mapped(here.family, (RowValues("Give sparring", "koordinator"),))
    with pytest.raises(VacantAsks):
        mapped(
            here.family,
            (RowValues("Give sparring", "en anden enhed"),),
            vacant_seen=str(asked.value.facts["roles"]),
        )


def test_a_role_that_is_left_shows_at_once(karen: Client, here: Town) -> None:
    """The coordinator stops: the map warns, and asks to be gone through again since the roles have changed."""
    mapped(here.family)
    page = f"/arbejdsrum/ansvar/{here.family}/"
    assert "ingen har rollen" not in karen.get(page).content.decode()
    with_roles(here.family, "koordinator")
    told = karen.get(page).content.decode()
    assert "Rollerne er ændret" in told
    assert "som ingen har lige nu: Give sparring i svære sager." in told


def test_a_role_that_is_taken_off_the_list_shows_too(here: Town, karen: Client) -> None:
    """Karen takes the coordinator off the list: the row that stands with it is met as one that nobody holds."""
    mapped(here.family)
    known = map_of(here.family)
    assert known is not None
    left = [one for one in known.roles if one.name != "koordinator"]
    write_roles(here.family, "da", known.revision, roles=left, actor=KAREN)
    assert (
        "som ingen har lige nu: Give sparring i svære sager."
        in karen.get(f"/arbejdsrum/ansvar/{here.family}/").content.decode()
    )


def test_two_write_at_once(here: Town) -> None:
    """Karen and her facilitator write the same map: the second is told, and nothing is written over."""
    mapped(here.family)
    other = (replace(ROWS[1], holder="leder"),)
    write_map(here.family, "da", 1, rows=other, actor=KAREN)
    with pytest.raises(MapChanged):
        write_map(here.family, "da", 1, rows=ROWS, actor=KAREN)
    with pytest.raises(MapChanged):
        write_map(here.family, "da", 0, rows=ROWS, actor=KAREN)
    known = map_of(here.family)
    assert known is not None
    assert [one.values for one in known.rows] == list(other)


def test_pressed_twice_one_map(here: Town) -> None:
    """Karen presses twice: it is saved once, and nobody is told of a quarrel."""
    for _ in range(2):
        write_map(here.family, "da", 0, rows=ROWS, actor=KAREN)
    known = map_of(here.family)
    assert known is not None
    assert (known.revision, len(known.rows)) == (1, 2)


@pytest.mark.parametrize(
    ("roles", "told"),
    [
        (("leder",), "Skriv mindst to roller og højst otte."),
        (("leder", "Leder"), "Skriv rollen på højst 30 tegn og kun én gang."),
        (("leder", "Ingen"), "Skriv rollen på højst 30 tegn og kun én gang."),
        (("leder", "r" * 31), "Skriv rollen på højst 30 tegn og kun én gang."),
        (("leder", "Bente 010190-1234"), ""),
        (("leder", "Bente Holm"), "Bente Holm"),
    ],
)
def test_roles_that_are_none(karen: Client, here: Town, roles: tuple[str, ...], told: str) -> None:
    """One role, one twice, nobody, one too long, a citizen's number, a name: told at the field, and nothing is kept."""
    page = f"/arbejdsrum/ansvar/{here.family}/roller/"
    form = form_with(karen.get(page), "asked")
    typed = {f"name_{place}": role for place, role in enumerate((*roles, *[""] * (8 - len(roles))))}
    answer = karen.post(page, {**form, **typed})
    assert answer.status_code == 200
    assert told in answer.content.decode()
    assert map_of(here.family) is None


def test_nonsense_is_told(karen: Client, here: Town) -> None:
    """Forms with a place beyond all places, a revision that is none, or a row without its task: told, never a fault."""
    page = f"/arbejdsrum/ansvar/{here.family}/skriv/"
    form = form_with(karen.get(page), "asked")
    odd = {**form, "seen": "²", "agreed": "99 x -1", "task_0": "", "holder_0": "leder"}
    answer = karen.post(page, odd)
    assert answer.status_code == 200
    assert "Skriv opgaven, eller tøm hele rækken." in answer.content.decode()
    assert karen.get(f"{page}?fra=nonsens").status_code == 200
    assert karen.get(f"/arbejdsrum/ansvar/{here.family}/kort.pdf").status_code == 404


def test_roles_without_news_change_nothing(here: Town) -> None:
    """Karen opens the roles and saves them as they stand: the map is not said to be out of date."""
    mapped(here.family)
    write_roles(here.family, "da", 1, roles=map_of(here.family).roles, actor=KAREN)  # type: ignore[union-attr]
    known = map_of(here.family)
    assert known is not None
    assert not known.roles_changed
    write_roles(here.family, "da", 1, roles=(*known.roles, Role("souschef")), actor=KAREN)
    assert map_of(here.family).roles_changed  # type: ignore[union-attr]
