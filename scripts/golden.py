"""Keep and compare golden copies of everything a change of structure must leave as it is.

    python scripts/golden.py take FOLDER      write the copies of this checkout into a new folder
    python scripts/golden.py compare FOLDER   make them again and name each file that differs; exit code 1 if any does

Copied: the demo's reports (release, HTML, PDF, workbook) and its input, the reports of examples/lq2002, the help of every command,
and the access matrix. Left aside: what is new at every run by intent (the demo's database, links, letters and mails).
"""

from __future__ import annotations

import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
NEW_EACH_TIME = {"fagspejl.sqlite3", "cast.json", "DEMO", ".fagspejl.json", "backups", "mailbox"}


def take(folder: Path) -> None:
    """Write every golden copy into `folder`, which must not exist yet."""
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as scratch:
        work = Path(scratch)
        _run("demo", "--out", str(work / "demo"), "--no-serve")
        shutil.copytree(work / "demo", folder / "demo", ignore=shutil.ignore_patterns(*NEW_EACH_TIME))
        shutil.copytree(work / "demo-input", folder / "demo-input")
        _lq2002(work, folder / "lq2002")
    _helps(folder / "help")
    shutil.copyfile(ROOT / "docs" / "reference" / "access-matrix.md", folder / "access-matrix.md")


def compare(folder: Path) -> int:
    """Make the copies again beside `folder` and return how many files differ; each is named."""
    with tempfile.TemporaryDirectory() as scratch:
        again = Path(scratch) / "again"
        take(again)
        before, now = _files(folder), _files(again)
        differing = sorted(before ^ now) + [
            name
            for name in sorted(before & now)
            if not filecmp.cmp(folder / name, again / name, shallow=False)
        ]
    for name in differing:
        print(f"differs: {name}")
    print(f"{len(before)} files before, {len(now)} now, {len(differing)} differ.")
    return len(differing)


def _lq2002(work: Path, out: Path) -> None:
    answers = work / "lq2002_lead.csv"
    subprocess.run([sys.executable, "examples/lq2002/fetch.py", "--to", answers], cwd=ROOT, check=True)
    mapping = "examples/lq2002/mapping.toml"
    options = ("--instrument", "examples/lq2002", "--mapping", mapping, "--out", str(work / "lq2002"))
    _run("report", "--answers", str(answers), *options)
    shutil.copytree(work / "lq2002", out, ignore=shutil.ignore_patterns(*NEW_EACH_TIME))


def _helps(folder: Path) -> None:
    folder.mkdir()
    pending = [""]
    while pending:
        command = pending.pop()
        text = _run(*command.split(), "--help")
        (folder / f"{command.replace(' ', '-') or 'fagspejl'}.txt").write_text(text, encoding="utf-8")
        listed = text.split("\nCommands:\n")[1:]
        names = [line.split()[0] for line in listed[0].splitlines() if line[2:3].strip()] if listed else []
        pending += [f"{command} {name}".strip() for name in names]


def _run(*arguments: str) -> str:
    command = [BIN / "fagspejl", *arguments]
    # As wide as help may be, so that no line depends on the terminal.
    environment = {**os.environ, "COLUMNS": "100"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"fagspejl {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def _files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def main() -> int:
    """Run one of the two acts named on the command line."""
    if len(sys.argv) != 3 or sys.argv[1] not in {"take", "compare"}:
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(sys.argv[2])
    if sys.argv[1] == "take":
        take(folder)
        return 0
    return min(compare(folder), 1)


if __name__ == "__main__":
    raise SystemExit(main())
