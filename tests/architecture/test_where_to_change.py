"""The list of where to change what names files that are there, keeps within its budgets, and a column is declared once."""

from __future__ import annotations

import re

import pytest

from fagspejl.intake.roster.columns import COLUMNS, KEPT
from fagspejl.mailing.types import ACTS, MailingKind
from fagspejl.organisation.models import Person
from support.source import PACKAGE, ROOT, modules

DOCUMENT = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
PARTS = dict(re.findall(r"^### (.+)\n((?:(?!^###? ).*\n?)*)", DOCUMENT, re.MULTILINE))
# The most files that a change may take, as `git diff --stat` counts them.
MOST = {
    "A sentence of the report": 2,
    "The least group size": 3,
    "A column of the roster": 6,
    "A kind of mail": 6,
    "A chart": 8,
    "A planner's page": 8,
}


@pytest.mark.parametrize("change", MOST)
def test_files_named_are_there(change: str) -> None:
    """A newcomer who wants to change something opens every file that the document names."""
    prose = PARTS[change].split("```")[0]
    named = re.findall(r"`((?:src|docs|tests)/[^`]+)`", prose)
    assert named
    assert [name for name in named if not (ROOT / name).is_file()] == []


@pytest.mark.parametrize("change", MOST)
def test_a_change_takes_few_files(change: str) -> None:
    """What was tried for real took no more files than it may."""
    (files,) = re.findall(r"^ (\d+) files? changed", PARTS[change], re.MULTILINE)
    assert int(files) <= MOST[change]
    assert PARTS[change].count(" | ") == int(files)


@pytest.mark.parametrize("column", sorted(set(KEPT) - {"name", "email", "language", "profession", "exempt"}))
def test_a_column_is_declared_once(column: str) -> None:
    """Bente's roster gets a column where it is declared and kept; no list of columns has to follow."""
    assert column in {field.name for field in Person._meta.get_fields()}
    assert column in COLUMNS
    roster = modules("src/fagspejl/intake", "src/fagspejl/organisation", "src/fagspejl/commands")
    declared = [
        path.relative_to(PACKAGE).as_posix()
        for path in roster
        if path.parent.name != "migrations"
        and re.search(rf"^\s+{column}(:| = )", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert declared == ["intake/roster/columns.py", "organisation/models.py"]


def test_every_kind_of_mail_has_its_act_and_words() -> None:
    """Whatever mail Sofie gets, it has a name, a subject and a text, and a state of the round in which it may go."""
    from fagspejl.mailing.words import words_in
    from support.words import told

    assert set(ACTS) == set(MailingKind)
    said = set(told(words_in("da")))
    assert {f"{kind}.{part}" for kind in MailingKind for part in ("name", "subject")} <= said
    # What a reader of reports is told depends on which reports they are.
    assert {f"{kind}.text" for kind in MailingKind if kind != MailingKind.REPORT} <= said
