"""Two hundred words of Karen's, changed, deleted and kept: the database's bytes, a dump, the log and the folder hold none."""

from __future__ import annotations

import logging
import random
import secrets
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from string import ascii_lowercase
from uuid import UUID, uuid4

import pytest
from django.db import connection

from fagspejl.audit.types import Actor
from fagspejl.workspace.reflection.errors import NotesKeyMissing, NotesKeyWrong
from fagspejl.workspace.reflection.keys import file_of, key_of, notes_folder
from fagspejl.workspace.reflection.models import Note, NoteOwner
from fagspejl.workspace.reflection.sealing import opened
from fagspejl.workspace.reflection.selectors import notes_of
from fagspejl.workspace.reflection.services.purging import purge_notes
from fagspejl.workspace.reflection.services.writing import delete_note, keep_note
from fagspejl.workspace.reflection.types import FIELDS, NoteFacts, NoteKind, ReadingTick
from fagspejl.workspace.sessions.services.offering import offer

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]

KAREN, MADS = UUID(int=1), UUID(int=2)
ME = Actor("karen", "Karen")
WORDS = 200
LOOK_ON = date(2031, 7, 13)
PART = UUID("b1a5edab-1e50-4c0d-8b1a-5edab1e50c0d")


def _letters() -> str:
    return "".join(secrets.choice(ascii_lowercase) for _ in range(24))


def _all_words(chance: random.Random) -> list[str]:
    """Write notes of every kind until two hundred words have been typed; change some, delete some; return the words."""
    typed: list[str] = []

    def word() -> str:
        typed.append(_letters())
        return f"{typed[-1]} {'fløj videre ' * chance.randrange(12)}".strip()

    while len(typed) < WORDS:
        kind = chance.choice(list(NoteKind))
        note = NoteFacts(
            id=uuid4(),
            kind=kind,
            written_on=date(2026, 1, 1) + timedelta(days=len(typed)),
            texts=tuple(word() for _ in FIELDS[kind]),
            question=chance.randrange(1, 9) if kind is NoteKind.QUESTION else 0,
            part=PART if kind is NoteKind.READING else None,
            ticks=(ReadingTick.UNCLEAR_RESPONSIBILITY,) if kind is NoteKind.READING else (),
            about=word(),
            look_again_on=LOOK_ON,
        )
        keep_note(KAREN, note)
        if chance.random() < 0.5:
            keep_note(KAREN, note.changed(afterwards=word(), looked_again=LOOK_ON))
        if chance.random() < 0.2:
            delete_note(KAREN, note.id)
    return typed


def _bytes() -> Iterator[bytes]:
    """Every byte of the database: SQLite's file and log; PostgreSQL's tables, indexes, samples and log of changes."""
    if connection.vendor == "sqlite":
        main = Path(str(connection.settings_dict["NAME"]))
        for ending in ("", "-wal", "-journal"):
            part = main.with_name(main.name + ending)
            if part.exists():
                yield part.read_bytes()
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT current_setting('data_directory')")
        yield from (path.read_bytes() for path in Path(cursor.fetchone()[0]).rglob("*") if path.is_file())


def _dump() -> bytes:
    """Every row of every table, as a dump would write it."""
    with connection.cursor() as cursor:
        lines = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                shown = [bytes(cell) if isinstance(cell, (bytes, memoryview)) else str(cell) for cell in row]
                lines += [cell if isinstance(cell, bytes) else cell.encode() for cell in shown]
    return b"\n".join(lines)


def _found(words: list[str], content: bytes) -> list[str]:
    return [word for word in words if word.encode() in content]


def test_no_word_is_found(caplog: pytest.LogCaptureFixture) -> None:
    """None of two hundred words, no day, no report and no tick is in bytes, dump, log or folder; a planted word is."""
    caplog.set_level(logging.DEBUG)
    words = _all_words(random.Random(11))
    assert len(words) >= WORDS
    planted = _letters()
    offer(uuid4(), "reflection", "6", planted, actor=ME)
    whole, dump = list(_bytes()), _dump()
    assert any(planted.encode() in part for part in whole)
    assert planted.encode() in dump
    for content in (*whole, dump, caplog.text.encode()):
        assert _found(words, content) == []
    sealed = [bytes(blob) for blob in Note.objects.values_list("sealed", flat=True)]
    private = (str(LOOK_ON), PART.hex, str(PART), ReadingTick.UNCLEAR_RESPONSIBILITY.value, "hard_meeting")
    for content in (dump, *sealed):
        assert _found(list(private), content) == []
    for file in notes_folder().rglob("*"):
        assert _found([*words, str(KAREN), KAREN.hex], str(file).encode() + file.read_bytes()) == []


def test_lengths_tell_nothing() -> None:
    """A note of one word is as long as one in which every field is full, and as one that was looked at again."""
    short = NoteFacts(
        id=uuid4(), kind=NoteKind.READING, written_on=date(2026, 1, 1), texts=("å", "", ""), part=PART
    )
    full = NoteFacts(
        id=uuid4(),
        kind=NoteKind.HARD_MEETING,
        written_on=date(2026, 1, 1),
        texts=("Rødgrød med fløde på Ærø. " * 76,) * 4,
        afterwards="Øllebrød og æbleskiver. " * 83,
        about="Tårnby",
        look_again_on=LOOK_ON,
    )
    keep_note(KAREN, short)
    keep_note(KAREN, full)
    assert len({len(bytes(blob)) for blob in Note.objects.values_list("sealed", flat=True)}) == 1


def test_an_old_copy_opens_nothing_after_the_end() -> None:
    """Somebody kept a copy of the database; Karen deletes her notes, and no key that is left opens a row of that copy."""
    _all_words(random.Random(12))
    keep_note(
        MADS,
        NoteFacts(
            id=uuid4(), kind=NoteKind.QUESTION, question=1, written_on=date(2026, 1, 1), texts=("m", "", "")
        ),
    )
    old = list(Note.objects.filter(owner__account=KAREN).values_list("id", "owner_id", "sealed"))
    secret, kept = key_of(KAREN), file_of(KAREN)
    purge_notes(KAREN, actor=ME)
    assert not kept.exists()
    left = [one.read_bytes() for one in notes_folder().parent.rglob("*") if one.is_file()]
    assert not [content for content in left if secret in content]
    for note, owner, blob in old:
        with pytest.raises(NotesKeyWrong):
            opened(key_of(MADS), owner, note, bytes(blob))


def test_a_restored_copy_says_that_its_key_is_gone() -> None:
    """The database is brought back from before the end: Karen reads that the key is not here, and no new one is made."""
    _all_words(random.Random(13))
    owner = NoteOwner.objects.get(account=KAREN)
    rows = list(Note.objects.filter(owner=owner))
    purge_notes(KAREN, actor=ME)
    owner.save(force_insert=True)
    Note.objects.bulk_create(rows)
    for refused in (lambda: notes_of(KAREN), lambda: keep_note(KAREN, _plain_note())):
        with pytest.raises(NotesKeyMissing):
            refused()
    assert not file_of(KAREN).exists()
    purge_notes(KAREN, actor=ME)
    keep_note(KAREN, _plain_note())
    assert len(notes_of(KAREN)) == 1


def _plain_note() -> NoteFacts:
    """A note that anybody may have written."""
    return NoteFacts(
        id=uuid4(), kind=NoteKind.QUESTION, question=2, written_on=date(2026, 1, 1), texts=("ny", "", "")
    )
