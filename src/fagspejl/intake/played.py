"""What was understood of the files of answers and read from them: what a person says yes to before anything is made."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlayedColumn:
    """A column that is read: our name of it, its heading, and why (`recognition.types.Why`)."""

    ours: str
    heading: str
    why: str


@dataclass(frozen=True, slots=True)
class PlayedFile:
    """One file. `rows` were kept; `left_out` are reason and number of rows. `system`: name or "".

    `own`: it is in our documented format, or a mapping says all of it, so that nothing had to be recognised.
    `perspective` answers in all of it; "" where a column says so. `aside`: headings that are not read.
    """

    file: str
    sheet: str
    system: str
    own: bool
    perspective: str
    rows: int
    columns: tuple[PlayedColumn, ...]
    aside: tuple[str, ...]
    left_out: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class PlayedAnswer:
    """One possible answer. `code`: place on the scale from 1, or minus the Missing kind; `texts`: how the files say it.

    `count`: cells of all files and statements.
    """

    code: int
    texts: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class PlayedBack:
    """All files. `answers`: rows kept; `leaders`: whom they are about."""

    files: tuple[PlayedFile, ...]
    scale: tuple[PlayedAnswer, ...]
    answers: int
    leaders: int

    @property
    def recognised(self) -> bool:
        """Whether anything had to be recognised, so that a person should look at it."""
        return not all(file.own for file in self.files)
