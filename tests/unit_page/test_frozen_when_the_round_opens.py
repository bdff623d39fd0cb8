"""What leaders had released when Bente's round opened is quoted to their own units' staff, and to nobody else."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation, Round, RoundNotice
from fagspejl.evaluation.selectors.notices import (
    last_round_of_units,
    notice_behind,
    notices_for,
    quotes_anything,
)
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.services.retention import retention
from fagspejl.evaluation.types import RoundState
from fagspejl.organisation.models import Assignment, Person, Unit
from fagspejl.organisation.services import release_notice, withdraw_notice
from fagspejl.organisation.types import NoticeText
from support.roster import BENTE, CAST, DEADLINE, NOW, draft, taken_in

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

KARENS = NoticeText(("Vi har aftalt: Vi skriver notatet, før vi går hjem.",), "Tak for jeres hjælp.", "da")
IDAS = NoticeText(("Vi prøver: Kort møde ved vagtskifte.",), "", "da")


def _unit(key: str) -> UUID:
    found: UUID = Unit.objects.get(key=key).id
    return found


def _release(key: str, text: NoticeText, days: int = 0) -> None:
    release_notice(_unit(key), text, actor=BENTE, now=NOW + timedelta(days=days))


def _open(folder: Path, days: int = 0) -> UUID:
    moment = NOW + timedelta(days=days)
    round_id = draft(now=moment, deadline=DEADLINE + timedelta(days=days))
    open_round(round_id, keys=KeyStore(folder / "keys", folder / "escrow"), actor=BENTE, now=moment)
    return round_id


def _quoted(round_id: UUID) -> dict[tuple[str, str], NoticeText]:
    """Who is quoted what on the start page about whom, by their keys."""
    asked = Invitation.objects.filter(round_id=round_id).select_related("person", "leader")
    told = {(one.person.key, one.leader.key): notice_behind(one.id) for one in asked}
    return {pair: text for pair, text in told.items() if text is not None}


def _mailed(round_id: UUID) -> dict[str, NoticeText]:
    keys = dict(Person.objects.values_list("id", "key"))
    return {keys[person]: text for person, text in notices_for(round_id, list(keys)).items()}


def test_own_units_staff_alone(tmp_path: Path) -> None:
    """Omar rates Karen and Ida: he reads his own unit's notice, about Karen only; leaders, peers and Mads read none."""
    ellen = "ellen;Ellen Toft;ellen@egedal.example;da;kraeft;;;medarbejder;;ida;;;;"
    taken_in(tmp_path, *CAST, ellen)
    omar, ida = Person.objects.get(key="omar"), Person.objects.get(key="ida")
    Assignment.objects.create(rater=omar, leader=ida, perspective="employee")
    _release("fam", KARENS)
    _release("kraeft", IDAS)
    round_id = _open(tmp_path)
    assert Invitation.objects.filter(person__key="omar").count() == 2
    assert _quoted(round_id) == {
        ("sofie", "karen"): KARENS,
        ("omar", "karen"): KARENS,
        ("ellen", "ida"): IDAS,
    }
    assert _mailed(round_id) == {"sofie": KARENS, "omar": KARENS, "ellen": IDAS}


def test_frozen_at_opening(tmp_path: Path) -> None:
    """Karen changes and withdraws her notice while the round is open: Sofie reads what stood there when it opened."""
    taken_in(tmp_path, *CAST)
    _release("fam", KARENS)
    round_id = _open(tmp_path)
    _release("fam", IDAS)
    withdraw_notice(_unit("fam"), actor=BENTE, now=NOW)
    assert _quoted(round_id)["sofie", "karen"] == KARENS


def test_withdrawn_before_opening(tmp_path: Path) -> None:
    """Karen withdraws before Bente opens the round: it quotes nothing to anybody."""
    taken_in(tmp_path, *CAST)
    _release("fam", KARENS)
    withdraw_notice(_unit("fam"), actor=BENTE, now=NOW)
    round_id = _open(tmp_path)
    assert not quotes_anything(round_id)
    assert (_quoted(round_id), _mailed(round_id)) == ({}, {})


def test_somebody_moves_while_the_round_is_open(tmp_path: Path) -> None:
    """Sofie moves to Ida's unit after the opening: she is told neither of Karen's unit nor, asked about Karen, of Ida's."""
    taken_in(tmp_path, *CAST)
    _release("fam", KARENS)
    _release("kraeft", IDAS)
    round_id = _open(tmp_path)
    Person.objects.filter(key="sofie").update(unit=_unit("kraeft"))
    assert _quoted(round_id) == {("omar", "karen"): KARENS}
    assert set(_mailed(round_id)) == {"omar"}


def test_a_link_that_was_withdrawn(tmp_path: Path) -> None:
    """Omar's link is revoked: no mail quotes anything to him."""
    taken_in(tmp_path, *CAST)
    _release("fam", KARENS)
    round_id = _open(tmp_path)
    Invitation.objects.filter(person__key="omar").update(revoked=True)
    assert set(_mailed(round_id)) == {"sofie"}


def test_old_news_is_not_told_twice(tmp_path: Path) -> None:
    """Karen released before the first round and not since: the round after it quotes nothing; a cancelled one is no round."""
    taken_in(tmp_path, *CAST)
    _release("fam", KARENS)
    first = _open(tmp_path, days=1)
    Round.objects.filter(id=first).update(state=RoundState.CANCELLED)
    second = _open(tmp_path, days=300)
    assert _quoted(second)["sofie", "karen"] == KARENS
    Round.objects.filter(id=second).update(state=RoundState.PUBLISHED)
    assert last_round_of_units(["fam", "kraeft", "nowhere"])["fam"][0] == second
    assert not quotes_anything(_open(tmp_path, days=600))
    _release("fam", IDAS, days=700)
    assert _quoted(_open(tmp_path, days=900))["sofie", "karen"] == IDAS


def test_gone_with_who_was_asked(tmp_path: Path) -> None:
    """Thirty days after the round is over nobody can be quoted any more: what it quoted is deleted with the invitations."""
    taken_in(tmp_path, *CAST)
    _release("fam", KARENS)
    round_id = _open(tmp_path)
    over = DEADLINE.date()
    Round.objects.filter(id=round_id).update(state=RoundState.PUBLISHED, keys_destroyed_on=over)
    (rule,) = retention(DEADLINE + timedelta(days=29))
    rule.delete()
    assert RoundNotice.objects.count() == 1
    (rule,) = retention(DEADLINE + timedelta(days=30))
    rule.delete()
    assert RoundNotice.objects.count() == Invitation.objects.count() == 0
    assert "round_notice" in rule.tables
