"""Uploaded rosters are opened by a process that may use little time and memory, and dies of a file that takes more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from fagspejl.intake.corrected import CorrectedSheet
from fagspejl.intake.cpr import masked
from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.roster.held import Held, from_json
from fagspejl.intake.source import HeldFile
from fagspejl.intake.types import Notice

_READER: Final = "fagspejl.intake.roster.held_process"
_SECONDS: Final = 20  # of the processor's time
_PATIENCE: Final = 60  # seconds by the clock, on a machine that is busy
_MEMORY: Final = 230 << 20  # bytes, beside the 70 MB that the program itself takes


def hold_apart(files: Sequence[HeldFile], *, known: Sequence[Sequence[str]], today: date) -> Held:
    """Open an uploaded roster: one file, or the four of a feed. Raises IntakeRefused."""
    told = _asked(files, corrects="", known=[list(headings) for headings in known], today=today.isoformat())
    return from_json(told["held"])


def corrected_apart(file: HeldFile, corrects: str) -> dict[str, Any]:
    """Read a workbook of corrected rows of the file `corrects`, as plain values. Raises IntakeRefused."""
    told: dict[str, Any] = _asked([file], corrects=corrects, known=[], today="")["corrected"]
    return told


def corrected_of(told: Mapping[str, Any] | None) -> CorrectedSheet | None:
    """Return what plain values hold."""
    if told is None:
        return None
    rows = {int(row): tuple(cells) for row, cells in told["rows"].items()}
    return CorrectedSheet(told["file"], told["name"], tuple(told["headings"]), rows)


def _asked(files: Sequence[HeldFile], **facts: Any) -> dict[str, Any]:
    name = files[0].name
    sizes = [(file.name, len(file.content)) for file in files]
    told = {**facts, "files": sizes, "name": name, "memory": _MEMORY, "seconds": _SECONDS}
    given = b"".join([json.dumps(told).encode(), b"\n", *(file.content for file in files)])
    environment = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "LC_ALL")}
    environment |= {"OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(  # noqa: S603  our own module; the files go through its standard input
            [sys.executable, "-P", "-m", _READER],
            input=given,
            capture_output=True,
            check=True,
            timeout=_PATIENCE,
            env=environment,
        )
        answer: dict[str, Any] = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise IntakeRefused((Notice("takes_too_much", masked(name), None, None),), 1) from None
    if "notices" in answer:
        raise IntakeRefused(tuple(map(_notice, answer["notices"])), answer["total"])
    return answer


def _notice(told: dict[str, Any]) -> Notice:
    facts = tuple((name, value) for name, value in told.pop("facts"))
    return Notice(**told, facts=facts)
