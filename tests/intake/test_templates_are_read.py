"""A template is taken in as it stands: an example row for every case, without a fault."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from fagspejl.analysis.types import Perspective
from fagspejl.instrument.loader import load
from fagspejl.intake import answers_template, read_round, roster_template
from fagspejl.intake.roster.read import read_roster
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.operations.services.mended_files import write_template
from support.mended import looked_at

EVERY = [(language, kind) for language in LANGUAGES for kind in ("xlsx", "ods")]


@pytest.mark.parametrize(("language", "kind"), EVERY)
def test_the_roster_is_taken_in(tmp_path: Path, language: Language, kind: str) -> None:
    """Bente may begin from a roster of every case: two units of one leader, letters, two leaders, a unit alone."""
    told = roster_template(language)
    write_template(told, tmp_path / f"liste.{kind}")
    data = read_roster(tmp_path / f"liste.{kind}", load("faglig-ledelse"))
    assert {notice.code for notice in data.warnings} <= {
        "other_sheets",
        "roster_letters",
        "roster_small_group",
    }
    assert not data.decisions
    people = {person.id: person for person in data.people}
    assert len(people) == len(told.rows) - 1  # one row is a unit alone
    led_by = {unit for unit, leaders in ((p.unit, p.leaders) for p in people.values()) if "103" in leaders}
    assert {"skole", "sfo"} <= led_by
    assert people["204"].email == ""
    assert people["206"].leaders == ("102", "103")
    assert people["104"].peer_of == ("102",)
    assert people["205"].language == "en"
    assert [key for key, person in people.items() if person.exempt] == ["208"]
    assert "natur" in {unit.id for unit in data.units} - {person.unit for person in people.values()}
    assert all(row.shows for row in told.rows)


@pytest.mark.parametrize(("language", "kind"), EVERY)
@pytest.mark.parametrize("instrument", ["faglig-ledelse", "ledelse-af-fagprofessionelle"])
def test_the_answers_are_read(tmp_path: Path, instrument: str, language: Language, kind: str) -> None:
    """Everybody who is asked has a row in the template of answers, whichever questionnaire it is for."""
    asked = load(instrument)
    told = answers_template(asked, language)
    write_template(told, tmp_path / f"svar.{kind}")
    data = read_round(tmp_path / f"svar.{kind}", asked)
    assert {notice.code for notice in data.warnings} <= {"other_sheets"}
    assert len(data.table.group) == len(told.rows)
    names = {name for item in asked.items for name in item.perspectives}
    assert {Perspective(int(group)).name.lower() for group in data.table.group} == names
    assert len(data.comments) == 1
    assert all(column.note for column in told.columns)


def test_every_column_and_row_is_explained_in_words_too(tmp_path: Path) -> None:
    """Omar, who reads no comments on cells, finds the same on a worksheet; the file is his alone."""
    path = tmp_path / "liste.xlsx"
    write_template(roster_template("da"), path)
    guide = "\n".join(" ".join(row) for row in looked_at(path)["Vejledning"])
    told = roster_template("da")
    assert all(column.note in guide for column in told.columns)
    assert all(row.shows in guide for row in told.rows)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
