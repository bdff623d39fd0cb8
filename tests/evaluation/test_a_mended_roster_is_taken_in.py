"""A roster with faults: the faulty rows go out, come back mended, and are looked at and taken in by one way."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from fagspejl.commands.cli import main
from fagspejl.organisation.models import Person
from support.mended import corrected, looked_at
from support.roster import CAST, SOFIE, roster_text

pytestmark = pytest.mark.django_db(transaction=True)


def _run(*words: object, code: int = 0) -> str:
    result = CliRunner().invoke(main, [str(word) for word in words])
    assert result.exit_code == code, result.output
    return result.output.replace("\u00a0", " ")


def test_only_the_faulty_row_is_mended(tmp_path: Path) -> None:
    """Sofie's leader is misspelled: Bente mends her row alone, checks, and takes the roster in."""
    liste, faults, mended = tmp_path / "liste.csv", tmp_path / "fejl.xlsx", tmp_path / "rettet.xlsx"
    liste.write_text(roster_text(*CAST).replace(SOFIE, SOFIE.replace("karen", "karne")), encoding="utf-8")
    assert "--corrected" in _run("roster", "check", liste, "--faults", faults, code=2)
    number = 2 + CAST.index(SOFIE)
    assert [row[1] for row in looked_at(faults)["liste.csv"][1:]] == [str(number)]
    corrected(faults, {number: SOFIE.split(";")}, mended)
    dry = _run("roster", "import", liste, "--corrected", mended)
    assert dry.splitlines()[1:] == _run("roster", "check", liste, "--corrected", mended).splitlines()[1:]
    assert not Person.objects.exists()
    _run("roster", "import", liste, "--corrected", mended, "--apply", "--accept")
    assert Person.objects.count() == len(CAST)
