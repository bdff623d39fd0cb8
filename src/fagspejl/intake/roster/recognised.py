"""What the columns of a roster are taken for, as a table that somebody can look at and correct."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Final

from fagspejl.instrument.types import Instrument
from fagspejl.intake.findings import shown
from fagspejl.intake.roster.columns import COLUMNS, NEEDED
from fagspejl.intake.roster.days import Order
from fagspejl.intake.roster.headings import LEADER_COLUMNS, SPARE, UNIT_COLUMNS, Understood, key, understand
from fagspejl.intake.roster.held import HeldFeed, HeldTable
from fagspejl.intake.roster.mapping import RosterMapping, Separator
from fagspejl.intake.roster.unknown import MOST_WORDS, WordRow, words_of

SAMPLES: Final = 3
_SPOKEN: Final = ("role", "language", "exempt", "profession", "title")
# Ours, in the order in which they are shown.
FIELDS: Final = (
    "person",
    "name",
    "first_name",
    "last_name",
    "email",
    "unit",
    "unit_name",
    "parent_unit",
    "unit_path",
    "leader",
    "leader_email",
    "leader_name",
    "leader_code",
    "role",
    "title",
    *(
        name
        for name in COLUMNS
        if name not in ("person", "name", "email", "unit", "unit_name", "parent_unit", "role")
        and name != "leader"
    ),
    "employed_until",
)


@dataclass(frozen=True, slots=True)
class MappingSaid:
    """What somebody says that a file means. `columns`: ours -> their headings, none for "not in the file".

    `values`: our column -> their word, as words are compared -> ours.
    """

    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    dates: Order = ""
    separator: Separator = ""
    organisation: str = ""
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def mapping(self, heading_row: int) -> RosterMapping:
        """Return it as a mapping file would say it."""
        return RosterMapping(
            columns=dict(self.columns),
            values=dict(self.values),
            dates=self.dates,
            separator=self.separator,
            heading_row=heading_row,
        )


@dataclass(frozen=True, slots=True)
class FieldRow:
    """One of our fields. `columns`: the headings it is read from; `filled` of `rows` cells; up to SAMPLES values.

    `identifies`: it says who is who. `needed`: there is no roster without it, as no other column says the same.
    """

    name: str
    columns: tuple[str, ...]
    filled: int
    rows: int
    samples: tuple[str, ...]
    identifies: bool
    needed: bool


@dataclass(frozen=True, slots=True)
class UnusedColumn:
    """A column that is left out, with how many of its cells say something and up to SAMPLES of their values."""

    heading: str
    filled: int
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recognition:
    """`fields`: all that can be read, first those that are. `missing`: needed, and no column says it.

    `twice`: headings that are taken for two fields. `unused`: columns that are left out. `headings`: what may be
    chosen. `system`: the system the file looks like, or "". `words`: words of the file that are none of ours, at most
    MOST_WORDS of them; `words_more`: how many there are besides.
    """

    fields: tuple[FieldRow, ...]
    missing: tuple[str, ...]
    twice: tuple[str, ...]
    unused: tuple[UnusedColumn, ...]
    headings: tuple[str, ...]
    system: str
    rows: int
    words: tuple[WordRow, ...]
    words_more: int

    @property
    def is_whole(self) -> bool:
        """Whether a roster can be read so."""
        return not self.missing and not self.twice


def recognised(held: HeldTable | HeldFeed, said: MappingSaid, instrument: Instrument) -> Recognition:
    """Return what a roster is taken for. A feed's columns are always the same, and none can be chosen.

    `instrument` says which professions there are.
    """
    if isinstance(held, HeldFeed):
        return _of_feed(held, said, instrument)
    names = held.headings
    found = understand(names, said.columns)
    places = {name: columns for name, columns in found.columns.items() if name != SPARE and columns}
    if found.levels:
        places["levels"] = found.levels
    identifies = "person" if "person" in places else "email"
    refused = set(held.refused)
    kept = [place for place, row in enumerate(held.rows) if row not in refused]
    rows = len(kept)
    missing = tuple(name for name in NEEDED if not _has(found, name))
    fields = [
        _row(name, [(names[place], held.columns[place]) for place in places.get(name, ())], identifies, rows)
        for name in (*FIELDS, "levels")
    ]
    fields = [
        replace(one, needed=one.needed and (bool(one.columns) or one.name in missing)) for one in fields
    ]
    known = Counter(key(name) for name in names if key(name))
    used = {place for columns in places.values() for place in columns}
    spoken: dict[str, list[str]] = {
        name: [held.columns[places[name][0]][place] for place in kept] for name in _SPOKEN if name in places
    }
    words = words_of(spoken, said.mapping(0), instrument)
    return Recognition(
        tuple(sorted(fields, key=lambda one: not one.columns and not one.needed)),
        missing,
        _twice(said),
        tuple(
            UnusedColumn(name, *_filled([held.columns[place]]))
            for place, name in enumerate(names)
            if name and place not in used
        ),
        tuple(name for name in names if known[key(name)] == 1),
        "" if found.source is None else found.source.name,
        rows,
        tuple(words[:MOST_WORDS]),
        len(words[MOST_WORDS:]),
    )


def _has(found: Understood, name: str) -> bool:
    said = {ours for ours, places in found.columns.items() if places}
    match name:
        case "name":
            return bool(said & {"name", "first_name", "last_name"})
        case "unit":
            return bool(found.levels) or bool(said & set(UNIT_COLUMNS))
        case "leader":
            return bool(said & set(LEADER_COLUMNS))
        case _:
            return name in said


def _twice(said: MappingSaid) -> tuple[str, ...]:
    told = Counter(
        key(one) for name, theirs in said.columns.items() if name != "unit_name" for one in set(theirs)
    )
    names = {key(one): one for theirs in said.columns.values() for one in theirs}
    return tuple(names[one] for one, count in told.items() if count > 1)


def _row(name: str, columns: list[tuple[str, list[str]]], identifies: str, rows: int) -> FieldRow:
    filled, samples = _filled([cells for _, cells in columns])
    headings = tuple(heading for heading, _ in columns)
    return FieldRow(
        name, headings, filled, rows, samples, bool(columns) and name == identifies, name in NEEDED
    )


def _filled(columns: list[list[str]]) -> tuple[int, tuple[str, ...]]:
    """How many cells say something, and the first values that differ."""
    filled = [list(filter(None, map(str.strip, column))) for column in columns]
    different = dict.fromkeys(chain.from_iterable(filled))  # first: `shown` looks at every sign
    return max(map(len, filled), default=0), _first_shown(different)


def _first_shown(cells: Iterable[str]) -> tuple[str, ...]:
    """The first few that look different when they are shown."""
    found: dict[str, None] = {}
    for cell in cells:
        found[shown(cell)] = None
        if len(found) == SAMPLES:
            break
    return tuple(found)


def _of_feed(held: HeldFeed, said: MappingSaid, instrument: Instrument) -> Recognition:
    table = held.table
    rows = len(table.rows)
    fields = tuple(
        _row(name, [(table.headings.get(name, name), cells)], "person", rows)
        for name, cells in table.columns.items()
    )
    words = words_of(table.columns, said.mapping(0), instrument)
    return Recognition(fields, (), (), (), (), "", rows, tuple(words[:MOST_WORDS]), len(words[MOST_WORDS:]))
