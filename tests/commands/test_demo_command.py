"""`fagspejl demo`: one command from nothing to reports that can be looked at."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.small_round import content, without_identity
from fagspejl.commands.cli import main
from fagspejl.demo import command as demo_command
from fagspejl.demo.site import rounds_in
from fagspejl.demo.write import DemoFiles
from support.shared_demo import BuiltDemo


def test_the_demo_is_what_report_makes_of_its_files(
    built_demo: BuiltDemo, demo_files: DemoFiles, tmp_path: Path
) -> None:
    """Per makes the demo, then runs `fagspejl report` on its own files: the same release, but for its id."""
    out, files, again = built_demo.folder, built_demo.files, tmp_path / "igen"
    assert f"Begynd her: {out / 'index.html'}\n" in built_demo.said
    assert f"ligger i {files}.\n" in built_demo.said
    assert "opdigtede" in built_demo.said
    for name in ("answers.csv", "leaders.csv", "mapping.toml"):
        assert (files / name).read_bytes() == (demo_files.answers.parent / name).read_bytes()
    result = CliRunner().invoke(
        main,
        [
            "report",
            "--answers", str(files / "answers.csv"),
            "--leaders", str(files / "leaders.csv"),
            "--mapping", str(files / "mapping.toml"),
            "--instrument", "faglig-ledelse",
            "--out", str(again),
            "--formats", "json",
        ],
    )  # fmt: skip
    assert result.exit_code == 0, result.output
    made, demos = ((folder / "release.json").read_bytes() for folder in (again, out))
    assert without_identity(made) == without_identity(demos)
    assert sum(name.startswith("leaders/") for name in content(out)) == 120


def test_its_own_folder_can_be_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Per runs `make demo` every day in the same place; a folder of his own letters it never touches."""
    monkeypatch.setattr(demo_command, "write_reports", lambda checked, order, folder, progress: None)
    out, letters = tmp_path / "demo", tmp_path / "breve"
    letters.mkdir()
    (letters / "kontrakt.txt").write_text("vigtig")
    for _ in range(2):
        made = CliRunner().invoke(main, ["demo", "--out", str(out), "--no-rounds"])
        assert made.exit_code == 0, made.output
    refused = CliRunner().invoke(main, ["demo", "--out", str(letters), "--no-rounds"])
    assert refused.exit_code == 1
    assert content(letters) == {"kontrakt.txt": b"vigtig"}


def test_a_port_that_is_taken_is_told_before_anything_is_made(tmp_path: Path) -> None:
    """Something else uses Per's port: he is told at once, with the words to type instead."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = CliRunner().invoke(main, ["demo", "--out", str(tmp_path / "demo"), "--port", str(port)])
    assert result.exit_code == 2
    assert f"--port {port + 1}" in result.stderr
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("option", [["--leaders", "10"], ["--leaders", "5000"], ["--port", "70000"]])
def test_what_cannot_be_made_is_refused(tmp_path: Path, option: list[str]) -> None:
    """Ten leaders cannot hold every case, and five thousand are no demo."""
    result = CliRunner().invoke(main, ["demo", "--out", str(tmp_path / "demo"), "--no-rounds", *option])
    assert result.exit_code == 2
    assert not (tmp_path / "demo").exists()


def test_it_serves_the_site_to_this_machine_only(built_demo: BuiltDemo) -> None:
    """Per looks at the demo in his browser, ends with Ctrl-C, and no one outside his machine could look."""
    served = built_demo.served
    assert "no-store" in served.cache_control
    assert "Karen Birkemose" in served.front_page
    assert len(json.loads(served.release)["leaders"]) == 60
    assert set(served.listening) <= {"0100007F"}
    assert (built_demo.exit_code, built_demo.told) == (0, "")
    assert rounds_in(built_demo.folder)
    cast = json.loads((built_demo.folder / "cast.json").read_text("utf-8"))
    assert cast["base_url"] == f"http://localhost:{served.port}"
