"""A relief round is its unit's: its leader and whom she appointed write it, and after two years it is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest

from fagspejl.lib.clock import utc_now
from fagspejl.workspace.home.theme.services import choose_theme
from fagspejl.workspace.home.theme.types import NextTool
from fagspejl.workspace.relief.models import ReliefRound
from fagspejl.workspace.relief.services.keeping import carry_relief, keep_round
from fagspejl.workspace.relief.services.retention import ROUNDS, retention
from fagspejl.workspace.relief.types import WorthCounts
from fagspejl.workspace.sessions.services.planning import appoint, today_here
from support.staff import somebody
from support.town import Town, entered, form_with, leader, town
from support.unit_page import KAREN

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

NOBODY_ANSWERED = WorthCounts(0, 0, 0)


@pytest.fixture
def here(db: None) -> Town:
    """The town."""
    return town()


def test_her_facilitator_holds_it(here: Town) -> None:
    """Omar is appointed by Ida and writes a round; before, and for Mads who leads Ida, nothing is there."""
    omar, mads = somebody("Omar"), entered(leader("Mads"))
    client, at = entered(omar), f"/arbejdsrum/aflastning/{here.cancer}/"
    pages = [at, f"{at}runde/1/", f"{at}slut/"]
    assert {one.get(page).status_code for one in (client, mads) for page in pages} == {404}
    assert mads.post(f"{at}slut/", {"held_on": str(today_here()), "present": "7"}).status_code == 404
    appoint(here.cancer, omar.staff.id, actor=KAREN)
    assert {client.get(page).status_code for page in pages} == {200}
    client.post(f"{at}slut/", form_with(client.get(f"{at}slut/"), "present") | {"present": "7"})
    assert ReliefRound.objects.get().unit == here.cancer
    told = client.get(at).content.decode()
    assert "7 var med." in told
    assert "notater/nyt" not in told


def test_too_few_the_second_time(here: Town) -> None:
    """Ida puts a round right: five had answered, it was four. No count of the first is left."""
    for worth in (WorthCounts(5, 0, 0), WorthCounts(4, 0, 0)):
        keep_round(here.cancer, held_on=today_here(), present=6, worth=worth, actor=KAREN)
    row = ReliefRound.objects.get()
    assert (row.worth_yes, row.worth_partly, row.worth_no) == (None, None, None)


def test_forgotten_after_two_years(here: Town) -> None:
    """A round of two years ago goes in the night, and one of the day after stays."""
    latest = ROUNDS.latest(today_here())
    for day in (latest, latest + timedelta(days=1)):
        ReliefRound.objects.create(unit=here.cancer, held_on=day, present=7)
    assert [one.delete() for one in retention(utc_now())] == [1]
    assert ReliefRound.objects.get().held_on == latest + timedelta(days=1)


def test_a_merged_unit(here: Town) -> None:
    """The ward becomes part of Karen's unit: its rounds go along; of two on a day, that of Karen's unit stays."""
    today, before = today_here(), today_here() - timedelta(days=7)
    for unit, day, present in (
        (here.cancer, today, 7),
        (here.cancer, before, 6),
        (here.family, today, 5),
    ):
        keep_round(unit, held_on=day, present=present, worth=NOBODY_ANSWERED, actor=KAREN)
    assert carry_relief(here.cancer, here.family) == 1
    found = ReliefRound.objects.order_by("held_on").values_list("unit", "held_on", "present")
    assert list(found) == [(here.family, before, 6), (here.family, today, 5)]


def test_a_theme_about_strain_leads_to_it(here: Town) -> None:
    """Karen's theme is about strain: what may come next on its page is a relief round."""
    tools = (NextTool("relief", "strain"),)
    choose_theme(here.family, theme="Belastning", tools=tools, asked=True, actor=KAREN)
    told = entered(leader("Karen")).get(f"/arbejdsrum/enhed/{here.family}/tema/").content.decode()
    assert f'href="/arbejdsrum/aflastning/{here.family}/"' in told
