"""Whatever ends the command half-way: the old reports are whole, and the next run finds a clean place."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands.small_round import content, report, write_round
from fagspejl.demo.write import DemoFiles

COMMAND = [sys.executable, "-c", "from fagspejl.commands.cli import main; main()", "report"]
OTHERS = ("--other-answers", "en anden kommunes")  # the cast is asked about a Karen, too
IN_PROC = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="finds workers in /proc")


def _old_reports(tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    out = tmp_path / "sted" / "rapporter"
    made = report(*write_round(tmp_path / "før"), "--out", out, "--formats", "json")
    assert made.exit_code == 0, made.output
    return out, content(out)


def _half_way(demo: DemoFiles, out: Path) -> subprocess.Popen[str]:
    """Start the command on sixty leaders and return when the first PDF files of the new reports are there."""
    process = _started(demo, out)
    while not list(out.parent.glob(".rapporter.*/leaders/*.pdf")):
        assert process.poll() is None, process.communicate()
        time.sleep(0.01)
    return process


def _started(demo: DemoFiles, out: Path) -> subprocess.Popen[str]:
    files = ["--answers", demo.answers, "--leaders", demo.leaders, "--mapping", demo.mapping]
    return subprocess.Popen(
        [*COMMAND, *map(str, files), "--instrument", "faglig-ledelse", "--out", str(out), *OTHERS],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def _workers(process: subprocess.Popen[str]) -> list[int]:
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    lines = {child: Path(f"/proc/{child}/cmdline") for child in children}
    return [int(child) for child, line in lines.items() if b"spawn_main" in line.read_bytes()]


def _press(process: subprocess.Popen[str], out: Path, before: dict[str, bytes]) -> None:
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: to the workers too
    said, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said == ""
    assert told == f"Afbrudt. {out} er, som den var.\n"
    assert content(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["rapporter"]


def test_ctrl_c(demo_files: DemoFiles, tmp_path: Path) -> None:
    """Bente presses Ctrl-C: one sentence, the old reports untouched, nothing half-made beside them."""
    out, before = _old_reports(tmp_path)
    _press(_half_way(demo_files, out), out, before)


@IN_PROC
def test_ctrl_c_at_once(demo_files: DemoFiles, tmp_path: Path) -> None:
    """She presses while the first worker is still loading: the same sentence, and nothing of the program's insides."""
    out, before = _old_reports(tmp_path)
    process = _started(demo_files, out)
    while not _workers(process):
        assert process.poll() is None, process.communicate()
    _press(process, out, before)


def test_kill(demo_files: DemoFiles, tmp_path: Path) -> None:
    """The power goes: the old reports are whole, and the next run removes what was left and makes the new ones."""
    out, before = _old_reports(tmp_path)
    process = _half_way(demo_files, out)
    process.kill()
    process.communicate(timeout=60)
    assert content(out) == before
    assert len(list(out.parent.iterdir())) == 2
    again = report(*write_round(tmp_path / "nu"), "--out", out, "--formats", "json,xlsx")
    assert again.exit_code == 0, again.output
    assert set(content(out)) == {"release.json", "organisation.xlsx"}
    assert [path.name for path in out.parent.iterdir()] == ["rapporter"]


@IN_PROC
def test_a_worker_that_dies(demo_files: DemoFiles, tmp_path: Path) -> None:
    """The system ends a worker for want of memory: told in words, the old reports untouched."""
    out, before = _old_reports(tmp_path)
    process = _half_way(demo_files, out)
    os.kill(_workers(process)[0], signal.SIGKILL)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "Intet er skrevet. Kør kommandoen igen." in told
    assert "Traceback" not in told
    assert content(out) == before
    assert [path.name for path in out.parent.iterdir()] == ["rapporter"]
