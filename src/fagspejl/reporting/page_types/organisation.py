"""The page model of the organisation: units, what each group says in them, and the short version for a board. Pure.

What `types` says of the page model holds here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fagspejl.instrument.types import PerspectiveName
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.charts import NO_CELL, Cell, ScaleChart, StackedBar, Table
from fagspejl.reporting.page_types.development import Development
from fagspejl.reporting.page_types.report import ContentsEntry, Expert, FileLink, Head, Labels, Section


@dataclass(frozen=True, slots=True)
class UnitItem:
    """One statement in a unit: its total, and its distribution where it may be shown. `note`: it is a turned one.

    `answered` is who enters this very total.
    """

    id: str
    text: str
    note: str
    result: Cell
    bar: StackedBar | None
    answered: Cell = NO_CELL


@dataclass(frozen=True, slots=True)
class UnitThemeBlock:
    """One theme in one unit and one group. `answered` and `invited` are those who enter this very total.

    `note`: what else the sentence tells of this total, for those who read tables alone.
    """

    id: str
    title: str
    result: Cell
    chart: ScaleChart | None
    sentence: str
    items: tuple[UnitItem, ...]
    items_table: Table
    answered: Cell = NO_CELL
    invited: Cell = NO_CELL
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitGroupBlock:
    """What one group says in one unit. Where it is not shown `themes` is empty and `sentence` tells so."""

    kind: PerspectiveName
    label: str
    sentence: str
    withheld: bool
    notes: tuple[str, ...]
    themes: tuple[UnitThemeBlock, ...]
    answered: Cell = NO_CELL
    invited: Cell = NO_CELL
    leaders: Cell = NO_CELL


@dataclass(frozen=True, slots=True)
class UnitSection:
    """One unit in tree order; `depth` 0 is the root."""

    id: str
    name: str
    depth: int
    groups: tuple[UnitGroupBlock, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """One group's table: units in tree order, n of N, theme totals. `depths` holds the units' depth by row.

    `answered` holds, by row and theme, who enters that very total; where they are not the unit's n they stand in the
    table beside it, in brackets. `hrefs` holds where each row's unit has its page, "" for the page's own unit.
    """

    kind: PerspectiveName
    label: str
    table: Table
    depths: tuple[int, ...]
    answered: tuple[tuple[Cell, ...], ...] = ()
    hrefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnitLink:
    """A unit, or a part of a list of units, and where its page is; `href` is "" for this very page."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class OrganisationPage:
    """A page of the organisation report: units in tree order, never leaders, never sorted by result.

    A page is about one unit, which stands in `units`, and lists the units one level down in its overviews. `path`
    holds the units above it; `parts` the pages of a list too long for one. The workbook takes one of all units.
    """

    kind: Literal["organisation"]
    language: Language
    labels: Labels
    head: Head
    contents: tuple[ContentsEntry, ...]
    reading: Section
    footnotes: tuple[str, ...]
    overviews: tuple[Overview, ...]
    units: tuple[UnitSection, ...]
    limits: Section
    expert: Expert
    footer: tuple[str, ...]
    path: tuple[UnitLink, ...] = ()
    parts: tuple[UnitLink, ...] = ()
    stands_out: Section | None = None
    context: Section | None = None  # the frame that leaders work in, as far as the Release tells
    files: tuple[FileLink, ...] = ()  # the same page in other formats
    below_note: str = ""  # that there are no units below this one, or ""
    development: Development | None = None
    lot: Section | None = None  # one sentence on units that were drawn by lot to begin first


@dataclass(frozen=True, slots=True)
class BesideTheme:
    """One theme of some units: a table of their totals, and one of each statement."""

    title: str
    table: Table
    statements: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class BesideGroup:
    """What one group says in some units. `asked`: how many were asked and answered, unit by unit."""

    kind: PerspectiveName
    label: str
    asked: Table
    themes: tuple[BesideTheme, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Some units side by side in tree order: no difference is worked out, and nothing is sorted."""

    groups: tuple[BesideGroup, ...]
    reading: Section
    limits: Section


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """What one group says in a unit, in short. `themes`: result, band and n of each; None where it is withheld."""

    kind: PerspectiveName
    label: str
    sentences: tuple[str, ...]
    withheld: bool
    themes: Table | None


@dataclass(frozen=True, slots=True)
class BoardPage:
    """Two pages about one unit for a board and the press: only totals that single out no leader to any reader."""

    kind: Literal["board"]
    language: Language
    labels: Labels
    head: Head
    contents: tuple[ContentsEntry, ...]
    groups: tuple[BoardGroup, ...]
    stands_out: Section | None
    below: Overview | None  # the unit and those one level down, where they fit
    below_note: str
    reading: Section
    limits: Section
    footer: tuple[str, ...]
