"""Charts and tables of the page model as data. Part of the page model.

Positions are whole tenths of the scale (34 is "3,4"), the same figures that are printed in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fagspejl.instrument.types import PerspectiveName

CellKind = Literal["text", "tenths", "about", "count", "percent", "withheld", "empty"]
OpenEnd = Literal["low", "middle", "high"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell. `text` is what people read; `number` is the same figure for typed cells.

    `number` is in tenths for "tenths", whole for "count" and "percent" (None for a count that nobody knows), None
    otherwise: a figure told as "about" stands among figures and is no number for a spreadsheet.
    """

    text: str
    kind: CellKind = "text"
    number: int | None = None


NO_CELL = Cell("", "empty")


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the first cell of each row is its header. `numeric` says which columns hold figures."""

    caption: str
    columns: tuple[str, ...]
    numeric: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the scale, in tenths."""

    lower: int
    upper: int


@dataclass(frozen=True, slots=True)
class Tick:
    """One option of the scale: its place in tenths, its number and its label ("Helt enig")."""

    tenths: int
    number: str
    label: str


@dataclass(frozen=True, slots=True)
class ScaleMark:
    """One perspective on the line.

    Either `tenths` is set (draw a mark there), or `segment` is (draw an open segment and no mark: the number itself
    is not printed; `open_end` says where on the scale it lies). `band` is drawn behind the mark; `bounds` is drawn
    instead of a band and thinner. `muted`: draw in grey, too few answered to speak for the group. `one_person`: a
    named single mark, never with a band. `text` is the value in words ("3,4", "4,5 eller højere").
    """

    kind: PerspectiveName
    label: str
    text: str
    tenths: int | None
    segment: Segment | None
    open_end: OpenEnd | None
    band: Segment | None
    bounds: Segment | None
    one_person: bool
    muted: bool


@dataclass(frozen=True, slots=True)
class ScaleChart:
    """Marks of all perspectives on one line from `lo` to `hi`. `description` says everything that is drawn.

    `title` is the accessible name, `table` the alternative with the same figures. Without marks nothing is drawn.
    """

    id: str
    title: str
    description: str
    lo: int
    hi: int
    low_label: str
    high_label: str
    ticks: tuple[Tick, ...]
    marks: tuple[ScaleMark, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class DotOption:
    """One option and how many chose it: one dot per person."""

    number: str
    label: str
    count: int
    text: str  # "4" or "4 (13 %)"


@dataclass(frozen=True, slots=True)
class DotChart:
    """One group's answers to one statement, as it was asked. `extra` tells of those who gave no answer, or ""."""

    id: str
    kind: PerspectiveName
    label: str  # the group's name
    title: str
    description: str
    options: tuple[DotOption, ...]
    n: int
    extra: str
    table: Table


@dataclass(frozen=True, slots=True)
class BarPart:
    """One option's part of a stacked bar: width is `count` of the bar's `n`."""

    label: str
    count: int
    text: str  # "23 %"


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A unit's answers to one statement, as it was asked, as parts of a whole."""

    id: str
    title: str
    description: str
    parts: tuple[BarPart, ...]
    n: int
    extra: str
    table: Table


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One statement, or a whole theme, of a profile: the marks of all perspectives on one line.

    `marks` stand in the order in which they are drawn, the group that the leader leads first: only its value is
    written beside its mark, and only it may have a band. `axis`: the numbers of the options stand above this row.
    `whole`: the theme below its statements.
    `note`: the neutral text where that group's value is not shown here, or "".
    """

    id: str
    title: str
    description: str
    label: str
    note: str
    whole: bool
    axis: bool
    ticks: tuple[Tick, ...]
    marks: tuple[ScaleMark, ...]


@dataclass(frozen=True, slots=True)
class ChangeChart:
    """One group's result in two rounds on one line: `before` above it, smaller and with a thinner band; `now` on it.

    Both marks are printed scores of their own round, called `before_label` and `now_label` in the drawing. The words
    beside it hold the same figures.
    """

    id: str
    title: str
    description: str
    low_label: str
    high_label: str
    before_label: str
    now_label: str
    ticks: tuple[Tick, ...]
    before: ScaleMark
    now: ScaleMark


# What may stand below a statement of a leader's report; how each is drawn is chosen by its type and nowhere else.
StatementChart = DotChart
Chart = ScaleChart | StatementChart | StackedBar | ProfileRow | ChangeChart
