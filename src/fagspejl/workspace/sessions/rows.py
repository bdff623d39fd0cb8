"""Rows as the frozen values that everybody else sees."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fagspejl.workspace.sessions.models import Outcome, Participant, Session
from fagspejl.workspace.sessions.rules import ROUNDS
from fagspejl.workspace.sessions.types import (
    Case,
    Collecting,
    DecisionMethod,
    DifferenceReason,
    Held,
    Item,
    NoneBecause,
    OutcomeFacts,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    PhoneFacts,
    SessionFacts,
    Source,
    SplitGroup,
    SplitKind,
)


def facts(row: Session) -> SessionFacts:
    """Return a session without anything that anybody answered."""
    revealed: dict[int, tuple[int, ...]] = {}
    for item, round_ in sorted((one.item, one.round) for one in row.reveals.all() if one.round in ROUNDS):
        revealed[item] = (*revealed.get(item, ()), round_)
    return SessionFacts(
        id=row.id,
        units=tuple(one.unit for one in sorted(row.taking_part.all(), key=lambda one: one.id)),
        template=row.template,
        title=row.title,
        language=row.language,
        phase=PhaseCode(row.phase),
        step=row.step,
        item=row.item,
        cases=tuple(Case(**case) for case in row.cases),
        items=tuple(map(_item, row.items)),
        split_kind=SplitKind(row.split_kind),
        groups=tuple(SplitGroup(**group) for group in row.groups),
        decision_method=DecisionMethod(row.decision_method),
        replaces=row.replaces,
        short=row.short,
        source=Source(row.source),
        planned_on=row.planned_on,
        created_on=row.created_on,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        phase_since=row.phase_since,
        present=row.present,
        locked=row.locked,
        slips_only=row.slips_only,
        seed=row.seed,
        revision=row.revision,
        revealed=revealed,
        report=row.report,
        reveal_all=row.reveal_all,
        collecting=Collecting(row.collecting),
        statements=tuple(row.statements),
    )


def _item(held: dict[str, Any]) -> Item:
    tuples = {"actions": tuple(held["actions"]), "options": tuple(held.get("options", ()))}
    return Item(**{**held, **tuples})


def frozen(values: Any) -> dict[str, Any]:
    """Return a frozen value as it is kept in a JSON column."""
    return asdict(values)


def phone_facts(row: Participant) -> PhoneFacts:
    """Return what a phone is told of itself."""
    return PhoneFacts(row.id, row.session_id, row.group, row.open_voice, row.is_leader)


def outcome_facts(row: Outcome) -> OutcomeFacts:
    """Return an outcome with what belongs to its kind."""
    trial, difference = getattr(row, "trial", None), getattr(row, "accepted_difference", None)
    first, second, third, fourth = [*row.considerations, "", "", "", ""][:4]
    return OutcomeFacts(
        id=row.id,
        session=row.session_id,
        item=row.item,
        made_on=row.made_on,
        values=OutcomeValues(
            kind=OutcomeKind(row.kind),
            text=row.text,
            reasons=tuple(DifferenceReason(one) for one in row.reasons),
            considerations=(first, second, third, fourth),
            none_because=NoneBecause(row.none_because) if row.none_because else None,
            by_role=trial.by_role if trial else "",
            due_on=trial.due_on if trial else None,
            when_to_ask=difference.when_to_ask if difference else "",
            look_again_on=difference.look_again_on if difference else None,
        ),
        held=Held(row.held),
        line=row.line,
        looked_on=row.looked_on,
    )
