"""A roster that is held between two requests says what its file says, and holds no CPR number."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl.instrument.loader import load
from fagspejl.intake.corrected import CorrectedSheet
from fagspejl.intake.errors import IntakeRefused
from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import WEB_LIMITS
from fagspejl.intake.roster.held import from_json, hold, opened, to_json
from fagspejl.intake.roster.held_reading import read_held
from fagspejl.intake.roster.read import Told, read_opened, read_roster
from fagspejl.intake.roster.recognised import MappingSaid, recognised
from fagspejl.intake.source import HeldFile, Source

CASES = Path("tests/intake/cases/roster")
TODAY = date(2026, 3, 1)
HEAD = ("medarbejdernummer", "navn", "e-mail", "enhed", "leder", "cpr", "ansat_siden")
INSTRUMENT = load("faglig-ledelse")
CPR = "010190-1234"


def _said(path: Source) -> object:
    try:
        return read_roster(path, INSTRUMENT, today=TODAY, limits=WEB_LIMITS)
    except IntakeRefused as refused:
        return refused.notices, refused.total


def _said_by_held(path: Source) -> object:
    try:
        plain = json.dumps(to_json(hold(path, today=TODAY, limits=WEB_LIMITS)))
        assert CPR not in plain
        findings = Findings(WEB_LIMITS.listed)
        held = opened(from_json(json.loads(plain)), findings)
        return read_opened(held, INSTRUMENT, Told(today=TODAY), findings)
    except IntakeRefused as refused:
        return refused.notices, refused.total


@pytest.mark.parametrize("path", sorted(CASES.iterdir()), ids=lambda path: path.name)
def test_the_same_as_its_file(path: Path) -> None:
    """Every roster of the cases, the feed too: the same people, pairs, warnings and faults."""
    assert _said_by_held(path) == _said(path)


def test_the_messy_one() -> None:
    """So does the workbook that ships."""
    path = Path("examples/roster/messy.xlsx")
    assert _said_by_held(path) == _said(path)


_CELL = st.sampled_from(
    [
        "",
        "m",
        "k",
        "s",
        CPR,
        f"Sofie {CPR}",
        "karen@egedal.example",
        "Børn",
        "=1+1",
        "1-1-2020",
        "snart",
        '"',
        "  x ",
    ]
)


@given(rows=st.lists(st.lists(_CELL, min_size=6, max_size=8), max_size=6))
@settings(max_examples=60, deadline=None)
def test_whatever_stands_in_it(rows: list[list[str]]) -> None:
    """Any cells, rows too short or too long, quotation marks, formulas, CPR numbers anywhere: the same is said."""
    text = "\n".join(";".join(row) for row in [HEAD, ("m", "Mads", "m@a.dk", "Børn", "", "", ""), *rows])
    file = HeldFile("liste.csv", text.encode())
    assert _said_by_held(file) == _said(file)


def test_corrected_rows_stand_in_place_of_the_faulty_ones() -> None:
    """Omar's row was too wide and Sofie's address none: corrected, both are read, and the workbook had them whole."""
    text = "\n".join(
        (
            "medarbejdernummer;navn;e-mail;enhed;leder",
            "m;Mads Lund;mads@egedal.example;Børn;",
            "s;Sofie Berg;sofie(at)egedal.example;Børn;m",
            "o;Omar Said;;Børn;m;for meget",
        )
    )
    held = hold(HeldFile("liste.csv", text.encode()), today=TODAY, limits=WEB_LIMITS)
    reading = read_held(held, None, INSTRUMENT, MappingSaid(), TODAY)
    assert reading.data is None
    (sheet,) = reading.sheets()
    assert "for meget" in sheet.rows[-1].cells
    rows = {3: ("s", "Sofie Berg", "", "Børn", "m", ""), 4: ("o", "Omar Said", "", "Børn", "m", "")}
    told = CorrectedSheet("fejl.xlsx", sheet.name, sheet.headings, rows)
    mended = read_held(held, told, INSTRUMENT, MappingSaid(), TODAY)
    assert mended.data is not None, mended.faults
    assert [person.name for person in mended.data.people] == ["Mads Lund", "Sofie Berg", "Omar Said"]


def test_what_columns_are_taken_for() -> None:
    """Bente sees field, column, fill and samples; she takes the address away, and it is missing; gives it back, and not."""
    text = "Nr;Navn;Kontakt;Enhed;Leder\n1;Mads;mads@a.dk;Børn;\n2;Sofie;;Børn;1\n"
    held = hold(HeldFile("liste.csv", text.encode()), today=TODAY, limits=WEB_LIMITS)
    found = recognised(held, MappingSaid(), INSTRUMENT)
    assert (found.missing, found.is_whole) == (("email",), False)
    said = recognised(held, MappingSaid({"email": ("Kontakt",), "person": ("Nr",)}), INSTRUMENT)
    row = next(one for one in said.fields if one.name == "email")
    assert (row.columns, row.filled, row.rows, row.samples) == (("Kontakt",), 1, 2, ("mads@a.dk",))
    assert said.is_whole
    assert [one.name for one in said.fields if one.identifies] == ["person"]
    assert recognised(
        held, MappingSaid({"email": ("Kontakt",), "person": ("Kontakt",)}), INSTRUMENT
    ).twice == ("Kontakt",)
    assert recognised(held, MappingSaid({"name": ()}), INSTRUMENT).missing == ("name", "email")
