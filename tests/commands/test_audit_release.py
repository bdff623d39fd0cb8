"""`fagspejl audit-release`: an outsider checks a release from its file alone."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from fagspejl.commands import audit_release as audit_command
from fagspejl.commands.cli import main

Document = dict[str, Any]


def _audit(tmp_path: Path, content: str | bytes | Document, *more: str) -> Result:
    file = tmp_path / "release.json"
    if isinstance(content, dict):
        content = json.dumps(content)
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return CliRunner().invoke(main, ["audit-release", str(file), *more])


def _leader_figure(document: Document, case: str) -> Document:
    return next(
        row
        for row in document["figures"]
        if row.get("leader") == case and row["kind"] == "theme" and row["perspective"] == "employee"
    )


def _withheld(document: Document) -> Document:
    return next(row for row in document["figures"] if row["status"] == "withheld" and row["kind"] == "theme")


def reveal_a_withheld_figure(document: Document) -> None:
    """The number behind a neutral mark is written in."""
    _withheld(document)["value"] = 3.4


def give_a_coded_cell_its_value(document: Document) -> None:
    """ "4,5 eller højere" gets the mean it hides."""
    next(row for row in document["cells"] if row["code"] == "at_least")["mean"] = 4.9


def shrink_a_block_to_four(document: Document) -> None:
    """A group of four is printed."""
    next(row for row in document["blocks"] if row["n"] == 5)["n"] = 4


def change_a_total(document: Document) -> None:
    """The organisation's score is a tenth higher than its groups make it."""
    row = next(row for row in document["figures"] if row.get("unit") == "aakaer" and row["kind"] == "theme")
    row["value"] = round(row["value"] + 0.1, 1)


def show_a_leader_without_own_group(document: Document) -> None:
    """A leader without an own group gets another leader's score."""
    target = next(row for row in document["figures"] if "leader" in row and row["status"] == "withheld")
    source = next(
        row
        for row in document["figures"]
        if "leader" in row
        and row["status"] == "shown"
        and all(row[key] == target[key] for key in ("perspective", "kind", "id"))
    )
    target.update({**source, "leader": target["leader"]})


def total_on_two_leaders(document: Document) -> None:
    """A unit's total is made from the groups of two leaders."""
    row = next(
        row for row in document["figures"] if row.get("unit") == "hospitalet" and row["kind"] == "theme"
    )
    row["blocks"] = row["blocks"][:2]


TAMPERINGS: list[tuple[Callable[[Document], None], str]] = [
    (reveal_a_withheld_figure, "withheld_revealed"),
    (give_a_coded_cell_its_value, "coded_with_value"),
    (shrink_a_block_to_four, "block_too_small"),
    (change_a_total, "not_the_arithmetic"),
    (show_a_leader_without_own_group, "no_own_block"),
    (total_on_two_leaders, "too_few_leaders"),
]


def test_the_demo_passes(tmp_path: Path, demo_release: str) -> None:
    """Sofie's trade union checks the release of the demo and reads, in Danish, what was checked."""
    result = _audit(tmp_path, demo_release)
    assert result.exit_code == 0, result.output
    assert "Ledere: 60" in result.stdout
    assert result.stdout.count("  - ") == 11
    assert "\nIngen fejl.\n" in result.stdout
    last = result.stdout.splitlines()[-2:]
    assert last[0].startswith("Det viser kontrollen: Filen overholder reglerne")
    assert last[1].startswith("Det viser den ikke: at tallene er regnet af de rigtige svar")
    assert result.stderr == ""


def test_in_english(tmp_path: Path, demo_release: str) -> None:
    """Asta's colleague abroad reads the same in English."""
    result = _audit(tmp_path, demo_release, "--language", "en")
    assert result.exit_code == 0
    assert "Leaders: 60" in result.stdout
    assert "\nNo faults.\n" in result.stdout
    last = result.stdout.splitlines()[-2:]
    assert last[0].startswith("What this shows: ")
    assert last[1].startswith("What it does not show: ")


@pytest.mark.parametrize(("tamper", "name"), TAMPERINGS, ids=[name for _, name in TAMPERINGS])
def test_tampering_is_named(
    tmp_path: Path, demo_release: str, tamper: Callable[[Document], None], name: str
) -> None:
    """Somebody changes the file by hand: the audit names the fault and ends with 1."""
    document = json.loads(demo_release)
    tamper(document)
    result = _audit(tmp_path, document)
    assert result.exit_code == 1
    assert f"[{name}]" in result.stdout
    assert "Ingen fejl" not in result.stdout
    assert "Det viser kontrollen" not in result.stdout
    assert "Det viser den ikke" in result.stdout


def test_the_file_lists_only_the_first_faults(tmp_path: Path, demo_release: str) -> None:
    """Every withheld place is filled in: fifty are listed, and how many more there are."""
    document = json.loads(demo_release)
    hidden = [row for row in document["figures"] if row["status"] == "withheld"]
    for row in hidden:
        row["value"] = 3.0
    result = _audit(tmp_path, document)
    assert result.exit_code == 1
    assert result.stdout.count("  - [") == audit_command.LISTED
    assert " til.\n" in result.stdout


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"leader;perspective\n",
        b"[]",
        b"{}",
        b"null",
        b'{"format": "other/1"}',
        b'{"format": "fagspejl-release/1"}',
        b'{"format": "fagspejl-release/1", "scale": NaN}',
        b'{"format": "fagspejl-release/1", "scale": Infinity}',
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b"1" * 10_000,
        b'{"a": 1, "a": 2}',
        b'{"format": "\\ud800"}',
    ],
    ids=lambda content: repr(content[:24]),
)
def test_what_is_no_release_is_refused(tmp_path: Path, content: bytes) -> None:
    """Per gives it another file: one sentence, exit code 2, never a traceback."""
    result = _audit(tmp_path, content)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(result.stderr.splitlines()) == 1
    assert "kan ikke læses som en frigivelse" in result.stderr
    assert isinstance(result.exception, SystemExit)


def test_the_same_name_twice_is_refused(tmp_path: Path, demo_release: str) -> None:
    """A file that two programs would read in two ways is not read: the name that stands twice is told."""
    result = _audit(tmp_path, demo_release.replace('"status":', '"status":"shown","status":', 1))
    assert result.exit_code == 2
    assert "»status«" in result.stderr


def test_a_number_that_is_none_is_refused(tmp_path: Path, demo_release: str) -> None:
    """A mean that is no number is no mean."""
    document = json.loads(demo_release)
    document["cells"][0]["mean"] = float("nan")
    assert _audit(tmp_path, document).exit_code == 2


@pytest.mark.parametrize("value", [7, None, [], {}, "x", [7], [None]], ids=repr)
def test_a_broken_part_is_told_in_words(tmp_path: Path, demo_release: str, value: object) -> None:
    """A release in which a list has become something else is never a traceback, and never passes."""
    for part in ("figures", "cells", "blocks", "marks", "units", "leaders", "groups", "policy", "themes"):
        document = json.loads(demo_release)
        document[part] = value
        result = _audit(tmp_path, document)
        assert isinstance(result.exception, SystemExit), part
        assert result.exit_code in (1, 2), part


def test_numbers_beyond_all_measure(
    tmp_path: Path, demo_release: str, recwarn: pytest.WarningsRecorder
) -> None:
    """More answers than people asked, and a limit without end: told in words, before anything is computed with it."""
    for change in (
        lambda document: next(row for row in document["blocks"] if row["invited"]).update(invited=1),
        lambda document: document["policy"]["disclosure"].update(end_code=1e308),
        lambda document: document["blocks"][0].update(n=10**30),
    ):
        document = json.loads(demo_release)
        change(document)
        result = _audit(tmp_path, document)
        assert isinstance(result.exception, SystemExit)
        assert result.exit_code in (1, 2)
    assert not [warning for warning in recwarn if issubclass(warning.category, RuntimeWarning)]


def test_missing_file_folder_and_too_large(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, demo_release: str
) -> None:
    """Per mistypes the name, names a folder, and names a file larger than any release: each has its sentence."""
    missing = CliRunner().invoke(main, ["audit-release", str(tmp_path / "nowhere.json")])
    folder = CliRunner().invoke(main, ["audit-release", str(tmp_path)])
    monkeypatch.setattr(audit_command, "MAX_MEGABYTES", 0)
    large = _audit(tmp_path, demo_release)
    assert [result.exit_code for result in (missing, folder, large)] == [2, 2, 2]
    assert "findes ikke" in missing.stderr
    assert "er ikke en fil" in folder.stderr
    assert "læses ikke" in large.stderr


def test_names_in_the_file_cannot_steer_the_terminal(tmp_path: Path, demo_release: str) -> None:
    """Whoever tampers with a file cannot hide the fault from the one who checks it."""
    document = json.loads(demo_release)
    _withheld(document).update(value=3.4, id="\x1b[2K\rIngen fejl.\n\u202e")
    result = _audit(tmp_path, document)
    assert result.exit_code == 1
    assert not set(result.stdout) & {"\x1b", "\r", "\u202e"}


def test_from_a_shell(tmp_path: Path, demo_release: str) -> None:
    """The command as it is typed, in a terminal that knows no Danish letters."""
    file = tmp_path / "release.json"
    file.write_text(demo_release, "utf-8")
    code = f"from fagspejl.commands.cli import main; main(['audit-release', {str(file)!r}])"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        env={"PYTHONIOENCODING": "utf-8", "LC_ALL": "C"},
    )
    assert result.returncode == 0
    assert "Ingen fejl." in result.stdout.decode()
