"""Totals that may be published: those permitted to every reader of the round's reports. Pure.

A page that is published stands beside whatever reports its readers know. So it prints what the rule of `readers`
permits to all of them at once. Where rights are known they are taken as they are; from files nobody knows who reads
what, and readers are taken from the tree.
Held by tests/disclosure/test_public_totals_give_nobody_a_single_leader.py.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from fagspejl.disclosure.readers import ReadersTotals
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import Organisation, UnitRelease

_TWO = 2  # whoever reads one report or none leaves two leaders in every total and difference of totals


def readers_of_tree(organisation: Organisation) -> frozenset[frozenset[int]]:
    """Return whose reports somebody could read together, as indices of leaders, where rights are not known.

    For each unit: those who lead in it, those one level down, the nearest below (a unit that nobody leads is passed
    over), all below, and each of these with all who lead in the unit; the sets without the unit's own leaders also with
    each one of them, who reads the own report beside.
    """
    units = organisation.units
    here: list[set[int]] = [set() for _ in units]
    for index, leader in enumerate(organisation.leaders):
        here[leader.unit].add(index)
    next_below: list[set[int]] = [set() for _ in units]
    nearest: list[set[int]] = [set() for _ in units]
    below: list[set[int]] = [set() for _ in units]
    for unit in range(len(units) - 1, 0, -1):  # children stand after parents
        parent = units[unit].parent
        next_below[parent] |= here[unit]
        nearest[parent] |= here[unit] or nearest[unit]
        below[parent] |= here[unit] | below[unit]
    found: set[frozenset[int]] = set()
    for unit, own in enumerate(here):
        for under in (next_below[unit], nearest[unit], below[unit]):
            found |= {frozenset(under), frozenset(under | own)}
            found |= {frozenset(under | {one}) for one in own}
        found.add(frozenset(own))
    return _worth_asking(found)


def readers_with_rights(released: Release, granted: Iterable[Collection[str]]) -> frozenset[frozenset[int]]:
    """Return the leaders, as indices, whose reports each reader may read."""
    place = {leader: index for index, leader in enumerate(released.leader_ids)}
    return _worth_asking({frozenset(place[one] for one in each if one in place) for each in granted})


def reader_of_all(released: Release, readers: Collection[frozenset[int]]) -> ReadersTotals:
    """Return the organisation's figures as every one of these readers may see them."""
    return ReadersTotals(released.printed, released.figures, *sorted(readers, key=sorted))


def public_units(
    released: Release, readers: Collection[frozenset[int]], wanted: Collection[int]
) -> Iterator[UnitRelease]:
    """Yield the wanted units (indices) in their order, with the totals that every one of these readers may see."""
    reader = reader_of_all(released, readers)
    for index in wanted:
        yield released.unit(index, reader.rows(index, released.unit_rows(index)))


def _worth_asking(readers: set[frozenset[int]]) -> frozenset[frozenset[int]]:
    return frozenset(readable for readable in readers if len(readable) >= _TWO)
