"""From what a file looks like to the mapping a person could have written for it, and what it does not prove."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Final

from fagspejl.analysis.types import Perspective
from fagspejl.instrument.types import Instrument
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.mapping.leave_out import LeaveOut
from fagspejl.intake.mapping.types import ColumnMap, FileMapping
from fagspejl.intake.recognition.codebook import with_codebook
from fagspejl.intake.recognition.columns import columns_of, likely_leaders, resembling
from fagspejl.intake.recognition.forms import forms_of, of_perspective, proved
from fagspejl.intake.recognition.headings import Headed, choose, rivals_of
from fagspejl.intake.recognition.known import Known
from fagspejl.intake.recognition.numbers import Numbers, numbers_of
from fagspejl.intake.recognition.systems import System, of_headings, rules_of_any
from fagspejl.intake.recognition.types import ColumnFound, Given, Note, Question, Understanding
from fagspejl.intake.tables import Table
from fagspejl.intake.vocabulary import BLANK
from fagspejl.lib.sameness import normal

_NOTHING: Final = Given()


def recognise(
    tables: Sequence[Table],
    instrument: Instrument,
    *,
    told: FileMapping,
    findings: Findings,
    given: Given = _NOTHING,
    seen: tuple[Known, Headed] | None = None,
) -> Understanding | None:
    """Say which of a file's tables holds answers and what its columns are; None with an error where nothing can be.

    `told` is taken as it is and only added to. A file in our own documented format is left to its own reader, with
    `told` unchanged. Looks at the tables' heads alone. `seen`: what `choose` said of these tables, where it was asked.
    """
    known = Known(instrument, told) if seen is None else seen[0]
    rest = _on_sheet(tables, told, findings)
    if not rest:
        return None
    headed = choose(rest, known) if seen is None else seen[1]
    rivals = rivals_of(headed, rest, known)
    if rivals:
        names = listing([headed.table.name, *rivals])
        findings.error("several_sheets", headed.table.file, None, names=names, sheet=headed.table.name)
        return None
    rows = {record.row for record in headed.rows}
    if not rows.issuperset(told.heading_rows):
        first = min(set(told.heading_rows) - rows)
        findings.error("heading_row_missing", headed.table.file, first)
        return None
    bearing = of_headings(cell for record in headed.rows for cell in record.cells)
    if len(bearing) > 1 and not told.file:
        names = listing([system.name for system in bearing[:2]])
        findings.error("two_systems", headed.table.file, headed.heading.row, names=names)
        return None
    system = bearing[0] if bearing else None
    headed, told_by = with_codebook(headed, tables, system, known)
    before = findings.total
    columns, questions = columns_of(headed, known, system, findings)
    columns = of_perspective(columns, given.perspective if told.perspective is None else told.perspective)
    if findings.total > before:
        return None
    blanks = {} if system is None else dict.fromkeys(system.blank, BLANK)
    known.told = replace(told, item_values={**blanks, **told.item_values})
    numbers = numbers_of(headed, columns, known, given)
    plain = not questions and not numbers.questions and numbers.direction != "high-to-low"
    if plain and _is_own(columns, headed, system) and not _resembling(headed, columns, known, every=True):
        own = _own(told, given)
        return Understanding(
            headed.table, headed.heading, own, None, columns, numbers.labels, told_by=told_by
        )
    found = _understood(headed, columns, [*questions, *numbers.questions], numbers, known, system, given)
    return replace(found, heading_cells=tuple(record.cells for record in headed.rows), told_by=told_by)


def _understood(
    headed: Headed,
    columns: tuple[ColumnFound, ...],
    questions: list[Question],
    numbers: Numbers,
    known: Known,
    system: System | None,
    given: Given,
) -> Understanding:
    told = known.told
    forms, perspectives = forms_of(columns)
    constant, asked = _perspective(columns, told, given)
    rules = _rules(headed, system, told)
    mapping = replace(
        told,
        answers=ColumnMap(
            _theirs(columns, told), True, told.answers.ignored, {**forms, **told.answers.forms}
        ),
        perspectives=told.perspectives or perspectives,
        column_values=numbers.values,
        direction=numbers.direction,
        perspective=constant,
        leave_out=(*told.leave_out, *rules),
        sheet=headed.table.name,
        heading_rows=tuple(record.row for record in headed.rows),
    )
    if not any(question.code.startswith("leader_") for question in questions):
        questions += _no_leader(headed, columns, told, system)
    questions += asked
    alike = _resembling(headed, columns, known)
    if any(column.ours in known.items for column in columns) or known.items & told.answers.theirs.keys():
        questions += alike
    else:
        questions = alike or [_no_statements(columns, system)]
    return Understanding(
        headed.table,
        headed.heading,
        mapping,
        None if system is None else system.id,
        columns,
        numbers.labels,
        tuple(questions),
        rules,
        _notes(columns, system),
    )


def _resembling(
    headed: Headed, columns: Sequence[ColumnFound], known: Known, *, every: bool = False
) -> list[Question]:
    """Ask about headings like missing statements; with `every`, only where all statements are missing."""
    missing = known.items - {column.ours for column in columns} - known.told.answers.theirs.keys()
    if not missing or (every and missing != known.items):
        return []
    return resembling(headed, columns, known, missing)


def _on_sheet(tables: Sequence[Table], told: FileMapping, findings: Findings) -> list[Table]:
    if not told.sheet or not any(table.name for table in tables):
        return list(tables)
    found = [table for table in tables if normal(table.name) == normal(told.sheet)]
    if not found and tables:
        names = listing([table.name for table in tables])
        findings.error("sheet_missing", tables[0].file, value=told.sheet, names=names)
    return found


def _is_own(columns: Sequence[ColumnFound], headed: Headed, system: System | None) -> bool:
    """Whether the file is in our own documented format, or says nothing that we know."""
    plain = all(column.why in (None, "name", "told") for column in columns)
    return plain and system is None and len(headed.rows) < 2 and not headed.table.codebook.labels


def _own(told: FileMapping, given: Given) -> FileMapping:
    return told if given.perspective is None else replace(told, perspective=given.perspective)


def _theirs(columns: Sequence[ColumnFound], told: FileMapping) -> dict[str, str]:
    """Ours -> the name of the first such column. What is told but not there stays, to be said as missing."""
    found = {column.ours: column.heading for column in reversed(columns) if column.ours}
    return {**told.answers.theirs, **found}


def _perspective(
    columns: Sequence[ColumnFound], told: FileMapping, given: Given
) -> tuple[Perspective | None, list[Question]]:
    """Who answers, where no column says so: given, told, or proved by whose words the statements are in."""
    if any(column.ours == "perspective" for column in columns) or told.perspectives:
        return told.perspective, []
    _, perspectives = forms_of(columns)
    if perspectives:
        return None, []
    if given.perspective is not None or told.perspective is not None:
        return given.perspective if given.perspective is not None else told.perspective, []
    worded = [
        set(column.perspectives) for column in columns if column.why == "wording" and column.perspectives
    ]
    if not worded:
        return None, []
    common = set.intersection(*worded)
    who = proved(common)
    if who is not None:
        return who, []
    choices = tuple(sorted(common or set.union(*worded)))
    return None, [Question("who_answers", (("names", ", ".join(choices)),), "--perspective", choices)]


def _no_leader(
    headed: Headed, columns: Sequence[ColumnFound], told: FileMapping, system: System | None
) -> list[Question]:
    if any(column.ours == "leader" for column in columns) or "leader" in told.answers.theirs:
        return []
    likely = likely_leaders(headed, columns, system)
    return [Question("leader_by_contents", (("heading", column.heading),)) for column in likely[:1]]


def _no_statements(columns: Sequence[ColumnFound], system: System | None) -> Question:
    """The one thing to say of a file whose headings are codes that only its own system knows."""
    aside = frozenset() if system is None else system.aside
    names = listing(
        [c.heading for c in columns if not c.ours and c.heading and normal(c.heading) not in aside], 5
    )
    if system is None:
        return Question("codes_without_texts", (("names", names),))
    return Question("codes_of_system", (("system", system.name), ("names", names)))


def _rules(headed: Headed, system: System | None, told: FileMapping) -> tuple[LeaveOut, ...]:
    """The system's rules for columns the file has; what a person said of a column goes before."""
    names = {normal(cell): headed.heading.names[p] for p, cells in enumerate(headed.cells) for cell in cells}
    said = {normal(rule.column) for rule in told.leave_out}
    rules = []
    for wanted, rule in rules_of_any(names) if system is None else system.leave_out:
        column = next((names[name] for one in wanted for name in names if fnmatchcase(name, one)), "")
        if column and normal(column) not in said:
            rules.append(replace(rule, column=column))
    return tuple(rules)


def _notes(columns: Sequence[ColumnFound], system: System | None) -> tuple[Note, ...]:
    aside = frozenset() if system is None else system.aside
    names = [c.heading for c in columns if not c.ours and c.heading and normal(c.heading) not in aside]
    notes = [] if system is None else [Note("system", (("name", system.name),))]
    if names:
        notes.append(Note("columns_aside", (("count", str(len(names))), ("names", listing(names)))))
    return tuple(notes)
