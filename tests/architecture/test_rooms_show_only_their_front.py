"""A room is entered by its front: another room's private modules are nobody else's business."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from support.source import PACKAGE, modules, name_of

USUAL = {"types", "errors", "permissions", "selectors", "services"}
# What else a room shows, and why. Everything not named here or above is private to its room.
FRONTS: dict[str, set[str]] = {
    "lib": {"*"},  # made to be used by everybody
    "analysis": {"*"},  # pure functions on arrays, for anyone above
    "instrument": {"loader", "rules", "composing"},  # where a questionnaire comes from, and pure rules on it
    "intake": {
        "",
        "answers",
        "questionnaires",
        "roster",
        "sentences",
        "vocabulary",
    },  # the readers, each its folder's front, the words that files may use, and what is told of them
    "web": {
        "assets",
        "fields",
        "inline",
        "printed",
        "qr",
        "templatetags",
        "words_here",
    },  # what pages of every room are built of
    "evaluation": {
        "rules",
        "keys",
        "states",
    },  # pure rules; what holders of a round's key need; the table of states
    "mailing": {
        "words",  # how a deadline is written wherever one is told
        "own_words",  # pure rules of what planners may write
    },
    "accounts": {
        "form_again",  # the page that config shows for a form sent too late
        "afterwards",  # what config lets an answer not wait for
    },
    "planning": {"keys"},  # what config wires past the staff's way: the representative has no account
    "answering": {
        "urls",
        "notices",  # what config wires past the staff's way through Django (decision 0006)
        "preview",  # a form as its raters will see it, for the planner who composes it
    },
    # the pure door, for files that have no round
    "disclosure": {
        "release",
        "readers",
        "public_totals",
        "nearest",
        "scope",
        "over_time",
        "forecast",
        "measured",
        "document",
        "release_check",
        "federation",
    },
    "inspection": {"", "sentences"},  # the look from outside, and what it tells
    "reporting": {
        "pages",
        "render",
        "analyst",
        "workbook",
        "exports",
        "figure_files",
        "page_types",
        "statements",  # what a leader may take from her own report into a tool of the workspace
        "past_rounds",  # the round before, as who exports may see it
        "words",  # the hash of what a report may say, for the promise of reports from files
    },  # pure makers of pages and files, for reports from files
    "workspace": {
        "sessions",
        "agreements",
        "load",
        "courses",
        "responsibility",
        "home",
        "reflection",  # its keys have a copy of their own (decision 0015)
    },  # what config wires past the staff's way through Django (decision 0006)
    "config": {"environment"},  # what the environment says
    "commands": {"cli", "console", "error_edge", "report", "site"},  # what the demo's command is built of
}
EXEMPT = {"demo"}  # it moves clocks and invents answers, which no front offers; nobody imports it
# Of what has been answered, those who write and talk about it see the frozen values and nothing else.
ANSWERS_FOR_READERS = {"types", "selectors"}
READERS = {"reporting", "workspace"}


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            deeper = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if _is_module(name) else node.module for name in deeper}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
    return {name for name in found if name.startswith("fagspejl.")}


def _is_module(name: str) -> bool:
    place = PACKAGE.parent / Path(*name.split("."))
    return place.is_dir() or place.with_suffix(".py").is_file()


def _bypasses(room: str, imported: set[str]) -> set[str]:
    """Return the imports that enter another room by a private module."""
    found = set()
    for name in imported:
        _, other, *rest = name.split(".")
        if other == room or room in EXEMPT:
            continue
        door = rest[0] if rest else ""
        allowed = USUAL | FRONTS.get(other, set())
        if room in READERS and other == "disclosure":
            allowed = ANSWERS_FOR_READERS
        if door not in allowed and "*" not in allowed:
            found.add(name)
    return found


def test_fronts_only() -> None:
    """A newcomer who changes a private module of a room knows that no other room can break."""
    found = {}
    for path in modules("src/fagspejl"):
        room = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        if bypassed := _bypasses(room, _imported(path)):
            found[name_of(path)] = sorted(bypassed)
    assert found == {}


@pytest.mark.parametrize(
    ("room", "name"),
    [
        ("planning", "fagspejl.operations.night_book"),
        ("reporting", "fagspejl.disclosure.measured.cells"),
        ("reporting", "fagspejl.disclosure.services"),
        ("answering", "fagspejl.evaluation.models"),
    ],
)
def test_judge_sees_a_bypass(room: str, name: str) -> None:
    """An import of another room's private module is seen."""
    assert _bypasses(room, {name}) == {name}


@pytest.mark.parametrize(
    ("room", "name"),
    [
        ("reporting", "fagspejl.disclosure.types"),
        ("answering", "fagspejl.evaluation.selectors.lookup"),
        ("answering", "fagspejl.answering.sealed"),
    ],
)
def test_judge_leaves_the_front(room: str, name: str) -> None:
    """An import of a front, or inside one's own room, is left alone."""
    assert _bypasses(room, {name}) == set()
