"""What one reading of files needs to have their faulty rows mended: where they are, and rows that come back corrected.

A command makes one, gives it to the reader, and asks it for the faulty rows when the reader has refused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from fagspejl.intake.corrected import CorrectedSheet, read_corrected, with_rows
from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.faulty_rows import Fault, FaultySheet, faulty_sheet
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import CLI_LIMITS, Limits
from fagspejl.intake.sheet import Sheet
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Heading, Table
from fagspejl.intake.types import Notice


class Mending:
    """`files`: what is read, by path. `corrected`: the workbook whose rows replace theirs, or None.

    `read`: corrected rows that were read earlier, by the name of their file. `gathers`: whether all rows with faults
    are wanted, not only those that are listed.
    """

    def __init__(
        self,
        files: Sequence[Source],
        *,
        corrected: Source | None = None,
        gathers: bool = False,
        read: Mapping[str, CorrectedSheet] | None = None,
        limits: Limits = CLI_LIMITS,
    ) -> None:
        self._files, self._path, self._limits = tuple(files), corrected, limits
        self._corrected: dict[str, CorrectedSheet] | None = None if read is None else dict(read)
        self._opened: dict[str, tuple[Table, Heading, Findings]] = {}
        self._faults: list[Fault] = []
        self.gathers = gathers

    @property
    def corrects(self) -> bool:
        """Whether rows come back corrected."""
        return self._path is not None or bool(self._corrected)

    def tables(self, path: Source, tables: tuple[Table, ...], findings: Findings) -> tuple[Table, ...]:
        """Return what a file may be read as, with the corrected rows in it. Records why a workbook cannot be used."""
        named = [one for one in self._files if one.name == path.name]
        if len(named) > 1:
            findings.error("mended_same_name", path.name)
        told = self._told(findings).get(path.name)
        return tuple(self._watched(table, told, findings) for table in tables)

    def gather(self, notice: Notice, file: str, column: str | None) -> None:
        """Take in one faulty row; `file` and `column` as the reader names them."""
        self._faults.append(Fault(notice, file, column))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every faulty row that was gathered, in the order in which they were found."""
        return tuple(self._faults)

    def sheets(self) -> tuple[FaultySheet, ...]:
        """Return the faulty rows of every file that has any, and those that came back corrected; reads them again."""
        found = []
        for file, (table, heading, findings) in self._opened.items():
            told = (self._corrected or {}).get(file)
            faults = [fault for fault in self._faults if fault.file == file]
            if faults:
                try:
                    with findings.silent():
                        sheet = faulty_sheet(table, heading, faults, frozenset(told.rows if told else ()))
                except IntakeRefused:  # the workbook that came back does not belong to the file
                    continue
                if sheet.rows:
                    found.append(sheet)
        return tuple(found)

    def _told(self, findings: Findings) -> dict[str, CorrectedSheet]:
        if self._path is None:
            return self._corrected or {}
        if self._corrected is None:
            self._corrected = {}
            names = list(dict.fromkeys(path.name for path in self._files))
            bare = Findings(self._limits.listed)
            self._corrected = read_corrected(self._path, names, limits=self._limits, findings=bare)
            bare.refuse_if_any()
        return self._corrected

    def _watched(self, table: Table, told: CorrectedSheet | None, findings: Findings) -> Table:
        mended = table if told is None else with_rows(table, told, findings)

        def opened(heading: Heading) -> Sheet:
            self._opened[table.file] = (mended, heading, findings)
            return mended.open(heading)

        return replace(mended, open=opened)
