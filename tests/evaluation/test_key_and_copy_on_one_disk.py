"""A key and its second copy on one disk are lost together: whoever opens a round is told, and `round status` says it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from fagspejl.commands.cli import main
from fagspejl.evaluation.models import Round
from fagspejl.lib.clock import utc_now
from fagspejl.operations.services.keys.key_places import on_one_device
from support.roster import CAST, roster_text

pytestmark = pytest.mark.django_db(transaction=True)
ELSEWHERE = Path("/proc")  # never on the disk of a key
WARNED = {"da": "Nøglen og dens kopi ligger på samme disk", "en": "The key and its copy lie on the same disk"}


def _run(*arguments: object) -> str:
    result = CliRunner().invoke(main, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def draft(tmp_path: Path) -> str:
    """A draft of the cast's round."""
    file = tmp_path / "liste.csv"
    file.write_text(roster_text(*CAST), encoding="utf-8")
    _run("roster", "import", file, "--apply", "--accept", "--quiet")
    deadline = f"{utc_now() + timedelta(days=14):%Y-%m-%d} 12:00"
    named = ("--title", "R", "--organisation", "E", "--deadline", deadline, "--quiet")
    return _run("round", "create", *named).strip()


@pytest.mark.parametrize("language", ["da", "en"])
def test_opening_and_status_warn(draft: str, language: str) -> None:
    """Bente left both folders where they are by default: opening warns her, and so does every look until it is mended."""
    assert WARNED[language] in _run("round", "open", draft, "--language", language)
    assert WARNED[language] in _run("round", "status", draft, "--language", language)


def test_another_disk_is_told_nothing(draft: str) -> None:
    """Per's copy lies on another disk: nobody is warned."""
    _run("round", "open", draft, "--quiet")
    Round.objects.filter(id=draft).update(escrow_folder=str(ELSEWHERE))
    assert WARNED["da"] not in _run("round", "status", draft)


def test_another_machines_folders_are_not_judged(draft: str) -> None:
    """Bente looks from another machine, where the same names are other folders: it says nothing of them."""
    _run("round", "open", draft, "--quiet")
    Round.objects.filter(id=draft).update(key_node="en-anden")
    assert WARNED["da"] not in _run("round", "status", draft)


def test_devices(tmp_path: Path) -> None:
    """Two folders of one disk are on one device; a folder of another, or one that is not there, is not."""
    for name in ("keys", "copy"):
        (tmp_path / name).mkdir()
    assert on_one_device(tmp_path / "keys", tmp_path / "copy")
    assert not on_one_device(tmp_path, ELSEWHERE)
    assert not on_one_device(tmp_path, tmp_path / "missing")
