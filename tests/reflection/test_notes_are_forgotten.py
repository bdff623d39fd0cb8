"""Notes go 36 months after their last change, and with the account they belong to; their key goes each time."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from fagspejl.accounts.models import User
from fagspejl.workspace.reflection.keys import file_of, notes_folder
from fagspejl.workspace.reflection.models import Note, NoteOwner
from fagspejl.workspace.reflection.selectors import notes_of
from fagspejl.workspace.reflection.services.purging import retention
from fagspejl.workspace.reflection.services.writing import keep_note
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind
from support.staff import somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]

NOW = datetime(2029, 11, 30, 2, tzinfo=UTC)


def _write(account: UUID, changed_on: date) -> None:
    note = NoteFacts(
        id=uuid4(), kind=NoteKind.QUESTION, question=1, written_on=date(2026, 1, 1), texts=("a", "", "")
    )
    keep_note(account, note)
    NoteOwner.objects.filter(account=account).update(changed_on=changed_on)


def test_thirty_six_months_after_the_last_change() -> None:
    """Karen changed a note on 30 November 2026, Mads a day later: in the night of 30 November 2029 hers go, not his."""
    karen, mads = somebody("Karen").staff.id, somebody("Mads").staff.id
    _write(karen, date(2026, 11, 30))
    _write(mads, date(2026, 12, 1))
    (rule,) = retention(NOW)
    due = rule.look()
    assert (due.count, due.next) == (1, date(2029, 12, 1))
    assert rule.delete() == 1
    assert not file_of(karen).exists()
    assert len(notes_of(mads)) == 1
    assert Note.objects.count() == 1
    (rule,) = retention(NOW)
    assert rule.look().count == 0


def test_an_account_that_is_gone_takes_its_notes_along() -> None:
    """Karen's account is deleted: the next night her notes and their key go, though she changed them yesterday."""
    karen = somebody("Karen").staff.id
    _write(karen, date(2029, 11, 29))
    User.objects.filter(id=karen).delete()
    (rule,) = retention(NOW)
    assert rule.look().count == 1
    assert rule.delete() == 1
    assert not Note.objects.exists()
    assert list(notes_folder().iterdir()) == []


def test_a_closed_account_keeps_its_notes() -> None:
    """Karen's account is closed for a while: her notes are there when it is opened again."""
    karen = somebody("Karen").staff.id
    _write(karen, date(2029, 11, 29))
    User.objects.filter(id=karen).update(is_active=False)
    (rule,) = retention(NOW)
    assert rule.look().count == 0
    assert len(notes_of(karen)) == 1
