"""Changing, copying and deleting a draft. Two planners on one draft: the second is told, and nothing is lost."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.errors import KeyPrepared
from fagspejl.evaluation.models import Round, RoundPolicy, WitnessedKey
from fagspejl.evaluation.rules import check_deadline, check_notice
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.selectors.questionnaires import source_of
from fagspejl.evaluation.services.composing import forget_unused
from fagspejl.evaluation.services.creating import (
    asked_instrument,
    create_round,
    keep_policy,
    kept_name,
    one_line,
)
from fagspejl.evaluation.services.planning_round import check_version, save_plan, write_plan
from fagspejl.evaluation.states import Act, check_can, next_state
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.plan import PlanValues
from fagspejl.evaluation.types.policy import RoundPolicyValues

YEAR: Final = timedelta(weeks=52)  # a year on, on the same day of the week
_LAST: Final = date.max - YEAR  # the calendar ends a year after it


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftHead:
    """What a draft is called and asks. `instrument`: as `create_round` takes it; `again`: its files as they are now."""

    title: str
    organisation: str
    instrument: str
    deadline: datetime
    again: bool = False


def change_draft(
    round_id: UUID,
    *,
    version: int,
    actor: Actor,
    now: datetime,
    head: DraftHead | None = None,
    values: PlanValues | None = None,
    policy: RoundPolicyValues | None = None,
) -> int:
    """Keep what is given in place of what stood in `version` of the plan; returns the version that stands then.

    Another policy has to be read anew before the round may open, and its mails seen. What is the same is not written.
    Raises PlanChangedMeanwhile, RoundInOtherState, DeadlineTooNear, InstrumentNotFound, InstrumentInvalid,
    QuestionnaireGone, PlanSettled, NoticeAtOnce.
    """
    with transaction.atomic():
        found = Round.objects.select_for_update().get(id=round_id)
        before, asked = plan_of(round_id), found.instrument_sha
        wanted = before.values if values is None else values
        check_notice(before.values, wanted, now)
        changed = [] if head is None else _take_head(found, head, now)
        if "instrument" in changed:  # what was chosen of the one before
            wanted = replace(wanted, composition=None)
        if policy is not None and policy.sha256 != RoundPolicy.objects.get(round_id=round_id).sha256:
            changed.append("policy")
            wanted = replace(wanted, promise_read_on=None, samples_read_on=None)  # mails say who sees what
        if not changed:
            return save_plan(round_id, wanted, version=version, actor=actor, now=now)
        check_can(Act.OPEN, found.state, round_id)
        check_version(before, version)
        found.save(update_fields=["title", "organisation", "instrument", "instrument_sha", "deadline"])
        forget_unused(asked)
        if policy is not None:
            keep_policy(round_id, policy)
        changed += [
            f.name for f in fields(wanted) if getattr(wanted, f.name) != getattr(before.values, f.name)
        ]
        return write_plan(round_id, wanted, version=version, changed=changed, actor=actor, now=now)


def _take_head(found: Round, head: DraftHead, now: datetime) -> list[str]:
    """Put the head in the round, unsaved; returns what of it is another."""
    told = {
        "title": one_line(head.title),
        "organisation": one_line(head.organisation),
        "deadline": head.deadline,
    }
    if head.instrument != source_of(found.instrument, found.instrument_sha) or head.again:
        loaded = asked_instrument(head.instrument)
        told |= {"instrument": kept_name(head.instrument, loaded), "instrument_sha": loaded.checksum}
    changed = [name for name, value in told.items() if getattr(found, name) != value]
    if "deadline" in changed:
        check_deadline(head.deadline, now)
    for name in changed:
        setattr(found, name, told[name])
    return changed


def copy_round(source: UUID, head: DraftHead, *, move_days: bool, actor: Actor, now: datetime) -> UUID:
    """Make a draft with the settings and the promise of an earlier round; people are never copied.

    With `move_days` its days lie a year later, on the same days of the week; else none is settled. Leaders who were
    named one by one are to be named again. Raises as `create_round`.
    """
    policy = RoundPolicyValues.from_dict(RoundPolicy.objects.get(round_id=source).values)
    values = plan_of(source).values
    earlier = Round.objects.values_list("instrument", "instrument_sha").get(id=source)
    if head.instrument != source_of(*earlier):
        values = replace(values, composition=None)
    days = {
        one.name: _moved(getattr(values, one.name), move_days)
        for one in fields(values)
        if one.name.endswith("_on")
    }
    days |= {"promise_read_on": None, "union_told_on": None, "samples_read_on": None}
    chosen = values.chosen if values.scope == "units" else ()
    with transaction.atomic():
        made = create_round(
            title=head.title,
            organisation=head.organisation,
            instrument=head.instrument,
            deadline=head.deadline,
            policy=policy,
            actor=actor,
            now=now,
        )
        plan = replace(values, chosen=chosen, lists_waived="", **days)  # type: ignore[arg-type]
        save_plan(made, plan, version=0, actor=actor, now=now)
    return made


def _moved(value: date | tuple[date, ...] | None, move: bool) -> date | tuple[date, ...] | None:
    if isinstance(value, tuple):
        return tuple(min(day, _LAST) + YEAR for day in value) if move else ()
    return min(value, _LAST) + YEAR if move and value is not None else None


def drop_draft(round_id: UUID, *, actor: Actor, now: datetime) -> None:
    """Delete a draft and all that was settled for it. Raises RoundInOtherState for every other round.

    Raises KeyPrepared where halves of a key were made for it: only the worker can take the key away (`cancel_round`).
    Whether an opening was begun, which makes a key too, `operations.services.orders.ending_drafts` knows.
    """
    with transaction.atomic():
        found = Round.objects.select_for_update().get(id=round_id)
        check_can(Act.OPEN, found.state, round_id)
        if WitnessedKey.objects.filter(round_id=round_id).exists():
            raise KeyPrepared(round_id)
        assert next_state(Act.CANCEL, RoundState(found.state)) is None
        record(actor=actor, event=Event.ROUND_CANCELLED, object=round_id, at=now)
        found.delete()
        forget_unused(found.instrument_sha)
