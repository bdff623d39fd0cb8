"""Roles go round by initials: with six, with more, with fewer, and with one; two presses are one."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.apps import apps

from fagspejl.workspace.cases.errors import CaseChanged, CaseRefused
from fagspejl.workspace.cases.models import RotaEntry
from fagspejl.workspace.cases.rules import advanced, dealt, unfilled
from fagspejl.workspace.cases.selectors import rota_of
from fagspejl.workspace.cases.services.rota import advance_rota, set_rota
from fagspejl.workspace.cases.told import rota_told
from fagspejl.workspace.cases.types import CaseRole
from support.sparring import words
from support.town import Town, entered, form_with, leader, town

SIX = ["KJ", "SO", "OM", "BE", "LO", "ID"]


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def test_everybody_has_every_role_once() -> None:
    """Over six weeks each of Karen's six is case giver once, and has each role once."""
    turns, had = dealt(SIX), dict[str, list[CaseRole | None]]()
    for _ in SIX:
        for one in turns:
            had.setdefault(one.initials, []).append(one.role)
        turns = advanced(turns)
    assert {name: sorted(map(str, roles)) for name, roles in had.items()} == dict.fromkeys(
        SIX, sorted(map(str, CaseRole))
    )


def test_more_people_than_roles() -> None:
    """Of eight two are free, and whoever was free longest comes in first."""
    turns = dealt([*SIX, "PE", "AS"])
    assert [one.initials for one in turns if one.role is None] == ["PE", "AS"]
    turns = advanced(advanced(turns))
    assert [one.initials for one in turns if one.role is None] == ["KJ", "SO"]
    assert unfilled(turns) == []


def test_fewer_people_than_roles() -> None:
    """Three share the most needed roles, and are told which ones nobody has."""
    turns = dealt(SIX[:3])
    for _ in range(4):
        assert [one.role for one in turns] == [CaseRole.GIVER, CaseRole.CHAIR, CaseRole.MINUTES]
        turns = advanced(turns)
    assert rota_told(turns, words()).notes == (
        "I er 3. Ingen har rollerne borgerens stemme, modstemme og tid. Fordel dem selv, eller lad dem hvile den dag.",
    )


def test_one_person() -> None:
    """A rota with one in it says so, and going on changes nothing."""
    turns = dealt(["KJ"])
    assert advanced(turns) == turns
    assert rota_told(turns, words()).notes == (
        "Her står kun KJ. Skriv mindst to, før rollerne kan gå på skift.",
    )


def test_two_presses_are_one(here: Town) -> None:
    """Karen and Sofie press at once: the second is told so, and everybody went on one step."""
    set_rota(here.family, SIX)
    advance_rota(here.family, SIX)
    with pytest.raises(CaseChanged):
        advance_rota(here.family, SIX)
    assert [one.initials for one in rota_of(here.family)] == [*SIX[1:], "KJ"]


def test_who_is_new_comes_last(here: Town) -> None:
    """Omar leaves and Asta comes: the others keep their turn, and Asta comes last."""
    set_rota(here.family, SIX)
    advance_rota(here.family, SIX)
    set_rota(here.family, ["AS", *(one for one in SIX if one != "OM")])
    assert [one.initials for one in rota_of(here.family)] == ["SO", "BE", "LO", "ID", "KJ", "AS"]


@pytest.mark.parametrize("typed", ["Sofie", "S O F", "s.o.", "12345", ""])
def test_a_name_is_no_initials(typed: str) -> None:
    """Whoever types a name is asked for initials."""
    with pytest.raises(CaseRefused):
        set_rota(uuid4(), [typed])


def test_page_goes_on(here: Town) -> None:
    """Karen types initials on the page, presses once, and reads whose turn it is."""
    client, page = entered(leader("Karen")), f"/arbejdsrum/sager/{here.family}/roller/"
    client.post(page, {**form_with(client.get(page), "rota"), "rota": "kj, so\nom"})
    client.post(page, {"act": "advance", "seen": "KJ SO OM"})
    assert [one.initials for one in rota_of(here.family)] == ["SO", "OM", "KJ"]
    assert client.post(page, {"act": "advance", "seen": "KJ SO OM"}).status_code == 409
    long = client.post(page, {**form_with(client.get(page), "rota"), "rota": "Sofie Omar"})
    assert "Sofie Omar" in long.content.decode()


def test_initials_lead_nowhere() -> None:
    """No table points at a rota, and a rota points at no case, no session and no answer."""
    assert not [one for one in RotaEntry._meta.get_fields() if one.is_relation]
    held = {one.name for one in RotaEntry._meta.get_fields()}
    assert held == {"id", "unit", "initials", "place", "next_role", "created_on"}
    assert len(list(apps.get_models())) > 30
