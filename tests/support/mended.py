"""A workbook of faulty rows as a planner has it: looked at, corrected, and saved again by a spreadsheet."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from python_calamine import CalamineWorkbook

from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.mending import Mending
from fagspejl.operations.services.mended_files import write_faulty_rows
from fagspejl.reporting.exports.ods import ods_book
from fagspejl.reporting.exports.sheets import Written
from fagspejl.reporting.exports.xlsx import xlsx_book

Sheets = dict[str, list[list[str]]]


def faults_of(
    reads: Callable[[Mending], object], files: Sequence[Path], target: Path, **more: object
) -> Path:
    """Read files that must be refused and write their faulty rows."""
    mending = Mending(files, gathers=True, **more)  # type: ignore[arg-type]
    try:
        reads(mending)
    except IntakeRefused:
        write_faulty_rows(mending.sheets(), target, "da")
        return target
    raise AssertionError("the files were not refused")


def looked_at(path: Path) -> Sheets:
    """The cells of every worksheet."""
    book = CalamineWorkbook.from_path(path)
    return {
        name: [[str(cell) for cell in row] for row in book.get_sheet_by_name(name).to_python()]
        for name in book.sheet_names
    }


def saved(sheets: Sheets, target: Path) -> Path:
    """The worksheets saved by another program: XLSX, ODS, or one of them as CSV."""
    if target.suffix == ".csv":
        (rows,) = sheets.values()
        with target.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerows(rows)
        return target
    with (xlsx_book if target.suffix == ".xlsx" else ods_book)(target, "") as book:
        for name, rows in sheets.items():
            sheet = book.add(name, [10] * len(rows[0]))
            for number, row in enumerate(rows):
                sheet.written([Written(cell) for cell in row], head=number == 0)
    return target


def corrected(path: Path, right: Mapping[int, Sequence[str]], target: Path) -> Path:
    """The one worksheet with right cells in the rows that have faults; row of the file -> its cells."""
    ((name, (head, *rows)),) = looked_at(path).items()
    mended = [[said, row, *right.get(int(float(row)), cells)] for said, row, *cells in rows]
    return saved({name: [head, *mended]}, target)
