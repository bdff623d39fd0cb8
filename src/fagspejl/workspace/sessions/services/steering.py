"""What the facilitator does while the room is open. An act says what it saw: two never act on one screen."""

from __future__ import annotations

from dataclasses import replace

from django.db.models import QuerySet

from fagspejl.lib.clock import utc_now
from fagspejl.workspace.sessions.collecting import cases_and_items
from fagspejl.workspace.sessions.errors import AnswerRefused, NotNow, OutcomeRefused, StatementsNeeded
from fagspejl.workspace.sessions.models import Outcome, Response, Reveal, Session
from fagspejl.workspace.sessions.phases import collect_of, phase_texts, phases_of
from fagspejl.workspace.sessions.rows import facts, frozen
from fagspejl.workspace.sessions.rules import MOST_ITEMS, MOST_PHONES, TICKS, phase_after
from fagspejl.workspace.sessions.selectors.blocks import shown_groups, shown_together, widest_item
from fagspejl.workspace.sessions.services.locked import controlled
from fagspejl.workspace.sessions.services.practice import act
from fagspejl.workspace.sessions.types import Collecting, PhaseCode, SessionFacts, Source


def go_on(key: str, revision: int) -> None:
    """Go to the next step, and after the last one to the next phase. Raises SessionGone, MovedOn, OutcomeRefused."""
    with controlled(key, revision) as (session, known):
        steps = phase_texts(known)[known.phase].steps
        if known.step + 1 < len(steps):
            session.step += 1
            if known.phase is PhaseCode.COLLECT and known.collecting is Collecting.WRITE:
                session.collecting = Collecting.MERGE
        else:
            _enter(session, known, phase_after(phases_of(known), known.phase))


def go_back(key: str, revision: int) -> None:
    """Go one step back. Nothing is deleted, and no shown round is opened again. Raises SessionGone, MovedOn."""
    with controlled(key, revision) as (session, known):
        if known.step:
            session.step -= 1
        else:
            _enter(session, known, phase_after(phases_of(known), known.phase, back=True))


def go_to(key: str, revision: int, phase: PhaseCode) -> None:
    """Go to a phase, skipping what lies between. Raises SessionGone, MovedOn, NotNow, OutcomeRefused."""
    with controlled(key, revision) as (session, known):
        if phase not in phases_of(known):
            raise NotNow(phase=known.phase.value)
        _enter(session, known, phase)


def choose_item(key: str, revision: int, item: int) -> None:
    """Show another case of the series. Raises SessionGone, MovedOn, NotNow, AnswerRefused."""
    with controlled(key, revision) as (session, known):
        if known.phase not in {PhaseCode.REVEAL, PhaseCode.TALK, PhaseCode.AGREE}:
            raise NotNow(phase=known.phase.value)
        if not 0 <= item < len(known.items):
            raise AnswerRefused(field="item")
        session.item = item
        if known.reveal_all and 1 in known.revealed.get(item, ()):
            return  # all of it is shown: the talk goes on, about another of them
        _enter(session, replace(known, item=item), PhaseCode.REVEAL)


def ask_what_if(key: str, revision: int) -> None:
    """Ask the same case again with one fact changed, as an item of its own. Raises SessionGone, MovedOn, NotNow."""
    with controlled(key, revision) as (session, known):
        asked = known.phase in {PhaseCode.REVEAL, PhaseCode.TALK, PhaseCode.AGREE}
        if not (asked and known.revealed.get(known.item)) or len(known.items) >= MOST_ITEMS:
            raise NotNow(phase=known.phase.value)
        item = known.items[known.item]
        case = known.cases[item.case]
        if not case.what_if:
            raise NotNow(phase=known.phase.value)
        session.cases = [*session.cases, frozen(case.changed())]
        session.items = [*session.items, frozen(replace(item, case=len(known.cases)))]
        session.item = len(known.items)
        session.phase, session.step, session.phase_since = PhaseCode.JUDGE, 0, utc_now()


def set_present(key: str, present: int) -> None:
    """Say how many people are in the room. Raises SessionGone, AnswerRefused."""
    if not 0 <= present <= MOST_PHONES:
        raise AnswerRefused(field="present")
    with controlled(key) as (session, _):
        session.present = present


def lock_door(key: str, *, locked: bool) -> None:
    """Let nobody else in, or open the door again. Raises SessionGone."""
    with controlled(key) as (session, _):
        session.locked = locked


def hide_reason(key: str, reason: str) -> None:
    """Take an anonymous reason off the screens; whose it is nobody sees. Raises SessionGone."""
    with controlled(key) as (session, _):
        session.hidden_reasons = [*session.hidden_reasons, reason[:40]][-MOST_PHONES:]


def _enter(session: Session, known: SessionFacts, phase: PhaseCode) -> None:
    """Enter a phase. Showing is a snapshot: who answers later is not added to it (docs/explanation/workspace.md 3)."""
    phases = phases_of(known)
    after_agreeing = PhaseCode.AGREE in phases and phases.index(phase) > phases.index(PhaseCode.AGREE)
    if after_agreeing and not Outcome.objects.filter(session=session).exists():
        raise OutcomeRefused(field="kind")
    past = phases.index(phase)
    if PhaseCode.COLLECT in phases and past > phases.index(PhaseCode.COLLECT):
        known = _collected(session, known)
    if session.source == Source.PRACTICE:
        act(session, known, phase)
    if past >= phases.index(PhaseCode.REVEAL):
        if not known.revealed:
            _first_shown(session, known)
        _reveal(session, session.item, 1)
    given = Response.objects.filter(participant__session=session)
    if not known.reveal_all:
        given = given.filter(item=session.item)
    if PhaseCode.TALK in phases and past > phases.index(PhaseCode.TALK):
        _reveal_each(session, given.filter(round=1).exclude(differences=[]), TICKS)
    if PhaseCode.REJUDGE in phases and past > phases.index(PhaseCode.REJUDGE):
        again = given.filter(participant__is_leader=False, round=2, value__isnull=False)
        _reveal_each(session, again, 2)
    session.phase, session.step, session.phase_since = phase, 0, utc_now()


def _collected(session: Session, known: SessionFacts) -> SessionFacts:
    """Make the cases of what was put together, once; from then on a step back changes no case."""
    if known.collecting not in {Collecting.WRITE, Collecting.MERGE}:
        return known
    collect = collect_of(known)
    if collect is None or not known.statements:
        raise StatementsNeeded(many=collect.many if collect else "")
    cases, items = cases_and_items(collect, known.statements)
    session.cases, session.items = [frozen(one) for one in cases], [frozen(one) for one in items]
    session.collecting, session.item = Collecting.LEFT, 0
    return facts(session)


def _first_shown(session: Session, known: SessionFacts) -> None:
    """Show what is shown first: the case that people judge most differently, or everything at one moment."""
    if not known.reveal_all:
        session.item = widest_item(known)
        return
    session.item = 0
    Reveal.objects.bulk_create(
        Reveal(session=session, item=item, round=1, shown=list(shown))
        for item, shown in shown_together(known).items()
    )


def _reveal_each(session: Session, given: QuerySet[Response], round_: int) -> None:
    for item in sorted(set(given.values_list("item", flat=True))):
        _reveal(session, item, round_)


def _reveal(session: Session, item: int, round_: int) -> None:
    if Reveal.objects.filter(session=session, item=item, round=round_).exists():
        return
    known = facts(session)
    first = Reveal.objects.filter(session=session, item=item, round=1).first()
    shown = list(first.shown) if first else list(shown_groups(known, item))
    Reveal.objects.create(session=session, item=item, round=round_, shown=shown)
