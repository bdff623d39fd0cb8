"""What a workbook says of its own columns on further worksheets: texts of questions, labels of values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from fagspejl.intake.recognition.headings import Headed, find_heading
from fagspejl.intake.recognition.known import Known
from fagspejl.intake.recognition.systems import CodebookSheet, System, systems
from fagspejl.intake.tables import Codebook, Heading, Table
from fagspejl.lib.sameness import normal


def with_codebook(
    headed: Headed, tables: Sequence[Table], system: System | None, known: Known
) -> tuple[Headed, tuple[str, ...]]:
    """Return the table with what the workbook's other sheets say of it, and the names of these sheets."""
    sheets = [table for table in tables if table is not headed.table and table.name]
    texts: dict[str, str] = {}
    labels: dict[str, dict[str, str]] = {}
    for told in systems() if system is None else (system,):
        for table in sheets:
            for variable, text in _entries(table, told.texts):
                texts.setdefault(variable, text)
            for variable, value, text in _entries(table, told.labels):
                labels.setdefault(variable, {}).setdefault(value, text)
    if not texts and not labels:
        return headed, ()
    given = headed.table.codebook
    book = Codebook({**texts, **given.texts}, {**labels, **given.labels})
    told_by = tuple(table.name for table in sheets if normal(table.name) in _named(system))
    return find_heading(replace(headed.table, codebook=book), known), told_by


def _named(system: System | None) -> set[str]:
    told = systems() if system is None else (system,)
    books = [book for one in told for book in (one.texts, one.labels) if book is not None]
    return {name for one in told for name in one.aside_sheets} | {name for b in books for name in b.sheets}


def _entries(table: Table, told: CodebookSheet | None) -> Iterator[tuple[str, ...]]:
    """The rows of a sheet of a codebook, in the order of its columns; headings of its own are optional."""
    if told is None or normal(table.name) not in told.sheets or not table.head:
        return
    width = len(told.columns)
    first = [normal(cell) for cell in table.head[0].cells]
    places = [next((p for p, cell in enumerate(first) if cell in names), -1) for names in told.columns]
    headings = -1 not in places
    if not headings:
        places = list(range(width))
    names = tuple(str(place) for place in range(max(len(table.head[0].cells), width)))
    sheet = table.open(Heading(names, table.head[0].row))
    rows = chain.from_iterable(
        zip(*(column.texts() for column in block.columns), strict=True) for block in sheet.blocks
    )
    for row in chain([] if headings else [tuple(table.head[0].cells)], rows):
        if len(row) > max(places):
            yield tuple(row[place].strip() for place in places)
