"""Bente makes the forecast in her browser: rates side by side, a sentence for each unit, and what would help."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client
from scipy.stats import binom

from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.forecast import at_another_rate, kept_forecast
from fagspejl.planning.forecast.numbers import units_meant
from support.desk import planner
from support.forecasts import made, page_of, teams, text_of, words_in
from support.pdf import pdf_text
from support.roster import BENTE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
APART = RoundPolicyValues(access=AccessPolicy(separate_subordinate_leaders=True))


def test_bente_makes_one(client: Client, tmp_path: Path) -> None:
    """Before, the page only says what it would do; after her post three rates stand side by side."""
    planner(client)
    round_id = teams(tmp_path)
    assert "Lav prognosen igen" not in text_of(client, page_of(round_id))
    shown = made(client, round_id)
    assert "Hvad der bliver til 60 % 70 % 80 %" in shown
    assert "24 personer bliver spurgt om 3 ledere, og lodtrækningen begynder fra tallet 1." in shown
    assert "Enhed for enhed ved 60 %" in shown


def test_the_slider_shows_any_rate(client: Client, tmp_path: Path) -> None:
    """Bente moves the slider to 65: that rate stands between the others and in the paper, and nothing is kept of it.

    The lots are those of the forecast: what she sees at 70 is what was kept at 70.
    """
    planner(client)
    round_id = teams(tmp_path)
    made(client, round_id)
    kept = kept_forecast(round_id, 70)
    shown = text_of(client, page_of(round_id, "?sats=65"))
    assert "Hvad der bliver til 60 % 65 % 70 % 80 %" in shown
    assert "Enhed for enhed ved 65 %" in shown
    assert (
        'name="sats" min="30" max="95" value="65"'
        in client.get(page_of(round_id, "?sats=65")).content.decode()
    )
    assert "ved 65 %" in " ".join(
        pdf_text(client.get(page_of(round_id, "papir.pdf?sats=65")).content).split()
    )
    assert kept_forecast(round_id, 70) == kept
    assert kept is not None
    assert at_another_rate(round_id, kept[0], 70) == kept


def test_a_sentence_for_each_unit_says_how_many_and_what_comes_of_it(client: Client, tmp_path: Path) -> None:
    """Karen's six: at 60 % four or more answer in half of the rounds, and most rounds give her no report."""
    planner(client)
    round_id = teams(tmp_path)
    shown = made(client, round_id)
    kept = kept_forecast(round_id, 60)
    assert kept is not None
    told, at = kept
    karen = next(one for one in at.leaders if told.organisation.leaders[one.leader].name == "Karen Lund")
    assert (karen.asked, karen.half) == (6, binom.ppf(0.5, 6, 0.6))
    sentence = "6 bliver spurgt om Karen Lund: Ved 60 % svarer mindst 4 i halvdelen af de tænkte runder, "
    assert f"{sentence}men i {karen.none} af 200 bliver der ingen rapport" in shown
    assert "Familieområdet i Børn og Unge" in shown
    mads = "2 bliver spurgt om Mads Holm: Ved 60 % svarer mindst 1 i halvdelen af de tænkte runder, "
    assert f"{mads}så der kan ikke blive en rapport, og svarene tæller" in shown
    assert "og rapporten bliver fuld i" in shown  # Ida's sixteen


def test_only_what_is_in_danger(client: Client, tmp_path: Path) -> None:
    """With the filter on, Ida's ward, whose sixteen are enough, is left out; units keep the order of the tree."""
    planner(client)
    round_id = teams(tmp_path)
    made(client, round_id)
    every, few = (text_of(client, page_of(round_id, query)) for query in ("?sats=60", "?sats=60&kun=fare"))
    assert "om Ida Bro" in every
    assert "om Ida Bro" not in few
    assert every.index("om Mads Holm") < every.index("om Karen Lund") < every.index("om Ida Bro")
    assert few.index("om Mads Holm") < few.index("om Karen Lund")


def test_numbers_on_the_page_are_those_of_the_forecast(client: Client, tmp_path: Path) -> None:
    """Every figure of the table is the forecast's own, at each rate."""
    planner(client)
    round_id = teams(tmp_path)
    shown = made(client, round_id)
    kept = kept_forecast(round_id)
    assert kept is not None
    at = kept[0].numbers
    assert f"Ledere med fuld rapport {' '.join(str(one.full) for one in at)} Ledere med delvis" in shown
    assert f"Ledere med delvis rapport {' '.join(str(one.partly) for one in at)} Ledere uden" in shown
    assert f"Ledere uden rapport {' '.join(str(one.none) for one in at)} Ledere i fare" in shown


def test_units_are_those_of_the_round(client: Client, tmp_path: Path) -> None:
    """Bente's round is about Karen alone: figures are of her unit and the one it lies in, not of the whole roster."""
    planner(client)
    round_id = teams(tmp_path)
    plan = PlanValues(scope="leaders", chosen=("karen",))
    save_plan(round_id, plan, version=plan_of(round_id).version, actor=BENTE, now=utc_now())
    assert "af 2" in made(client, round_id).split("Enheder med tal")[1].split("Personer")[0]
    kept = kept_forecast(round_id)
    assert kept is not None
    assert units_meant(kept[0]) == 2 < len(kept[0].organisation.units)


def test_what_merging_would_change_is_said(client: Client, tmp_path: Path) -> None:
    """Kept apart, Mads' two leaders make no group, and merging them with nobody helps nobody: the page says so."""
    planner(client)
    round_id = teams(tmp_path, policy=APART)
    shown = made(client, round_id)
    assert "Underordnede ledere regnes for sig." in shown
    assert "ændrer ikke, hvor mange ledere der er i fare" in shown


def test_how_many_must_be_asked(client: Client, tmp_path: Path) -> None:
    """For five answers in nine of ten rounds eleven must be asked at 60 %, as the binomial says."""
    planner(client)
    shown = made(client, teams(tmp_path))
    assert binom.sf(4, 11, 0.6) >= 0.9 > binom.sf(4, 10, 0.6)
    assert "11 ved 60 %, 9 ved 70 % og 8 ved 80 %" in shown


@pytest.mark.parametrize("fields", [{"seed": ""}, {"seed": 1_000_000}, {"seed": "halvdelen"}])
def test_what_cannot_be_read_stands_in_the_field(
    client: Client, tmp_path: Path, fields: dict[str, object]
) -> None:
    """A number that is too large or in letters is told beside its field, and what Bente wrote still stands there."""
    planner(client)
    round_id = teams(tmp_path)
    answer = client.post(page_of(round_id), fields)
    assert answer.status_code == 200
    assert "Skriv et helt tal fra" in words_in(answer.content)
    assert kept_forecast(round_id) is None
    if fields["seed"]:
        assert f'value="{fields["seed"]}"' in answer.content.decode()


@pytest.mark.parametrize(
    "query", ["?sats=29", "?sats=96", "?sats=x&side=900", "?side=-1", "?sats=" + "9" * 5000, "?kun=alt"]
)
def test_an_address_of_nonsense_shows_the_first_rate(client: Client, tmp_path: Path, query: str) -> None:
    """Whatever stands in the address, the page is one of the forecast's own."""
    planner(client)
    round_id = teams(tmp_path)
    made(client, round_id)
    assert "Enhed for enhed ved 60 %" in text_of(client, page_of(round_id, query))


def test_the_page_in_english(client: Client, tmp_path: Path) -> None:
    """A planner who reads English finds the same sentences, complete."""
    planner(client)
    round_id = teams(tmp_path)
    made(client, round_id)
    shown = text_of(client, page_of(round_id, "?sprog=en"))
    assert (
        "6 people are asked about Karen Lund: at 60%, at least 4 answer in half of the simulated rounds, but in"
        in shown
    )


def test_the_round_tells_where_the_forecast_stands(client: Client, tmp_path: Path) -> None:
    """The round's page says that the forecast is to be made, and on which day it was."""
    planner(client)
    round_id = teams(tmp_path)
    assert "Prognosen er ikke lavet endnu." in text_of(client, f"/planlaeg/runde/{round_id}/")
    made(client, round_id)
    assert "Prognosen er lavet" in text_of(client, f"/planlaeg/runde/{round_id}/")
