"""The paper for the union committee tells day, seed and thresholds, and the same forecast gives the same bytes."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.services.creating import keep_policy
from fagspejl.evaluation.services.lists import add_exception
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.lists import ListChangeKind
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.wording import wording
from fagspejl.operations.services.forecast import at_another_rate, foretell
from fagspejl.operations.services.imports import undo_last
from fagspejl.organisation.models import Person
from fagspejl.organisation.selectors import last_import
from fagspejl.planning.forecast.paper import paper_pdf
from support.desk import planner
from support.forecasts import TEAMS, made, page_of, teams, text_of
from support.pdf import pdf_text, pdf_ua_faults
from support.roster import BENTE, taken_in

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
    found, told = round_facts(round_id), foretell(round_id, seed=1, now=utc_now())
    assert found is not None
    kept = at_another_rate(round_id, told, 95)
    words = wording("en", "fagspejl.planning.words", "fagspejl.planning.forecast.words")
    made_of_all = paper_pdf(found, *kept, words, every_unit=True)
    assert pdf_ua_faults(made_of_all) == []
    text = pdf_text(made_of_all)
    assert "All units at 95%" in text
    assert "people are asked about Ida Bro" in " ".join(text.split())


@pytest.mark.parametrize("changed", ["promise", "plan", "roster", "roster undone", "list"])
def test_no_paper_of_what_has_changed_since(client: Client, tmp_path: Path, changed: str) -> None:
    """Bente raises the limit, asks one unit, takes in a roster, undoes it or takes Omar off: the old paper is over."""
    planner(client)
    round_id = teams(tmp_path)
    if changed == "roster undone":
        taken_in(tmp_path, *TEAMS[:-1])
    made(client, round_id)
    assert "skal laves igen" not in text_of(client, f"/planlaeg/runde/{round_id}/")
    if changed == "promise":
        keep_policy(round_id, RoundPolicyValues(disclosure=DisclosurePolicy(k=7, k_comments=7)))
    elif changed == "roster":
        taken_in(tmp_path, *TEAMS[:-1])
    elif changed == "roster undone":
        newest = last_import()
        assert newest is not None
        undo_last(newest, actor=BENTE, now=utc_now())
    elif changed == "list":
        karen, omar = (Person.objects.get(key=key).id for key in ("karen", "omar"))
        told = {"perspective": "employee", "reason": "Orlov.", "planner": None, "actor": BENTE}
        add_exception(round_id, karen, ListChangeKind.REMOVE, omar, now=utc_now(), **told)  # type: ignore[arg-type]
    else:
        values = PlanValues(scope="units", chosen=("kraeft",))
        save_plan(round_id, values, version=0, actor=BENTE, now=utc_now())
    shown = text_of(client, page_of(round_id))
    assert "Lav den igen, før du bruger den." in shown
    assert "Hent papiret" not in shown
    answer = client.get(page_of(round_id, "papir.pdf"))
    assert (answer.status_code, answer["Location"]) == (302, page_of(round_id))
    assert "skal laves igen" in text_of(client, f"/planlaeg/runde/{round_id}/")
    assert "Hent papiret" in made(client, round_id)
    assert _paper(client, page_of(round_id, "papir.pdf"))


def test_the_paper_about_one_leader(client: Client, tmp_path: Path) -> None:
    """Bente asks about Karen alone: the committee reads of one leader, and not of »1 ledere«."""
    planner(client)
    round_id = teams(tmp_path)
    save_plan(round_id, PlanValues(scope="leaders", chosen=("karen",)), version=0, actor=BENTE, now=utc_now())
    made(client, round_id)
    told = " ".join(pdf_text(_paper(client, page_of(round_id, "papir.pdf"))).split())
    assert "bliver spurgt om 1 leder, og" in told
    assert "1 ledere" not in told
    assert "1 enheder" not in told
