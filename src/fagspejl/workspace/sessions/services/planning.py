"""Making a session, opening it, and who may hold sessions of a unit."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.workspace.sessions.errors import PlanRefused, SessionGone
from fagspejl.workspace.sessions.keys import code_of, control_key_of, display_key_of, hash_of
from fagspejl.workspace.sessions.models import AnswerSlip, Facilitator, Participant, Session, SessionUnit
from fagspejl.workspace.sessions.phases import phases_of
from fagspejl.workspace.sessions.rows import facts, frozen
from fagspejl.workspace.sessions.rules import MOST_PHONES, check_can_open, check_plan
from fagspejl.workspace.sessions.selectors.sessions import outcomes_of
from fagspejl.workspace.sessions.services.locked import held
from fagspejl.workspace.sessions.services.practice import gather
from fagspejl.workspace.sessions.services.texts import checked_statements, checked_text
from fagspejl.workspace.sessions.templates_library import REVEALS, Template
from fagspejl.workspace.sessions.templates_library import template as template_called
from fagspejl.workspace.sessions.types import (
    Case,
    Collecting,
    DecisionMethod,
    Item,
    PhaseCode,
    SessionFacts,
    Source,
    SplitGroup,
    SplitKind,
)


def today_here() -> date:
    """Return the day in Denmark."""
    return utc_now().astimezone(ZONE).date()


@transaction.atomic
def create_session(
    *,
    template: str,
    title: str,
    language: str,
    units: Sequence[UUID],
    cases: Sequence[Case],
    items: Sequence[Item],
    statements: Sequence[str] = (),
    decision_method: DecisionMethod,
    replaces: str,
    split_kind: SplitKind = SplitKind.NONE,
    groups: Sequence[SplitGroup] = (),
    short: bool = False,
    slips_only: bool = False,
    planned_on: date | None = None,
    present: int = 0,
    source: Source = Source.LIVE,
    report: UUID | None = None,
    asked: bool = False,
    once: UUID | None = None,
    actor: Actor,
    account: UUID,
) -> UUID:
    """Make a session that nobody can join yet, and return its id: `once`, where it is still free.

    `report`: whose statements stand in the cases. Without items a session collects them, where its template does;
    `statements` are drafts to begin with. Raises PlanRefused, TextRefused, TextAsks.
    """
    made_of = _made_of(template_called(template, language), short, cases, items, statements, asked)
    check_plan(
        title=title,
        replaces=replaces,
        items=items,
        split_kind=split_kind,
        groups=groups,
        planned_on=planned_on,
        today=today_here(),
        collects=made_of["collecting"] is Collecting.WRITE,
    )
    _check_parts(units, source, cases, items)
    row = Session.objects.create(
        id=_free(once),
        template=template,
        title=checked_text("title", title, asked=asked),
        language=language,
        **_parts(cases, items, split_kind, groups),
        decision_method=decision_method,
        replaces=checked_text("replaces", replaces, asked=True),
        short=short,
        slips_only=slips_only,
        planned_on=planned_on,
        present=present,
        source=source,
        started_by=account,
        report=report,
        **made_of,
        **_new(),
    )
    return _begin(row, units, actor)


def _new() -> dict[str, object]:
    return {"phase": PhaseCode.READ, "created_on": today_here(), "seed": secrets.randbelow(2**31)}


def _made_of(
    found: Template,
    short: bool,
    cases: Sequence[Case],
    items: Sequence[Item],
    statements: Sequence[str],
    asked: bool,
) -> dict[str, object]:
    """Return what the template makes of a session. Statements typed beforehand are as short as those it collects."""
    collects = not items and found.collects(short=short)
    kept = []
    if found.collect is not None:
        typed = [one.title for one in cases] if items else statements
        kept = checked_statements(found.collect, typed, asked=asked)
    return {
        "reveal_all": found.reveal == REVEALS[1],
        "collecting": Collecting.WRITE if collects else Collecting.NONE,
        "statements": kept if collects else [],
    }


def _begin(row: Session, units: Sequence[UUID], actor: Actor) -> UUID:
    SessionUnit.objects.bulk_create(SessionUnit(session=row, unit=unit) for unit in dict.fromkeys(units))
    row.phase = phases_of(facts(row))[0]
    row.save(update_fields=["phase"])
    record(actor=actor, event=Event.SESSION_MADE, object=row.id, facts={"template": row.template})
    return row.id


def _parts(
    cases: Sequence[Case], items: Sequence[Item], split_kind: SplitKind, groups: Sequence[SplitGroup]
) -> dict[str, object]:
    return {
        "cases": [frozen(one) for one in cases],
        "items": [frozen(one) for one in items],
        "item": _first_asked(items),
        "split_kind": split_kind,
        "groups": [_named(one) for one in groups],
    }


def _free(once: UUID | None) -> UUID:
    return once if once and not Session.objects.filter(id=once).exists() else uuid4()


def _named(group: SplitGroup) -> dict[str, object]:
    return frozen(SplitGroup(checked_text("groups", group.name, asked=True), group.size))


def _first_asked(items: Sequence[Item]) -> int:
    """Return the overall judgement of the first case: what is shown is never one of the questions before it."""
    return next((place for place, one in enumerate(items) if one.overall), 0)


def _check_parts(units: Sequence[UUID], source: Source, cases: Sequence[Case], items: Sequence[Item]) -> None:
    """Raise PlanRefused without a unit, TextRefused for a case with what looks like a CPR number.

    Names are fiction's own (marked as such).
    """
    if not units and source is not Source.PRACTICE:
        raise PlanRefused(field="units")
    for case in cases:
        for text in (case.title, case.text, case.what_if):
            checked_text("cases", text, asked=True)
    for item in items:
        for text in (item.question, item.low_pole, item.high_pole, *item.actions, *item.options):
            checked_text("items", text, asked=True)


def open_session(session_id: UUID, *, beforehand: bool = False, actor: Actor) -> SessionFacts:
    """Open the room; `beforehand`: people write or judge before they meet. Raises SessionGone, NotNow, PlanRefused."""
    with held(id=session_id) as (row, known):
        today = today_here()
        check_can_open(known, today)
        turn = 0
        while Session.objects.filter(code_hash=hash_of("code", code_of(row.id, turn))).exists():
            turn += 1
        row.code_try, row.code_hash = turn, hash_of("code", code_of(row.id, turn))
        row.display_hash = hash_of("display", display_key_of(row.id))
        row.control_turn = 1
        row.control_hash = hash_of("control", control_key_of(row.id, 1))
        row.opened_on, row.phase_since, row.touched_at = today, utc_now(), utc_now()
        row.phase = _alone(known) if beforehand else _first_phase(known)
        if row.source == Source.PRACTICE:
            gather(row)
        row.revision += 1
        row.save()
        record(actor=actor, event=Event.SESSION_OPENED, object=row.id)
        return facts(row)


def _alone(known: SessionFacts) -> PhaseCode:
    """Return what people do before they meet: write what is judged, or judge."""
    return PhaseCode.JUDGE if known.collecting is Collecting.NONE else PhaseCode.COLLECT


def _first_phase(known: SessionFacts) -> PhaseCode:
    """Return the phase a room opens in: without open outcomes there is nothing to look back at."""
    first, second, *_ = phases_of(known)
    nothing = first is PhaseCode.LOOK_BACK and not outcomes_of(known.units, only_open=True)
    return second if nothing or known.source is Source.PRACTICE else first


def hand_over(session_id: UUID, *, actor: Actor) -> str:
    """Return a new key of the control; the one before is dead from now on. Raises SessionGone."""
    with held(id=session_id) as (row, known):
        if not known.is_open:
            raise SessionGone
        row.control_turn += 1
        key = control_key_of(row.id, row.control_turn)
        row.control_hash = hash_of("control", key)
        row.save(update_fields=["control_turn", "control_hash"])
        record(actor=actor, event=Event.CONTROL_HANDED_OVER, object=row.id)
        return key


def make_slips(session_id: UUID, tokens: Sequence[str]) -> None:
    """Take in the tokens of printed one-time slips. Raises SessionGone, PlanRefused for more than a room holds."""
    with held(id=session_id) as (row, _):
        slips = AnswerSlip.objects.filter(session=row).count()
        if slips + len(tokens) > MOST_PHONES:
            raise PlanRefused(field="slips")
        AnswerSlip.objects.bulk_create(
            AnswerSlip(session=row, token_hash=hash_of("token", token)) for token in tokens
        )


def discard_session(session_id: UUID, *, actor: Actor) -> None:
    """Delete a session that nobody has answered. Raises SessionGone, PlanRefused where somebody has."""
    with held(id=session_id) as (row, _):
        if Participant.objects.filter(session=row).exists():
            raise PlanRefused(field="answered")
        row.delete()
        record(actor=actor, event=Event.SESSION_DISCARDED, object=session_id)


def appoint(unit: UUID, account: UUID, *, actor: Actor) -> None:
    """Let an account hold sessions of a unit."""
    with transaction.atomic():
        _, made = Facilitator.objects.get_or_create(
            unit=unit, account=account, defaults={"appointed_on": today_here()}
        )
        if made:
            record(
                actor=actor, event=Event.FACILITATOR_APPOINTED, object=unit, facts={"account": str(account)}
            )


def dismiss(unit: UUID, account: UUID, *, actor: Actor) -> None:
    """Take that right back."""
    with transaction.atomic():
        deleted, _ = Facilitator.objects.filter(unit=unit, account=account).delete()
        if deleted:
            record(
                actor=actor, event=Event.FACILITATOR_DISMISSED, object=unit, facts={"account": str(account)}
            )
