"""`fagspejl report` refuses to count one person twice, and names rows that may be one before it writes."""

from __future__ import annotations

from pathlib import Path

import pytest

from commands.small_round import ITEMS, report
from support.source import ROOT

CASES = ROOT / "tests" / "cases"


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ("figures/own_employee/answers.csv", ["række 6", "»X« er selv lederen »X«"]),
        ("figures/person_case/answers.csv", ["række 3", "»P1« og »p1« i række 2"]),
        ("files/p_case_dup.csv", ["række 6", "»L02-R2« og »L02-r2« i række 2"]),
    ],
)
def test_cases_that_were_published(tmp_path: Path, case: str, said: list[str]) -> None:
    """Three files whose five people were three or four: each is refused with its rows, and nothing is written."""
    out = tmp_path / "rapporter"
    done = report("--answers", CASES / case, "--instrument", "faglig-ledelse", "--out", out)
    assert done.exit_code == 2
    assert all(part in done.stderr for part in said)
    assert not out.exists()


def test_equal_rows_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen's five answers have two that are equal: Bente reads which, even with --quiet, before a file is made."""
    answers, out = tmp_path / "svar.csv", tmp_path / "rapporter"
    rows = [f"karen,employee,4,3,4,3,{last}" for last in (1, 2, 3, 4, 4)]
    answers.write_text("\n".join((f"leader,perspective,{','.join(ITEMS)}", *rows)) + "\n", "utf-8")
    options = ("--answers", answers, "--instrument", "faglig-ledelse", "--out", out, "--formats", "json")
    done = report(*options, "--quiet")
    assert done.exit_code == 0
    assert done.stdout == ""
    assert "»karen« har 5 svar" in done.stderr
    assert "række 5, 6" in done.stderr

    def no_room(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("fagspejl.operations.services.file_release.replaced_folder", no_room)
    stopped = report(*options)
    assert stopped.stderr.index("række 5, 6") < stopped.stderr.index("Intet er skrevet")
