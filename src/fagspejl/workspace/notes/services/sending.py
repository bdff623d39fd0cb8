"""A note goes up, and an answer comes back. Mails hold a link and at most a day, never a word of either."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fagspejl.audit.types import Actor
from fagspejl.lib.clock import ZONE
from fagspejl.mailing.types import PersonalKind
from fagspejl.workspace.notes.errors import UpwardGone
from fagspejl.workspace.notes.rules import NoteAct, check_answer, check_sendable
from fagspejl.workspace.notes.selectors import lines_of, note_of
from fagspejl.workspace.notes.services.locked import held
from fagspejl.workspace.notes.services.telling import tell
from fagspejl.workspace.notes.types import Reply
from fagspejl.workspace.sessions.services.texts import checked_text


def send_note(note_id: UUID, revision: int, *, sender: UUID | None, actor: Actor, now: datetime) -> bool:
    """Send a note to its addressee; returns whether a mail goes. From now on the unit sees it, and nobody changes it.

    Raises UpwardGone, UpwardChanged, UpwardNotNow, UpwardRefused.
    """
    with held(note_id, revision, NoteAct.SEND, actor=actor) as row:
        note = note_of(note_id)
        if note is None:
            raise UpwardGone
        today = now.astimezone(ZONE).date()
        check_sendable(note, lines_of([row.unit])[row.unit], today)
        assert row.addressee_id is not None
        row.sent_on, row.sender_id, row.looked_on = today, sender, today
        return tell(row, row.addressee_id, PersonalKind.NOTE, on=row.answer_by, now=now)


def answer_note(
    note_id: UUID,
    revision: int,
    *,
    reply: Reply,
    text: str,
    because: str = "",
    asked: bool = False,
    by: UUID | None,
    actor: Actor,
    now: datetime,
) -> None:
    """Keep the answer, which the unit and its leader see at once; the leaders get a mail.

    Raises UpwardGone, UpwardChanged, UpwardNotNow, UpwardRefused, TextRefused, TextAsks.
    """
    with held(note_id, revision, NoteAct.ANSWER, actor=actor) as row:
        note = note_of(note_id)
        if note is None:
            raise UpwardGone
        check_answer(note.ask, reply, text, because)
        text, because = (
            checked_text(name, said, asked=asked) for name, said in (("answer", text), ("because", because))
        )
        row.answered_on, row.answered_by_id = now.astimezone(ZONE).date(), by
        row.reply, row.answer, row.because = reply.value, text, because
        for leader in lines_of([row.unit])[row.unit].leaders:
            tell(row, leader, PersonalKind.NOTE_ANSWER, now=now)


def close_note(note_id: UUID, revision: int, *, actor: Actor, now: datetime) -> None:
    """Lay an answered note aside. Raises UpwardGone, UpwardChanged, UpwardNotNow."""
    with held(note_id, revision, NoteAct.CLOSE, actor=actor) as row:
        row.closed_on = now.astimezone(ZONE).date()
