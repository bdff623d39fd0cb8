"""Where errors and warnings are gathered while files are read, and how a value from a file is shown safely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Protocol
from unicodedata import category

from fagspejl.intake.cpr import masked
from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.source import Source
from fagspejl.intake.tables import Table
from fagspejl.intake.types import Notice

SHOWN_CHARACTERS = 40
_ALL = 10_000_000  # faults that are looked at where every row of them is wanted


def shown(text: object) -> str:
    """Return a value of a file as it may stand in a sentence: one line, at most 40 characters, no control characters.

    No-break and other wide or thin spaces stand as a space, characters that do not print (line breaks, bidirectional
    marks, escapes) as their escape, and a CPR number as dots.
    """
    plain = masked(str(text))
    if len(plain) <= SHOWN_CHARACTERS and plain.isprintable():  # of all spaces only the plain one is
        return plain
    raw = "".join(" " if category(c) == "Zs" else c for c in plain)
    safe = "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in raw[:80])
    return safe if len(safe) <= SHOWN_CHARACTERS and len(raw) <= 80 else safe[: SHOWN_CHARACTERS - 1] + "…"


class Gathering(Protocol):
    """Where every row with a fault goes, and corrected rows come from (`mending.Mending`)."""

    @property
    def gathers(self) -> bool:
        """Whether all rows with faults are wanted, not only those that are listed."""
        ...

    @property
    def corrects(self) -> bool:
        """Whether rows come back corrected."""
        ...

    def gather(self, notice: Notice, file: str, column: str | None) -> None:
        """Take in one row with a fault."""
        ...

    def tables(self, path: Source, tables: tuple[Table, ...], findings: Findings) -> tuple[Table, ...]:
        """Return a file's tables with corrected rows in place of theirs."""
        ...


class Findings:
    """Errors (counted; the first `listed` kept) and warnings, in the order they were found.

    `mending`: where every row with a fault is gathered, and corrected rows come from, if somebody asked for that.
    """

    def __init__(self, listed: int, mending: Gathering | None = None) -> None:
        self._listed = listed
        self._silent: list[int] | None = None
        self.mending = mending
        self._errors: list[Notice] = []
        self._warnings: list[Notice] = []
        self._files: dict[str, int] = {}
        self.total = 0

    def error(
        self, code: str, file: str, row: int | None = None, column: str | None = None, **facts: object
    ) -> None:
        """Record one error with its place."""
        self.once(code, file, row, column, **facts)
        if row is not None:
            self.same(code, file, [row], column, **facts)

    def once(self, code: str, file: str, row: int | None, column: str | None, **facts: object) -> None:
        """Record one error that tells of many cells; `same` gathers each of their rows in its own words."""
        if self._silent is None:
            self.total += 1
            if len(self._errors) < self._listed:
                self._errors.append(self._notice(code, file, row, column, facts))

    def same(self, code: str, file: str, at: Sequence[int], column: str | None, /, **facts: object) -> None:
        """Gather further rows of an error that one sentence tells of, where every row is wanted."""
        if self._silent is not None:
            self._silent += at
        elif self.mending is not None and self.mending.gathers and at:
            notice = self._notice(code, file, at[0], column, facts)
            for row in at:
                self.mending.gather(replace(notice, row=row), file, column)

    @contextmanager
    def silent(self) -> Iterator[list[int]]:
        """Record nothing within the block; yields the rows that errors were found in."""
        before, self._silent = self._silent, []
        try:
            yield self._silent
        finally:
            self._silent = before

    def unlisted(self, count: int) -> None:
        """Count errors that nobody will read in full, because enough are listed already."""
        self.total += count if self._silent is None else 0

    @property
    def gathers(self) -> bool:
        """Whether every row with a fault is wanted."""
        return self.mending is not None and self.mending.gathers

    @property
    def room(self) -> int:
        """How many more errors will be listed, or gathered."""
        if self.gathers:
            return _ALL
        return self._listed - len(self._errors)

    def warn(
        self, code: str, file: str, row: int | None = None, column: str | None = None, **facts: object
    ) -> None:
        """Record one warning: the file is used all the same."""
        if self._silent is not None:
            return
        self._warnings.append(self._notice(code, file, row, column, facts))

    @property
    def warnings(self) -> tuple[Notice, ...]:
        """All warnings."""
        return tuple(self._warnings)

    def refuse_if_any(self) -> None:
        """Raise IntakeRefused, errors sorted by file and row, if there is an error."""
        if self.total:
            ordered = sorted(self._errors, key=lambda n: (self._files[n.file], n.row or 0))
            raise IntakeRefused(tuple(ordered), self.total)

    def _notice(
        self, code: str, file: str, row: int | None, column: str | None, facts: dict[str, object]
    ) -> Notice:
        name = shown(file)
        self._files.setdefault(name, len(self._files))
        return Notice(
            code=code,
            file=name,
            row=row,
            column=None if column is None else shown(column),
            facts=tuple((key, value if key in PLAIN else shown(value)) for key, value in _texts(facts)),
        )


PLAIN = frozenset({"names", "rows", "cycle"})  # lists, already made of shown parts


def _texts(facts: dict[str, object]) -> list[tuple[str, str]]:
    return [(key, str(value)) for key, value in facts.items()]


def listing(values: list[str] | tuple[str, ...], most: int = 10) -> str:
    """Return up to `most` shown values, separated by commas, with an ellipsis when some are left out."""
    head = ", ".join(shown(value) for value in values[:most])
    return head if len(values) <= most else f"{head}, …"
