"""A round does not open with a leader, or somebody above, among her own raters, or one person under two ids."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.evaluation.errors import PeopleLookAlike, RoundNotReady, SuperiorsAmongRaters
from fagspejl.evaluation.services.opening import preflight
from fagspejl.organisation.models import Assignment, Person
from support.roster import CAST, NOW, draft, taken_in

pytestmark = pytest.mark.django_db


def _reason() -> Exception:
    with pytest.raises(RoundNotReady) as refused:
        preflight(draft(), now=NOW)
    (reason,) = refused.value.reasons
    return reason


@pytest.mark.parametrize("perspective", ["employee", "peer", "subordinate_leader"])
def test_karen_about_herself(tmp_path: Path, perspective: str) -> None:
    """An older roster had Karen among her own raters: the round says whom it concerns and stays closed."""
    taken_in(tmp_path, *CAST)
    Assignment.objects.filter(rater__key="karen", leader__key="karen").update(perspective=perspective)
    reason = _reason()
    assert isinstance(reason, SuperiorsAmongRaters)
    assert reason.names == ("Karen Lund",)


def test_somebody_above_karen(tmp_path: Path) -> None:
    """Lone leads Mads, who leads Karen, and is to answer about Karen as a peer."""
    boss = "lone;Lone Dam;lone@egedal.example;da;boern;;;leder;;;;;;"
    mads = CAST[0].replace("leder;;;", "leder;;lone;")
    taken_in(tmp_path, boss, mads, *CAST[1:])
    lone, karen = (Person.objects.get(key=key) for key in ("lone", "karen"))
    Assignment.objects.create(rater=lone, leader=karen, perspective="peer")
    reason = _reason()
    assert isinstance(reason, SuperiorsAmongRaters)
    assert (reason.count, reason.names) == (1, ("Karen Lund",))


def test_omar_twice(tmp_path: Path) -> None:
    """Omar and OMAR, both known from before, would be two of Karen's five."""
    taken_in(tmp_path, *CAST)
    omar = Person.objects.get(key="omar")
    Person.objects.create(key="OMAR", name="Omar Said", unit=omar.unit)
    reason = _reason()
    assert isinstance(reason, PeopleLookAlike)
    assert reason.names == ("omar = OMAR",)
