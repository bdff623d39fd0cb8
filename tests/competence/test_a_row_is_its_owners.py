"""A row is its owner's: who sees it, who may open it, and what nobody else reaches."""

from __future__ import annotations

from html import unescape

import pytest

from fagspejl.workspace.competence.models import CompetenceRow
from fagspejl.workspace.competence.selectors import own_row
from fagspejl.workspace.home.unit_page.links import renew_address
from support.competent import CAN, IDA, TEACH, marks, nurse, people_in, tasks_in
from support.town import entered, form_with, leader, town
from support.unit_page import page_of

pytestmark = pytest.mark.django_db


def test_only_who_works_there_has_one() -> None:
    """Ida leads and Mads leads hers, Lone works elsewhere: none of them has a row in the ward, and Lone sees no page."""
    here = town()
    tasks_in(here.cancer)
    people_in(here.cancer)
    at = f"/arbejdsrum/kompetencer/{here.cancer}/"
    ida, mads = entered(leader("Ida")), entered(leader("Mads"))
    from support.staff import somebody

    lone = entered(somebody("Lone Vig", person="psychology-0"))
    assert ida.get(f"{at}min/").status_code == 404
    assert {one.get(at).status_code for one in (mads, lone)} == {404}
    assert {one.post(f"{at}min/slet/").status_code for one in (ida, mads, lone)} == {404}


def test_sofie_keeps_and_opens_hers() -> None:
    """Sofie marks on her page, lets colleagues ask, and opens; Ida reads it, and no more when Sofie closes it."""
    here = town()
    tasks_in(here.cancer)
    people = people_in(here.cancer)
    for one in people[1:]:
        marks(here.cancer, one)
    at = f"/arbejdsrum/kompetencer/{here.cancer}/"
    sofie, ida = entered(nurse(0)), entered(leader("Ida"))
    form = form_with(sofie.get(f"{at}min/"), "mark_1")
    told = {**form, "mark_1": "teach", "mark_2": "support", "ask_1": "on", "opened": "on"}
    assert sofie.post(f"{at}min/", told).status_code == 302
    page = unescape(ida.get(at).content.decode())
    assert "Kan, og kan lære fra mig" in page
    assert "Kan med støtte" in page
    again = form_with(sofie.get(f"{at}min/"), "mark_1")
    assert (again["mark_1"], again["mark_2"], again.get("opened")) == (["teach"], ["support"], ["on"])
    del again["opened"]
    assert sofie.post(f"{at}min/", again).status_code == 302
    page = unescape(ida.get(at).content.decode())
    assert "Kan, og kan lære fra mig" not in page
    assert "Sygeplejerske 0" in page  # colleagues may ask still


def test_too_few_closed_are_told() -> None:
    """Six marked; Sofie and Omar open: with the second one four would stay closed, and he is told what to do instead."""
    here = town()
    tasks_in(here.cancer)
    people = people_in(here.cancer, 6)
    for one in (*people, *people[1:]):  # again, so that all six are in the picture
        marks(here.cancer, one)
    at = f"/arbejdsrum/kompetencer/{here.cancer}/min/"
    for number, status in ((0, 302), (1, 200)):
        browser = entered(nurse(number))
        form = form_with(browser.get(at), "mark_1") | {"opened": "on"}
        told = browser.post(at, form)
        assert told.status_code == status
    assert "Din række kan ikke åbnes lige nu" in unescape(told.content.decode())
    assert list(CompetenceRow.objects.filter(opened=True).values_list("person", flat=True)) == [people[0]]


def test_two_pages_of_hers() -> None:
    """Sofie has her page open twice: the second save is told, and nothing she wrote there is lost."""
    here = town()
    tasks_in(here.cancer)
    people = people_in(here.cancer)
    at = f"/arbejdsrum/kompetencer/{here.cancer}/min/"
    sofie = entered(nurse(0))
    first, second = (form_with(sofie.get(at), "mark_1") for _ in range(2))
    assert sofie.post(at, first | {"mark_1": "can"}).status_code == 302
    told = sofie.post(at, second | {"mark_1": "teach"})
    assert "Intet er gemt" in unescape(told.content.decode())
    assert form_with(told, "mark_1")["mark_1"] == ["teach"]
    row = own_row(here.cancer, people[0])
    assert row is not None
    assert dict(row.marks) == {1: CAN}


def test_asking_is_of_what_one_can() -> None:
    """Omar wants to learn a task and lets colleagues ask about it: he is told at the tick."""
    here = town()
    tasks_in(here.cancer)
    people_in(here.cancer)
    at = f"/arbejdsrum/kompetencer/{here.cancer}/min/"
    omar = entered(nurse(1))
    form = form_with(omar.get(at), "mark_1") | {"mark_1": "wants", "ask_1": "on"}
    assert "Kolleger kan kun spørge om noget, du kan." in unescape(omar.post(at, form).content.decode())
    assert not CompetenceRow.objects.exists()


def test_the_units_page_names_nobody() -> None:
    """The wall's page of the ward shows the coverage, and neither a name nor a row."""
    here = town()
    tasks_in(here.cancer)
    for one in people_in(here.cancer):
        marks(here.cancer, one, {1: TEACH}, ask=(1,))
    from django.test import Client

    page = unescape(Client().get(page_of(here.cancer)).content.decode())
    assert "2 opgaver er tynde" in page
    assert "Sygeplejerske" not in page
    assert IDA.name not in page
    assert renew_address is not None


def test_staff_are_let_in() -> None:
    """Ida lets her nurses log in: those with an address get an account without a role, and a second press makes none."""
    from fagspejl.accounts.models import User
    from fagspejl.organisation.models import Person

    here = town()
    tasks_in(here.cancer)
    people = people_in(here.cancer, 3)
    for number, one in enumerate(people[:2]):
        Person.objects.filter(id=one).update(email=f"n{number}@fjordby.dk")
    ida = entered(leader("Ida"))
    at = f"/arbejdsrum/kompetencer/{here.cancer}/adgang/"
    assert "Nye adgange: 2" in ida.post(at).content.decode()
    assert "Nye adgange: 0" in ida.post(at).content.decode()
    assert [one.roles.count() for one in User.objects.filter(person__in=people)] == [0, 0]
