"""A round small enough to be made in every test: three leaders, written by hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fagspejl.commands.cli import main
from fagspejl.lib.files import MARKER

ITEMS = ("shared_quality", "dilemmas", "follow_up", "dialogue", "development")
HEADER = ",".join(("leader", "perspective", "person", *ITEMS, "comment_works_well"))

LEADERS = """leader,leader_name,unit,unit_name,parent_unit,invited_employee
mads,Mads Stenvang,boern,Børn og Familie,,6
karen,Karen Birkemose,familie,Familieområdet,boern,8
ida,Ida Lyngskov,kraeft,Kræftafdelingen,boern,5
"""


def answer(leader: str, perspective: str, person: str, values: Sequence[object], comment: str = "") -> str:
    """Return one row of the answers file."""
    return ",".join([leader, perspective, person, *map(str, values), comment])


def rows() -> list[str]:
    """Karen has seven answers, three with comments; Mads five; Ida three, which are too few."""
    said = ["Vi taler om de svære sager.", "Hun går selv med ud.", "Der bliver fulgt op."]
    found = []
    for number in range(7):
        comment = said[number] if number < 3 else ""
        found.append(answer("karen", "employee", f"k{number}", [3, 4, number % 3 + 2, 4, 3], comment))
    found += [answer("mads", "employee", f"m{number}", [2, 3, 4, 3, number % 2 + 3]) for number in range(5)]
    found += [
        answer("ida", "employee", f"i{number}", [5, 4, 4, 4, 5], "Overleveringen er bedre.")
        for number in range(3)
    ]
    found.append(answer("karen", "self", "karen", [4, 4, 4, 4, 5]))
    found.append(answer("karen", "superior", "mads", [4, 3, 4, 4, 4]))
    return found


def write_round(folder: Path, answers: Sequence[str] | None = None, leaders: str = LEADERS) -> list[str]:
    """Write the files and return the options that name them."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "svar.csv").write_text(
        "\n".join([HEADER, *(rows() if answers is None else answers)]) + "\n", "utf-8"
    )
    (folder / "ledere.csv").write_text(leaders, "utf-8")
    return [
        "--answers", str(folder / "svar.csv"),
        "--leaders", str(folder / "ledere.csv"),
        "--instrument", "faglig-ledelse",
    ]  # fmt: skip


def report(*options: str | Path) -> Result:
    """Run `fagspejl report`."""
    return CliRunner().invoke(main, ["report", *map(str, options)])


def content(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder, the list of files left out."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def without_identity(text: bytes) -> bytes:
    """Return a release without the two lines by which it is told from the same figures released elsewhere."""
    lines = text.splitlines()
    kept = [line for line in lines if not line.startswith((b'"id":', b'"fingerprint":'))]
    assert len(kept) == len(lines) - 2
    return b"\n".join(kept)


def elsewhere(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Go to another installation: what has been released here is not known there."""
    monkeypatch.setenv("FAGSPEJL_STATE", str(folder))
