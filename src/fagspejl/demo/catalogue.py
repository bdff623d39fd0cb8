"""Who is in the demo: units, leaders and the edge cases they are there for, read from organisation.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from itertools import count
from random import Random
from typing import Any, Literal

from fagspejl.lib.names import ascii_name

Shape = Literal["ordinary", "unanimous", "divided", "unsure", "silent"]

SMALLEST = 60  # leaders that organisation.toml names: the cast and every edge case
_EXTRA_SIZES = (9, 14, 22, 7, 11, 31, 6)  # employees of the units that are added beyond them, in turn


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit and the id of the one above it, None at the root."""

    id: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class DemoLeader:
    """A leader, the employees invited, and what organisation.toml fixes of the answers; None is left to chance."""

    id: str
    name: str
    unit: str
    field: str
    employees: int
    answered: int | None = None
    shape: Shape = "ordinary"
    values: tuple[int, ...] = ()
    employees_say: tuple[tuple[int, ...], ...] = ()  # one row each, in place of what was drawn
    commenting: int | None = None
    peers: tuple[str, ...] | None = None
    superiors: tuple[str, ...] | None = None
    own: tuple[int, ...] = ()  # the leader's own answers
    above: tuple[int, ...] = ()  # the first superior's answers
    case: str = ""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole invented organisation and the facts of its round."""

    title: str
    organisation: str
    opened: date
    closed: date
    report_readers: str
    units: tuple[DemoUnit, ...]
    leaders: tuple[DemoLeader, ...]
    led: Mapping[str, tuple[DemoLeader, ...]]  # unit id -> its leaders
    below: Mapping[str, tuple[str, ...]]  # unit id -> the units right below

    def first_leader(self, unit: str) -> DemoLeader:
        """Return the leader who stands first in the unit."""
        return self.led[unit][0]

    def leaders_below(self, unit: str) -> list[DemoLeader]:
        """Return the leaders of the units right below."""
        return [leader for child in self.below.get(unit, ()) for leader in self.led[child]]


def read_toml(name: str) -> dict[str, Any]:
    """Return one of the demo's own data files."""
    return tomllib.loads(files(__package__).joinpath(name).read_text("utf-8"))


def build_catalogue(leaders: int, rng: Random) -> Catalogue:
    """Return the organisation with `leaders` leaders: those of organisation.toml, and more units of the same kinds.

    `leaders` is at least `SMALLEST`; the first ones are the same whatever the number.
    """
    data = read_toml("organisation.toml")
    words = read_toml("names.toml")
    names = _names(words, rng, taken=_fixed_names(data))
    rows = [*data["units"]]
    rows.extend(_more_units(rows, leaders - SMALLEST, words["place"]))
    led = {row["id"]: tuple(_leader(row, given, names) for given in row["leaders"]) for row in rows}
    below: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if "parent" in row:
            below[row["parent"]] = (*below.get(row["parent"], ()), row["id"])
    return Catalogue(
        title=data["title"],
        organisation=data["organisation"],
        opened=data["opened"],
        closed=data["closed"],
        report_readers=data["report_readers"],
        units=tuple(DemoUnit(row["id"], row["name"], row.get("parent")) for row in rows),
        leaders=tuple(leader for group in led.values() for leader in group),
        led=led,
        below=below,
    )


def _fixed_names(data: Mapping[str, Any]) -> set[str]:
    return {given["name"] for unit in data["units"] for given in unit["leaders"] if "name" in given}


def _names(words: Mapping[str, Any], rng: Random, taken: set[str]) -> Iterator[str]:
    """Yield names that nobody in the demo has; the cast keeps its first names to itself."""
    cast = {name.split()[0] for name in taken}
    pairs = [(first, last) for first in words["first"] if first not in cast for last in words["last"]]
    rng.shuffle(pairs)
    for first, last in pairs:
        yield f"{first} {last}"


def _leader(row: Mapping[str, Any], given: Mapping[str, Any], names: Iterator[str]) -> DemoLeader:
    name = given.get("name") or next(names)
    value = given.get("value", [])
    return DemoLeader(
        id=ascii_name(name),
        name=name,
        unit=row["id"],
        field=row["field"],
        employees=given["employees"],
        answered=given.get("answered"),
        shape=given.get("shape", "ordinary"),
        values=tuple(value) if isinstance(value, list) else (value,),
        employees_say=tuple(map(tuple, given.get("employees_say", ()))),
        commenting=given.get("commenting"),
        peers=tuple(given["peers"]) if "peers" in given else None,
        superiors=tuple(given["superiors"]) if "superiors" in given else None,
        own=tuple(given.get("self", ())),
        above=tuple(given.get("above", ())),
        case=given.get("case", ""),
    )


def _more_units(rows: list[dict[str, Any]], wanted: int, places: list[str]) -> Iterator[dict[str, Any]]:
    """Yield `wanted` further units with one leader each, in turn below the units that have room for `more`."""
    roomy = [row for row in rows if "more" in row]
    for number in count():
        for parent in roomy:
            if wanted <= 0:
                return
            wanted -= 1
            again = number // len(places)
            name = parent["more"]["name"].format(place=places[number % len(places)])
            name += f" {again + 1}" if again else ""
            yield {
                "id": ascii_name(name),
                "name": name,
                "parent": parent["id"],
                "field": parent["more"]["field"],
                "leaders": [{"employees": _EXTRA_SIZES[wanted % len(_EXTRA_SIZES)]}],
            }
