"""The nearest total beside a withheld result obeys the rule of readers, whoever the reader is."""

from __future__ import annotations

import pytest

from fagspejl.disclosure.nearest import nearest_unit
from fagspejl.disclosure.public_totals import reader_of_all, readers_of_tree
from fagspejl.disclosure.readers import ReadersTotals
from fagspejl.disclosure.types import Response, Score, Withheld
from support.rounds import make_round


@pytest.mark.parametrize("seed", range(12))
def test_nothing_but_what_the_reader_may_see(seed: int) -> None:
    """Karen, Mads or anybody: each total is one that the organisation's page shows the same reader, or fewer facts."""
    released = make_round(seed, leaders=14, units=6, themes=(4,), sizes=(3, 4, 6, 12)).release()
    printed, organisation = released.printed, released.printed.organisation
    for index, leader in enumerate(organisation.leaders):
        reader = ReadersTotals(printed, released.figures, [index])
        found = nearest_unit(released, leader.id, ("employee",), reader)
        if found is None:
            continue
        place = next(at for at, unit in enumerate(organisation.units) if unit.id == found.unit)
        shown = released.unit(place, reader.rows(place, released.unit_rows(place)))
        theirs = {group.group: group for group in shown.groups}
        for group in found.groups:
            assert group.themes == theirs[group.group].themes
            assert isinstance(group.response, Response)
            assert group.response.n == theirs[group.group].response.n  # type: ignore[union-attr]
            assert (group.response.invited, group.leaders) == (None, None)


@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_nearest(seed: int) -> None:
    """No unit between Karen's own and the one she is shown has a total for her; a file's holds for every reader."""
    released = make_round(seed, leaders=14, units=6, themes=(4,), sizes=(3, 4, 6, 12)).release()
    organisation = released.printed.organisation
    reader = reader_of_all(released, readers_of_tree(organisation))
    asked = 0
    for leader in organisation.leaders:
        found, unit = nearest_unit(released, leader.id, ("employee",), reader), leader.unit
        while unit >= 0 and (found is None or organisation.units[unit].id != found.unit):
            seen = released.unit(unit, reader.rows(unit, released.unit_rows(unit)))
            (group,) = [group for group in seen.groups if group.group == "employee"]
            assert isinstance(group.response, Withheld)
            unit = organisation.units[unit].parent
        if found is not None:
            asked += 1
            assert (
                any(isinstance(theme.score, Score) for theme in found.groups[0].themes)
                or found.groups[0].themes
            )
    assert asked or seed


def test_a_stranger_has_none() -> None:
    """Lone leads nobody in the round: there is no unit to begin at."""
    released = make_round(1).release()
    reader = ReadersTotals(released.printed, released.figures, [])
    assert nearest_unit(released, "Lone", ("employee",), reader) is None
