"""Everybody in the demo with name, address and leaders, and the roster file a planner would have made of them."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from random import Random

from fagspejl.demo.answers import People, peer_units, superior_units
from fagspejl.demo.catalogue import Catalogue, read_toml
from fagspejl.lib.language import Language
from fagspejl.lib.names import ascii_name

_COLUMNS = (
    "person", "name", "email", "language", "unit", "unit_name", "parent_unit",
    "role", "profession", "leader", "peer_of",
)  # fmt: skip
_ROLES = {True: "leder", False: "medarbejder"}


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """One row of the roster. `id` as in `keys_of`; without `email` a person gets a letter."""

    id: str
    name: str
    email: str
    language: Language
    unit: str
    leads: bool
    profession: str
    leaders: tuple[str, ...]
    peer_of: tuple[str, ...] = ()


def keys_of(people: People) -> dict[int, str]:
    """Pseudonym -> id on the roster: a leader's own, an employee's number."""
    leaders = {number: leader for leader, number in people.leaders.items()}
    return leaders | {number: f"p{number}" for group in people.staff.values() for number in group}


def roster_people(catalogue: Catalogue, people: People, rng: Random) -> list[DemoPerson]:
    """Return everybody: each leader followed by the own employees, in the order of the catalogue.

    Nobody shares a name or an address with a leader, and no two in one unit share a name.
    """
    data = read_toml("people.toml")
    addresses = _address_maker(data["domain"])
    leaders_of, peer_of = _above(catalogue), _beside(catalogue)
    names = _names(catalogue, data["named"], rng)
    found: list[DemoPerson] = []
    for leader in catalogue.leaders:
        found.append(
            DemoPerson(
                leader.id,
                leader.name,
                addresses(leader.name),
                "da",
                leader.unit,
                True,
                data["professions"]["management"],
                leaders_of[leader.id],
                peer_of.get(leader.id, ()),
            )
        )
        given = iter(data["named"].get(leader.id, ()))
        profession = data["professions_of_units"].get(leader.unit, data["professions"][leader.field])
        for pseudonym in people.staff[leader.id]:
            fixed = next(given, None)
            name = fixed or next(names)
            address = addresses(name)
            language: Language = "en" if not fixed and rng.random() < data["english"] else "da"
            found.append(
                DemoPerson(
                    f"p{pseudonym}",
                    name,
                    "" if name in data["letters"] else address,
                    language,
                    leader.unit,
                    False,
                    profession,
                    (leader.id,),
                )
            )
    return found


def write_roster(path: Path, catalogue: Catalogue, people: Iterable[DemoPerson]) -> None:
    """Write the roster in the format of docs/reference/roster.md, as Danish spreadsheets write CSV."""
    units = {unit.id: unit for unit in catalogue.units}
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(_COLUMNS)
        for one in people:
            unit = units[one.unit]
            writer.writerow(
                [
                    one.id, one.name, one.email, one.language, unit.id, unit.name, unit.parent or "",
                    _ROLES[one.leads], one.profession, ";".join(one.leaders), ";".join(one.peer_of),
                ]
            )  # fmt: skip


def _above(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Leader id -> those above, who answer as superiors and whom the leader answers about."""
    return {
        leader.id: tuple(catalogue.first_leader(unit).id for unit in superior_units(catalogue, leader))
        for leader in catalogue.leaders
    }


def _beside(catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    """Leader id -> the leaders that this one is asked about as a peer."""
    found: dict[str, tuple[str, ...]] = {}
    for leader in catalogue.leaders:
        for unit in peer_units(catalogue, leader):
            rater = catalogue.first_leader(unit).id
            found[rater] = (*found.get(rater, ()), leader.id)
    return found


def _names(catalogue: Catalogue, named: Mapping[str, Sequence[str]], rng: Random) -> Iterator[str]:
    """Yield names in turn; the cast keeps its first names, leaders keep their whole names."""
    words = read_toml("names.toml")
    taken = {leader.name for leader in catalogue.leaders}
    cast = {name.split()[0] for group in named.values() for name in group}
    pairs = [f"{first} {last}" for first in words["first"] if first not in cast for last in words["last"]]
    pairs = [name for name in pairs if name not in taken]
    rng.shuffle(pairs)
    while True:  # a large organisation has people of one name, in different units
        yield from pairs


def _address_maker(domain: str) -> Callable[[str], str]:
    """Return what makes an address of a name; the second of a name gets a number."""
    used: set[str] = set()

    def make(name: str) -> str:
        stem = ascii_name(name).replace("-", ".")
        local = next(
            local for number in count(1) if (local := stem if number == 1 else f"{stem}{number}") not in used
        )
        used.add(local)
        return f"{local}@{domain}"

    return make
