"""A reference case and the CSV columns it points to."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Missing

Strings = NDArray[np.str_]
_CONDITION = re.compile(r"(\w+)\s*==\s*'?([\w-]+)'?")
_REVERSED = re.compile(r"(\w+) reversed")
THEME = "theme"


@dataclass(frozen=True, slots=True)
class ByLabel:
    """Values per label; `key` names the reference array that holds the labels. `extra`: more labels than it lists."""

    key: str
    values: dict[str, Any]
    extra: bool = False


@dataclass(frozen=True)
class Case:
    """One reference case with access to its data. Paths in the files are read by their last part only.

    `fault` says why a file or a case could not be read at all.
    """

    folder: Path
    file: str
    raw: dict[str, Any]
    fault: str = ""

    @property
    def id(self) -> str:
        """Name of the case."""
        return str(self.raw["id"])

    @property
    def stat(self) -> str:
        """Kind of statistic; the disclosure file has its own form."""
        return str(self.raw.get("stat", "disclosed_sets"))

    @property
    def input(self) -> dict[str, Any]:
        """Inline data or settings."""
        return dict(self.raw.get("input", {}))

    @property
    def columns(self) -> list[str]:
        """Item columns."""
        return list(self.raw["columns"])

    @property
    def lo(self) -> int:
        """Lower scale end, 1 where the case does not say."""
        return int(self.input.get("lo", 1))

    @property
    def hi(self) -> int:
        """Upper scale end, 5 where the case does not say."""
        return int(self.input.get("hi", 5))

    @property
    def turned(self) -> set[str]:
        """Columns to turn to lo + hi - x first."""
        return set(self.input.get("reversed", [])) | set(_REVERSED.findall(str(self.raw.get("subset", ""))))

    def read(self, column: str, extra: str = "") -> Strings:
        """One column as text, rows of the subset (and of a further condition such as "role=='self'") only."""
        data = _columns(self.folder / "data" / Path(str(self.raw["data"])).name)
        kept = np.ones(data[column].size, dtype=np.bool_)
        for name, wanted in _CONDITION.findall(f"{self.raw.get('subset', '')} & {extra}"):
            kept &= data[name] == wanted
        return data[column][kept]

    def numbers(self, column: str, extra: str = "") -> Floats:
        """One column as numbers, NaN = missing, turned where the case says so."""
        x = to_floats(self.read(column, extra))
        return self.lo + self.hi - x if column in self.turned else x

    def matrix(self, extra: str = "", columns: list[str] | None = None) -> Floats:
        """The item columns side by side, (R, I)."""
        return np.column_stack([self.numbers(c, extra) for c in columns or self.columns])

    def groups(self, extra: str = "", column: str | None = None) -> tuple[list[str], NDArray[np.intp]]:
        """Labels and index of the grouping column."""
        labels, index = np.unique(self.read(column or str(self.raw["group"]), extra), return_inverse=True)
        return [str(v) for v in labels], index

    def table(self, extra: str = "", columns: list[str] | None = None) -> ResponseTable:
        """The items as a ResponseTable with one theme; leaders do not matter here."""
        names = columns or self.columns
        raw = np.column_stack([to_floats(self.read(c, extra)) for c in names])
        return response_table(raw, [c in self.turned for c in names], self.lo, self.hi, names)

    def scores(self, extra: str = "", columns: list[str] | None = None) -> Floats:
        """The one column itself, or the mean of several (missing items: as the case's min_items says)."""
        from fagspejl.analysis.scores import rater_scores

        names = columns or self.columns
        if len(names) == 1:
            return self.numbers(names[0], extra)
        return rater_scores(self.table(extra, names), THEME, min_items=self.input.get("min_items", 1))


def response_table(raw: Floats, turned: list[bool], lo: int, hi: int, names: list[str]) -> ResponseTable:
    """A ResponseTable of numbers with NaN = not answered; every row its own person, one leader.

    Raises ResponseTableInvalid for a number outside lo..hi.
    """
    rows, gone = raw.shape[0], np.isnan(raw)
    return ResponseTable.from_raw(
        lo=lo,
        hi=hi,
        items=[ItemSpec(n, THEME, t) for n, t in zip(names, turned, strict=True)],
        values=np.where(gone, 0.0, raw),
        missing=np.where(gone, int(Missing.BLANK), 0),
        leader=np.zeros(rows, dtype=np.int32),
        group=np.zeros(rows, dtype=np.int8),
        person=np.arange(rows),
        invited=np.full((1, 5), -1),
    )


def to_floats(column: Strings) -> Floats:
    """Text to numbers, empty = NaN."""
    return np.where(column == "", "nan", column).astype(np.float64)


@lru_cache(maxsize=32)
def _columns(path: Path) -> dict[str, Strings]:
    with path.open(newline="", encoding="utf-8") as lines:
        header, *rows = list(csv.reader(lines))
    table = np.array(rows, dtype=np.str_)
    return {name: table[:, i] for i, name in enumerate(header)}
