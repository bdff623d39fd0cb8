"""No sentence, page or document sends anybody to a command, option, variable, address or target that is not there."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from django.urls import Resolver404, resolve

from support.every_command import every_command, wrong_with
from support.source import ROOT, name_of, project_files

EVERY = every_command()
FILES = [
    path
    for path in project_files()
    if not path.is_relative_to(ROOT / "tests")
    and (path.suffix in (".md", ".html") or (path.suffix == ".toml" and path.name != "pyproject.toml"))
]
NAMES = [name_of(path) for path in FILES]
CALLED = re.compile(r"(?<![\w./»-])(?<!from )fagspejl(?:\{folders\})? +([^`»«\n\"|]*)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]*")
CODE = re.compile(r"`([^`\n]+)`")
VARIABLE = re.compile(r"\bFAGSPEJL_[A-Z_]*[A-Z]\b")
ADDRESS = re.compile(
    r"(?<![\w./:])/(?:svar|rapport|rapporter|log-ind|log-ud|hjem|konto|demo)(?:/[\w<>{}-]*)*/?(?![\w.])"
)
TARGET = re.compile(r"(?<![\w-])make ([a-z][a-z-]+)(?=[ `.,\n]|$)")
# Words that follow the program's name where it is not called: "kør fagspejl på serveren".
PROSE = {"på", "on", "and", "og"}
# What other programs than ours are told in documents.
FOREIGN = {"--stat", "--from", "--kiosk", "--incognito"}  # git, the scripts beside the examples, and browsers


def _text(path: Path) -> str:
    """A file's text, with commands that go on over a line's end on one line, and without comments of TOML."""
    text = re.sub(r"\\\n\s*", "", path.read_text(encoding="utf-8"))
    if path.suffix == ".toml":
        text = re.sub(r"^#.*$", "", text, flags=re.MULTILINE)
    return text.replace("{folders}", "")


def _calls(text: str) -> Iterator[tuple[tuple[str, ...], list[str]]]:
    """Yield every call of the program: the command's path, as far as there is one, and the words after it."""
    for found in CALLED.finditer(text):
        words = found.group(1).split()
        path: tuple[str, ...] = ()
        while len(path) < len(words) and (*path, words[len(path)].strip(".,:;)")) in EVERY:
            path = (*path, words[len(path)].strip(".,:;)"))
        yield path, words[len(path) :]


def _names_command(word: str) -> bool:
    return re.fullmatch(r"[a-z]+(?:-[a-z]+)*", word) is not None


def _options(path: tuple[str, ...]) -> set[str]:
    return {"--help", *(name for one in EVERY[path].params for name in (*one.opts, *one.secondary_opts))}


def faults(text: str) -> list[str]:
    """Return the calls that would not run: no such command, or an option that it does not have."""
    wrong = []
    for path, rest in _calls(text):
        first = rest[0].strip(".,:;)") if rest else ""
        command = EVERY[path]
        is_open = isinstance(command, click.Group) and not command.invoke_without_command
        if is_open and _names_command(first) and first not in PROSE:
            wrong.append(" ".join((*path, first)))
        given = {one.group() for word in rest if (one := OPTION.match(word.strip("(«»")))}
        known = _options(path)
        wrong += [f"{' '.join(path)} {option}" for option in sorted(given - known)]
    return wrong


@pytest.mark.parametrize("path", FILES, ids=NAMES)
def test_commands_and_their_options(path: Path) -> None:
    """Bente types what a page or a document tells her to type, and there is such a command with such options."""
    assert faults(_text(path)) == []


@pytest.mark.parametrize(
    "path", [one for one in FILES if one.suffix == ".md"], ids=[n for n in NAMES if n[-3:] == ".md"]
)
def test_whole_lines_would_run(path: Path) -> None:
    """Per pastes a line of code from a document: the program takes it, to the last value."""
    lines = [
        line.strip().removeprefix("$ ").removeprefix(".venv/bin/")
        for line in _text(path).splitlines()
        if re.match(r"^(?: {4,}|\$ )?(?:\$ )?(?:\.venv/bin/)?fagspejl [a-z]", line)
    ]
    assert {line: wrong_with(line) for line in lines if "COMMAND" not in line} == dict.fromkeys(
        line for line in lines if "COMMAND" not in line
    )


def test_options_that_stand_alone() -> None:
    """An option named without its command is an option of some command."""
    known = {name for path in EVERY for name in _options(path)} | FOREIGN
    unknown = {
        (name_of(path), option)
        for path in FILES
        if path.suffix == ".toml" or path.suffix == ".md"
        for span in ([_text(path)] if path.suffix == ".toml" else CODE.findall(_text(path)))
        for option in OPTION.findall(span)
        if option not in known
    }
    assert unknown == set()


def test_variables() -> None:
    """Every variable that Per is told to set is read somewhere."""
    read = {
        name
        for path in project_files()
        if path.suffix in (".py", ".ini") or path.name in ("Makefile", "run") or path.parent.name == "scripts"
        for name in VARIABLE.findall(path.read_text(encoding="utf-8", errors="replace"))
    }
    told = {(name_of(path), name) for path in FILES for name in VARIABLE.findall(_text(path))}
    assert {(place, name) for place, name in told if name not in read} == set()


def test_addresses() -> None:
    """Every address that Karen or Sofie is told to open is a page of the site."""
    told = {
        (name_of(path), found)
        for path in FILES
        if path.suffix != ".html"
        for found in ADDRESS.findall(_text(path))
        if not found.startswith("/demo")  # the demo's own pages are not in a site
    }
    assert len(told) > 3

    def leads(address: str) -> bool:
        filled = re.sub(r"<\w+>|\{\w+\}", "a" * 26, address)
        for tried in (filled, f"{filled}/", re.sub(r"a{26}", "00000000-0000-4000-8000-000000000000", filled)):
            try:
                resolve(tried)
            except Resolver404:
                continue
            return True
        return False

    assert {(place, address) for place, address in told if not leads(address)} == set()


def test_targets_of_make() -> None:
    """Every `make` that a document names is one that there is."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    there = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    told = {
        (name_of(path), target)
        for path in FILES
        if path.suffix == ".md"
        for span in CODE.findall(_text(path))
        for target in TARGET.findall(span)
    }
    assert len(told) > 5
    assert {(place, target) for place, target in told if target not in there} == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kør: fagspejl doctor", ["doctor"]),
        ("`fagspejl round stop ROUND`", ["round stop"]),
        ("Se `fagspejl round status --names`.", ["round status --names"]),
        ("fagspejl serve{folders} --https", ["serve --https"]),
        ("Luk den med: fagspejl round close{folders} {round}", []),
        ("`fagspejl demo --no-serve`, `fagspejl round`", []),
    ],
)
def test_a_promise_too_many_is_found(text: str, found: list[str], tmp_path: Path) -> None:
    """A command that somebody dreamt of is found wherever it is named."""
    file = tmp_path / "text.md"
    file.write_text(text, encoding="utf-8")
    assert faults(_text(file)) == found


def test_words_are_looked_at() -> None:
    """The sentences of every room are among what is searched."""
    words = [path for path in FILES if path.suffix == ".toml" and "words" in path.parts]
    assert len(words) > 20
    assert all(tomllib.loads(path.read_text(encoding="utf-8")) for path in words)
