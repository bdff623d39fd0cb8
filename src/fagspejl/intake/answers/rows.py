"""Rows of the answer file, block by block: cells become codes, faults become notices, empty forms are left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.types import Perspective
from fagspejl.instrument.types import Instrument
from fagspejl.intake.answers.leaders import Roster
from fagspejl.intake.answers.unknown import FAULTS, UnknownAnswers
from fagspejl.intake.codes import CellCodes, Names, Persons
from fagspejl.intake.cpr import mask_cells
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.mapping.types import FileMapping
from fagspejl.intake.recognition.labels import Labels
from fagspejl.intake.sheet import Block, Sheet
from fagspejl.intake.spoiled import SPOILED, SpoiledCells
from fagspejl.intake.types import CommentRow
from fagspejl.intake.vocabulary import (
    BLANK,
    ERROR_CELL,
    FORMULA,
    NOT_ASKED,
    NOT_SHOWN,
    OUT_OF_SCALE,
    UNKNOWN,
    clean,
    is_error_cell,
    item_code,
    perspective_code,
)
from fagspejl.lib.sameness import normal

Codes = NDArray[np.signedinteger]
_ITEM_FAULTS = {FORMULA: "formula", **FAULTS}
_LEADER_FAULTS = {BLANK: "blank_leader", UNKNOWN: "unknown_leader", FORMULA: "formula"}
_PERSPECTIVE_FAULTS = {
    BLANK: "blank_perspective",
    UNKNOWN: "unknown_perspective",
    OUT_OF_SCALE: "unknown_perspective",
    FORMULA: "formula",
}
_PERSON_FAULTS = {BLANK: "blank_person"}
SINGLE = (Perspective.SELF, Perspective.SUPERIOR)  # who needs no pseudonym
_ESCAPED = (
    ("\n", "{newline}"),
    ("", "{cr}"),
    (" ", "{tab}"),
    ('"', "{quote}"),
    ("{", "{lbrace}"),  # the last: it may begin what only looks like one of the others
)
_LINE_BREAK = re.compile(r"\r\n?")
_UNPRINTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Rows:
    """Kept rows of one block; fields as in `answers.Answers`."""

    codes: NDArray[np.int8]
    leader: NDArray[np.int32]
    group: NDArray[np.int8]
    person: NDArray[np.int32] | None
    row: NDArray[np.int32]


@dataclass(slots=True)
class People:
    """What is remembered across blocks and files: leaders, everybody who has a pseudonym, comments, rows kept."""

    leaders: Names
    persons: Persons = field(default_factory=Persons)
    comments: list[CommentRow] = field(default_factory=list)
    kept: int = 0

    @classmethod
    def of(cls, roster: Roster | None) -> People:
        """Begin with the leaders of the leaders file, if there is one: then there are no others."""
        told = () if roster is None else [leader.id for leader in roster.leaders]
        return cls(Names(told, closed=roster is not None))


class RowReader:
    """Reads one file's blocks in turn."""

    def __init__(
        self,
        sheet: Sheet,
        instrument: Instrument,
        mapping: FileMapping,
        found: Mapping[str, int],
        people: People,
        roster: Roster | None,
        findings: Findings,
    ) -> None:
        lo, hi = instrument.scale.lo, instrument.scale.hi
        self._sheet, self._findings, self._found = sheet, findings, found
        self._scale = {"lo": lo, "hi": hi}
        self._constant = mapping.perspective
        self._items = [found.get(item.id) for item in instrument.items]
        self._questions = [(q, found[f"comment_{q}"]) for q in instrument.comments if f"comment_{q}" in found]
        self._item_codes = _item_codes(instrument, mapping)
        self._perspective_codes = CellCodes(
            lambda text: mapping.perspective_values.get(normal(text), perspective_code(text))
        )
        self._people = people
        self._roster = roster
        self._told: set[tuple[str, str]] = set()
        self.left_out: list[int] = []
        self._masked: dict[int, list[int]] = {}  # column -> rows whose comment held a CPR number
        self.spoiled = SpoiledCells()
        self.unknown = UnknownAnswers(findings.gathers)

    def read(self, block: Block) -> Rows:
        """Return the block's rows that hold an answer or a comment; record the faults of the others and of these."""
        columns = block.columns
        codes = np.full((len(block.rows), len(self._items)), NOT_ASKED, dtype=np.int8, order="F")
        for item, column in enumerate(self._items):
            if column is not None:
                codes[:, item] = columns[column].coded(self._item_codes[item])
        leader = columns[self._found["leader"]].coded(self._people.leaders).astype(np.int32, copy=False)
        group = self._groups(block)
        person = None
        if "person" in self._found:
            person = self._people.persons.numbers(columns[self._found["person"]].keys())
        written = self._written(block)
        keep = ((codes != BLANK) & (codes != NOT_ASKED)).any(axis=1)
        keep[[offset for offset, _, _ in written]] = True
        blank = ~keep & (leader == BLANK)
        if blank.any():
            blank &= self._blank(block, blank)
        self._report(block, ~blank, codes, leader, group, person)
        self._remember(block, keep, written)
        self.left_out += block.rows[~keep & ~blank].tolist()
        if keep.all():
            return Rows(codes, leader, group, person, block.rows)
        return Rows(
            codes=codes[keep],
            leader=leader[keep],
            group=group[keep],
            person=None if person is None else person[keep],
            row=block.rows[keep],
        )

    def _first_of_each(
        self, block: Block, index: int, places: NDArray[np.intp], values: Codes, names: Mapping[int, str]
    ) -> NDArray[np.intp]:
        """Leave out rows whose unknown leader or perspective was told before: one line for each name."""
        column, kept = block.columns[index], []
        for place in places.tolist():
            if values[place] == UNKNOWN:
                code, name = names[UNKNOWN], clean(column.text(place))
                if (code, name) in self._told:
                    if self._findings.gathers:
                        row, heading = int(block.rows[place]), self._sheet.header[index]
                        said, facts = self._said(code, column.text(place))
                        self._findings.same(said, self._sheet.file, [row], heading, **facts)
                    continue
                self._told.add((code, name))
            kept.append(place)
        return np.asarray(kept, dtype=np.intp)

    def _unspoiled(
        self, block: Block, column: int, places: NDArray[np.intp], values: Codes
    ) -> NDArray[np.intp]:
        """Set aside the cells a spreadsheet spoiled: they are told together."""
        for code in SPOILED:
            hit = places[values[places] == code]
            if len(hit):
                first = block.columns[column].text(int(hit[0]))
                self.spoiled.add(code, column, first, block.rows[hit].tolist())
        return places[~np.isin(values[places], list(SPOILED))]

    def _known(self, block: Block, column: int, places: NDArray[np.intp], values: Codes) -> NDArray[np.intp]:
        """Set aside the cells that are no answers: those of one cause are told together."""
        gathered = np.isin(values[places], list(FAULTS))
        for place in places[gathered].tolist():
            text, row = block.columns[column].text(place), int(block.rows[place])
            self.unknown.add(int(values[place]), text, row, column)
        return places[~gathered]

    def tell_masked(self) -> None:
        """Name the comments that held a civil registration number: it is gone before anything is kept."""
        for column, rows in self._masked.items():
            facts = {"count": len(rows), "rows": listing([str(row) for row in rows])}
            self._findings.warn("cpr_cells", self._sheet.file, None, self._sheet.header[column], **facts)

    def _blank(self, block: Block, candidates: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Which rows hold nothing at all, as spreadsheets leave them below their last row."""
        blank = np.zeros_like(candidates)
        for offset in np.flatnonzero(candidates).tolist():
            blank[offset] = all(not column.text(offset).strip() for column in block.columns)
        return blank

    def _groups(self, block: Block) -> NDArray[np.int8]:
        if self._constant is not None:
            return np.full(len(block.rows), int(self._constant), dtype=np.int8)
        return block.columns[self._found["perspective"]].coded(self._perspective_codes).astype(np.int8)

    def _written(self, block: Block) -> list[tuple[int, str, str]]:
        written = []
        for question, column in self._questions:
            filled = list(block.columns[column].filled())
            texts = [_comment(cell) for _, cell in filled]
            plain, hidden = mask_cells(texts)
            if hidden:
                rows = block.rows[[filled[place][0] for place in hidden]].tolist()
                self._masked.setdefault(column, []).extend(rows)
            for (offset, _), text in zip(filled, plain, strict=True):
                if is_error_cell(text):
                    self.spoiled.add(ERROR_CELL, column, text, [int(block.rows[offset])])
                elif text:
                    written.append((offset, question, text))
        return written

    def _remember(self, block: Block, keep: NDArray[np.bool_], written: list[tuple[int, str, str]]) -> None:
        people = self._people
        number = np.cumsum(keep) - 1 + people.kept
        people.comments += [CommentRow(int(number[offset]), q, text) for offset, q, text in written]
        people.kept += int(keep.sum())

    def _report(
        self,
        block: Block,
        real: NDArray[np.bool_],
        codes: Codes,
        leader: Codes,
        group: Codes,
        person: Codes | None,
    ) -> None:
        faults: list[tuple[int, int, str]] = []  # offset in the block, column, notice code
        total = 0
        checks: list[tuple[int | None, Codes, NDArray[np.bool_], dict[int, str]]] = [
            (self._found["leader"], leader, leader < 0, _LEADER_FAULTS)
        ]
        if self._constant is None:
            checks.append((self._found["perspective"], group, group < 0, _PERSPECTIVE_FAULTS))
        if person is not None:
            bad = (person < 0) & ~(np.isin(group, SINGLE) & (person == BLANK))
            checks.append((self._found["person"], person, bad, _PERSON_FAULTS))
        if codes.min(initial=0) <= UNKNOWN:
            checks += [
                (c, codes[:, i], codes[:, i] <= UNKNOWN, _ITEM_FAULTS) for i, c in enumerate(self._items)
            ]
        for column, values, bad, names in checks:
            if column is not None and (bad & real).any():
                places = self._unspoiled(block, column, np.flatnonzero(bad & real), values)
                if names is _ITEM_FAULTS:
                    places = self._known(block, column, places, values)
                else:
                    places = self._first_of_each(block, column, places, values, names)
                total += len(places)
                faults += [(int(p), column, names[int(values[p])]) for p in places[: self._findings.room]]
        room = self._findings.room
        faults.sort()
        for offset, column, code in faults[:room]:
            value, row = block.columns[column].text(offset), int(block.rows[offset])
            name = self._sheet.header[column]
            said, facts = self._said(code, value)
            self._findings.error(said, self._sheet.file, row, name, **facts)
        self._findings.unlisted(total - min(room, len(faults)))

    def _said(self, code: str, value: str) -> tuple[str, dict[str, object]]:
        """What is said of a cell: the code of its notice, and the facts."""
        alike = self._roster.alike(clean(value)) if self._roster and code == "unknown_leader" else None
        if alike is not None:
            return "leader_looks_alike", {"value": value, **alike}
        return code, {"value": value, **self._scale}


def _item_codes(instrument: Instrument, mapping: FileMapping) -> list[CellCodes]:
    """Return how each item's cells are understood; items whose mapping is the same share what they learn."""
    labels, lo, hi = Labels(instrument), instrument.scale.lo, instrument.scale.hi
    shared: dict[tuple[tuple[str, int], ...], CellCodes] = {}

    def understanding(values: Mapping[str, int]) -> CellCodes:
        def understood(text: str) -> int:
            code = values.get(normal(text))
            if code is None:
                code = labels.code(text)
            return item_code(text, lo, hi) if code is None else code

        return CellCodes(understood)

    found = []
    for item in instrument.items:
        values = mapping.column_values.get(item.id) or mapping.item_values
        key = tuple(sorted(values.items()))
        found.append(shared.setdefault(key, understanding(values)))
    return found


def _comment(cell: str) -> str:
    """A comment as written, without what cannot be printed; line breaks as one character."""
    if "{" in cell:  # LimeSurvey's VV format, which has no quotation marks
        if cell.strip() == NOT_SHOWN:
            return ""
        for sign, written in _ESCAPED:
            cell = cell.replace(written, sign)
    if cell.isprintable():
        return cell.strip()
    return _UNPRINTED.sub("", _LINE_BREAK.sub("\n", cell)).strip()
