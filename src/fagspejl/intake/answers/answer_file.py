"""The answer file: one row per submitted form, read block by block into arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.instrument.types import Instrument
from fagspejl.intake.answers.columns import NamelessColumns, match_columns, refuse_formulas
from fagspejl.intake.answers.leaders import Roster
from fagspejl.intake.answers.mapping import FileMapping
from fagspejl.intake.answers.rows import RowReader, Rows
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.sheet import Sheet
from fagspejl.intake.types import CommentRow


@dataclass(frozen=True, slots=True)
class Answers:
    """What the answer file holds, R kept rows.

    codes (R, I) int8 Fortran: place on the scale from 1, or minus the Missing kind; an item without a column is
    NOT_ASKED. leader (R,) int32, index into `leaders`; group (R,) int8 Perspective; person (R,) int32, or None without
    a person column. row (R,) int32: the row in the file. `comments` name kept rows. `names`: our column name -> the
    file's. `persons`: the pseudonyms by number; a person numbered above them has none.
    """

    file: str
    names: dict[str, str]
    codes: NDArray[np.int8]
    leader: NDArray[np.int32]
    group: NDArray[np.int8]
    person: NDArray[np.int32] | None
    persons: Sequence[str]
    row: NDArray[np.int32]
    leaders: tuple[str, ...]
    comments: tuple[CommentRow, ...]


def answer_columns(instrument: Instrument) -> tuple[str, ...]:
    """Return the names an answer file's columns may have."""
    items = tuple(item.id for item in instrument.items)
    return ("leader", "perspective", "person", *items, *(f"comment_{q}" for q in instrument.comments))


def read_answers(
    sheet: Sheet,
    instrument: Instrument,
    mapping: FileMapping,
    *,
    roster: Roster | None,
    foreign: Callable[[str], str | None],
    findings: Findings,
) -> Answers | None:
    """Read all rows, or record every fault and return None.

    `roster`: the leaders there are; None if no leaders file was given, then they are numbered as they appear.
    """
    before = findings.total
    found = match_columns(
        sheet,
        answer_columns(instrument),
        mapping.answers,
        findings,
        mapping_file=mapping.file,
        foreign=foreign,
    )
    _check_columns(sheet, found, instrument, mapping, findings)
    if not _readable(found, mapping):
        return None
    refuse_formulas(sheet, found, findings)
    reader = RowReader(sheet, instrument, mapping, found, roster, findings)
    nameless = NamelessColumns(sheet, mapping.answers, findings)
    parts: list[Rows] = []
    for block in sheet.blocks:
        nameless.check(block)
        parts.append(reader.read(block))
    if not parts and findings.total == before:
        findings.error("header_only", sheet.file, sheet.header_row)
    if reader.left_out:
        rows = listing([str(row) for row in reader.left_out])
        findings.warn("rows_without_answers", sheet.file, None, count=len(reader.left_out), rows=rows)
    if findings.total > before:
        return None
    if not reader.kept:
        findings.error("no_answers", sheet.file)
        return None
    return _joined(sheet, found, reader, parts)


def _readable(found: dict[str, int], mapping: FileMapping) -> bool:
    return "leader" in found and ("perspective" in found or mapping.perspective is not None)


def _check_columns(
    sheet: Sheet, found: dict[str, int], instrument: Instrument, mapping: FileMapping, findings: Findings
) -> None:
    constant = mapping.perspective is not None
    told = {*found, *mapping.answers.theirs}
    if "leader" not in told:
        findings.error("missing_column", sheet.file, sheet.header_row, name="leader", table="columns")
    if "perspective" not in told and not constant:
        findings.error("missing_perspective", sheet.file, sheet.header_row)
    if "perspective" in found and constant:
        name = sheet.header[found["perspective"]]
        findings.error("constant_and_column", sheet.file, sheet.header_row, name, mapping=mapping.file)
    items = [item.id for item in instrument.items]
    absent = [item for item in items if item not in told]
    if len(absent) == len(items):
        findings.error("no_items", sheet.file, sheet.header_row, names=listing(items))
    elif absent:
        findings.warn(
            "items_not_asked", sheet.file, sheet.header_row, count=len(absent), names=listing(absent)
        )


def _joined(sheet: Sheet, found: dict[str, int], reader: RowReader, parts: list[Rows]) -> Answers:
    persons = [part.person for part in parts if part.person is not None]
    person = None
    if persons:
        person = np.concatenate(persons)
        nobody = person < 0  # a leader, or a leader's leader, without a pseudonym: somebody of their own
        person[nobody] = reader.persons.above + np.arange(int(nobody.sum()), dtype=np.int32)
    codes = np.empty((reader.kept, parts[0].codes.shape[1]), dtype=np.int8, order="F")
    done = 0
    for part in parts:
        codes[done : done + len(part.row)] = part.codes
        done += len(part.row)
    return Answers(
        file=sheet.file,
        names={name: sheet.header[index] for name, index in found.items()},
        codes=codes,
        leader=np.concatenate([part.leader for part in parts]),
        group=np.concatenate([part.group for part in parts]),
        person=person,
        persons=reader.persons.ids,
        row=np.concatenate([part.row for part in parts]),
        leaders=reader.leaders,
        comments=tuple(reader.comments),
    )
