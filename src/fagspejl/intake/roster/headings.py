"""Which column of a roster is which, by what other systems call it. What they call it is data: headings.toml."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from fagspejl.intake.roster.columns import COLUMNS, PARTS
from fagspejl.intake.roster.sources import PersonnelSystem, source_of
from fagspejl.lib.sameness import folded

UNIT_COLUMNS: Final = ("unit", "unit_path")
LEADER_COLUMNS: Final = (
    "leader_code",
    "leader_email",
    "leader",
    "leader_name",
)  # in the order they are asked
SPARE: Final = "leader_spare"  # taken for the leader's column when the other one says who leads
_ALSO: Final = {
    "unit": "enhed",
    "unit_name": "enhedsnavn",
    "parent_unit": "overordnet_enhed",
    "leader": "leder",
}
_SIGNS: Final = re.compile(r"[\W_]+")
_BRACKETS: Final = re.compile(r"(?P<outer>.*?)\s*[(\[<](?P<inner>[^)\]>]+)[)\]>]\s*\Z", re.DOTALL)
_NUMBERED: Final = re.compile(r"(?P<before>\d?)(?P<word>\D+)(?P<after>\d?)")


def key(heading: str) -> str:
    """Return a heading as headings are compared: its letters and digits, without case."""
    return _SIGNS.sub("", folded(heading))


@dataclass(frozen=True, slots=True)
class Understood:
    """Ours -> the columns that say it, by index: one, but for `leader` columns, which may be several.

    `levels`: columns that name a unit's place level by level, from the top. `doubled`: ours -> two columns that claim
    the same. `missing`: ours -> a heading that was told of and is not there. `source`: the system it looks like.
    """

    columns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    levels: tuple[int, ...] = ()
    doubled: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    source: PersonnelSystem | None = None

    def has(self, name: str) -> bool:
        """Whether the file says it, under one heading or in parts."""
        said = self.columns
        match name:
            case "name":
                return "name" in said or "first_name" in said or "last_name" in said
            case "unit":
                return bool(self.levels) or any(column in said for column in UNIT_COLUMNS)
            case "leader":
                return any(column in said for column in LEADER_COLUMNS)
            case _:
                return name in said


def understand(header: Sequence[str], told: Mapping[str, Sequence[str]]) -> Understood:
    """Return what a row of headings says. `told`: ours -> their headings, as a mapping file says it; it wins."""
    keys = [key(heading) for heading in header]
    source = source_of(frozenset(keys), key)
    columns: dict[str, tuple[int, ...]] = {}
    missing: dict[str, str] = {}
    for name, theirs in told.items():
        places = [keys.index(key(heading)) if key(heading) in keys else -1 for heading in theirs]
        missing.update((name, heading) for heading, place in zip(theirs, places, strict=True) if place < 0)
        columns[name] = tuple(place for place in places if place >= 0)
    levels = columns.pop("levels", ())
    if source is not None:
        for name, heading in source.columns.items():
            if name not in told and key(heading) in keys:
                columns[name] = (keys.index(key(heading)),)
    taken = {place for places in (*columns.values(), levels) for place in places}
    ignored = {key(heading) for heading in source.ignore} if source is not None else set()
    free = [place for place, said in enumerate(keys) if said and place not in taken and said not in ignored]
    claims, doubled = _claims(header, free)
    columns = claims | columns  # one that is told to be nowhere is not looked for
    if not levels and "unit_path" not in columns and "parent_unit" not in columns and "unit" not in told:
        levels = _levels(keys, free, own_unit="unit" in columns and keys[columns["unit"][0]] == "unit")
    _settle_units(columns, levels, keys)
    columns = {name: places for name, places in columns.items() if places}
    return Understood(columns, levels, {n: p for n, p in doubled.items() if n not in told}, missing, source)


def fit(header: Sequence[str], told: Mapping[str, Sequence[str]]) -> int:
    """How many of our columns a row of headings names."""
    found = understand(header, told)
    return len(found.columns) + bool(found.levels)


def is_ours(heading: str, name: str) -> bool:
    """Whether a heading is the documented name of a column, so that nothing needs to be said of it."""
    return _words().get(key(heading), ("", 10)) in [(name.partition("~")[0], rank) for rank in range(10)]


def _claims(
    header: Sequence[str], free: Iterable[int]
) -> tuple[dict[str, tuple[int, ...]], dict[str, tuple[int, int]]]:
    best: dict[str, list[tuple[int, int]]] = {}
    for place in free:
        for said in _spellings(header[place]):
            if (claim := _words().get(said)) is not None:
                best.setdefault(claim[0], []).append((claim[1], place))
                break
            bare = said.rstrip("0123456789")
            if bare != said and (claim := _words().get(bare)) is not None and claim[0] in LEADER_COLUMNS:
                best.setdefault(claim[0], []).append((claim[1], place))
                break
    columns, doubled = {}, {}
    for name, ranked in best.items():
        least = min(ranked)[0]
        places = tuple(place for rank, place in ranked if rank == least)
        if len(places) > 1 and len({key(header[place]) for place in places}) < len(places):
            doubled[name] = (places[0], places[1])
        columns[name] = places if name in LEADER_COLUMNS else places[:1]
        spare = min(((rank, place) for rank, place in ranked if rank > least), default=None)
        if name == "leader" and spare is not None:  # "Leder" may say who leads, beside "Nærmeste leder"
            columns[SPARE] = (spare[1],)
    return columns, doubled


def _spellings(heading: str) -> Iterable[str]:
    yield key(heading)
    if (found := _BRACKETS.fullmatch(heading)) is not None:
        yield key(found["outer"])
        yield key(found["inner"])


def _levels(keys: Sequence[str], free: Iterable[int], *, own_unit: bool) -> tuple[int, ...]:
    """Columns per level; at least two, or it is no tree."""
    numbered, named = _level_words()
    by_number: dict[str, dict[int, int]] = {}
    by_name: dict[int, int] = {}
    for place in free:
        parts = _NUMBERED.fullmatch(keys[place])
        if parts and parts["word"] in numbered and bool(parts["before"]) != bool(parts["after"]):
            by_number.setdefault(parts["word"], {})[int(parts["before"] or parts["after"])] = place
        if keys[place] in named:
            by_name.setdefault(named[keys[place]], place)
    found = max(by_number.values(), key=len, default={})
    if len(found) < 2 and not own_unit:
        found = by_name
    return tuple(found[number] for number in sorted(found)) if len(found) > 1 else ()


def _settle_units(columns: dict[str, tuple[int, ...]], levels: tuple[int, ...], keys: Sequence[str]) -> None:
    """Say which column is the unit's id and which its name: "Afdeling" is a name beside "Afdelingskode", else both."""
    code, unit = columns.pop("unit_code", None), columns.get("unit")
    if code is not None and not (unit and keys[unit[0]] == "unit"):
        columns["unit"] = code
        if unit is not None:
            columns.setdefault("unit_name", unit)
    elif levels and unit and unit[0] in levels:
        del columns["unit"]
    elif unit is None and "unit_name" in columns and not levels:
        columns["unit"] = columns.pop("unit_name")


@cache
def _data() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files(__package__).joinpath("headings.toml").read_text("utf-8"))


@cache
def _words() -> Mapping[str, tuple[str, int]]:
    """Key of a heading -> our column, and how early its list has it; our own name is before all."""
    found: dict[str, tuple[str, int]] = {}
    for name, column in {**COLUMNS, **PARTS}.items():
        ours = (name, *column.danish, *((_ALSO[name],) if name in _ALSO else ()))
        found |= {key(heading): (name, rank) for rank, heading in enumerate(ours)}
    for name, headings in _data()["headings"].items():
        for rank, heading in enumerate(headings, 10):
            found.setdefault(key(heading), (name, rank))
    return found


@cache
def _level_words() -> tuple[frozenset[str], Mapping[str, int]]:
    levels = _data()["levels"]
    named = {key(word): level for level, words in enumerate(levels["named"]) for word in words}
    return frozenset(map(key, levels["numbered"])), named
