"""The machine that guards the house notices each kind of fault: planted in a copy, it fails the copy's own checks."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from support.source import copy_project

PLACE = Path("src") / "fagspejl"
BIN = Path(sys.executable).parent
HEAD = '"""Planted."""\n\n'


@dataclass(frozen=True)
class Planted:
    """A fault: the files it adds or the text it appends, who must notice, and what the notice must name."""

    files: dict[str, str]
    judge: str
    names: tuple[str, ...]


IMPORTS = "test_imports_run_downwards.py::test_contracts_hold"
FRONTS = "test_rooms_show_only_their_front.py::test_fronts_only"
THRESHOLDS = "test_thresholds_live_in_the_policy.py::test_no_other_module_holds_one"
SENTENCES = "test_sentences_stand_in_words.py::test_no_sentence_stands_in_python"
CITATIONS = "test_cited_documents_exist.py::test_every_citation_leads_somewhere"
FOLDERS = "test_budgets.py::test_folders"
LENGTH = "test_budgets.py::test_modules"
WIRING = "test_budgets.py::test_wiring"
CLASSES = "test_class_names.py::test_no_class_name_stands_twice_in_a_room"
PURE = "test_pure_files_know_no_django.py::test_pure_modules_import_no_framework"
MIGRATIONS = "migrations"
JUDGES = (
    IMPORTS,
    FRONTS,
    THRESHOLDS,
    SENTENCES,
    CITATIONS,
    FOLDERS,
    LENGTH,
    WIRING,
    CLASSES,
    PURE,
    MIGRATIONS,
)

FAULTS = {
    "a page imports what is private to operations": Planted(
        {
            "operations/night_book.py": "LINES = ()",
            "planning/__init__.py": "",
            "planning/views.py": "from fagspejl.operations.night_book import LINES\n\n__all__ = ['LINES']",
        },
        FRONTS,
        ("planning/views.py", "fagspejl.operations.night_book"),
    ),
    "a report's page imports an act of the site": Planted(
        {"reporting/pages/planted.py": "import fagspejl.operations.services.desk"},
        IMPORTS,
        ("fagspejl.reporting is not allowed to import fagspejl.operations",),
    ),
    "a threshold stands in a command": Planted(
        {"commands/planted.py": "import click\n\nLEAST = click.option('--k', type=int, default=5)"},
        THRESHOLDS,
        ("commands/planted.py", "5: 5"),
    ),
    "a pair of sentences stands in Python": Planted(
        {"mailing/planted.py": 'WORDS = ("Mailen er sendt", "The mail was sent")'},
        SENTENCES,
        ("mailing/planted.py", "a pair"),
    ),
    "a comment cites a document that is not there": Planted(
        {"audit/planted.py": "KEPT_DAYS = 400  # docs/explanation/years.md 2"},
        CITATIONS,
        ("audit/planted.py", "docs/explanation/years.md"),
    ),
    "a comment cites a section that is not there": Planted(
        {"audit/planted_section.py": "KEPT_DAYS = 400  # docs/explanation/rules.md 3.99"},
        CITATIONS,
        ("audit/planted_section.py", "docs/explanation/rules.md 3.99"),
    ),
    "a model has no migration": Planted(
        {"organisation/models.py": "class Planted(models.Model):\n    name = models.TextField()"},
        MIGRATIONS,
        ("Migrations for 'organisation'", "Create model Planted"),
    ),
    "a room's top holds a 26th module": Planted(
        {f"mailing/planted_{number}.py": "" for number in range(26)}, FOLDERS, ("src/fagspejl/mailing",)
    ),
    "a folder holds more than 6,000 lines": Planted(
        {f"mailing/planted_{number}.py": "X = 1\n" * 390 for number in range(16)},
        FOLDERS,
        ("src/fagspejl/mailing", "FOLDER_LINES"),
    ),
    "a module is too long": Planted({"mailing/planted.py": "X = 1\n" * 400}, LENGTH, ("mailing/planted.py",)),
    "the wiring grows rules": Planted(
        {f"config/planted_{number}.py": "X = 1\n" * 300 for number in range(2)}, WIRING, ("WIRING",)
    ),
    "a class name stands twice in a room": Planted(
        {"mailing/planted.py": "class Twin: ...", "mailing/services/planted.py": "class Twin: ..."},
        CLASSES,
        ("Twin", "mailing/planted.py", "mailing/services/planted.py"),
    ),
    "two modules of a room import each other": Planted(
        {
            "intake/planted.py": "import fagspejl.intake.planted_too",
            "intake/planted_too.py": "import fagspejl.intake.planted",
        },
        IMPORTS,
        ("No cycles inside a room BROKEN", "planted_too"),
    ),
    "reporting imports what is private to the door": Planted(
        {"reporting/pages/planted_cells.py": "import fagspejl.disclosure.measured.cells"},
        FRONTS,
        ("reporting/pages/planted_cells.py", "fagspejl.disclosure.measured.cells"),
    ),
    "a room imports the demo": Planted(
        {"commands/planted.py": "import fagspejl.demo.cast"},
        IMPORTS,
        ("Nobody imports the demo BROKEN", "fagspejl.commands.planted"),
    ),
    "the look from outside knows Django": Planted(
        {"inspection/planted.py": "import django.db"},
        PURE,
        ("inspection/planted.py", "django.db"),
    ),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of all that the judges read or run."""
    return copy_project(tmp_path_factory.mktemp("house") / "copy")


def _judge(project: Path, *judges: str) -> tuple[bool, str]:
    """Return whether these judges are content with the copy, and all that they say."""
    tests = [f"tests/architecture/{judge}" for judge in judges if judge != MIGRATIONS]
    commands: list[list[str]] = []
    if tests:
        quiet = ["-q", "-vv", "--noconftest", "-p", "no:cacheprovider", "-p", "no:django"]
        commands.append([sys.executable, "-m", "pytest", *quiet, *tests])
    if MIGRATIONS in judges:
        commands.append(["sh", "scripts/migrations.sh", str(BIN)])
    content, words = True, ""
    for command in commands:
        result = subprocess.run(
            command,
            cwd=project,
            env={**os.environ, "PYTHONPATH": str(project / "src")},
            capture_output=True,
            text=True,
            check=False,
        )
        content = content and result.returncode == 0
        words += result.stdout + result.stderr
    return content, words


@pytest.mark.slow
def test_nothing_is_found_where_nothing_is_planted(project: Path) -> None:
    """Asta's copy of the house passes every check, so what fails below fails for what was planted."""
    content, words = _judge(project, *JUDGES)
    assert content, words


def _together() -> dict[str, tuple[str, ...]]:
    """Faults that one judge notices and that stand in files of their own are planted, and judged, at once."""
    groups: list[list[str]] = []
    for what, fault in FAULTS.items():
        for group in groups:
            others = [FAULTS[other] for other in group]
            if all(other.judge == fault.judge and not other.files.keys() & fault.files for other in others):
                group.append(what)
                break
        else:
            groups.append([what])
    return {"; ".join(group): tuple(group) for group in groups}


@pytest.mark.parametrize("whats", _together().values(), ids=_together())
def test_planted_faults_are_found(whats: tuple[str, ...], project: Path) -> None:
    """Somebody in a hurry plants faults, and the check that guards against them fails and names the place of each."""
    faults = [FAULTS[what] for what in whats]
    before = {}
    for fault in faults:
        for name, text in fault.files.items():
            path = project / PLACE / name
            before[path] = path.read_text(encoding="utf-8") if path.exists() else None
            path.parent.mkdir(exist_ok=True)
            path.write_text((before[path] or HEAD) + text + "\n", encoding="utf-8")
    try:
        content, words = _judge(project, faults[0].judge)
    finally:
        for path, text_before in before.items():
            path.unlink() if text_before is None else path.write_text(text_before, encoding="utf-8")
    assert not content, words
    assert [name for fault in faults for name in fault.names if name not in words] == [], words
