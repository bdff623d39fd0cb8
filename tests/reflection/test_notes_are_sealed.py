"""What Karen writes for herself stands in the database as a seal that nobody opens without her key file."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from fagspejl.audit.types import Actor
from fagspejl.workspace.reflection.errors import NotesKeyMissing, NotesKeyWrong
from fagspejl.workspace.reflection.keys import file_of, notes_folder
from fagspejl.workspace.reflection.models import Note, NoteOwner
from fagspejl.workspace.reflection.selectors import note_of, notes_of, reading_of
from fagspejl.workspace.reflection.services.purging import purge_notes
from fagspejl.workspace.reflection.services.writing import keep_note
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind, ReadingTick
from fagspejl.workspace.sessions.errors import TextRefused

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]

KAREN, MADS = UUID(int=1), UUID(int=2)
ACTOR = Actor("karen", "Karen")


def _note(text: str = "Jeg tog ordet for tidligt.", **said: object) -> NoteFacts:
    note = NoteFacts(
        id=uuid4(), kind=NoteKind.QUESTION, question=1, written_on=date(2026, 11, 30), texts=(text, "", "")
    )
    return note.changed(**said)


def test_a_note_comes_back_to_its_owner_alone() -> None:
    """Karen reads what she wrote; Mads has no notes and gets none of hers by its id."""
    note = _note(look_again_on=date(2026, 12, 14))
    keep_note(KAREN, note)
    assert notes_of(KAREN) == (note,)
    assert notes_of(MADS) == ()
    assert note_of(MADS, note.id) is None


def test_the_table_tells_nothing_of_it() -> None:
    """Whoever reads Karen's rows finds no word, no question and no day, and every row is as long as the next."""
    keep_note(KAREN, _note("Ordet hemmelig"))
    keep_note(KAREN, _note("Langt. " * 250))
    blobs = [bytes(blob) for blob in Note.objects.values_list("sealed", flat=True)]
    assert len({len(blob) for blob in blobs}) == 1
    assert not any(word in blob for blob in blobs for word in (b"hemmelig", b"question", b"2026"))


def test_a_seal_moved_to_another_row_or_owner_does_not_open() -> None:
    """Somebody with the database who puts Karen's note into Mads' rows, or swaps two of hers, opens nothing."""
    keep_note(KAREN, _note("Karens"))
    keep_note(KAREN, _note("Karens anden"))
    keep_note(MADS, _note("Mads'"))
    first, second = Note.objects.filter(owner__account=KAREN)
    first.sealed, second.sealed = second.sealed, first.sealed
    first.save()
    second.save()
    with pytest.raises(NotesKeyWrong):
        notes_of(KAREN)
    stolen = Note.objects.get(owner__account=MADS)
    stolen.sealed = first.sealed
    stolen.save()
    with pytest.raises(NotesKeyWrong):
        notes_of(MADS)


def test_a_lost_key_is_said_and_never_replaced() -> None:
    """Karen's key file is lost: she reads that, and no new key makes her old notes unreadable without a word."""
    keep_note(KAREN, _note())
    file_of(KAREN).unlink()
    with pytest.raises(NotesKeyMissing):
        notes_of(KAREN)
    with pytest.raises(NotesKeyMissing):
        keep_note(KAREN, _note())
    assert not file_of(KAREN).exists()


def test_the_folder_is_private_and_tells_no_owner() -> None:
    """The notes folder has mode 0700, its files 0600, and no name in it is Karen's id."""
    keep_note(KAREN, _note())
    assert notes_folder().stat().st_mode & 0o777 == 0o700
    (file,) = notes_folder().iterdir()
    assert file.stat().st_mode & 0o777 == 0o600
    assert KAREN.hex not in file.name


def test_purged_notes_are_gone_with_their_key() -> None:
    """Karen deletes her notes: rows and key are gone, Mads keeps his, and she can begin anew."""
    keep_note(KAREN, _note())
    keep_note(MADS, _note())
    kept = file_of(KAREN).read_bytes()
    purge_notes(KAREN, actor=ACTOR)
    assert not NoteOwner.objects.filter(account=KAREN).exists()
    assert not file_of(KAREN).exists()
    assert len(notes_of(MADS)) == 1
    keep_note(KAREN, _note())
    assert file_of(KAREN).read_bytes() != kept


def test_a_cpr_number_is_never_sealed() -> None:
    """Karen cannot keep what looks like a citizen's number, not even for herself."""
    with pytest.raises(TextRefused):
        keep_note(KAREN, _note("Borgeren 010203-1234 ringede."))
    assert not Note.objects.exists()


def test_the_reading_of_a_report_is_found_by_its_report() -> None:
    """Karen's three answers and her ticks come back for the report that she read, and for no other."""
    part = uuid4()
    note = NoteFacts(
        id=uuid4(),
        kind=NoteKind.READING,
        written_on=date(2026, 11, 30),
        texts=("Dialogen", "Opfølgning", ""),
        part=part,
        ticks=(ReadingTick.LOAD,),
    )
    keep_note(KAREN, note)
    found = reading_of(KAREN, part)
    assert found is not None
    assert (found.surprised, found.relevant, found.understand) == ("Dialogen", "Opfølgning", "")
    assert found.ticks == (ReadingTick.LOAD,)
    assert reading_of(KAREN, uuid4()) is None
