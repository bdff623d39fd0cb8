"""The one error of the room: the files were read to the end and cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fagspejl.intake.types import Notice
from fagspejl.lib.errors import FagspejlError


@dataclass(frozen=True, slots=True)
class FaultyRowsKept:
    """Where the rows with faults were written. `rows` 0: no fault was one of single rows, and nothing was written.

    `too_long`: rows that no spreadsheet can hold.
    """

    path: Path
    rows: int
    too_long: int = 0


class IntakeRefused(FagspejlError):
    """The files have errors. `notices` holds the first ones of all files, `total` counts them all."""

    def __init__(self, notices: tuple[Notice, ...], total: int) -> None:
        super().__init__(f"{total} errors, the first: {notices[0] if notices else None}")
        self.notices = notices
        self.total = total
        self.kept: FaultyRowsKept | None = None  # told where the errors are
