"""A roster compared with what is known: what is new, what changes, who leaves. Reads, never writes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from fagspejl.intake.roster.columns import KEPT
from fagspejl.intake.roster.types import RosterData, RosterPerson
from fagspejl.lib.identity import KnownIds
from fagspejl.organisation.errors import RosterIdsChanged
from fagspejl.organisation.models import Assignment, Person, Unit
from fagspejl.organisation.types import ImportPlan, PersonLine, UnitLine

# Field of the model <- attribute of the roster's person, in the order in which changes are told.
PERSON_FIELDS = {
    "name": "name",
    "email": "email",
    "language": "language",
    "profession": "profession",
    "is_leader": "leads",
    **{name: name for name in KEPT},
}
Pair = tuple[str, str]  # keys of rater and leader


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored now, by key; assignments as (rater key, leader key) -> perspective and row id.

    `since`: the day from which a pair is on the list, where it is known.
    """

    units: Mapping[str, Unit]
    people: Mapping[str, Person]
    assignments: Mapping[Pair, tuple[str, UUID]]
    since: Mapping[Pair, date | None]


def known() -> Known:
    """Read everything that a roster is compared with."""
    columns = ("rater__key", "leader__key", "perspective", "id", "since")
    rows = list(Assignment.objects.values_list(*columns))
    return Known(
        units={unit.key: unit for unit in Unit.objects.select_related("parent")},
        people={person.key: person for person in Person.objects.select_related("unit").order_by("key")},
        assignments={(rater, leader): (perspective, row) for rater, leader, perspective, row, _ in rows},
        since={(rater, leader): since for rater, leader, _, _, since in rows},
    )


def recognised(roster: RosterData, now: Known) -> RosterData:
    """Return the roster with the ids that people are known by, where the file says several ids of one person.

    The next feed may have a user name for somebody who had only a number, or one employment less: she is found by any
    of her ids, or by her address. A roster of single ids is returned as it is.
    """
    if not roster.also:
        return roster
    addresses = {person.email: key for key, person in now.people.items() if person.email}
    told = {person.id for person in roster.people}
    renamed: dict[str, str] = {}
    for person in roster.people:
        if person.id in roster.also and person.id not in now.people:
            names = (*roster.also[person.id], addresses.get(person.email, ""))
            known = next((name for name in names if name in now.people and name not in told), None)
            if known is not None:
                renamed[person.id] = known
                told.add(known)
    if not renamed:
        return roster

    def name(key: str) -> str:
        return renamed.get(key, key)

    people = tuple(
        replace(
            person,
            id=name(person.id),
            leaders=tuple(map(name, person.leaders)),
            peer_of=tuple(map(name, person.peer_of)),
        )
        for person in roster.people
    )
    pairs = (replace(pair, rater=name(pair.rater), leader=name(pair.leader)) for pair in roster.assignments)
    return replace(roster, people=people, assignments=tuple(sorted(pairs)))


def compare(roster: RosterData, now: Known) -> ImportPlan:
    """Return what taking in the roster would change. Raises RosterIdsChanged."""
    _check_ids(roster, now)
    told = {person.id: person for person in roster.people}
    wanted = {(a.rater, a.leader): a.perspective for a in roster.assignments}
    home = {unit.id: unit.name for unit in roster.units}
    changed = [
        PersonLine(person.id, person.name, home[person.unit], changes)
        for person in roster.people
        if person.id in now.people and (changes := person_changes(person, now.people[person.id]))
    ]
    leaving = [
        PersonLine(key, person.name, person.unit.name)
        for key, person in now.people.items()
        if key not in told and not person.leaves
    ]
    return ImportPlan(
        new=tuple(PersonLine(p.id, p.name, home[p.unit]) for p in roster.people if p.id not in now.people),
        changed=tuple(changed),
        leaving=tuple(leaving),
        units=tuple(_unit_lines(roster, now)),
        assignments_new=sum(now.assignments.get(pair, ("",))[0] != name for pair, name in wanted.items()),
        assignments_gone=sum(wanted.get(pair) != name for pair, (name, _) in now.assignments.items()),
        new_domains=_new_domains(roster, now),
        people=len(roster.people),
        leaders=sum(person.leads for person in roster.people),
    )


def _check_ids(roster: RosterData, now: Known) -> None:
    """Raise RosterIdsChanged if somebody new has the id of somebody known, written in another way."""
    if not now.people:
        return
    stored = KnownIds()
    stored.add_all(list(now.people))
    new = [person.id for person in roster.people if person.id not in now.people]
    pairs = [(key, alike[0]) for key in new if (alike := stored.find(key)) is not None]
    if pairs:
        raise RosterIdsChanged(pairs)


def person_changes(told: RosterPerson, known: Person) -> tuple[tuple[str, str, str], ...]:
    """Return the fields in which the roster differs from what is known, as text."""
    pairs: list[tuple[str, Any, Any]] = [
        (field, getattr(known, field), getattr(told, attribute)) for field, attribute in PERSON_FIELDS.items()
    ]
    pairs += [("unit", known.unit.key, told.unit), ("leaves", known.leaves, False)]
    return tuple((field, _text(old), _text(new)) for field, old, new in pairs if old != new)


def gone_units(roster: RosterData, now: Known) -> list[Unit]:
    """Return the stored units that the roster does not have and nobody refers to any more, lowest first."""
    named = {unit.id for unit in roster.units}
    told = {person.id for person in roster.people}
    stays = {person.unit.key for key, person in now.people.items() if key not in told}
    for key in list(
        stays
    ):  # a unit that stays keeps those above it, up to one whose place the roster says anew
        unit: Unit | None = now.units[key]
        while unit is not None and unit.key not in named:
            stays.add(unit.key)
            unit = now.units[unit.parent.key] if unit.parent else None
    gone = [unit for key, unit in now.units.items() if key not in named and key not in stays]
    return sorted(gone, key=lambda unit: -_depth(unit, now))


def unit_changes(roster: RosterData, now: Known) -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Return what changes in units that are known, by key; a new place in the list counts, without being told."""
    found = {}
    for order, unit in enumerate(roster.units):
        stored = now.units.get(unit.id)
        if stored is None:
            continue
        above = roster.units[unit.parent].id if unit.parent >= 0 else ""
        before = stored.parent.key if stored.parent else ""
        pairs = [("unit_name", stored.name, unit.name), ("parent_unit", before, above)]
        changes = tuple((field, old, new) for field, old, new in pairs if old != new)
        if changes or stored.order != order:
            found[unit.id] = changes
    return found


def _unit_lines(roster: RosterData, now: Known) -> list[UnitLine]:
    names = {unit.id: unit.name for unit in roster.units}
    lines = [UnitLine(unit.id, unit.name, "new") for unit in roster.units if unit.id not in now.units]
    changed = unit_changes(roster, now)
    lines += [UnitLine(key, names[key], "changed", changes) for key, changes in changed.items() if changes]
    return lines + [UnitLine(unit.key, unit.name, "gone") for unit in gone_units(roster, now)]


def _new_domains(roster: RosterData, now: Known) -> tuple[tuple[str, int], ...]:
    before = {person.email.rpartition("@")[2] for person in now.people.values()}
    told = Counter(person.email.rpartition("@")[2] for person in roster.people if person.email)
    return tuple((domain, count) for domain, count in told.most_common() if domain not in before)


def _depth(unit: Unit, now: Known) -> int:
    depth = 0
    above = unit.parent
    while above is not None:
        depth += 1
        above = now.units[above.key].parent
    return depth


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nej"
    return "" if value is None else str(value)
