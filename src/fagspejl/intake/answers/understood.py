"""One file of answers: opened, recognised, and made the sheet its rows are read from."""

from __future__ import annotations

from pathlib import Path

from fagspejl.instrument.types import Instrument
from fagspejl.intake.answers.answer_file import AnswerSheet
from fagspejl.intake.answers.blocks_of_forms import brought_together
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.mapping.types import FileMapping
from fagspejl.intake.opening import open_book
from fagspejl.intake.recognition.rows import RowFilter
from fagspejl.intake.recognition.shaped import recognise_any_shape
from fagspejl.intake.recognition.types import Given, Question, Understanding
from fagspejl.intake.sheet import Progress
from fagspejl.intake.tables import Table
from fagspejl.intake.types import AnswerFile


def understand(
    one: AnswerFile,
    instrument: Instrument,
    told: FileMapping,
    *,
    limits: Limits,
    findings: Findings,
    progress: Progress | None,
) -> Understanding | None:
    """Open and recognise a file; every question it leaves is an error. None with an error where it cannot be read."""
    tables = open_book(one.path, limits=limits, findings=findings, progress=progress)
    if not tables:
        return None
    given = Given(one.direction, one.perspective)
    found = recognise_any_shape(tables, instrument, told=told, findings=findings, given=given)
    if found is None:
        return None
    if found.heading.names and len(found.heading.names) > limits.columns:
        findings.error(
            "too_many_columns", one.path.name, limit=limits.columns, count=len(found.heading.names)
        )
        return None
    _tell_sheets(one.path, tables, found, findings)
    for question in found.questions:
        _ask(question, found, findings)
    return None if found.questions else found


def open_rows(one: AnswerFile, found: Understanding, findings: Findings) -> tuple[AnswerSheet, RowFilter]:
    """Return the sheet without rows that are no answers, and the filter that tells which these were."""
    sheet = found.table.open(found.heading)
    leader = found.column("leader")
    items = frozenset(
        column.place
        for column in found.columns
        if column.ours and column.ours not in ("leader", "perspective", "person")
    )
    filtered = RowFilter(
        sheet,
        found.mapping.leave_out,
        leader=None if leader is None else leader.place,
        statements=items,
        headings=found.heading_cells or (found.heading.names,),
        hidden=frozenset() if found.mapping.reads_hidden else found.table.hidden,
    )
    sheet = brought_together(filtered.sheet, found.mapping, findings)
    return AnswerSheet(sheet, found.mapping, option=one.perspective is not None), filtered


def _ask(question: Question, found: Understanding, findings: Findings) -> None:
    findings.error(question.code, found.table.file, found.heading.row, None, **dict(question.facts))


def _tell_sheets(path: Path, tables: tuple[Table, ...], found: Understanding, findings: Findings) -> None:
    """Name the worksheets that hold something and are neither read nor told of the others."""
    others = [t.name for t in tables if t.name and t.name != found.table.name and t.name not in found.told_by]
    if others:
        findings.warn("other_sheets", path.name, sheet=found.table.name, names=listing(others))
