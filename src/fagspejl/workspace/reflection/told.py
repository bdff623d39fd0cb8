"""Notes as their owner's pages and her own file tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.reflection.types import FIELDS, SOON, NoteFacts, NoteKind


@dataclass(frozen=True, slots=True)
class ToldNote:
    """A note in words.

    parts: what was asked and what she wrote, without what stayed empty
    tried: what she wanted to try, or else the first that she wrote
    """

    id: UUID
    line: str
    asked: str
    parts: tuple[tuple[str, str], ...]
    again: str
    tried: str


def told(note: NoteFacts, words: Wording) -> ToldNote:
    """Return a note in words."""
    return ToldNote(
        id=note.id,
        line=words.say(f"reflect.line_{note.kind}", day=words.day(note.written_on), number=note.question),
        asked=words.say(f"reflect.question_{note.question}") if note.kind is NoteKind.QUESTION else "",
        parts=_parts(note, words),
        tried=note.texts[-1]
        if note.kind is NoteKind.QUESTION and note.texts[-1]
        else next(filter(None, note.texts), ""),
        again=words.say("reflect.again", day=words.day(note.look_again_on)) if note.look_again_on else "",
    )


def is_due(note: NoteFacts, today: date) -> bool:
    """Whether its owner wanted to be asked by now."""
    return note.look_again_on is not None and note.look_again_on <= today


def go_soon(gone: date, today: date) -> bool:
    """Whether so little is left until the notes go that her page says it first of all."""
    return SOON.gone_on(today) >= gone


def file_of_notes(notes: Sequence[NoteFacts], words: Wording, today: date) -> str:
    """Return all notes as one text, the oldest first."""
    pieces = [words.say("reflect_file.title", day=words.day(today))]
    for note in notes:
        one = told(note, words)
        lines = [one.line, *([one.asked] if one.asked else ())]
        lines += [f"\n{asked}\n{text}" for asked, text in one.parts]
        if one.again:
            lines.append(f"\n{one.again}")
        pieces.append("\n".join(lines))
    return "\n\n----\n\n".join(pieces) + "\n"


def _parts(note: NoteFacts, words: Wording) -> tuple[tuple[str, str], ...]:
    section = {
        NoteKind.QUESTION: "reflect_question",
        NoteKind.READING: "reflect_reading",
        NoteKind.HARD_MEETING: "reflect_meeting",
    }[note.kind]
    parts = [(words.say("reflect_meeting.about"), note.about)]
    names = FIELDS[note.kind]
    parts += [(words.say(f"{section}.{name}"), text) for name, text in zip(names, note.texts, strict=True)]
    if note.ticks:
        said = ", ".join(words.say(f"reflect_reading.tick_{tick}") for tick in note.ticks)
        parts.append((words.say("reflect_reading.ticks"), said))
    if note.looked_again is not None:
        asked = words.say("reflect_look.looked", day=words.day(note.looked_again))
        parts.append((asked, note.afterwards or words.say("reflect_look.nothing")))
    return tuple((asked, text) for asked, text in parts if text)
