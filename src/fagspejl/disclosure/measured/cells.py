"""Cells: one item in one block of people. The only place where answers are measured (C1). Pure.

Everything else the product prints is arithmetic on what this module returns (`arithmetic.py`), so nothing can say
more than the cells do. Held by tests/disclosure/test_outputs_are_a_function_of_the_cells.py.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.rounding import in_tenths, of_tenths, tenths_above, tenths_below
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Missing


class Form(IntEnum):
    """What a cell prints. FEW: from k to below k_distribution people answered the item; FULL: from there up."""

    NOTHING = 0
    FEW_MEAN = 1
    FEW_LOW = 2  # "1,5 eller lavere"
    FEW_HIGH = 3
    FULL = 4  # mean and answers per option
    ALIKE_LOW = 5  # one option holds all answers: one in the lower part of the scale, the middle included
    ALIKE_MIDDLE = 6  # in releases of format 1 only, which had three parts
    ALIKE_HIGH = 7
    ALIKE = 8  # the same where the scale has too few options to name a part of it: no value
    ABOUT = 9  # a score or total, never a cell: a number that rests on coded cells


FEW = (Form.FEW_MEAN, Form.FEW_LOW, Form.FEW_HIGH)
ALIKE = (Form.ALIKE_LOW, Form.ALIKE_MIDDLE, Form.ALIKE_HIGH, Form.ALIKE)
WHOLE = (Form.FULL, *ALIKE)
LOW, HIGH = (Form.FEW_LOW, Form.ALIKE_LOW), (Form.FEW_HIGH, Form.ALIKE_HIGH)
CODED = (Form.FEW_LOW, Form.FEW_HIGH, *ALIKE)
NUMBERED = (Form.FEW_MEAN, Form.FULL, Form.ABOUT)


@dataclass(frozen=True, slots=True)
class Cells:
    """The printed cells of one group; B blocks, I items, K options.

    form     (B, I) int8 `Form`
    tenths   (B, I) int16 printed mean in tenths; 0 unless FEW_MEAN or FULL
    options  (B, I, K) int32 answers per option; 0 unless FULL
    spoken   (B, I, 2) int32 "ved ikke" and "ønsker ikke at oplyse"; 0 unless FULL
    """

    form: NDArray[np.int8]
    tenths: NDArray[np.int16]
    options: NDArray[np.int32]
    spoken: NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a mean counts as being at the end of the scale, and what coded cells lend to arithmetic and permit.

    On 1-5: at or below 1.5 and at or above 4.5, which lend 1.25 and 4.75; all answers alike in the lower part (1-3) or
    the upper (4-5), which lend 2 and 4.5. Other scales in proportion.
    """

    lo: int
    hi: int
    margin: float

    @classmethod
    def of(cls, lo: int, hi: int, policy: DisclosurePolicy) -> Ends:
        """Build for a scale under a policy."""
        return cls(lo, hi, policy.end_code * (hi - lo) / 4)

    @property
    def low_tenths(self) -> int:
        """Highest printed mean (in tenths) that is coded as low."""
        return int(tenths_below(self.lo + self.margin))

    @property
    def high_tenths(self) -> int:
        """Lowest printed mean (in tenths) that is coded as high."""
        return int(tenths_above(self.hi - self.margin))

    @property
    def parts(self) -> tuple[int, int] | None:
        """The highest option of the lower part and the lowest of the upper; None where a part would be one option.

        A part of one option names everybody's answer.
        """
        middle = (self.lo + self.hi) // 2
        return (middle, middle + 1) if self.hi - middle > 1 else None

    def lent(self, form: NDArray[np.int8], tenths: NDArray[np.int16]) -> NDArray[np.float64]:
        """Return what each cell or score lends to arithmetic; NaN where it prints nothing or no value."""
        span = self.hi - self.lo
        values = np.full(len(Form), np.nan)
        values[Form.FEW_LOW] = self.lo + self.margin / 2
        values[Form.FEW_HIGH] = self.hi - self.margin / 2
        values[Form.ALIKE_LOW] = self.lo + span / 4
        values[Form.ALIKE_HIGH] = self.hi - span / 8
        lent: NDArray[np.float64] = np.where(np.isin(form, NUMBERED), of_tenths(tenths), values[form])
        return lent

    def permitted(
        self, form: NDArray[np.int8], tenths: NDArray[np.int16]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return the least and the most that the printed mean of each cell can be, as it is lent otherwise.

        A printed number permits itself; a code permits all that its words do; NaN where nothing is lent.
        """
        low, high = self.parts or (self.lo, self.hi)
        least, most = np.full(len(Form), np.nan), np.full(len(Form), np.nan)
        for code, (first, last) in {
            Form.FEW_LOW: (self.lo, float(of_tenths(self.low_tenths))),
            Form.FEW_HIGH: (float(of_tenths(self.high_tenths)), self.hi),
            Form.ALIKE_LOW: (self.lo, low),
            Form.ALIKE_HIGH: (high, self.hi),
        }.items():
            least[code], most[code] = first, last
        numbered, points = np.isin(form, NUMBERED), of_tenths(tenths)
        return np.where(numbered, points, least[form]), np.where(numbered, points, most[form])


def measure(
    table: ResponseTable,
    block: NDArray[np.int32],
    n_blocks: int,
    pooled: NDArray[np.bool_],
    policy: DisclosurePolicy,
) -> Cells:
    """Measure every item in every block.

    `block` (R,) gives the block of each row, -1 for rows outside; `pooled` (B,) marks blocks in which one person
    may have several rows. A cell is decided by the distinct people who answered that item.
    """
    n_items, n_options = len(table.items), table.options
    inside = block >= 0
    rows = block[inside].astype(np.int64)
    values, missing = table.values[inside], table.missing[inside]
    options = np.zeros((n_blocks, n_items, n_options), dtype=np.int32)
    spoken = np.zeros((n_blocks, n_items, 2), dtype=np.int32)
    width = n_options + 1  # no answer, then the places of the scale
    for item in range(n_items):
        counted = np.bincount(rows * width + values[:, item], minlength=n_blocks * width)
        options[:, item] = counted.reshape(n_blocks, width)[:, 1:]
        for kind, reason in enumerate((Missing.DONT_KNOW, Missing.NO_DISCLOSE)):
            spoken[:, item, kind] = np.bincount(rows[missing[:, item] == reason], minlength=n_blocks)
    answers = options.sum(axis=2)
    people = answers.copy()
    if pooled.any():
        people[pooled] = _distinct(table, block, n_blocks, pooled)[pooled]
    return _print(options, spoken, answers, people, table.lo, table.hi, policy)


def _distinct(
    table: ResponseTable, block: NDArray[np.int32], n_blocks: int, pooled: NDArray[np.bool_]
) -> NDArray[np.int32]:
    """Distinct people per block and item (B, I), for pooled blocks; 0 where one person gave more than half.

    Several leaders' rater may answer a statement several times: then its mean would be mostly that person's.
    """
    rows = np.flatnonzero((block >= 0) & pooled[block])
    order = rows[np.lexsort((table.person[rows], block[rows]))]
    if order.size == 0:
        return np.zeros((n_blocks, len(table.items)), dtype=np.int32)
    key_block, key_person = block[order], table.person[order]
    starts = np.flatnonzero(
        np.r_[True, (key_block[1:] != key_block[:-1]) | (key_person[1:] != key_person[:-1])]
    )
    given = np.add.reduceat((table.values[order] > 0).astype(np.int32), starts, axis=0)
    people, answers, most = (np.zeros((n_blocks, len(table.items)), dtype=np.int32) for _ in range(3))
    np.add.at(people, key_block[starts], (given > 0).astype(np.int32))
    np.add.at(answers, key_block[starts], given)
    np.maximum.at(most, key_block[starts], given)
    return np.where(2 * most > answers, 0, people).astype(np.int32)


def _print(
    options: NDArray[np.int32],
    spoken: NDArray[np.int32],
    answers: NDArray[np.int32],
    people: NDArray[np.int32],
    lo: int,
    hi: int,
    policy: DisclosurePolicy,
) -> Cells:
    """Decide each cell's form and keep only what that form prints."""
    ends = Ends.of(lo, hi, policy)
    total = (options * np.arange(lo, hi + 1)).sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(answers > 0, total / answers, lo)
    tenths = in_tenths(mean).astype(np.int16)
    few = (people >= policy.k) & (people < policy.k_distribution)
    whole = people >= policy.k_distribution
    alike = whole & (options.max(axis=2) == answers)
    double = 2 * (np.argmax(options, axis=2) + lo)  # twice the option: the middle is a whole number
    form = np.select(
        [
            few & (tenths <= ends.low_tenths),
            few & (tenths >= ends.high_tenths),
            few,
            alike & (ends.parts is None),
            alike & (double <= lo + hi),
            alike,
            whole,
        ],
        [
            Form.FEW_LOW,
            Form.FEW_HIGH,
            Form.FEW_MEAN,
            Form.ALIKE,
            Form.ALIKE_LOW,
            Form.ALIKE_HIGH,
            Form.FULL,
        ],
        Form.NOTHING,
    ).astype(np.int8)
    full = form == Form.FULL
    numbered = full | (form == Form.FEW_MEAN)
    return Cells(
        form=form,
        tenths=np.where(numbered, tenths, 0).astype(np.int16),
        options=np.where(full[:, :, None], options, 0).astype(np.int32),
        spoken=np.where(full[:, :, None], spoken, 0).astype(np.int32),
    )
