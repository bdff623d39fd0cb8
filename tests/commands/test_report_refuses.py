"""Whatever is wrong: one answer in words, an exit code, and the folder as it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from commands.small_round import answer, content, report, rows, write_round
from fagspejl.disclosure.release_check.audit import AuditReport, Check
from fagspejl.disclosure.release_check.types import AuditFault, Finding
from fagspejl.operations.services import report_files
from support.source import PACKAGE


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """A folder of reports from before."""
    folder = tmp_path / "rapporter"
    made = report(*write_round(tmp_path / "før"), "--out", folder, "--formats", "json")
    assert made.exit_code == 0, made.output
    return folder


REFUSED: list[tuple[str, list[str], int, str]] = [
    ("k below the floor", ["--k", "4"], 2, "--k 4 er for lavt. Den laveste grænse er 5"),
    ("k above the ceiling", ["--k", "11"], 2, "--k 11 er for højt. Den højeste grænse er 10"),
    ("k far below", ["--k", "-1"], 2, "--k -1 er for lavt"),
    ("comments below the floor", ["--k-comments", "1"], 2, "--k-comments 1 er for lavt"),
    ("comments above", ["--k-comments", "11"], 2, "--k-comments 11 er for højt"),
    ("comments below k", ["--k", "8", "--k-comments", "6"], 2, "Sæt den til mindst 8"),
    ("k is no number", ["--k", "fem"], 2, "--k"),
    (
        "format",
        ["--formats", "html,docx"],
        2,
        "»docx« findes ikke. Vælg en eller flere af html, pdf, json, xlsx",
    ),
    ("no format", ["--formats", ""], 2, "»« findes ikke"),
    ("instrument", ["--instrument", "nyt-skema"], 2, "nyt-skema"),
    ("answers", ["--answers", "findes-ikke.csv"], 2, "findes-ikke.csv"),
    ("answers are a folder", ["--answers", "."], 2, "intet er skrevet"),
    ("leaders", ["--leaders", "findes-ikke.csv"], 2, "findes-ikke.csv"),
    ("mapping", ["--mapping", "findes-ikke.toml"], 2, "findes-ikke.toml"),
    ("language", ["--language", "no"], 2, "--language"),
    ("option", ["--min-raters", "3"], 2, "--min-raters"),
]


@pytest.mark.parametrize(
    ("options", "code", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_wrong_option_changes_nothing(
    tmp_path: Path, out: Path, options: list[str], code: int, words: str
) -> None:
    """Bente mistypes, or tries to see groups of four: she is told what, and the old reports are still there."""
    before = content(out)
    result = report(*write_round(tmp_path / "nu"), "--out", out, *options)
    assert result.exit_code == code
    assert words in result.stderr
    assert "Traceback" not in result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert content(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["før", "nu", "rapporter"]


BAD_ROWS = {
    "off the scale": answer("karen", "employee", "ny", [6, 4, 4, 4, 4]),
    "not an answer": answer("karen", "employee", "ny", ["måske", 4, 4, 4, 4]),
    "unknown perspective": answer("karen", "nabo", "ny", [4, 4, 4, 4, 4]),
    "unknown leader": answer("lone", "employee", "ny", [4, 4, 4, 4, 4]),
    "twice": answer("karen", "employee", "k1", [4, 4, 4, 4, 4]),
    "two selves": answer("karen", "self", "karen2", [4, 4, 4, 4, 4]),
    "formula": answer("karen", "employee", "ny", ["=1+1", 4, 4, 4, 4]),
}


@pytest.mark.parametrize("row", BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_a_bad_row_changes_nothing(tmp_path: Path, out: Path, row: str) -> None:
    """One bad row among Bente's answers: she is told which, in Danish, and nothing is written."""
    before = content(out)
    result = report(*write_round(tmp_path / "nu", [*rows(), row]), "--out", out)
    assert result.exit_code == 2
    assert "intet er skrevet. Der er 1 ting at rette:" in result.stderr
    assert "svar.csv, række" in result.stderr
    assert content(out) == before


def test_all_faults_at_once_the_first_fifty_in_full(tmp_path: Path) -> None:
    """Seventy leaders are not in the leaders file: fifty are listed, the total is told, and how many more there are."""
    bad = [answer(f"leder {number}", "employee", f"n{number}", [4, 4, 4, 4, 4]) for number in range(70)]
    leaders = "leader,leader_name,unit,unit_name,parent_unit,invited_employee\nkaren,Karen,f,Familie,,200\n"
    result = report(*write_round(tmp_path / "nu", bad, leaders), "--out", tmp_path / "rapporter")
    assert result.exit_code == 2
    assert "Der er 70 ting at rette:" in result.stderr
    assert result.stderr.count("\n  - ") == 50
    assert result.stderr.endswith("  … og 20 til.\n")
    assert not (tmp_path / "rapporter").exists()


def test_in_english(tmp_path: Path) -> None:
    """Asta asks for English and reads the faults in English too."""
    options = write_round(tmp_path / "nu", [answer("karen", "employee", "ny", [6, 4, 4, 4, 4])])
    result = report(*options, "--out", tmp_path / "reports", "--language", "en")
    assert result.exit_code == 2
    assert "nothing was written. There is 1 thing to fix:" in result.stderr
    assert "svar.csv, row 2" in result.stderr
    assert "--k 4 is too low." in report(*options, "--out", "x", "--language", "en", "--k", "4").stderr


def test_a_folder_of_others_is_never_replaced(tmp_path: Path) -> None:
    """Bente names the folder of her letters: it is left alone, and she is told."""
    letters = tmp_path / "breve"
    letters.mkdir()
    (letters / "kontrakt.txt").write_text("vigtig")
    result = report(*write_round(tmp_path / "nu"), "--out", letters, "--formats", "json")
    assert result.exit_code == 1
    assert "som Fagspejl ikke har lavet" in result.stderr
    assert content(letters) == {"kontrakt.txt": b"vigtig"}


def test_a_note_among_the_reports_is_kept(tmp_path: Path, out: Path) -> None:
    """Bente's note lies among the old reports: nothing is replaced, and the note is named."""
    (out / "noter.txt").write_text("vigtig")
    before = content(out)
    result = report(*write_round(tmp_path / "nu"), "--out", out, "--formats", "json")
    assert result.exit_code == 1
    assert "noter.txt" in result.stderr
    assert content(out) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """Bente names her answers as the folder: the file stays."""
    options = write_round(tmp_path / "nu")
    result = report(*options, "--out", tmp_path / "nu" / "svar.csv")
    assert result.exit_code == 1
    assert "er ikke en mappe" in result.stderr
    assert (tmp_path / "nu" / "svar.csv").read_text("utf-8").startswith("leader,")


def test_answers_inside_the_folder_of_reports(tmp_path: Path, out: Path) -> None:
    """The answers lie in the folder that would be replaced: they would be gone, so nothing is done."""
    options = write_round(tmp_path / "nu")
    inside = out / "release.json"
    result = report(*options, "--answers", inside, "--out", out)
    assert result.exit_code == 1
    assert "bliver skiftet ud" in result.stderr
    assert inside.exists()


def test_a_folder_that_may_not_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente may not write where she points: told in words, with the place."""

    mkdir = Path.mkdir

    def denied(folder: Path, *args: Any, **more: Any) -> None:
        if folder.name == "drev":
            raise PermissionError(13, "Permission denied", str(folder))
        mkdir(folder, *args, **more)

    options = write_round(tmp_path / "nu")
    monkeypatch.setattr(Path, "mkdir", denied)
    result = report(*options, "--out", tmp_path / "drev" / "rapporter", "--formats", "json")
    assert result.exit_code == 2
    assert result.stderr.startswith("Du har ikke adgang til ")


@pytest.mark.parametrize(
    ("error", "words"),
    [(OSError(28, "No space left on device"), "plads nok"), (MemoryError(), "hukommelse nok")],
)
def test_a_full_disk_or_memory(
    tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    """The disk fills up while reports are written: the old ones are whole and no half ones lie around."""

    def fails(*args: object, **more: object) -> None:
        raise error

    before = content(out)
    options = write_round(tmp_path / "nu")
    monkeypatch.setattr(report_files, "write_workbook", fails)
    result = report(*options, "--out", out, "--formats", "xlsx,json")
    assert result.exit_code in (1, 2)
    assert words in result.stderr
    assert content(out) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["før", "nu", "rapporter"]


def test_a_release_that_fails_its_own_audit_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Were Fagspejl itself at fault, Bente would get no reports rather than unsafe ones."""
    fault = AuditFault(Finding.BLOCK_TOO_SMALL, "employee-1", {"n": 4, "k": 5})
    monkeypatch.setattr(report_files, "audit", lambda document: AuditReport((fault,), tuple(Check), {}))
    result = report(*write_round(tmp_path / "nu"), "--out", tmp_path / "rapporter")
    assert result.exit_code == 1
    assert "[block_too_small]" in result.stderr
    assert "Gruppen har 4 personer" in result.stderr
    assert not (tmp_path / "rapporter").exists()


def test_an_instrument_without_the_language(tmp_path: Path) -> None:
    """Bente's own questionnaire has Danish words only: English reports are refused before anything is read."""
    shipped = PACKAGE / "instrument" / "library" / "faglig-ledelse" / "1.0"
    own = tmp_path / "skema"
    own.mkdir()
    for name in ("instrument.toml", "da.toml"):
        (own / name).write_text(
            (shipped / name).read_text("utf-8").replace('"faglig-ledelse"', '"eget"'), "utf-8"
        )
    options = write_round(tmp_path / "nu")
    result = report(*options, "--instrument", own, "--language", "en", "--out", tmp_path / "reports")
    assert result.exit_code == 2
    assert "has no English words" in result.stderr


def test_a_broken_instrument_tells_every_fault(tmp_path: Path) -> None:
    """Bente's own questionnaire has two faults: both are told, with file and key."""
    own = tmp_path / "skema"
    own.mkdir()
    (own / "instrument.toml").write_text('id = "Eget Skema"\nversion = "x"\n', "utf-8")
    result = report(*write_round(tmp_path / "nu"), "--instrument", own, "--out", tmp_path / "rapporter")
    assert result.exit_code == 2
    assert result.stderr.count("instrument.toml") >= 2
