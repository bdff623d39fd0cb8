"""What a workbook is to those who fill it, whatever kind of file it becomes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from fagspejl.reporting.page_types.charts import Cell

INDENT: Final = "    "  # before a name, for each level of the tree
_LONGEST_NAME: Final = 31  # characters of a sheet's name
_NOT_IN_NAMES: Final = str.maketrans("[]:*?/\\", "       ")


@dataclass(frozen=True, slots=True)
class Written:
    """A text that somebody may correct. `note`: a comment on the cell; `marked`: filled, bold and framed.

    `wrapped`: one to be read, on as many lines as it takes.
    """

    text: str
    note: str = ""
    marked: bool = False
    wrapped: bool = False


class Sheet(Protocol):
    """Writes rows top-down."""

    def header(self, names: Sequence[str]) -> None:
        """Write the header row and keep it in view where the kind of file can."""

    def cells(self, cells: Sequence[Cell], indent: int = 0) -> None:
        """Write one row of typed cells; `indent` sets the first text in by tree depth."""

    def written(self, cells: Sequence[Written], *, head: bool = False) -> None:
        """Write one row of texts that stay texts when they are corrected; a head row is kept in view."""

    def paragraph(self, text: str, *, head: bool = False) -> None:
        """Write one wrapped text."""


class Book(Protocol):
    """Holds sheets."""

    def add(self, name: str, widths: Sequence[int]) -> Sheet:
        """Add a sheet, its columns so many signs wide; a name that does not fit is made to."""


def fitting_name(name: str, taken: set[str]) -> str:
    """Return a name that a sheet may have and no other has, and add it, in lower case, to those taken."""
    base = " ".join(name.translate(_NOT_IN_NAMES).split())[:_LONGEST_NAME]
    fitting, number = base, 1
    while fitting.lower() in taken:
        number += 1
        fitting = f"{base[: _LONGEST_NAME - 3]} {number}"
    taken.add(fitting.lower())
    return fitting
