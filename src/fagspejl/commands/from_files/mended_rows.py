"""What `report`, `analyse`, `answers` and `roster` share: faulty rows out as a workbook, and corrected ones back in."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from fagspejl.commands.console import FILE
from fagspejl.intake import IntakeRefused, Mending
from fagspejl.intake.errors import FaultyRowsKept
from fagspejl.lib.language import Language
from fagspejl.lib.new_files import check_free
from fagspejl.operations.services.mended_files import check_kind, write_faulty_rows


@dataclass(frozen=True, slots=True)
class MendedRows:
    """What was said of rows with faults: where to write them, and where they come back from."""

    faults: Path | None
    corrected: Path | None

    @property
    def inputs(self) -> tuple[Path, ...]:
        """Every file that is read beside the files themselves."""
        return () if self.corrected is None else (self.corrected,)

    @contextmanager
    def of(self, files: Sequence[Path | None], language: Language) -> Iterator[Mending | None]:
        """Yield what a reader of these files is given. Where it refuses, its faulty rows are written.

        Raises KindNotWritten, NameTaken before anything is read.
        """
        if self.faults is not None:
            check_kind(self.faults)
            check_free(self.faults)
        if self.faults is None and self.corrected is None:
            yield None
            return
        given = [path for path in files if path is not None]
        mending = Mending(given, corrected=self.corrected, gathers=self.faults is not None)
        try:
            yield mending
        except IntakeRefused as refused:
            if self.faults is not None:
                refused.kept = _written(mending, self.faults, language)
            raise


def _written(mending: Mending, target: Path, language: Language) -> FaultyRowsKept:
    sheets = mending.sheets()
    rows, too_long = sum(len(one.rows) for one in sheets), sum(len(one.too_long) for one in sheets)
    if rows:
        write_faulty_rows(sheets, target, language)
    return FaultyRowsKept(target, rows, too_long)


def mending_options(command: Callable[..., object]) -> Callable[..., object]:
    """Give a command --faults and --corrected, which it gets as `mended`."""

    @click.option(
        "--faults",
        type=FILE,
        metavar="FILE",
        help="Where rows with faults are written, if the files cannot be used: a new XLSX or ODS file.",
    )
    @click.option(
        "--corrected",
        type=FILE,
        metavar="FILE",
        help="Such a file with its rows corrected: they are read in place of those in the files.",
    )
    @functools.wraps(command)
    def given(*args: Any, faults: Path | None, corrected: Path | None, **options: Any) -> object:
        return command(*args, mended=MendedRows(faults, corrected), **options)

    return given
