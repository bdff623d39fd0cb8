"""A tiny instrument, files made of text, and what the reading of them gave."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import xlsxwriter

from fagspejl.instrument.types import Instrument, Item, PerspectiveName, Scale, Theme
from fagspejl.intake import IntakeRefused, read_round
from fagspejl.intake.types import Notice, RoundData

ASKED: tuple[PerspectiveName, ...] = ("employee", "self", "superior", "peer")
HEAD = "leader,perspective,person,quality,dilemmas,workload"


def tiny(asked: tuple[PerspectiveName, ...] = ASKED) -> Instrument:
    """Three statements in two themes, the last one turned and asked of employees only; one comment question."""
    work = Theme(
        "work", (Item("quality", "work", False, asked), Item("dilemmas", "work", False, asked)), asked
    )
    load = Theme("load", (Item("workload", "load", True, ("employee",)),), ("employee",))
    return Instrument(
        id="tiny",
        version="1.0",
        validated=False,
        scale=Scale(1, 5),
        themes=(work, load),
        comments=("more_of",),
        professions=(),
        same_as={},
        wordings={},
        changes=(),
        checksum="",
    )


def written(folder: Path, name: str, content: str | bytes, encoding: str = "utf-8") -> Path:
    """Write a file and return its path."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode(encoding))
    return path


def read(folder: Path, answers: str | bytes, *, encoding: str = "utf-8", **given: Any) -> RoundData:
    """Read answers (and leaders=, mapping= given as text) with the tiny instrument."""
    for name, file in (("leaders", "ledere.csv"), ("mapping", "mapping.toml")):
        if isinstance(given.get(name), str):
            given[name] = written(folder, file, given[name])
    return read_round(
        written(folder, "svar.csv", answers, encoding), given.pop("instrument", tiny()), **given
    )


def refusal(folder: Path, answers: str | bytes, **given: Any) -> IntakeRefused:
    """Read answers that must be refused, and return the refusal."""
    try:
        read(folder, answers, **given)
    except IntakeRefused as refused:
        return refused
    raise AssertionError("the files were not refused")


def places(notices: tuple[Notice, ...]) -> list[tuple[str, int | None, str | None]]:
    """Code, row and column of each notice."""
    return [(notice.code, notice.row, notice.column) for notice in notices]


def facts(notice: Notice) -> dict[str, str]:
    """A notice's facts by name."""
    return dict(notice.facts)


def workbook(path: Path, rows: list[list[object]], *, sheets: tuple[str, ...] = ("Svar",)) -> Path:
    """Write rows into the first sheet of an XLSX; text that begins with = becomes a formula."""
    with xlsxwriter.Workbook(str(path)) as book:
        for number, name in enumerate(sheets):
            sheet = book.add_worksheet(name)
            for row, cells in enumerate(rows if number == 0 else [["andet"]]):
                for column, cell in enumerate(cells):
                    sheet.write(row, column, cell)
    return path
