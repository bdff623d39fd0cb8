"""`fagspejl demo`: one command from nothing to reports that can be looked at."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from http.client import HTTPResponse
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.small_round import content
from fagspejl.commands.cli import main
from fagspejl.demo import command as demo_command
from fagspejl.demo.site import rounds_in
from fagspejl.demo.write import DemoFiles

COMMAND = [sys.executable, "-c", "from fagspejl.commands.cli import main; main()", "demo"]


def test_the_demo_is_what_report_makes_of_its_files(demo_files: DemoFiles, tmp_path: Path) -> None:
    """Per makes the demo, then runs `fagspejl report` on its own files: the same release, byte for byte."""
    out, again = tmp_path / "demo", tmp_path / "igen"
    made = CliRunner().invoke(main, ["demo", "--out", str(out), "--no-rounds"])
    assert made.exit_code == 0, made.output
    assert f"Begynd her: {out / 'index.html'}\n" in made.stdout
    assert f"ligger i {out}-input.\n" in made.stdout
    assert "opdigtede" in made.stdout
    for name in ("answers.csv", "leaders.csv", "mapping.toml"):
        assert (out.with_name(f"{out.name}-input") / name).read_bytes() == (
            demo_files.answers.parent / name
        ).read_bytes()
    files = out.with_name(f"{out.name}-input")
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
    assert (again / "release.json").read_bytes() == (out / "release.json").read_bytes()
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


def test_it_serves_the_site_to_this_machine_only(tmp_path: Path) -> None:
    """Per looks at the demo in his browser, ends with Ctrl-C, and no one outside his machine could look."""
    out = tmp_path / "demo"
    process = subprocess.Popen(
        [*COMMAND, "--out", str(out), "--port", "0"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    said = ""
    try:
        while "http://localhost:" not in said:
            line = process.stdout.readline()
            assert line, process.communicate()
            said = line
        port = int(said.split("http://localhost:")[1].split()[0])
        address = f"http://127.0.0.1:{port}"
        with _opened(f"{address}/") as answer:
            assert "no-store" in answer.headers["Cache-Control"]
            assert "Karen Birkemose" in answer.read().decode()
        with _opened(f"{address}/demo/filer/release.json") as answer:
            assert len(json.load(answer)["leaders"]) == 60
        listening = (
            Path("/proc/net/tcp").read_text().split("\n")[1:] if Path("/proc/net/tcp").exists() else []
        )
        ours = [row.split()[1] for row in listening if row and row.split()[1].endswith(f":{port:04X}")]
        assert {place.split(":")[0] for place in ours} <= {"0100007F"}
    finally:
        os.killpg(process.pid, signal.SIGINT)
        _, told = process.communicate(timeout=60)
    assert process.returncode == 0
    assert told == ""
    assert rounds_in(out)
    assert json.loads((out / "cast.json").read_text())["base_url"] == f"http://localhost:{port}"


def _opened(address: str) -> HTTPResponse:
    """Open an address of the server, which may need a moment to start."""
    for _ in range(300):
        try:
            answer = urllib.request.urlopen(address)
        except urllib.error.URLError:
            time.sleep(0.1)
        else:
            assert isinstance(answer, HTTPResponse)
            return answer
    raise AssertionError("the server did not start")
