"""A note before it is sent: written, marked, deleted. Cards are frozen on the day they are ticked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.notes.errors import UpwardRefused
from fagspejl.workspace.notes.models import EvidenceCard, NoteSentence, UpwardNote
from fagspejl.workspace.notes.rows import frozen
from fagspejl.workspace.notes.rules import NoteAct, check_cards, check_values
from fagspejl.workspace.notes.services.locked import held
from fagspejl.workspace.notes.types import NoteValues, Part, Tag
from fagspejl.workspace.sessions.evidence.types import Evidence
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def create_note(
    unit: UUID,
    language: str,
    values: NoteValues,
    *,
    ticked: Sequence[str] = (),
    offers: Collection[Evidence] = (),
    from_point: UUID | None = None,
    asked: bool = False,
    once: UUID | None = None,
    actor: Actor,
) -> UUID:
    """Keep a draft and return its id. `once`: the id that the form brought, so that one sent twice is kept once.

    A form that was gone back to and sent again with other words writes its draft anew. `ticked`: the offers to freeze,
    by `key_of`. Raises UpwardRefused, TextRefused, TextAsks, UpwardChanged where the draft was changed meanwhile.
    """
    values = _checked(values, asked=asked)
    today = today_here()
    taken = once is not None and UpwardNote.objects.filter(id=once).exclude(unit=unit).exists()
    new = uuid4() if once is None or taken else once
    with transaction.atomic():
        row, made = UpwardNote.objects.get_or_create(
            id=new,
            unit=unit,
            defaults={
                "language": language,
                "from_point": from_point,
                "created_on": today,
                "touched_on": today,
                **_columns(values),
            },
        )
        if not made:  # pressed twice, or gone back to
            if not _stands(row, values, ticked):
                write_note(row.id, 0, values, ticked=ticked, offers=offers, asked=True, actor=actor)
            return row.id
        _tick(row, ticked, offers)
        _say(row, values.parts)
        record(actor=actor, event=Event.UPWARD_WRITTEN, object=row.id)
    return row.id


def write_note(
    note_id: UUID,
    revision: int,
    values: NoteValues,
    *,
    ticked: Sequence[str] = (),
    offers: Collection[Evidence] = (),
    asked: bool = False,
    actor: Actor,
) -> None:
    """Write a draft anew. A sentence that stands as it stood keeps its mark; a card that stays ticked its figure.

    Raises UpwardGone, UpwardChanged, UpwardNotNow, UpwardRefused, TextRefused, TextAsks.
    """
    values = _checked(values, asked=asked)
    with held(note_id, revision, NoteAct.WRITE, actor=actor) as row:
        for name, value in _columns(values).items():
            setattr(row, name, value)
        _tick(row, ticked, offers)
        _say(row, values.parts)


def mark_note(
    note_id: UUID, revision: int, marks: Mapping[UUID, tuple[Tag | None, int | None]], *, actor: Actor
) -> None:
    """Say of each sentence what it is, and which card it rests on; only a fact rests on one.

    Raises UpwardGone, UpwardChanged, UpwardNotNow.
    """
    with held(note_id, revision, NoteAct.MARK, actor=actor) as row:
        cards = {card.number: card for card in row.cards.all()}
        for sentence in row.sentences.all():
            tag, number = marks.get(sentence.id, (None, None))
            sentence.tag = "" if tag is None else tag.value
            sentence.card = cards.get(number) if tag is Tag.FACT and number is not None else None
            sentence.save()


def delete_note(note_id: UUID, revision: int, *, actor: Actor) -> None:
    """Delete a draft. Raises UpwardGone, UpwardChanged, UpwardNotNow."""
    with held(note_id, revision, NoteAct.DELETE, actor=actor):
        pass


def key_of(kind: str, source: str) -> str:
    """Return by what a form names an offer or a card."""
    return f"{kind}|{source}"


def _checked(values: NoteValues, *, asked: bool) -> NoteValues:
    check_values(values, today_here())
    texts = {name: checked_text(name, getattr(values, name), asked=asked) for name in ("about", "ask_text")}
    parts = {
        part: tuple(checked_text(part.value, one, asked=asked) for one in said)
        for part, said in values.parts.items()
    }
    return replace(values, about=texts["about"], ask_text=texts["ask_text"], parts=parts)


def _stands(row: UpwardNote, values: NoteValues, ticked: Sequence[str]) -> bool:
    """Return whether a note says all of this already."""
    said = {
        (part.value, place): text for part, texts in values.parts.items() for place, text in enumerate(texts)
    }
    return (
        all(getattr(row, name) == value for name, value in _columns(values).items())
        and {(one.part, one.place): one.text for one in row.sentences.all()} == said
        and {key_of(card.kind, card.source) for card in row.cards.all()} == set(ticked)
    )


def _columns(values: NoteValues) -> dict[str, Any]:
    return {
        "about": values.about,
        "decided_on": values.decided_on,
        "ask": values.ask.value,
        "ask_text": values.ask_text,
        "answer_by": values.answer_by,
        "addressee_id": values.addressee,
    }


def _tick(row: UpwardNote, ticked: Sequence[str], offers: Collection[Evidence]) -> None:
    """Let go of cards that are not ticked any more, and freeze those that are new."""
    wanted = list(dict.fromkeys(ticked))
    check_cards(len(wanted))
    there = {key_of(card.kind, card.source): card for card in row.cards.order_by("number")}
    offered = {key_of(one.kind, one.source): one for one in offers}
    if any(key not in there and key not in offered for key in wanted):
        raise UpwardRefused(field="evidence_gone", at="evidence")
    for key, card in there.items():
        if key not in wanted:
            card.delete()
    kept = [key for key in there if key in wanted]
    for number, key in enumerate([*kept, *(key for key in wanted if key not in there)], start=1):
        if key in there:
            EvidenceCard.objects.filter(id=there[key].id).update(number=number)
        else:
            EvidenceCard.objects.create(
                note=row, number=number, frozen_on=today_here(), **frozen(offered[key])
            )


def _say(row: UpwardNote, parts: Mapping[Part, Sequence[str]]) -> None:
    """Keep the sentences anew, with the marks of those that stand as they stood."""
    before = {(one.part, one.text): (one.tag, one.card_id) for one in row.sentences.all()}
    row.sentences.all().delete()
    for part, texts in parts.items():
        for place, text in enumerate(texts):
            tag, card = before.get((part.value, text), ("", None))
            NoteSentence.objects.create(
                note=row, part=part.value, place=place, text=text, tag=tag, card_id=card
            )
