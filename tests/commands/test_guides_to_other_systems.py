"""The guides to files of other systems: every command in them runs, and says what the page says it does."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from fagspejl.commands.cli import main
from support.source import ROOT

PAGES = ("fra-andre-systemer-til-rapporter.md", "from-other-systems-to-reports.md")
BLOCK = re.compile(r"^```\n\.venv/bin/fagspejl (.+?)\n(?:\n(.*?))?```$", re.MULTILINE | re.DOTALL)
EXAMPLE = re.compile(r"`(examples/systems/[\w.-]+/[\w.-]+)`")


def _commands(page: str) -> Iterator[tuple[list[str], list[str]]]:
    """Return each command's words, and the lines that the page quotes, without those that are left out."""
    for typed, quoted in BLOCK.findall((ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8")):
        yield shlex.split(typed), [line for line in quoted.splitlines() if line not in ("", "…")]


def _check(words: list[str], quoted: list[str]) -> None:
    result = CliRunner().invoke(main, words)
    assert result.exit_code == 0, (words, result.output)
    _read(quoted, result.output)


def _read(quoted: list[str], output: str) -> None:
    """Read the quoted lines in the output, in their order."""
    said = iter(output.splitlines())
    for line in quoted:
        assert line in said, (line, output)


@pytest.fixture
def clean_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("FAGSPEJL_STATE", str(tmp_path / "state"))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("clean_folder")
def test_commands_on_answers_say_what_the_page_says(page: str) -> None:
    """Bente types what the page says about answers, one command after the other, and reads the lines it quotes."""
    commands = [(words, quoted) for words, quoted in _commands(page) if words[0] != "roster"]
    assert len(commands) >= 9
    for words, quoted in commands:
        _check([*words, *(["--formats", "html"] if words[0] == "report" else [])], quoted)


@pytest.mark.parametrize("page", PAGES)
def test_every_example_is_named_and_there(page: str) -> None:
    """Bente finds each file that the page names, and the page names a file of each system that is shipped."""
    text = (ROOT / "docs" / "how-to" / page).read_text(encoding="utf-8")
    named = set(EXAMPLE.findall(text))
    assert [name for name in named if not (ROOT / name).is_file()] == []
    shipped = {path.name for path in (ROOT / "examples" / "systems").iterdir()} - {"surveyxact-2003"}
    assert {name for name in shipped if f"examples/systems/{name}" not in text} == set()


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("clean_folder")
def test_the_feed_is_checked_as_the_page_says(page: str) -> None:
    """Bente checks the feed of four files on a new installation, and reads the lines that the page quotes."""
    ((words, quoted),) = [(words, quoted) for words, quoted in _commands(page) if words[0] == "roster"]
    command = [Path(sys.executable).with_name("fagspejl"), *words, "--data", "data", "--keys", "keys"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    _read(quoted, result.stdout)
