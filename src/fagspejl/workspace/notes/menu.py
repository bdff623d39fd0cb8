"""The ways in: on the home page for whoever a note lies with, and for a leader from her own report."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse

from fagspejl.accounts.permissions import staff_here
from fagspejl.web.types import MenuEntry, MenuSection, Start
from fagspejl.web.words_here import words_here
from fagspejl.workspace.notes.selectors import notes_above
from fagspejl.workspace.notes.types import NoteStatus
from fagspejl.workspace.sessions.permissions import units_of

_ORDER = 42


def menu(request: HttpRequest) -> list[MenuEntry]:
    """Return the notes to whoever some were sent to, with how many wait for an answer."""
    above = notes_above(staff_here(request).person)
    if not above:
        return []
    words = words_here()
    waiting = sum(one.status is NoteStatus.SENT for one in above)
    text = words.counted("note_list.waiting", waiting) if waiting else words.say("note_list.enter_text")
    entry = MenuEntry(
        order=_ORDER,
        title=words.say("note_list.enter"),
        text=text,
        url=reverse("notes"),
        section=MenuSection("arbejdsrum", words.say("room_home.title")),
    )
    return [entry]


def starts(request: HttpRequest, part: UUID) -> tuple[Start, ...]:
    """Return a new note to whoever leads a unit. `part`: the report that is being read."""
    if not any(one.leads for one in units_of(staff_here(request))):
        return ()
    return (Start("upward", reverse("note-new"), words_here().say("note_list.new"), in_bar=False),)
