"""Workbooks of rows that somebody corrects: the faulty rows of files, and templates with an example of every case."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Final

from fagspejl.intake import FaultyRow, FaultySheet, Template
from fagspejl.intake.sentences import WORDS, own_headings, reason
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language
from fagspejl.lib.new_files import write_new
from fagspejl.lib.wording import Wording, wording
from fagspejl.reporting.exports.ods import ods_book
from fagspejl.reporting.exports.sheets import Book, Written
from fagspejl.reporting.exports.xlsx import xlsx_book

KINDS: Final[Mapping[str, Callable[[BinaryIO, str], AbstractContextManager[Book]]]] = {
    ".xlsx": xlsx_book,
    ".ods": ods_book,
}
_REASON_WIDTH: Final = 60  # signs
_ROW_WIDTH: Final = 8
_WIDTH: Final = 18


class KindNotWritten(FagspejlError):
    """A file was to be written whose name ends in none of KINDS. `path`: where."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def check_kind(path: Path) -> None:
    """Raise KindNotWritten unless the name is that of a workbook we write."""
    if path.suffix.lower() not in KINDS:
        raise KindNotWritten(path)


def write_faulty_rows(sheets: Sequence[FaultySheet], target: Path, language: Language) -> None:
    """Write one worksheet per file: what is wrong, the number of the row, and its cells, the faulty ones marked.

    A new file, whole or not at all. Every cell is text. Raises KindNotWritten, NameTaken, OSError.
    """
    check_kind(target)
    made = io.BytesIO()
    faulty_book(sheets, made, target.suffix.lower(), language)
    write_new(target, made.getvalue())


def faulty_book(sheets: Sequence[FaultySheet], target: BinaryIO, kind: str, language: Language) -> None:
    """Write the workbook of `write_faulty_rows` to an open file, of a kind of KINDS."""
    words = wording(language, WORDS, terminal=True)
    ours = own_headings(language)
    with KINDS[kind](target, words.say("mending.title")) as book:
        for one in sheets:
            sheet = book.add(one.name, [_REASON_WIDTH, _ROW_WIDTH, *[_WIDTH] * len(one.headings)])
            sheet.written([Written(text) for text in (*ours, *one.headings)], head=True)
            for row in one.rows:
                sheet.written(_row(row, words, language))


def _row(row: FaultyRow, words: Wording, language: Language) -> list[Written]:
    said = [reason(notice, language) for notice in row.notices]
    cells = [Written("\n".join(said) or words.say("mending.mended"), wrapped=True), Written(str(row.row))]
    for place, cell in enumerate(row.cells):
        notices = row.marks.get(place, ())
        note = " ".join(reason(notice, language, with_place=False) for notice in notices)
        cells.append(Written(cell, note, marked=bool(notices)))
    return cells


def write_book(target: Path, title: str, write: Callable[[Book], None]) -> None:
    """Write a new workbook of the kind that its name says. Raises KindNotWritten, NameTaken, OSError."""
    check_kind(target)
    made = io.BytesIO()
    with KINDS[target.suffix.lower()](made, title) as book:
        write(book)
    write_new(target, made.getvalue())


def write_template(template: Template, target: Path) -> None:
    """Write a table to begin from, and beside it a worksheet that explains its columns and rows.

    The same explanation is a note on each heading and on the first cell of each row. A new file, whole or not at all.
    Raises KindNotWritten, NameTaken, OSError.
    """

    def written(book: Book) -> None:
        sheet = book.add(template.name, [_WIDTH] * len(template.columns))
        sheet.written([Written(column.heading, column.note) for column in template.columns], head=True)
        for row in template.rows:
            first, *rest = row.cells
            sheet.written([Written(first, row.shows), *map(Written, rest)])
        guide = book.add(template.guide, [_WIDTH, _REASON_WIDTH * 2])
        guide.written([*map(Written, template.of_columns)], head=True)
        for column in template.columns:
            guide.written([Written(column.heading), Written(column.note, wrapped=True)])
        guide.written([])
        guide.paragraph(template.of_rows, head=True)
        for number, row in enumerate(template.rows, 2):
            guide.written([Written(str(number)), Written(row.shows, wrapped=True)])

    write_book(target, template.name, written)
