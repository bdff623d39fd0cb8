"""Bente publishes from the command line: she reads who is told by mail, and may hold the mails back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from fagspejl.commands.cli import main
from fagspejl.mailing.models import Mailing
from support.announced import STAFF, sealed
from support.pdf import pdf_text

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]


def _publish(*arguments: object, code: int = 0) -> Result:
    given = ["round", "publish", "--language", "en", *(str(argument) for argument in arguments)]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == code, result.output + result.stderr
    return result


def test_held_back_then_told(tmp_path: Path) -> None:
    """Without mail she reads the command that sends them later; then how many are told, whom to tell herself, and once."""
    made = sealed(tmp_path, by_letter=["Ida", STAFF[0]])
    held = " ".join(_publish(made.id, "--no-mail").output.split())
    assert "Nobody gets a mail about it yet." in held
    assert f"{made.id} --mail" in held
    assert not Mailing.objects.exists()
    assert "already published" in _publish(made.id).output
    assert not Mailing.objects.exists()
    told = " ".join(_publish(made.id, "--mail").output.split())
    assert (
        "word that a report is ready, to 3, and thanks to everybody asked, whether they answered or not: 15"
        in told
    )
    assert "get no mail about their report: 1" in told
    assert Mailing.objects.count() == 2
    _publish(made.id, "--mail")
    assert Mailing.objects.count() == 2


def test_letters_for_those_without_an_address(tmp_path: Path) -> None:
    """She publishes with letters: one page for each of two without an address; the file is not written over."""
    made, file = sealed(tmp_path, by_letter=STAFF[:2]), tmp_path / "tak.pdf"
    assert "Number of letters: 2" in " ".join(_publish(made.id, "--letters", file).output.split())
    assert pdf_text(file.read_bytes()).count("Kære ") == 2
    assert file.stat().st_mode & 0o077 == 0
    _publish(made.id, "--letters", file, code=1)
