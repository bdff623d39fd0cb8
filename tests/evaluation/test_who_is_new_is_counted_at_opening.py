"""When a round opens, those who came on the lists after the last published round are counted, and no one is named."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from fagspejl.evaluation.models import Round
from fagspejl.evaluation.selectors import newcomers_of, tree_of
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.types import RoundState
from fagspejl.organisation.models import Assignment, Person
from fagspejl.organisation.services import apply_import
from support.roster import BENTE, DEADLINE, KAREN, MADS, NOW, OMAR, SOFIE, draft, employees, opened, read

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
YEAR = timedelta(days=365)
SPRING = date(2027, 4, 1)
BOTH = (MADS, KAREN, SOFIE, OMAR)


@pytest.fixture
def first(tmp_path: Path) -> UUID:
    """The round of 2026, over and published; Sofie and Omar were on Karen's list."""
    round_id, _ = opened(tmp_path, *BOTH)
    Round.objects.filter(id=round_id).update(state=RoundState.PUBLISHED)
    return round_id


def _again(folder: Path, *rows: str, today: date | None = SPRING) -> UUID:
    from fagspejl.evaluation.keys.store import KeyStore

    apply_import(read(folder, *rows), actor=BENTE, accepted=True, today=today)
    round_id = draft(title="2027", deadline=DEADLINE + YEAR, now=NOW + YEAR)
    open_round(round_id, keys=KeyStore(folder / "keys", folder / "escrow"), actor=BENTE, now=NOW + YEAR)
    return round_id


def _new(round_id: UUID, last: datetime = DEADLINE) -> dict[str, tuple[int, int]]:
    return newcomers_of(round_id, str(Person.objects.get(key="karen").id), last)


def test_those_who_came_after_the_deadline_are_new(first: UUID, tmp_path: Path) -> None:
    """Three of Karen's five employees came in April; Sofie and Omar were there. The kept numbers name nobody."""
    round_id = _again(tmp_path, *BOTH, *employees(3))
    assert _new(round_id) == {"employee": (3, 5)}
    kept = str(Round.objects.get(id=round_id).tree)
    for rater in Person.objects.filter(is_leader=False):
        assert str(rater.id) not in kept
        assert rater.name not in kept
    assert set(tree_of(round_id)) == {"units", "leaders"}


def test_nobody_is_new_where_everybody_was_there(first: UUID, tmp_path: Path) -> None:
    """The list of 2027 is the one of 2026: none of the two is new."""
    assert _new(_again(tmp_path, *BOTH)) == {"employee": (0, 2)}


def test_a_change_of_group_is_no_arrival(first: UUID, tmp_path: Path) -> None:
    """Sofie leads others now and answers about Karen as a leader: she is not new on Karen's list."""
    Assignment.objects.filter(rater__key="sofie").update(perspective="subordinate_leader")
    _again(tmp_path, *BOTH)
    sofie = Assignment.objects.get(rater__key="sofie")
    assert (sofie.perspective, sofie.since) == ("employee", NOW.date())


def test_without_a_day_nothing_is_said(first: UUID, tmp_path: Path) -> None:
    """It is not known when Karen's three others came: no number is kept this year, and next year they are not new."""
    round_id = _again(tmp_path, *BOTH, *employees(3), today=None)
    assert _new(round_id) == {}
    assert not Assignment.objects.filter(since=None).exists()
    Round.objects.filter(id=round_id).update(state=RoundState.PUBLISHED)
    third = draft(title="2028", deadline=DEADLINE + 2 * YEAR, now=NOW + 2 * YEAR)
    from fagspejl.evaluation.keys.store import KeyStore

    keys = KeyStore(tmp_path / "keys", tmp_path / "escrow")
    open_round(third, keys=keys, actor=BENTE, now=NOW + 2 * YEAR)
    assert _new(third, DEADLINE + YEAR) == {"employee": (0, 5)}


def test_another_round_is_no_last_round(first: UUID, tmp_path: Path) -> None:
    """The numbers count from the round of 2026; beside a round with another deadline they are not told."""
    assert _new(_again(tmp_path, *BOTH), DEADLINE - YEAR) == {}


def test_a_first_round_counts_nobody(tmp_path: Path) -> None:
    """Before there is a published round, nobody is new."""
    round_id, _ = opened(tmp_path, *BOTH)
    assert set(Round.objects.get(id=round_id).tree or ()) == {"units", "leaders", "changes"}
