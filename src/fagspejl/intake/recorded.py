"""Findings written down while a file is opened, so that whoever reads it later is told the same."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from fagspejl.intake.cpr import masked
from fagspejl.intake.findings import Findings, listing


@dataclass(slots=True)
class Finding:
    """One error or warning as it was recorded, its facts as they may be shown. `rows`: every row that it is about."""

    code: str
    file: str
    row: int | None
    column: str | None
    facts: dict[str, str]
    error: bool
    rows: list[int] = field(default_factory=list)

    def tell(self, findings: Findings, passed_over: Collection[int] = ()) -> None:
        """Record it anew, without the rows that are passed over."""
        if not self.error:
            findings.warn(self.code, self.file, self.row, self.column, **self.facts)
            return
        left = [row for row in self.rows if row not in passed_over]
        if self.rows and not left:
            return
        facts: dict[str, Any] = dict(self.facts)
        if len(left) < len(self.rows):
            told = {"count": str(len(left)), "rows": listing([str(row) for row in left])}
            facts |= {name: value for name, value in told.items() if name in facts}
        row = left[0] if left and self.row is not None else self.row
        findings.once(self.code, self.file, row, self.column, **facts)
        findings.same(self.code, self.file, left, self.column, **facts)


class Recording(Findings):
    """Findings that remember everything they are told."""

    def __init__(self, listed: int) -> None:
        super().__init__(listed)
        self.found: list[Finding] = []

    def once(self, code: str, file: str, row: int | None, column: str | None, **facts: object) -> None:
        """Record one error that tells of many cells."""
        super().once(code, file, row, column, **facts)
        if self._silent is None:
            self.found.append(self._finding(code, file, row, column, facts, error=True))

    def same(self, code: str, file: str, at: Sequence[int], column: str | None, /, **facts: object) -> None:
        """Note further rows of an error that one sentence tells of."""
        super().same(code, file, at, column, **facts)
        if self._silent is None:
            last = next((one for one in reversed(self.found) if one.code == code), None)
            if last is not None:
                last.rows += at

    def warn(
        self, code: str, file: str, row: int | None = None, column: str | None = None, **facts: object
    ) -> None:
        """Record one warning."""
        super().warn(code, file, row, column, **facts)
        if self._silent is None:
            self.found.append(self._finding(code, file, row, column, facts, error=False))

    def _finding(
        self,
        code: str,
        file: str,
        row: int | None,
        column: str | None,
        facts: dict[str, object],
        *,
        error: bool,
    ) -> Finding:
        notice = self._notice(code, file, row, column, facts)
        # the heading whole: rows are marked by it
        return Finding(
            code, masked(file), row, None if column is None else masked(column), dict(notice.facts), error
        )
