"""SPSS (.sav), as the extra `sav`: variables become columns, their labels and the labels of values the codebook."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import Any, Final

from fagspejl.intake.books.built import MOST_CELLS
from fagspejl.intake.books.cells import Cell, Grid
from fagspejl.intake.books.markup import PackageRefused
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.tables import Codebook, Table

_READER: Final = "fagspejl.intake.books.sav_process"
_INSTALL: Final = 'pip install "fagspejl[sav]"'
_MOST_SECONDS: Final = 180


def read_sav(path: Path, limits: Limits, findings: Findings) -> tuple[Table, ...]:
    """Return the file's one table: row 1 holds the names of the variables. Raises PackageRefused.

    Values declared missing are blank, unless their label is a way of not answering that we have ("Ved ikke").
    """
    if find_spec("pyreadstat") is None:
        raise PackageRefused("sav_extra", command=_INSTALL)
    told = _read(path, limits)
    if "fault" in told:
        raise PackageRefused(told.pop("fault"), **told)
    if told["guessed"]:
        findings.warn("guessed_encoding", path.name)
    names, cells = told["names"], told["cells"]

    def rows() -> Iterator[list[Cell]]:
        return chain([list(names)], map(list, zip(*cells, strict=True)))

    book = Codebook(texts=told["texts"], labels=told["labels"])
    return (Grid(file=path.name, name="", width=len(names), rows=rows, codebook=book).table(),)


def _read(path: Path, limits: Limits) -> dict[str, Any]:
    command = [sys.executable, "-P", "-m", _READER, str(path.resolve())]
    most = (limits.columns, limits.xlsx_rows, MOST_CELLS)
    try:
        done = subprocess.run(  # noqa: S603  our own module, the file's name as an argument of its own
            [*command, *map(str, most)], capture_output=True, check=True, timeout=_MOST_SECONDS
        )
        told: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError) as fault:
        raise PackageRefused("broken_sav") from fault
    return told
