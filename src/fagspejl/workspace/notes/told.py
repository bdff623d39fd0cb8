"""A note as it is read: one object for the page, the unit's page and the paper; and the ledger.

On top stand what is asked for, by when and of whom. Of a card whose source was withdrawn neither the figure nor a
sentence that rests on it is shown to anybody once the note was sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import people_by_id
from fagspejl.workspace.notes.timeline import Timeline, timeline_of
from fagspejl.workspace.notes.types import CardFacts, NoteStatus, Part, SentenceFacts, Tag, UpwardFacts

Names = Mapping[UUID, str]


@dataclass(frozen=True, slots=True)
class SentenceShown:
    """A sentence with its tag; `card`: the number of its evidence. `hidden`: another sentence stands in its place."""

    text: str
    tag: str
    card: int | None = None
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class PartShown:
    """A part under its heading."""

    title: str
    sentences: tuple[SentenceShown, ...]


@dataclass(frozen=True, slots=True)
class CardShown:
    """A card: where from, its figure, and since when it is frozen. `gone`: a sentence stands instead of the figure."""

    number: int
    heading: str
    sentence: str
    frozen: str
    gone: bool


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """What came back. `reply` with day and days, then the answer and why."""

    reply: str
    when: str
    text: str
    because: str


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note as it is read. `top`: pairs of label and value; `ask`: what is asked for, then the leader's words."""

    title: str
    language: str
    kicker: str
    ask: str
    ask_text: str
    top: tuple[tuple[str, str], ...]
    parts: tuple[PartShown, ...]
    cards: tuple[CardShown, ...]
    timeline: Timeline | None
    answer: AnswerShown | None
    state: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One note in the ledger: what went up, and what came back. `late`: unanswered past its day.

    `unit`: its name, in the ledger of whoever stands above several; else empty.
    """

    id: UUID
    about: str
    language: str
    sent: str
    to: str
    ask: str
    answer_by: str
    state: str
    days: str
    late: bool
    unit: str = ""


def note_told(
    note: UpwardFacts, unit: str, holders: Sequence[UUID], words: Wording, room: Wording, today: date
) -> NotePage:
    """Return a note as it is read. `holders`: who it lies with today; `room`: the words of pictures."""
    names = names_of([note], holders)
    return NotePage(
        note.about,
        note.language,
        words.say("note_page.kicker", unit=unit),
        words.say(f"note_page.asks_{note.ask}"),
        note.ask_text,
        tuple(_top(note, unit, holders, names, words)),
        tuple(
            PartShown(
                words.say(f"note_part.{part}"), tuple(_sentence(one, note, words) for one in note.part(part))
            )
            for part in Part
            if note.part(part)
        ),
        tuple(_card(card, words) for card in note.cards),
        timeline_of(note, words, room, key=f"note{note.id.hex[:8]}"),
        _answer(note, names, words),
        state_of(note, words, today),
        words.listed("note_page.texts"),
    )


def state_of(note: UpwardFacts, words: Wording, today: date) -> str:
    """Return in one sentence where a note stands."""
    if note.status is NoteStatus.DRAFT or note.sent_on is None:
        return words.say("note_state.draft", day=words.day(note.created_on))
    if note.answer is None:
        key = "late" if note.is_late(today) else "sent"
        by = words.day(note.answer_by) if note.answer_by else ""
        return words.say(f"note_state.{key}", day=words.day(note.sent_on), by=by)
    said = _days("note_state.answered", note, words, day=words.day(note.answer.on))
    return words.say("note_state.closed", answered=said) if note.status is NoteStatus.CLOSED else said


def ledger(
    notes: Iterable[UpwardFacts], words: Wording, today: date, *, units: Mapping[UUID, str] | None = None
) -> list[LedgerRow]:
    """Return the notes that were sent as rows of the ledger, in their order. One question.

    `units`: the names of units, where the notes of several stand together.
    """
    notes = [one for one in notes if one.sent_on is not None]
    names = names_of(notes)
    return [replace(_row(one, names, words, today), unit=(units or {}).get(one.unit, "")) for one in notes]


def names_of(notes: Iterable[UpwardFacts], more: Iterable[UUID] = ()) -> Names:
    """Return the names of everybody whom these notes speak of; who was forgotten is left out."""
    wanted = {one for note in notes for one in (note.addressee, note.sender) if one is not None}
    wanted |= {note.answer.by for note in notes if note.answer is not None and note.answer.by is not None}
    return {person: facts.name for person, facts in people_by_id(wanted | set(more)).items()}


def _row(note: UpwardFacts, names: Names, words: Wording, today: date) -> LedgerRow:
    assert note.sent_on is not None
    if note.answer is None:
        days = words.counted("note_ledger.waiting", (today - note.sent_on).days)
        state = words.say("note_ledger.late" if note.is_late(today) else "note_ledger.open")
    else:
        days = _days("note_ledger.days", note, words)
        state = words.say(f"note_reply.{note.answer.reply}")
    return LedgerRow(
        note.id,
        note.about,
        note.language,
        words.day(note.sent_on),
        _name(note.addressee, names, words),
        words.say(f"note_ask.{note.ask}"),
        words.day(note.answer_by) if note.answer_by else "",
        state,
        days,
        note.is_late(today),
    )


def _top(
    note: UpwardFacts, unit: str, holders: Sequence[UUID], names: Names, words: Wording
) -> list[tuple[str, str]]:
    to = _name(note.addressee, names, words)
    if note.addressee is None and note.status is NoteStatus.DRAFT:
        to = words.say("note_page.not_chosen")
    if note.sent_on is not None and note.answer is None and holders and note.addressee not in holders:
        now = words.series([_name(one, names, words) for one in holders])
        to = words.say("note_page.to_moved", name=to, now=now)
    sender = words.say("note_page.from_unit", unit=unit)
    if note.sender is not None and note.sender in names:
        sender = words.say("note_page.from_name", name=names[note.sender], unit=unit)
    told = [(words.say("note_page.to"), to)]
    if note.answer_by is not None:
        told.append((words.say("note_page.answer_by"), words.day(note.answer_by)))
    told.append((words.say("note_page.from"), sender))
    if note.decided_on is not None:
        told.append((words.say("note_page.decided"), words.day(note.decided_on)))
    return told


def _name(person: UUID | None, names: Names, words: Wording) -> str:
    return (
        words.say("note_page.nobody") if person is None else names.get(person, words.say("note_page.nobody"))
    )


def _sentence(one: SentenceFacts, note: UpwardFacts, words: Wording) -> SentenceShown:
    tag = words.say(f"note_tag.{one.tag}" if one.tag else "note_tag.none")
    card = note.card(one.card)
    if one.tag is Tag.FACT and card is not None and card.gone and note.status is not NoteStatus.DRAFT:
        return SentenceShown(words.say("note_page.gone_sentence"), tag, card.number, hidden=True)
    return SentenceShown(one.text, tag, None if card is None else card.number)


def _card(card: CardFacts, words: Wording) -> CardShown:
    sentence = words.say("note_page.gone") if card.gone else card.sentence
    frozen = words.say("note_page.frozen", day=words.day(card.frozen_on))
    return CardShown(card.number, card.heading, sentence, frozen, card.gone)


def _answer(note: UpwardFacts, names: Names, words: Wording) -> AnswerShown | None:
    if note.answer is None:
        return None
    by = _name(note.answer.by, names, words)
    when = _days("note_page.answered", note, words, name=by, day=words.day(note.answer.on))
    reply = words.say(f"note_reply.{note.answer.reply}")
    return AnswerShown(reply, when, note.answer.text, note.answer.because)


def _days(key: str, note: UpwardFacts, words: Wording, **slots: str) -> str:
    """Say how long the answer took; on the day itself there is nothing to count."""
    days = note.days_to_answer or 0
    return words.counted(key, days, **slots) if days else words.say(f"{key}_same_day", **slots)
