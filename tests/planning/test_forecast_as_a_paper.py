"""The paper for the union committee tells day, seed and thresholds, and the same forecast gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.services.creating import keep_policy
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.wording import wording
from fagspejl.operations.services.forecast import foretell, kept_forecast
from fagspejl.planning.forecast.paper import paper_pdf
from support.desk import planner
from support.forecasts import made, page_of, teams, text_of
from support.pdf import pdf_text, pdf_ua_faults
from support.roster import BENTE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def _paper(client: Client, address: str) -> bytes:
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    return answer.content


def test_the_paper_says_what_the_page_says(client: Client, tmp_path: Path) -> None:
    """Bente hands out a paper with day, seed, the limits in words, the table and a sentence on each unit in danger."""
    planner(client)
    round_id = teams(tmp_path)
    made(client, round_id, seed=4711)
    told = " ".join(pdf_text(_paper(client, page_of(round_id, "papir.pdf?sats=60"))).split())
    day = wording("da").day(utc_now().astimezone(ZONE).date())
    for said in (
        "Prognose for rapporterne",
        "Evaluering 2026, Egedal Kommune",
        day.replace("\xa0", " "),
        "4711",
        "Færre end fem har svaret",
        "Enheder i fare ved 60 %",
        "6 bliver spurgt om Karen Lund",
        "Én enhed mere er ikke i fare ved 60 %.",
    ):
        assert said in told.replace("\xa0", " "), said
    assert "Ida Bro" not in told
    everybody = pdf_text(_paper(client, page_of(round_id, "papir.pdf?sats=60&enheder=alle")))
    assert "Ida Bro" in everybody


def test_the_same_seed_gives_the_same_paper(client: Client, tmp_path: Path) -> None:
    """Made twice from one seed the paper is the same to the last byte; from another it is not."""
    planner(client)
    round_id = teams(tmp_path)
    papers = []
    for seed in (1, 1, 2):
        made(client, round_id, seed=seed)
        papers.append(_paper(client, page_of(round_id, "papir.pdf")))
    assert papers[0] == papers[1] != papers[2]


def test_the_paper_in_english_and_of_many_units(tmp_path: Path) -> None:
    """The English paper with every unit is whole, and a screen reader can read it (PDF/UA-1)."""
    round_id = teams(tmp_path)
    foretell(round_id, seed=1, percent=95, now=utc_now())
    found, kept = round_facts(round_id), kept_forecast(round_id, 95)
    assert found is not None
    assert kept is not None
    words = wording("en", "fagspejl.planning.words", "fagspejl.planning.forecast.words")
    made_of_all = paper_pdf(found, *kept, words, every_unit=True)
    assert pdf_ua_faults(made_of_all) == []
    text = pdf_text(made_of_all)
    assert "All units at 95%" in text
    assert "people are asked about Ida Bro" in " ".join(text.split())


@pytest.mark.parametrize("changed", ["promise", "plan"])
def test_no_paper_of_what_has_changed_since(client: Client, tmp_path: Path, changed: str) -> None:
    """Bente raises the limit to seven, or asks only one unit: page and paper of before are no longer for use."""
    planner(client)
    round_id = teams(tmp_path)
    made(client, round_id)
    if changed == "promise":
        keep_policy(round_id, RoundPolicyValues(disclosure=DisclosurePolicy(k=7, k_comments=7)))
    else:
        values = PlanValues(scope="units", chosen=("kraeft",))
        save_plan(round_id, values, version=0, actor=BENTE, now=utc_now())
    shown = text_of(client, page_of(round_id))
    assert "Lav den igen, før du bruger den." in shown
    assert "Hent papiret" not in shown
    assert client.get(page_of(round_id, "papir.pdf")).status_code == 404
    assert "Hent papiret" in made(client, round_id)
    assert _paper(client, page_of(round_id, "papir.pdf"))
