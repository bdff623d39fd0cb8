"""Opening a round invites everybody who is to be asked, keeps the organisation as it stands, or says why not."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import DatabaseError, transaction

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.evaluation.errors import (
    DeadlineUnready,
    EscrowMissing,
    LeadersAskedAboutTooSoon,
    RosterEmpty,
    RoundInOtherState,
    RoundNotReady,
    WordsMissing,
)
from fagspejl.evaluation.keys.derivation import link_of, lookup_of
from fagspejl.evaluation.keys.store import KeyStore, RoundKeyWrong
from fagspejl.evaluation.models import Invitation, Round, RoundPolicy
from fagspejl.evaluation.selectors import key_check_of, round_facts, tree_of
from fagspejl.evaluation.selectors.lookup import invitation_by_lookup
from fagspejl.evaluation.services.opening import open_round, preflight
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.instrument.errors import InstrumentChanged
from support.roster import BENTE, CAST, DEADLINE, NOW, draft, opened, taken_in

pytestmark = pytest.mark.django_db


def _reasons(round_id: UUID, now: datetime = NOW, *, has_escrow: bool = True) -> list[type]:
    with pytest.raises(RoundNotReady) as refused:
        preflight(round_id, now=now, has_escrow=has_escrow)
    return [type(reason) for reason in refused.value.reasons]


def test_everybody_gets_a_link(tmp_path: Path) -> None:
    """Sofie's link, made from the key again, leads to her invitation about Karen."""
    round_id, keys = opened(tmp_path)
    key = keys.read(round_id, key_check_of(round_id))
    rows = list(Invitation.objects.select_related("person", "leader"))
    assert Counter(row.perspective for row in rows) == {
        "self": 3,
        "subordinate_leader": 2,
        "superior": 2,
        "employee": 2,
        "peer": 1,
    }
    for row in rows:
        link = link_of(key, round_id, row.id, 0)
        found = invitation_by_lookup(lookup_of(link))
        assert found is not None
        assert (found.invitation.id, found.invitation.leader_name) == (row.id, row.leader.name)
    (sofie,) = [row for row in rows if row.person.key == "sofie"]
    assert sofie.form == "faglig-ledelse@1.1:employee:family_casework"
    (omar,) = [row for row in rows if row.person.key == "omar"]
    assert omar.form == "faglig-ledelse@1.1:employee:-"


def test_the_organisation_is_kept_as_it_stands(tmp_path: Path) -> None:
    """Karen's unit hangs below Mads's, parents first, leaders with their units; moving units later changes nothing."""
    round_id, _ = opened(tmp_path)
    before = tree_of(round_id)
    assert [(unit["id"], unit["parent"]) for unit in before["units"]] == [
        ("boern", -1),
        ("fam", 0),
        ("kraeft", 0),
    ]
    assert [(leader["name"], leader["unit"]) for leader in before["leaders"]] == [
        ("Mads Holm", 0),
        ("Karen Lund", 1),
        ("Ida Bro", 2),
    ]
    taken_in(tmp_path, *(row.replace("kraeft;Kræftafdelingen;boern", "kraeft;Onkologi;fam") for row in CAST))
    assert tree_of(round_id) == before


def test_opening_again_changes_nothing(tmp_path: Path) -> None:
    """Bente, who runs the command twice, gets the same round with the same links."""
    round_id, keys = opened(tmp_path)
    before = list(Invitation.objects.order_by("id").values_list("id", "lookup"))
    assert open_round(round_id, keys=keys, actor=BENTE, now=NOW + timedelta(hours=1)) == len(before)
    assert list(Invitation.objects.order_by("id").values_list("id", "lookup")) == before
    found = round_facts(round_id)
    assert found is not None
    assert (found.state, found.opened_at) == (RoundState.OPEN, NOW + timedelta(minutes=1))


def test_a_key_made_by_a_killed_opening_is_used(tmp_path: Path) -> None:
    """A run that was killed after making the key is run again, and opens with that key."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    keys = KeyStore(tmp_path / "keys", tmp_path / "escrow")
    key = keys.create(round_id)
    open_round(round_id, keys=keys, actor=BENTE, now=NOW)
    assert keys.read(round_id, key_check_of(round_id)) == key


def test_an_escrow_copy_that_differs_stops_the_opening(tmp_path: Path) -> None:
    """When the second copy of the key is not the same, nothing is opened and nobody is invited."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    keys = KeyStore(tmp_path / "keys", tmp_path / "escrow")
    keys.create(round_id)
    (tmp_path / "escrow" / f"{round_id}.key").write_bytes(bytes(32))
    with pytest.raises(RoundKeyWrong):
        open_round(round_id, keys=keys, actor=BENTE, now=NOW)
    assert not Invitation.objects.exists()
    assert Round.objects.get().state == RoundState.DRAFT


def test_nothing_opens_half(tmp_path: Path) -> None:
    """An interruption in the middle leaves a draft without a single invitation; trying again opens it whole."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    keys = KeyStore(tmp_path / "keys", tmp_path / "escrow")

    def interrupted(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        open_round(round_id, keys=keys, actor=BENTE, now=NOW, progress=interrupted)
    assert not Invitation.objects.exists()
    assert open_round(round_id, keys=keys, actor=BENTE, now=NOW) == 10


def test_every_reason_is_told_at_once(tmp_path: Path) -> None:
    """Bente hears of the near deadline, the missing second key and the empty roster in one go."""
    round_id = draft()
    late = DEADLINE - timedelta(hours=23)
    assert _reasons(round_id, late, has_escrow=False) == [DeadlineUnready, RosterEmpty, EscrowMissing]


def test_a_changed_questionnaire_is_refused(tmp_path: Path) -> None:
    """A questionnaire that is not the one the draft was made with cannot be opened."""
    taken_in(tmp_path, *CAST)
    round_id = draft()
    Round.objects.update(instrument_sha="0" * 64)
    assert _reasons(round_id) == [InstrumentChanged]


def test_missing_words_are_refused(tmp_path: Path) -> None:
    """A round in a language that the questionnaire does not have cannot be opened."""
    taken_in(tmp_path, *CAST)
    policy = RoundPolicyValues(access=replace(AccessPolicy(), languages=("da", "fr")))
    assert _reasons(draft(policy=policy)) == [WordsMissing]


def test_the_same_leader_within_ninety_days(tmp_path: Path) -> None:
    """Karen is not asked about again 89 days after the last deadline; on the ninetieth she may be."""
    first, _ = opened(tmp_path)
    second = draft(deadline=DEADLINE + timedelta(days=200))
    with pytest.raises(RoundNotReady) as refused:
        preflight(second, now=DEADLINE + timedelta(days=89))
    (reason,) = refused.value.reasons
    assert isinstance(reason, LeadersAskedAboutTooSoon)
    assert (reason.count, reason.days, "Karen Lund" in reason.names) == (3, 90, True)
    Invitation.objects.filter(
        round_id=first
    ).delete()  # deleted on schedule: the tree still remembers the leaders
    assert _reasons(second, DEADLINE + timedelta(days=89)) == [LeadersAskedAboutTooSoon]
    assert preflight(second, now=DEADLINE + timedelta(days=90)).raters == 5


def test_who_is_too_new_is_not_asked(tmp_path: Path) -> None:
    """Sofie, employed in July, and Omar, who is exempt, are left out of a round opened in September."""
    rows = [row for row in CAST if not row.startswith(("sofie", "omar"))]
    sofie = "sofie;Sofie Berg;;da;fam;;;medarbejder;;karen;;2026-07-01;;"
    omar = "omar;Omar Said;;da;fam;;;medarbejder;;karen;;2026-06-01;;ja"
    taken_in(tmp_path, *rows, sofie, omar)
    asking = preflight(draft(), now=NOW)
    assert asking.left_out == 2
    assert {asking.people[a.rater].key for a in asking.asked} == {"mads", "karen", "ida"}


def test_the_promise_is_frozen(tmp_path: Path) -> None:
    """Once the round is open, neither code nor SQL changes what raters were promised; a draft never holds k = 4."""
    round_id, _ = opened(tmp_path)
    for change in ({"k": 6}, {"sha256": "0" * 64}):
        with pytest.raises(DatabaseError), transaction.atomic():
            RoundPolicy.objects.filter(round_id=round_id).update(**change)
    second = draft(policy=RoundPolicyValues(disclosure=DisclosurePolicy(k=6, k_comments=6)))
    with pytest.raises(DatabaseError), transaction.atomic():
        RoundPolicy.objects.filter(round_id=second).update(k=4)
    with pytest.raises(RoundInOtherState):
        preflight(round_id, now=NOW)


def test_opening_tells_the_day_the_second_key_was_read(tmp_path: Path) -> None:
    """The round remembers when the escrow copy was read back."""
    round_id, _ = opened(tmp_path, now=datetime(2026, 9, 1, 22, 30, tzinfo=UTC))
    assert Round.objects.get(id=round_id).escrow_confirmed_on == date(2026, 9, 2)
