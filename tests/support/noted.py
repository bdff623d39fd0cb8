"""A note upward of Kræftafdelingen or Familieenheden, made by the services that pages use."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from fagspejl.audit.types import Actor
from fagspejl.lib.clock import utc_now
from fagspejl.organisation.models import Person
from fagspejl.workspace.notes.selectors import note_of
from fagspejl.workspace.notes.services.drafts import create_note, key_of, mark_note
from fagspejl.workspace.notes.services.sending import send_note
from fagspejl.workspace.notes.types import NoteAsk, NoteValues, Part, Tag, UpwardFacts
from fagspejl.workspace.sessions.evidence.types import Evidence, Series, SeriesPoint
from fagspejl.workspace.sessions.services.planning import today_here

IDA: Final = Actor("ida", "Ida")
FACT: Final = "Dokumentationen veg i 7 af de 9 røde vagter."
VALUES: Final = NoteValues(
    about="Aftenvagten er skåret fra fire til tre",
    ask=NoteAsk.DECISION,
    ask_text="Vi beder om, at aftenvagten igen bliver fire, eller at vi ved, hvad der må vente.",
    parts={
        Part.SEEN: (FACT, "Aftenvagten begynder dagen med at ringe efter oplysninger."),
        Part.WORK: ("Overblikket bliver først samlet efter kl. 18.",),
        Part.CITIZENS: ("Patienter fortæller det samme flere gange.",),
        Part.DONE: ("Vi har en aftale om dokumentation med tre undtagelser.",),
        Part.OPTIONS: ("En fjerde i aftenvagten.", "En aftale om, hvad der må vente."),
        Part.NOTHING: ("Så veg dokumentationen også til foråret.",),
        Part.COUNTER: ("Budgettet er det samme, og andre afsnit mangler også folk.",),
    },
)
MONDAY: Final = date(2026, 9, 7)
RED: Final = Evidence(
    kind="test-shifts",
    source="shifts:red",
    heading="Vagtlog: røde vagter",
    sentence="9 af 56 dagvagter var røde. Dokumentationen veg i 7 af dem.",
    n=56,
    shown_on=date(2026, 11, 1),
    series=Series(
        "Røde vagter",
        "røde vagter",
        "vagter",
        tuple(
            SeriesPoint(MONDAY + week * timedelta(days=7), MONDAY + week * timedelta(days=7), count, 7)
            for week, count in enumerate((0, 1, 0, 1, 2, 2, 1, 2))
        ),
    ),
)


def drafted_note(unit: UUID, *, offers: Sequence[Evidence] = (RED,), **said: Any) -> UUID:
    """Write a draft that nothing is lacking but its marks, and return its id."""
    values = replace(VALUES, answer_by=today_here() + timedelta(days=14), **said)
    ticked = [key_of(one.kind, one.source) for one in offers]
    return create_note(unit, "da", values, ticked=ticked, offers=offers, actor=IDA)


def marked(note_id: UUID) -> UUID:
    """Mark the one fact with the first card and everything else as the unit's judgement."""
    note = known_note(note_id)
    marks = {
        one.id: (Tag.FACT, 1) if one.text == FACT and note.cards else (Tag.JUDGEMENT, None)
        for one in note.sentences
    }
    mark_note(note_id, note.revision, marks, actor=IDA)
    return note_id


def sent_note(unit: UUID, addressee: str, *, offers: Sequence[Evidence] = (RED,), **said: Any) -> UUID:
    """Send a note to somebody by name, who stands above the unit's leader already, and return its id."""
    person = Person.objects.get(name=addressee).id
    made = marked(drafted_note(unit, offers=offers, addressee=person, **said))
    send_note(made, known_note(made).revision, sender=None, actor=IDA, now=utc_now())
    return made


def known_note(note_id: UUID) -> UpwardFacts:
    """Return the note as it stands."""
    found = note_of(note_id)
    assert found is not None
    return found


def nobody() -> UUID:
    """Return the id of nobody."""
    return uuid4()
