"""Per keeps a copy of the keys of notes: it brings back what is lost, and nothing that an owner destroyed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from click.testing import CliRunner, Result

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.types import Actor
from fagspejl.commands.cli import main
from fagspejl.workspace.reflection.keys import file_of
from fagspejl.workspace.reflection.selectors import notes_of
from fagspejl.workspace.reflection.services.purging import purge_notes
from fagspejl.workspace.reflection.services.writing import keep_note
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]

KAREN, MADS = UUID(int=1), UUID(int=2)


def _write(account: UUID, text: str = "Mit") -> None:
    note = NoteFacts(
        id=uuid4(), kind=NoteKind.QUESTION, question=1, written_on=date(2026, 11, 30), texts=(text, "", "")
    )
    keep_note(account, note)


def _run(*said: str) -> Result:
    return CliRunner().invoke(main, ["notes", *said])


def test_a_lost_key_comes_back(tmp_path: Path) -> None:
    """Karen's key is lost and Mads' is damaged: both come back from the copy, and their notes open."""
    _write(KAREN, "Karens")
    _write(MADS, "Mads'")
    copy = tmp_path / "nøgler"
    done = _run("copy", "--to", str(copy))
    assert (done.exit_code, done.stdout.splitlines()[0].split(".")[0]) == (0, "Nøgler i kopien: 2")
    assert copy.stat().st_mode & 0o777 == 0o700
    assert {one.stat().st_mode & 0o777 for one in copy.glob("*.key")} == {0o600}
    file_of(KAREN).unlink()
    file_of(MADS).write_text("AAAA", encoding="ascii")
    done = _run("restore", "--from", str(copy))
    assert (done.exit_code, done.stdout) == (0, "Lagt tilbage: 2. Var her i forvejen: 0.\n")
    assert [note.texts[0] for who in (KAREN, MADS) for note in notes_of(who)] == ["Karens", "Mads'"]
    assert file_of(KAREN).stat().st_mode & 0o777 == 0o600
    assert _run("restore", "--from", str(copy)).stdout == "Lagt tilbage: 0. Var her i forvejen: 2.\n"


def test_a_copy_made_after_the_loss_keeps_the_key(tmp_path: Path) -> None:
    """The nightly copy runs before anybody saw that Karen's key is gone: it says so and keeps the one it had."""
    _write(KAREN)
    copy = tmp_path / "copy"
    assert _run("copy", "--to", str(copy)).exit_code == 0
    file_of(KAREN).unlink()
    done = _run("copy", "--to", str(copy))
    assert done.exit_code == 1
    assert "Mangler på denne server: nøgler til 1 lederes noter." in done.stderr
    assert _run("restore", "--from", str(copy)).exit_code == 0
    assert len(notes_of(KAREN)) == 1


def test_another_persons_key_is_no_key(tmp_path: Path) -> None:
    """Somebody lays Mads' key under Karen's name: it does not open her notes, is not copied, and is not put back."""
    _write(KAREN)
    _write(MADS)
    copy = tmp_path / "copy"
    _run("copy", "--to", str(copy))
    good = (copy / file_of(KAREN).name).read_bytes()
    (copy / file_of(KAREN).name).write_bytes(file_of(MADS).read_bytes())
    file_of(KAREN).unlink()
    done = _run("restore", "--from", str(copy))
    assert done.exit_code == 1
    assert "Hverken her eller i kopien: nøgler til 1 lederes noter." in done.stderr
    assert not file_of(KAREN).exists()
    (copy / file_of(KAREN).name).write_bytes(good)
    assert _run("restore", "--from", str(copy)).exit_code == 0


def test_what_the_owner_destroyed_stays_destroyed(tmp_path: Path) -> None:
    """Karen deletes her notes: an old copy brings her key back to nobody, and the next copy is without it."""
    _write(KAREN)
    _write(MADS)
    copy = tmp_path / "copy"
    _run("copy", "--to", str(copy))
    purge_notes(KAREN, actor=Actor("karen", "Karen"))
    assert _run("restore", "--from", str(copy)).exit_code == 0
    assert not file_of(KAREN).exists()
    assert _run("copy", "--to", str(copy)).exit_code == 0
    assert [one.name for one in copy.glob("*.key")] == [file_of(MADS).name]


def test_places_that_cannot_be_used(tmp_path: Path, own_data: Path) -> None:
    """Inside the data folder, where it lies in every copy of the data; a folder of others; a folder that is no copy."""
    _write(KAREN)
    inside = _run("copy", "--to", str(own_data / "kopi"))
    assert (inside.exit_code, (own_data / "kopi").exists()) == (2, False)
    assert "En kopi af data må ikke have nøglerne med." in inside.stderr
    (tmp_path / "andres").mkdir()
    (tmp_path / "andres" / "brev.txt").write_text("Kære", encoding="utf-8")
    assert _run("copy", "--to", str(tmp_path / "andres")).exit_code != 0
    assert [one.name for one in (tmp_path / "andres").iterdir()] == ["brev.txt"]
    assert _run("restore", "--from", str(tmp_path / "andres")).exit_code == 2
    assert _run("restore", "--from", str(tmp_path / "ingen")).exit_code == 2


def test_the_log_tells_that_and_not_whose(tmp_path: Path) -> None:
    """The access log holds that keys were copied and brought back: no account, no number."""
    _write(KAREN)
    _run("copy", "--to", str(tmp_path / "copy"))
    _run("restore", "--from", str(tmp_path / "copy"))
    rows = list(AccessEntry.objects.order_by("number").values_list("event", "object", "facts"))
    assert [row[:2] for row in rows] == [("notes_keys_copied", ""), ("notes_keys_restored", "")]
    assert str(KAREN) not in str(rows)
