"""A unit with its leader, her own leader, and hundreds of notes between them: some unanswered, most answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID


@dataclass(frozen=True)
class Noted:
    """What the benchmark made: a leader's account and her own leader's as cookies, and what there is."""

    cookie: str
    above: str
    unit: UUID
    note: UUID
    page: str


def make(notes: int) -> Noted:
    """Make them by the services that pages use; every tenth note is unanswered, and none is a draft."""
    from fagspejl.audit.types import Actor
    from fagspejl.organisation.models import Assignment, Person, Unit
    from fagspejl.workspace.home.unit_page.links import address_of, renew_address

    actor = Actor("bench", "bench")
    top = Unit.objects.create(key="top", name="Hospitalet")
    unit = Unit.objects.create(key="unit", name="Kræftafdelingen", parent=top, order=1)
    ida = Person.objects.create(key="ida", name="Ida", unit=unit, is_leader=True)
    mads = Person.objects.create(key="mads", name="Mads", unit=top, is_leader=True)
    Assignment.objects.create(rater=mads, leader=ida, perspective="superior")
    renew_address(unit.id, seen=0, language="da", actor=actor)
    address = address_of(unit.id)
    assert address is not None
    made = UUID(int=0)
    for number in range(notes):
        made = _note(unit.id, mads.id, number, answered=number % 10 != 0)
    return Noted(_logged_in("ida"), _logged_in("mads"), unit.id, made, address.path)


def _logged_in(key: str) -> str:
    from django.test import Client

    from fagspejl.accounts.models import User
    from fagspejl.accounts.services import add_user
    from fagspejl.accounts.sessions import begin_session
    from fagspejl.audit.types import Actor
    from fagspejl.lib.clock import utc_now

    actor = Actor("bench", "bench")
    staff = add_user(email=f"{key}@fjordby.dk", name=key, actor=actor, roles=(), person_key=key)
    browser = Client()
    browser.force_login(User.objects.get(id=staff.id))
    session = browser.session
    begin_session(session, now=utc_now())
    session.save()
    (cookie,) = browser.cookies.values()
    return f"{cookie.key}={cookie.value}"


def _note(unit: UUID, addressee: UUID, number: int, *, answered: bool) -> UUID:
    """Write, mark and send a note with three cards, and answer it."""
    from fagspejl.audit.types import Actor
    from fagspejl.lib.clock import utc_now
    from fagspejl.workspace.notes.selectors import note_of
    from fagspejl.workspace.notes.services.drafts import create_note, key_of, mark_note
    from fagspejl.workspace.notes.services.sending import answer_note, send_note
    from fagspejl.workspace.notes.types import NoteValues, Part, Reply, Tag
    from fagspejl.workspace.sessions.evidence.types import Evidence, Series, SeriesPoint
    from fagspejl.workspace.sessions.services.planning import today_here

    actor, today, now = Actor("bench", "bench"), today_here(), utc_now()
    begin = today - timedelta(days=today.weekday(), weeks=8)
    weeks = [begin + timedelta(weeks=week) for week in range(8)]
    offers = [
        Evidence(
            kind="bench",
            source=str(card),
            heading="Vagtlog: røde vagter",
            sentence="9 af 56 dagvagter var røde. Dokumentationen veg i 7 af dem.",
            n=56,
            shown_on=today,
            series=Series(
                "Røde vagter",
                "røde vagter",
                "vagter",
                tuple(SeriesPoint(week, week, place % 3, 7) for place, week in enumerate(weeks)),
            ),
        )
        for card in range(3)
    ]
    values = NoteValues(
        about=f"Aftenvagten er skåret, {number:03}",
        decided_on=weeks[4],
        ask_text="Vi beder om, at aftenvagten igen bliver fire.",
        answer_by=today + timedelta(days=14),
        addressee=addressee,
        parts=dict.fromkeys(Part, ("Overblikket bliver først samlet efter kl. 18.",) * 2),
    )
    ticked = [key_of(one.kind, one.source) for one in offers]
    made = create_note(unit, "da", values, ticked=ticked, offers=offers, actor=actor)
    note = note_of(made)
    assert note is not None
    mark_note(made, 0, {one.id: (Tag.FACT, 1) for one in note.sentences}, actor=actor)
    send_note(made, 1, sender=None, actor=actor, now=now)
    if answered:
        answer_note(made, 2, reply=Reply.GRANTED, text="I får en fjerde.", by=addressee, actor=actor, now=now)
    return made
