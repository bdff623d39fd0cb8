"""A column of the roster is declared once: reading, comparing, keeping and handing out follow the declaration."""

import re
from dataclasses import fields

import pytest

from fagspejl.intake.roster.columns import COLUMNS, DANISH_COLUMNS, KEPT, NEEDED, PARTS
from fagspejl.organisation.comparing import PERSON_FIELDS
from fagspejl.organisation.models import Person
from fagspejl.organisation.types import PersonFacts
from support.source import ROOT

ROSTER = (ROOT / "docs" / "reference" / "roster.md").read_text(encoding="utf-8")
ROWS = dict(re.findall(r"^\| `(\w+)` \| (.+?) \|", ROSTER, re.MULTILINE))


@pytest.mark.parametrize("name", sorted(KEPT))
def test_what_is_said_of_a_person_is_kept(name: str) -> None:
    """Bente's roster says something of Sofie: the table has room for it, it is compared, and the rooms above get it."""
    stored = Person._meta.get_field(name)
    longest = KEPT[name].longest
    assert longest is None or stored.max_length == longest
    assert PERSON_FIELDS[name] == name
    assert name in {field.name for field in fields(PersonFacts)}


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_every_column_is_described(name: str) -> None:
    """Bente finds each column in the reference, with the Danish headings it may have."""
    described = set(re.findall(r"`([^`]+)`", ROWS[name]))
    assert {heading for heading, ours in DANISH_COLUMNS.items() if ours == name} <= described


def test_no_other_column_is_described() -> None:
    """What the reference promises is read, and what it calls needed is needed."""
    assert ROWS.keys() == COLUMNS.keys() | PARTS.keys()
    assert set(NEEDED) <= COLUMNS.keys()
    needed = {
        line.split("`")[1] for line in ROSTER.splitlines() if line.startswith("| `") and "needed" in line
    }
    assert needed == set(NEEDED)
