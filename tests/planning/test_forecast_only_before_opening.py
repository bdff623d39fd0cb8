"""The forecast belongs to the draft: it touches no answer, and it is never run once the round is open."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from fagspejl.evaluation.errors import RosterEmpty, RoundInOtherState
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.forecast import foretell, kept_forecast
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from support.desk import planner, work
from support.forecasts import made, page_of, teams, text_of, words_in
from support.roster import BENTE

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def test_an_open_round_is_refused(client: Client, tmp_path: Path) -> None:
    """Once the round is open nobody gets a forecast: no new one, not the one of before, and no paper."""
    planner(client)
    round_id = teams(tmp_path)
    made(client, round_id)
    assert client.get(page_of(round_id, "papir.pdf")).status_code == 200
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    work()
    with pytest.raises(RoundInOtherState):
        foretell(round_id, seed=1, now=utc_now())
    answer = client.post(page_of(round_id), {"seed": 1})
    assert answer.status_code == 422
    assert "Det kan ikke gøres med runden nu. Den er: Åben for svar." in words_in(answer.content)
    shown = text_of(client, page_of(round_id))
    assert "Prognosen hører til kladden" in shown
    assert "Karen" not in shown
    assert client.get(page_of(round_id, "papir.pdf")).status_code == 404


def test_simulated_answers_touch_nothing_real(tmp_path: Path) -> None:
    """While the forecast is made, nothing is asked of the table of answers or invitations, and only the cache is written."""
    round_id = teams(tmp_path)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        foretell(round_id, seed=1, now=utc_now())
    statements = [query["sql"] for query in asked]
    assert statements
    assert not [one for one in statements if '"response"' in one or '"invitation"' in one]
    writes = [one for one in statements if one.split(maxsplit=1)[0] in {"INSERT", "UPDATE", "DELETE"}]
    assert writes
    assert all("staff_cache" in one for one in writes)
    assert Invitation.objects.count() == 0


def test_the_same_seed_gives_the_same_forecast(tmp_path: Path) -> None:
    """From one seed and one roster the same forecast is made again, and reads back as it was made."""
    round_id, now = teams(tmp_path), utc_now()
    first = foretell(round_id, seed=7, now=now)
    kept = [kept_forecast(round_id, percent) for percent in (60, 70, 80)]
    assert [found and (found[0], round(100 * found[1].rate)) for found in kept] == [
        (first, percent) for percent in (60, 70, 80)
    ]
    assert foretell(round_id, seed=7, now=now) == first
    assert [kept_forecast(round_id, percent) for percent in (60, 70, 80)] == kept
    foretell(round_id, seed=8, now=now)
    assert kept_forecast(round_id, 60) != kept[0]


def test_a_draft_that_asks_nobody_is_told_so(client: Client, tmp_path: Path) -> None:
    """Bente chose a unit in which nobody is asked about anybody: the page says what to do, and nothing is kept."""
    planner(client)
    round_id = teams(tmp_path)
    save_plan(round_id, PlanValues(scope="units", chosen=("nowhere",)), version=0, actor=BENTE, now=utc_now())
    with pytest.raises(RosterEmpty):
        foretell(round_id, seed=1, now=utc_now())
    answer = client.post(page_of(round_id), {"seed": 1})
    assert answer.status_code == 422
    assert "Ingen på deltagerlisten bliver spurgt om nogen." in words_in(answer.content)
    assert kept_forecast(round_id) is None


def test_the_forecast_is_about_whom_the_plan_means(tmp_path: Path) -> None:
    """With only Ida's ward in the plan, the forecast speaks of Ida alone."""
    round_id = teams(tmp_path)
    save_plan(round_id, PlanValues(scope="units", chosen=("kraeft",)), version=0, actor=BENTE, now=utc_now())
    foretell(round_id, seed=1, now=utc_now())
    kept = kept_forecast(round_id)
    assert kept is not None
    told, at = kept
    assert [told.organisation.leaders[one.leader].name for one in at.leaders] == ["Ida Bro"]
    assert at.leaders[0].asked == 16
