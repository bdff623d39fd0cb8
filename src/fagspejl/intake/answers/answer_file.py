"""The answer files: one row per submitted form, read block by block into arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from fagspejl.instrument.types import Instrument
from fagspejl.intake.answers.columns import NamelessColumns, match_columns, refuse_formulas
from fagspejl.intake.answers.leaders import Roster
from fagspejl.intake.answers.rows import SINGLE, People, RowReader, Rows
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.mapping.types import FileMapping, answer_columns
from fagspejl.intake.sheet import Sheet
from fagspejl.intake.types import CommentRow
from fagspejl.intake.vocabulary import BLANK

_NEEDED = ("leader", "perspective", "person")  # a row that ends before one of these is cut, or two rows


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """One answer file, opened: its table and what its mapping says. `option`: its perspective was told beside it."""

    sheet: Sheet
    mapping: FileMapping
    option: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """One answer file that was read. `names`: our column name -> the file's."""

    file: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answers:
    """What the answer files hold, R kept rows.

    codes (R, I) int8 Fortran: place on the scale from 1, or minus the Missing kind; an item without a column is
    NOT_ASKED. leader (R,) int32, index into `leaders`; group (R,) int8 Perspective; person (R,) int32, or None without
    a person column. row (R,) int32: the row in its file, source (R,) int16 which of `sources` that is. `comments` name
    kept rows. `persons`: the pseudonyms by number; a person numbered above them has none.
    """

    sources: tuple[Source, ...]
    codes: NDArray[np.int8]
    leader: NDArray[np.int32]
    group: NDArray[np.int8]
    person: NDArray[np.int32] | None
    persons: Sequence[str]
    row: NDArray[np.int32]
    source: NDArray[np.int16]
    leaders: tuple[str, ...]
    comments: tuple[CommentRow, ...]

    def place(self, at: int, column: str | None = None) -> tuple[str, int, str | None]:
        """Return file, row and heading of a cell: what a notice of it is told."""
        source = self.sources[int(self.source[at])]
        return source.file, int(self.row[at]), None if column is None else source.names.get(column)

    def row_of(self, at: int, *, seen_from: int) -> str:
        """Return a row as another one speaks of it: its number, with the file where that is another."""
        source = int(self.source[at])
        number = str(int(self.row[at]))
        return number if source == self.source[seen_from] else f"{number} ({self.sources[source].file})"

    def by_file(self, places: NDArray[np.intp]) -> Iterator[tuple[Source, list[str]]]:
        """Yield each file that has any of these kept rows, with their numbers in it."""
        for number, source in enumerate(self.sources):
            rows = self.row[places[self.source[places] == number]]
            if len(rows):
                yield source, [str(row) for row in rows.tolist()]


def read_answers(
    files: Sequence[AnswerSheet],
    instrument: Instrument,
    *,
    roster: Roster | None,
    foreign: Callable[[str], str | None],
    findings: Findings,
) -> Answers | None:
    """Read all rows of all files, or record every fault and return None.

    `roster`: the leaders there are; None if no leaders file was given, then they are numbered as they appear.
    """
    before = findings.total
    people = People.of(roster)
    parts: list[tuple[Source, list[Rows]]] = []
    for one in files:
        part = _read_file(one, instrument, people, roster=roster, foreign=foreign, findings=findings)
        if part is not None:
            parts.append(part)
    _check_persons(parts, findings)
    if findings.total > before:
        return None
    return _joined(parts, people)


def _read_file(
    one: AnswerSheet,
    instrument: Instrument,
    people: People,
    *,
    roster: Roster | None,
    foreign: Callable[[str], str | None],
    findings: Findings,
) -> tuple[Source, list[Rows]] | None:
    """Read one file's rows, or record every fault and return None."""
    sheet, mapping, before = one.sheet, one.mapping, findings.total
    found = match_columns(
        sheet,
        answer_columns(instrument),
        mapping.answers,
        findings,
        mapping_file=mapping.file,
        foreign=foreign,
    )
    _check_columns(one, found, instrument, findings)
    if not _readable(found, mapping):
        return None
    refuse_formulas(sheet, found, findings)
    sheet.short.needed = 1 + max(found[name] for name in _NEEDED if name in found)
    sheet.short.sure = 1 + max((found[item.id] for item in instrument.items if item.id in found), default=0)
    reader = RowReader(sheet, instrument, mapping, found, people, roster, findings)
    nameless = NamelessColumns(sheet, mapping.answers, findings)
    parts: list[Rows] = []
    for block in sheet.blocks:
        nameless.check(block)
        parts.append(reader.read(block))
    reader.tell_masked()
    reader.spoiled.tell(sheet.file, sheet.header, findings)
    reader.unknown.tell(sheet.file, sheet.header, findings, lo=instrument.scale.lo, hi=instrument.scale.hi)
    if not parts and findings.total == before:
        findings.error("header_only", sheet.file, sheet.header_row)
    if reader.left_out:
        rows = listing([str(row) for row in reader.left_out])
        findings.warn("rows_without_answers", sheet.file, None, count=len(reader.left_out), rows=rows)
    if findings.total > before:
        return None
    if not any(len(part.row) for part in parts):
        findings.error("no_answers", sheet.file)
        return None
    return Source(sheet.file, {name: sheet.header[index] for name, index in found.items()}), parts


def _readable(found: dict[str, int], mapping: FileMapping) -> bool:
    return "leader" in found and ("perspective" in found or mapping.perspective is not None)


def _check_columns(
    one: AnswerSheet, found: dict[str, int], instrument: Instrument, findings: Findings
) -> None:
    sheet, mapping = one.sheet, one.mapping
    constant = mapping.perspective is not None
    told = {*found, *mapping.answers.theirs}
    if "leader" not in told:
        findings.error("missing_column", sheet.file, sheet.header_row, name="leader", table="columns")
    if "perspective" not in told and not constant:
        findings.error("missing_perspective", sheet.file, sheet.header_row)
    if "perspective" in found and constant:
        name = sheet.header[found["perspective"]]
        code = "perspective_and_column" if one.option else "constant_and_column"
        findings.error(code, sheet.file, sheet.header_row, name, mapping=mapping.file)
    items = [item.id for item in instrument.items]
    absent = [item for item in items if item not in told]
    if len(absent) == len(items):
        findings.error("no_items", sheet.file, sheet.header_row, names=listing(items))
    elif absent:
        findings.warn(
            "items_not_asked", sheet.file, sheet.header_row, count=len(absent), names=listing(absent)
        )


def _check_persons(parts: Sequence[tuple[Source, list[Rows]]], findings: Findings) -> None:
    """Record files without a person column beside files with one, unless only leaders and their leaders answer there.

    Nobody could tell whether somebody answered in both.
    """
    having = [source.file for source, _ in parts if "person" in source.names]
    if not having:
        return
    for source, blocks in parts:
        groups = np.concatenate([block.group for block in blocks])
        if "person" not in source.names and not np.isin(groups, SINGLE).all():
            findings.error("persons_in_some_files", source.file, None, other=having[0])


def _joined(parts: Sequence[tuple[Source, list[Rows]]], people: People) -> Answers:
    """Put the rows of all files after one another."""
    blocks = [block for _, blocks in parts for block in blocks]
    of_file = [sum(len(block.row) for block in blocks) for _, blocks in parts]
    person = None
    if any("person" in source.names for source, _ in parts):
        person = np.concatenate([_persons(block) for block in blocks])
        nobody = person < 0  # a leader, or a leader's leader, without a pseudonym: somebody of their own
        person[nobody] = people.persons.above + np.arange(int(nobody.sum()), dtype=np.int32)
    codes = np.empty((people.kept, blocks[0].codes.shape[1]), dtype=np.int8, order="F")
    done = 0
    for block in blocks:
        codes[done : done + len(block.row)] = block.codes
        done += len(block.row)
    return Answers(
        sources=tuple(source for source, _ in parts),
        codes=codes,
        leader=np.concatenate([block.leader for block in blocks]),
        group=np.concatenate([block.group for block in blocks]),
        person=person,
        persons=people.persons.ids,
        row=np.concatenate([block.row for block in blocks]),
        source=np.repeat(np.arange(len(parts), dtype=np.int16), of_file),
        leaders=people.leaders.order,
        comments=tuple(people.comments),
    )


def _persons(block: Rows) -> NDArray[np.int32]:
    return np.full(len(block.row), BLANK, dtype=np.int32) if block.person is None else block.person
