"""Notes go 12 months after their last change unless their owner keeps them, and with the account they belong to; their key goes each time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from fagspejl.accounts.models import User
from fagspejl.audit.models import AccessEntry
from fagspejl.workspace.reflection.keys import file_of, notes_folder
from fagspejl.workspace.reflection.models import Note, NoteOwner
from fagspejl.workspace.reflection.selectors import notes_of
from fagspejl.workspace.reflection.services import purging
from fagspejl.workspace.reflection.services.purging import keep_longer, retention
from fagspejl.workspace.reflection.services.writing import keep_note
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind
from support.staff import somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]

NOW = datetime(2027, 11, 30, 2, tzinfo=UTC)


def _write(account: UUID, changed_on: date) -> None:
    note = NoteFacts(
        id=uuid4(), kind=NoteKind.QUESTION, question=1, written_on=date(2026, 1, 1), texts=("a", "", "")
    )
    keep_note(account, note)
    NoteOwner.objects.filter(account=account).update(changed_on=changed_on)


def test_twelve_months_after_the_last_change() -> None:
    """Karen changed a note on 30 November 2026, Mads a day later: in the night of 30 November 2027 hers go, not his."""
    karen, mads = somebody("Karen").staff.id, somebody("Mads").staff.id
    _write(karen, date(2026, 11, 30))
    _write(mads, date(2026, 12, 1))
    (rule,) = retention(NOW)
    due = rule.look()
    assert (due.count, due.next) == (1, date(2027, 12, 1))
    assert rule.delete() == 1
    assert not file_of(karen).exists()
    assert len(notes_of(mads)) == 1
    assert Note.objects.count() == 1
    (rule,) = retention(NOW)
    assert rule.look().count == 0


def test_an_account_that_is_gone_takes_its_notes_along() -> None:
    """Karen's account is deleted: the next night her notes and their key go, though she changed them yesterday."""
    karen = somebody("Karen").staff.id
    _write(karen, date(2027, 11, 29))
    User.objects.filter(id=karen).delete()
    (rule,) = retention(NOW)
    assert rule.look().count == 1
    assert rule.delete() == 1
    assert not Note.objects.exists()
    assert list(notes_folder().iterdir()) == []


def test_a_closed_account_keeps_its_notes() -> None:
    """Karen's account is closed for a while: her notes are there when it is opened again."""
    karen = somebody("Karen").staff.id
    _write(karen, date(2027, 11, 29))
    User.objects.filter(id=karen).update(is_active=False)
    (rule,) = retention(NOW)
    assert rule.look().count == 0
    assert len(notes_of(karen)) == 1


def test_she_keeps_them_for_another_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen keeps her notes on 1 October 2027, Mads does not: of all nights his go on 30 November, hers a year after her press."""
    karen, mads = somebody("Karen").staff, somebody("Mads").staff
    for one in (karen, mads):
        _write(one.id, date(2026, 11, 30))
    gone = {}
    for number in range(400):
        night = datetime(2027, 9, 20, 2, tzinfo=UTC) + timedelta(days=number)
        if night.date() == date(2027, 10, 1):
            monkeypatch.setattr(purging, "today_here", night.date)
            keep_longer(karen.id, actor=karen.actor)
        (rule,) = retention(night)
        if rule.delete():
            gone[night.date()] = Note.objects.count()
    assert gone == {date(2027, 11, 30): 1, date(2028, 10, 1): 0}
    assert list(notes_folder().iterdir()) == []


def test_where_there_are_none_nothing_is_kept() -> None:
    """Karen presses on an old page after she deleted her notes: nothing is kept, and the log says nothing of it."""
    karen = somebody("Karen").staff
    keep_longer(karen.id, actor=karen.actor)
    assert not NoteOwner.objects.exists()
    assert not AccessEntry.objects.filter(event="notes_kept").exists()
