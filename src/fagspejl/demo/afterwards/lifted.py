"""What two units sent up: Ida's note with its answer, and Karen's, whose day for an answer is gone."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings

from fagspejl.accounts.selectors import account_of
from fagspejl.accounts.types import Staff
from fagspejl.demo.afterwards.days import move_back
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.lib.clock import utc_now
from fagspejl.lib.wording import wording
from fagspejl.organisation.models import Unit
from fagspejl.organisation.selectors import leaders_in, people_by_id
from fagspejl.workspace.notes.models import EvidenceCard, UpwardNote
from fagspejl.workspace.notes.selectors import note_of
from fagspejl.workspace.notes.services.drafts import create_note, key_of, mark_note
from fagspejl.workspace.notes.services.sending import answer_note, send_note
from fagspejl.workspace.notes.types import NoteAsk, NoteValues, Part, Reply, Tag, UpwardFacts
from fagspejl.workspace.sessions.evidence.registry import offered
from fagspejl.workspace.sessions.evidence.types import Evidence
from fagspejl.workspace.sessions.models import StartingPoint
from fagspejl.workspace.sessions.services.planning import today_here


def send_demo_notes(story: Story) -> None:
    """Write, mark and send each note, and let the one be answered; then all of it was so many days ago."""
    for one in read_toml("upward.toml")["notes"]:
        leader = story.person(one["leader"])
        account = account_of(leader.email)
        assert account is not None
        unit = Unit.objects.get(key=leader.unit).id
        above = leaders_in(Unit.objects.get(key=one["to"]).id)[0]
        _send(one, unit, above, account.staff, utc_now())


def _send(one: dict[str, Any], unit: UUID, above: UUID, staff: Staff, now: datetime) -> None:
    offers = offered(unit, wording("da", *settings.STAFF_WORDS))
    made = create_note(
        unit,
        "da",
        _values(one, above),
        ticked=[key_of(card.kind, card.source) for card in _cards(one["cards"], offers)],
        offers=offers,
        from_point=_point(unit, one),
        asked=True,
        actor=staff.actor,
    )
    known, said = _known(made), {part: one[part.value] for part in Part}
    marks = {
        sentence.id: (Tag(told["tag"]), told.get("card"))
        for part, sentences in said.items()
        for sentence, told in zip(known.part(part), sentences, strict=True)
    }
    mark_note(made, known.revision, marks, actor=staff.actor)
    send_note(made, _known(made).revision, sender=staff.person, actor=staff.actor, now=now)
    if "answer" not in one:
        _move_back(made, one["ago"])
        return
    told, answering = one["answer"], account_of(people_by_id({above})[above].email)
    assert answering is not None
    _move_back(made, told["after"])
    answer_note(
        made,
        _known(made).revision,
        reply=Reply(told["reply"]),
        text=told["text"],
        because=told["because"],
        asked=True,
        by=above,
        actor=answering.staff.actor,
        now=now,
    )
    _move_back(made, one["ago"] - told["after"])


def _point(unit: UUID, one: dict[str, Any]) -> UUID | None:
    """Return what a session lifted, where the note began from it."""
    if "from_outcome" not in one:
        return None
    return StartingPoint.objects.get(unit=unit, text__startswith=one["from_outcome"]).id


def _values(one: dict[str, Any], above: UUID) -> NoteValues:
    return NoteValues(
        about=one["about"],
        ask=NoteAsk(one["ask"]),
        ask_text=one["ask_text"],
        answer_by=today_here() + timedelta(days=one["answer_in"]),
        addressee=above,
        parts={part: tuple(told["text"] for told in one[part.value]) for part in Part},
    )


def _cards(wanted: Sequence[dict[str, Any]], offers: Collection[Evidence]) -> list[Evidence]:
    """Return the first offer of each kind that is about what is asked for, where that is said."""
    return [
        next(
            one
            for one in offers
            if one.kind == card["kind"] and card.get("about", "") in f"{one.heading} {one.sentence}"
        )
        for card in wanted
    ]


def _move_back(note: UUID, days: int) -> None:
    move_back(UpwardNote.objects.filter(id=note), days)
    move_back(EvidenceCard.objects.filter(note=note), days)


def _known(note: UUID) -> UpwardFacts:
    known = note_of(note)
    assert known is not None
    return known
