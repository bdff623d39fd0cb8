"""Rows as values, and series as they are stored."""

from __future__ import annotations

from datetime import date
from typing import Any

from fagspejl.workspace.notes.models import EvidenceCard, NoteSentence, UpwardNote
from fagspejl.workspace.notes.types import (
    AnswerFacts,
    CardFacts,
    NoteAsk,
    NoteStatus,
    Part,
    Reply,
    SentenceFacts,
    Tag,
    UpwardFacts,
)
from fagspejl.workspace.sessions.evidence.types import Evidence, Series, SeriesPoint

PARTS = ("cards", "sentences")
_ORDER = {part.value: place for place, part in enumerate(Part)}


def facts(row: UpwardNote, *, whole: bool = True) -> UpwardFacts:
    """Return a note; its cards and sentences are read in one question each, or were fetched before.

    Not `whole`: without them, as the ledger needs it.
    """
    cards = sorted(row.cards.all(), key=lambda one: one.number) if whole else []
    numbers = {card.id: card.number for card in cards}
    said = row.sentences.all() if whole else ()
    sentences = sorted(said, key=lambda one: (_ORDER[one.part], one.place))
    return UpwardFacts(
        id=row.id,
        unit=row.unit,
        language=row.language,
        status=NoteStatus(row.status),
        about=row.about,
        decided_on=row.decided_on,
        ask=NoteAsk(row.ask),
        ask_text=row.ask_text,
        answer_by=row.answer_by,
        addressee=row.addressee_id,
        sender=row.sender_id,
        created_on=row.created_on,
        sent_on=row.sent_on,
        closed_on=row.closed_on,
        answer=_answer(row),
        revision=row.revision,
        sentences=tuple(_sentence(one, numbers) for one in sentences),
        cards=tuple(map(_card, cards)),
        from_point=row.from_point,
    )


def _answer(row: UpwardNote) -> AnswerFacts | None:
    if row.answered_on is None:
        return None
    return AnswerFacts(row.answered_on, row.answered_by_id, Reply(row.reply), row.answer, row.because)


def _sentence(row: NoteSentence, numbers: dict[Any, int]) -> SentenceFacts:
    tag = Tag(row.tag) if row.tag else None
    card = None if row.card_id is None else numbers.get(row.card_id)
    return SentenceFacts(row.id, Part(row.part), row.text, tag, card)


def _card(row: EvidenceCard) -> CardFacts:
    return CardFacts(
        id=row.id,
        number=row.number,
        kind=row.kind,
        source=row.source,
        heading=row.heading,
        sentence=row.sentence,
        n=row.n,
        shown_on=row.shown_on,
        frozen_on=row.frozen_on,
        series=_series(row.series),
        gone=row.gone_on is not None,
    )


def frozen(one: Evidence) -> dict[str, Any]:
    """Return what is kept of an offer, as a card's columns; no text is longer than its column."""
    return {
        "kind": one.kind,
        "source": one.source,
        "heading": one.heading[:160],
        "sentence": one.sentence[:500],
        "n": one.n,
        "shown_on": one.shown_on,
        "series": None if one.series is None else _stored(one.series),
    }


def _stored(series: Series) -> dict[str, Any]:
    points = [[one.first.isoformat(), one.last.isoformat(), one.count, one.of] for one in series.points]
    return {
        "name": series.name,
        "count_word": series.count_word,
        "of_word": series.of_word,
        "points": points,
    }


def _series(held: dict[str, Any] | None) -> Series | None:
    if held is None:
        return None
    points = tuple(
        SeriesPoint(date.fromisoformat(first), date.fromisoformat(last), count, of)
        for first, last, count, of in held["points"]
    )
    return Series(held["name"], held["count_word"], held["of_word"], points)
