"""Karen's notes to herself: the three questions to her report, and one of the eight a fortnight ago."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import uuid4

from fagspejl.accounts.selectors import account_of
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.lib.clock import ZONE
from fagspejl.workspace.paths.selectors import paths_of
from fagspejl.workspace.reflection.services.writing import keep_note
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind, ReadingTick
from fagspejl.workspace.sessions.services.planning import today_here


def write_demo_notes(story: Story, published: datetime) -> None:
    """Let Karen write. `published`: when her report came. What she wrote a fortnight ago she looks at again today."""
    told = read_toml("notes.toml")
    account = account_of(story.person(told["leader"]).email)
    assert account is not None
    assert account.staff.person is not None
    reading, question = told["reading"], told["question"]
    read = NoteFacts(
        id=uuid4(),
        kind=NoteKind.READING,
        written_on=(published + timedelta(days=reading["day"])).astimezone(ZONE).date(),
        texts=tuple(reading["texts"]),
        part=paths_of([account.staff.person])[0].part,
        ticks=tuple(map(ReadingTick, reading["ticks"])),
    )
    asked = NoteFacts(
        id=uuid4(),
        kind=NoteKind.QUESTION,
        written_on=today_here() - timedelta(days=question["ago"]),
        texts=tuple(question["texts"]),
        question=question["number"],
        look_again_on=today_here(),
    )
    for note in (read, asked):
        keep_note(account.staff.id, note, asked=True)
