"""What is kept of sparring and how long: cards and patterns three years, suggestions one, rounds while there is a unit."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID, uuid4

import pytest

from fagspejl.lib.clock import ZONE
from fagspejl.workspace.cases.models import CaseCard, CasePattern, CaseRhythm, PatternIdea, RotaEntry
from fagspejl.workspace.cases.services.carrying import carry_cases
from fagspejl.workspace.cases.services.ideas import take_idea
from fagspejl.workspace.cases.services.retention import retention
from fagspejl.workspace.cases.services.rota import set_rhythm, set_rota
from support.simulated_days import Days
from support.sparring import KAREN, carded, patterned
from support.town import Town, town

pytestmark = pytest.mark.stores
FIRST = date(2027, 2, 15)


@pytest.fixture
def days(monkeypatch: pytest.MonkeyPatch) -> Days:
    """The site's clock."""
    return Days(monkeypatch, FIRST)


@pytest.fixture
def here(db: None, days: Days) -> Town:
    """The town."""
    return town()


def _night(day: date) -> dict[str, int]:
    now = datetime(day.year, day.month, day.day, 3, tzinfo=ZONE)
    return {one.rule.name: one.delete() for one in retention(now)}


def _fill(unit: UUID) -> None:
    carded(unit)
    patterned(unit)
    take_idea(unit, "ingen svarer")
    set_rhythm(unit, weekday=3, meeting="Punktet", weeks=8, short=False, actor=KAREN)
    set_rota(unit, ["KJ", "SO"])


def test_each_has_its_time(here: Town) -> None:
    """Nothing goes a day early; suggestions go after a year, cards and patterns after three, rounds stay."""
    _fill(here.family)
    kept = {"case_cards": 0, "case_patterns": 0, "pattern_ideas": 0, "case_rounds": 0}
    assert _night(date(2028, 2, 14)) == kept
    assert _night(date(2028, 2, 15)) == {**kept, "pattern_ideas": 1}
    assert _night(date(2030, 2, 14)) == kept
    assert _night(date(2030, 2, 15)) == {**kept, "case_cards": 1, "case_patterns": 1}
    assert RotaEntry.objects.count() == 2
    assert CaseRhythm.objects.count() == 1


def test_rounds_of_a_unit_that_is_gone(here: Town) -> None:
    """Initials and the fixed day of a unit that the organisation has no more go the same night."""
    _fill(uuid4())
    _fill(here.family)
    assert _night(FIRST)["case_rounds"] == 1
    assert set(RotaEntry.objects.values_list("unit", flat=True)) == {here.family}


def test_a_unit_becomes_part_of_another(here: Town) -> None:
    """Cards, patterns and suggestions go along; a round that the other has already stays as it is."""
    _fill(here.family)
    set_rota(here.cancer, ["AS", "PE"])
    assert carry_cases(here.family, here.cancer) == 1
    for kind in (CaseCard, CasePattern, PatternIdea, CaseRhythm, RotaEntry):
        assert set(kind.objects.values_list("unit", flat=True)) == {here.cancer}
    assert set(RotaEntry.objects.values_list("initials", flat=True)) == {"AS", "PE"}
