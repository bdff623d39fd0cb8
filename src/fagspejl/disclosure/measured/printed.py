"""What has been measured and may be printed: blocks, cells, coefficients, marks, comments. Pure.

These values, and nothing else, are what `arithmetic` and `totals` see (C2).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.analysis.study_parts import Coefficient
from fagspejl.disclosure.measured.blocks import Blocks, candidates
from fagspejl.disclosure.measured.cells import Cells, Ends
from fagspejl.disclosure.types import (
    UNTOLD,
    GroupName,
    InstrumentStamp,
    LotPrinted,
    MarkName,
    Organisation,
    Provenance,
    RoundInfo,
    ThemeInfo,
)
from fagspejl.lib.promise import Registered

NONE = -1  # no printed number, in arrays of tenths


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Spread inside groups, per theme, over the whole organisation (at least 50 people); two decimals, as printed.

    within_sd (T,)  standard deviation of raters' theme scores inside own blocks
    item_sd   (T,)  root of the mean variance of the theme's items inside own blocks; 0 under the fallback
    df        (T,)  degrees of freedom; 0 under the fallback, where the constants of ReportingPolicy are used
    """

    within_sd: NDArray[np.float64]
    item_sd: NDArray[np.float64]
    df: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class GroupPrinted:
    """One anonymous group of the round. `asked` (leaders,) and `items_asked` (I,) say what was on whose form.

    `spread` (B, T) int8 are the spread cells: 0 none, 1 alike, 2 some spread, 3 seen differently.
    `asked_once`: nobody may be asked about several leaders. Else totals count answers, never people.
    """

    group: GroupName
    asked: NDArray[np.bool_]
    items_asked: NDArray[np.bool_]
    blocks: Blocks
    cells: Cells
    spread: NDArray[np.int8]
    coefficients: Coefficients
    asked_once: bool


@dataclass(frozen=True, slots=True)
class MarkPrinted:
    """One named person's answers about one leader: values (I,) in the scored direction, None = none.

    `name` is "" where the round promised, or the file knows, the role alone.
    """

    leader: int
    role: MarkName
    number: int
    values: tuple[int | None, ...]
    comments: Mapping[str, tuple[str, ...]]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """Everything that leaves the door, before arithmetic. `comments[(leader, group)][question]` holds shown texts.

    `earlier`: read from a release of format 1, whose figures followed other rules; they are read, never recomputed.
    `analysis`: coefficients of the whole organisation, rounded. `promise`, `lot`: None where nothing was registered.
    """

    info: RoundInfo
    stamp: InstrumentStamp
    software: str
    disclosure: DisclosurePolicy
    reporting: ReportingPolicy
    lo: int
    hi: int
    themes: tuple[ThemeInfo, ...]
    questions: tuple[str, ...]
    organisation: Organisation
    merged: bool
    has_person: bool
    with_comments: bool
    groups: tuple[GroupPrinted, ...]
    marks: tuple[MarkPrinted, ...]
    comments: Mapping[tuple[int, GroupName], Mapping[str, tuple[str, ...]]]
    earlier: bool = False
    provenance: Provenance = UNTOLD
    analysis: tuple[Coefficient, ...] = ()
    promise: Registered | None = None
    lot: LotPrinted | None = None

    @property
    def ends(self) -> Ends:
        """The coded ends of this round's scale."""
        return Ends.of(self.lo, self.hi, self.disclosure)

    @property
    def item_ids(self) -> tuple[str, ...]:
        """All item ids in questionnaire order: the columns of every cell array."""
        return _item_ids(self.themes)

    def marks_of(self, leader: int) -> tuple[MarkPrinted, ...]:
        """The marks about one leader; marks are kept in order of leader."""
        first = bisect_left(self.marks, leader, key=lambda mark: mark.leader)
        last = bisect_right(self.marks, leader, key=lambda mark: mark.leader)
        return self.marks[first:last]

    def columns(self) -> tuple[tuple[int, ...], ...]:
        """Columns of each theme's items."""
        return _columns(self.themes)


def candidates_of(printed: Printed, group: GroupPrinted) -> list[list[int]]:
    """Return the leaders that each block of a group could hold; see `blocks.candidates`."""
    organisation = printed.organisation
    return candidates(
        [unit.parent for unit in organisation.units],
        [leader.unit for leader in organisation.leaders],
        group.blocks,
        group.asked,
    )


@lru_cache(maxsize=8)
def _item_ids(themes: tuple[ThemeInfo, ...]) -> tuple[str, ...]:
    """Asked for again and again, once for each row of figures."""
    return tuple(item for theme in themes for item, _ in theme.items)


@lru_cache(maxsize=8)
def _columns(themes: tuple[ThemeInfo, ...]) -> tuple[tuple[int, ...], ...]:
    columns, start = [], 0
    for theme in themes:
        columns.append(tuple(range(start, start + len(theme.items))))
        start += len(theme.items)
    return tuple(columns)
