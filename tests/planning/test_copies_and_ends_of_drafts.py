"""Bente makes next year's round like this year's, and deletes a draft she does not need."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from fagspejl.evaluation.models import Round, RoundPlan, RoundPolicy
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.planning_round import save_plan
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.lib.clock import utc_now
from fagspejl.operations.models import PlannerOrder
from fagspejl.operations.services.orders import place_order
from fagspejl.operations.types import OrderKind
from support.desk import drafted, planner, ready, work
from support.drafting import filled
from support.roster import BENTE, CAST, employees
from support.round_killed import Killed, ending
from support.round_stored import key_files

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
VALUES = PlanValues(
    purpose="Vi vil lære noget.",
    scope="leaders",
    chosen=("karen",),
    invitation_on=date(2026, 9, 7),
    reminders_on=(date(2026, 9, 14), date(2026, 9, 21)),
    union_told_on=date(2026, 8, 3),
    promise_read_on=date(2026, 8, 4),
)


def _source(tmp_path: Path) -> Round:
    policy = RoundPolicyValues(access=AccessPolicy(hr_reads_reports=True))
    round_id = drafted(tmp_path, policy=policy)
    save_plan(round_id, VALUES, version=0, actor=BENTE, now=utc_now())
    return Round.objects.get(id=round_id)


@pytest.mark.parametrize("moved", [True, False])
def test_a_copy_has_settings_and_no_people(client: Client, tmp_path: Path, moved: bool) -> None:
    """Next year's draft has purpose, promise and questionnaire, its days a year on or empty, and nobody named in it."""
    source = _source(tmp_path)
    url = f"/planlaeg/runde/{source.id}/kopi/"
    planner(client)
    sent = filled(client, url, deadline_on="2027-09-30")  # the page proposes next year's title
    if not moved:
        del sent["move_days"]
    assert client.post(url, sent).status_code == 302
    made = Round.objects.get(title="Evaluering 2027")
    kept = plan_of(made.id).values
    assert policy_of(made.id) == policy_of(source.id)
    assert (made.instrument, made.instrument_sha) == (source.instrument, source.instrument_sha)
    assert (kept.purpose, kept.scope, kept.chosen) == ("Vi vil lære noget.", "leaders", ())
    assert (kept.union_told_on, kept.promise_read_on) == (None, None)
    days = (date(2027, 9, 13), date(2027, 9, 20))
    assert kept.reminders_on == (days if moved else ())
    assert kept.invitation_on == (date(2027, 9, 6) if moved else None)
    assert plan_of(source.id).values == VALUES


def test_a_draft_is_deleted(client: Client, tmp_path: Path) -> None:
    """Bente deletes a draft after she was asked: round, promise and plan are gone, and the roster is not touched."""
    source = _source(tmp_path)
    url = f"/planlaeg/runde/{source.id}/opsaetning/slet/"
    planner(client)
    assert client.get(url).status_code == 200
    assert Round.objects.count() == 1
    assert client.post(url)["Location"] == "/planlaeg/"
    assert (Round.objects.count(), RoundPolicy.objects.count(), RoundPlan.objects.count()) == (0, 0, 0)


def test_an_open_round_is_no_draft(client: Client, tmp_path: Path) -> None:
    """The page that deletes drafts is not there for a round that has been opened."""
    round_id = drafted(tmp_path, *CAST, *employees(6))
    planner(client)
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    assert work() == ["open"]
    url = f"/planlaeg/runde/{round_id}/opsaetning/slet/"
    assert (client.get(url).status_code, client.post(url).status_code) == (404, 404)
    assert Round.objects.filter(id=round_id).exists()


def test_a_key_made_before_goes_with_its_draft(client: Client, tmp_path: Path) -> None:
    """Halves of a key were made for the draft: the worker takes the key away and deletes the draft."""
    policy = RoundPolicyValues(access=replace(AccessPolicy(), escrow="witnessed"))
    round_id = drafted(tmp_path, policy=policy)
    facts = {"turn": 1, "name": "Sofie Berg"}
    place_order(OrderKind.PREPARE_KEY, round_id=round_id, actor=BENTE, now=utc_now(), facts=facts)
    assert work() == ["prepare-key"]
    planner(client)
    client.post(f"/planlaeg/runde/{round_id}/opsaetning/slet/")
    assert Round.objects.filter(id=round_id).exists()
    assert work() == ["cancel"]
    assert not Round.objects.filter(id=round_id).exists()


@pytest.fixture
def interrupted(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UUID:
    """A draft that the worker was opening when it stopped, and that Bente then asked to delete."""
    monkeypatch.setattr(settings, "KEYS", tmp_path / "keys")
    monkeypatch.setenv("FAGSPEJL_ESCROW", str(tmp_path / "escrow"))
    round_id = drafted(tmp_path)
    ready(round_id)
    place_order(OrderKind.OPEN, round_id=round_id, actor=BENTE, now=utc_now())
    with ending("opening"), pytest.raises(Killed):
        work()
    assert key_files(round_id)
    planner(client)
    client.post(f"/planlaeg/runde/{round_id}/opsaetning/slet/")
    assert Round.objects.filter(id=round_id, state="draft").exists()
    return round_id


def test_a_key_of_an_interrupted_opening_goes_with_its_draft(interrupted: UUID) -> None:
    """The worker takes the key away and deletes the draft, before it would try to open it again."""
    assert work() == ["cancel"]
    assert not Round.objects.filter(id=interrupted).exists()
    assert not key_files(interrupted)


def test_what_opened_before_its_turn_is_not_cancelled(interrupted: UUID) -> None:
    """The next worker opened the round first: it stays open, and the page of Bente's order can say why."""
    PlannerOrder.objects.filter(kind=OrderKind.OPEN).update(lease=utc_now())
    assert work() == ["open", "cancel"]
    assert Round.objects.get(id=interrupted).state == "open"
    (told,) = PlannerOrder.objects.get(kind=OrderKind.CANCEL).refusals
    assert told[0] == "RoundInOtherState"
