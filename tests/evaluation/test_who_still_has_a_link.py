"""Who of an open round has a link that lives, counted by an index: those with none but dead ones are left out."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors.people import (
    addressees,
    asked_of,
    how_many_asked,
    how_many_asked_about,
    people_in,
)
from fagspejl.evaluation.selectors.progress import round_progress
from fagspejl.organisation.models import Person
from support.roster import CAST, employees, opened

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def _revoke(round_id: UUID, person: str, about: str | None = None) -> None:
    links = Invitation.objects.filter(round_id=round_id, person__key=person)
    if about is not None:
        links = links.filter(leader__key=about)
    assert links.update(revoked=True, lookup=None)


def _by_hand(round_id: UUID, column: str) -> set[UUID]:
    return {row[column] for row in Invitation.objects.filter(round_id=round_id, revoked=False).values()}


def _agrees(round_id: UUID) -> None:
    people, leaders = _by_hand(round_id, "person_id"), _by_hand(round_id, "leader_id")
    everybody = set(Person.objects.values_list("id", flat=True))
    assert people_in(round_id) == people == asked_of(round_id, everybody)
    assert (how_many_asked(round_id), how_many_asked_about(round_id)) == (len(people), len(leaders))
    stands = round_progress(round_id)
    assert (stands.people, stands.leaders) == (len(people), len(leaders))
    assert stands.revoked == Invitation.objects.filter(round_id=round_id, revoked=True).count()
    assert sum(stands.asked.values()) == Invitation.objects.filter(round_id=round_id, revoked=False).count()


def test_one_of_several_links_is_dead(tmp_path: Path) -> None:
    """Ida is asked about three leaders; one of her links is taken back, and she is still asked about the others."""
    round_id, _ = opened(tmp_path, *CAST, *employees(3))
    _revoke(round_id, "ida", about="karen")
    _agrees(round_id)
    assert Person.objects.get(key="ida").id in people_in(round_id)


def test_all_links_of_one_are_dead(tmp_path: Path) -> None:
    """Sofie's only link is taken back: she is asked about nobody, and everybody else is counted as before."""
    round_id, _ = opened(tmp_path, *CAST, *employees(3))
    before = how_many_asked(round_id)
    _revoke(round_id, "sofie")
    _agrees(round_id)
    assert how_many_asked(round_id) == before - 1


def test_a_leader_with_none_but_dead_links(tmp_path: Path) -> None:
    """Nobody is asked about Ida any more: she is no leader of the round, and those who were asked are still there."""
    round_id, _ = opened(tmp_path, *CAST, *employees(3))
    before = how_many_asked_about(round_id)
    assert Invitation.objects.filter(round_id=round_id, leader__key="ida").update(revoked=True, lookup=None)
    _agrees(round_id)
    assert how_many_asked_about(round_id) == before - 1


def test_letters_go_to_whoever_is_asked_without_an_address(tmp_path: Path) -> None:
    """Omar has no address and gets a letter by unit and name; once his link is dead nobody writes to him."""
    round_id, _ = opened(tmp_path, *CAST, "per;Per Bro;;da;fam;;;medarbejder;;karen;;;;")
    told = addressees(round_id, everybody=False)
    assert [(one.name, one.unit, one.language) for one in told] == [
        ("Omar Said", "Familieområdet", "en"),
        ("Per Bro", "Familieområdet", "da"),
    ]
    assert round_progress(round_id).by_letter == 2
    _revoke(round_id, "omar")
    assert [one.name for one in addressees(round_id, everybody=False)] == ["Per Bro"]


def test_asking_of_many_at_once_says_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente's list is long: whether everybody is looked at or each by name, the same people are asked."""
    round_id, _ = opened(tmp_path, *CAST, *employees(7))
    everybody = list(Person.objects.values_list("id", flat=True))
    by_name = asked_of(round_id, everybody)
    monkeypatch.setattr("fagspejl.evaluation.selectors.people._AT_ONCE", 2)
    in_parts = asked_of(round_id, everybody)
    monkeypatch.setattr("fagspejl.evaluation.selectors.people._MANY", 3)
    assert asked_of(round_id, everybody) == by_name == in_parts
