"""The documents agree with the program: versions, links, commands, the two commands of the first page."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import fagspejl
from fagspejl.commands.cli import main
from support.source import ROOT, name_of, project_files

COMMANDS = (ROOT / "docs" / "reference" / "commands.md").read_text(encoding="utf-8")
DOCUMENTS = [
    path for path in project_files() if path.suffix == ".md" and not path.is_relative_to(ROOT / "tests")
]
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def _read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def test_one_version_everywhere() -> None:
    """Lone, Per and Asta read the same version wherever they look."""
    version = fagspejl.__version__
    assert tomllib.loads(_read("pyproject.toml"))["project"]["version"] == version
    assert f"softwareVersion: {version}\n" in _read("publiccode.yml")
    assert f"## {version} " in _read("CHANGELOG.md")


def test_first_page_and_ci_run_the_same_tests() -> None:
    """What the first page tells a newcomer to run is what every change has to pass."""
    assert "    make test\n" in _read("README.md")
    assert "\nmake test\n" in _read(".ci/run")


def test_make_help_names_every_target() -> None:
    """A newcomer who types make sees everything it can do."""
    makefile = _read("Makefile")
    (phony,) = re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)
    assert set(phony.split()) == set(re.findall(r"^([a-z-]+):.* ## ", makefile, re.MULTILINE))
    assert {"setup", "demo", "test", "test-slow", "test-newest", "check", "bench", "assets", "lock"} <= set(
        phony.split()
    )


def _anchors(text: str) -> set[str]:
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in HEADING.findall(text)}


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document: Path) -> None:
    """A reader who follows a link inside the project arrives."""
    dead = []
    for link in LINK.findall(document.read_text(encoding="utf-8")):
        place, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", place):
            continue
        target = (document.parent / place).resolve() if place else document
        if not target.exists() or (anchor and anchor not in _anchors(target.read_text(encoding="utf-8"))):
            dead.append(link)
    assert dead == []


def test_every_document_is_reached() -> None:
    """The list of documents leaves none out."""
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    listed = {(ROOT / "docs" / link.split("#")[0]).resolve() for link in LINK.findall(index)}
    below = {path for path in DOCUMENTS if path.is_relative_to(ROOT / "docs") and path.name != "README.md"}
    assert below - listed == set()


def _commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            inner = command.get_command(context, name)
            assert inner is not None
            yield from _commands(inner, f"{path} {name}")


EVERY_COMMAND = dict(_commands(main, "fagspejl"))


@pytest.mark.parametrize("path", EVERY_COMMAND)
def test_command_is_described(path: str) -> None:
    """Per finds every command, and each of its options, in the reference."""
    section = re.search(rf"^#+ `{re.escape(path)}[ `].*?(?=^#|\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    assert section, f"{path} has no heading in docs/reference/commands.md"
    told = [one for one in EVERY_COMMAND[path].params if not getattr(one, "hidden", False)]
    options = [option for parameter in told for option in parameter.opts if option[:2] == "--"]
    assert [option for option in options if option not in section.group()] == []
