"""The nearest unit with totals, for a leader of whom nothing of a group is shown. Pure.

What is returned is what the rule of `readers` leaves to those who read it; who answered is told as a number alone,
without how many were asked and of how many leaders, so that nothing here stands beside what is withheld.
Held by tests/disclosure/test_nearest_totals_say_nothing_of_one_leader.py.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from fagspejl.disclosure.readers import ReadersTotals
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import GroupName, Response, UnitGroup, UnitRelease


def nearest_unit(
    released: Release, leader: str, groups: Collection[GroupName], reader: ReadersTotals
) -> UnitRelease | None:
    """Return the leader's own unit or the nearest above it that shows totals of these groups; None where none does.

    Groups without a total in that unit are left out. A leader who is not in the Release has none.
    """
    organisation = released.printed.organisation
    unit = next((one.unit for one in organisation.leaders if one.id == leader), -1)
    while unit >= 0:
        found = released.unit(unit, reader.rows(unit, released.unit_rows(unit)))
        shown = tuple(_bare(group) for group in found.groups if _shows(group, groups))
        if shown:
            return replace(found, groups=shown)
        unit = organisation.units[unit].parent
    return None


def _shows(group: UnitGroup, groups: Collection[GroupName]) -> bool:
    return group.group in groups and isinstance(group.response, Response)


def _bare(group: UnitGroup) -> UnitGroup:
    assert isinstance(group.response, Response)
    return replace(group, response=replace(group.response, invited=None), leaders=None, pooled=False)
