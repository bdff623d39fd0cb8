"""What a leader does on her path. Every act is recorded as dates or texts, never with what stands in them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import date, datetime, timedelta
from typing import Final, Literal
from uuid import UUID, uuid4

from django.db import transaction

from fagspejl.accounts.types import Staff
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.lib.clock import ZONE
from fagspejl.organisation.selectors import superiors
from fagspejl.workspace.paths.constants import GOAL_WORDS, GOALS, LINE_SIGNS, LINES, TEXT_SIGNS
from fagspejl.workspace.paths.errors import GoalChanged, GoalGone, GoalsFull, LinesChanged, PathRefused
from fagspejl.workspace.paths.models import FollowUpPath, Goal, PathStep
from fagspejl.workspace.paths.selectors import goal_of
from fagspejl.workspace.paths.services.reminding import withdraw_stale
from fagspejl.workspace.paths.types import GoalValues, Happened, ShownAnswer, StepKind
from fagspejl.workspace.paths.versions import version_of
from fagspejl.workspace.sessions.services.texts import checked_text

_FAR: Final = timedelta(days=2 * 366)  # a date further ahead is a slip of the pen
_TEXTS: Final = ("text", "from_item", "my_part", "our_part", "visible_sign", "next_step")
_What = Literal["dates", "texts", "sharing", "sparring"]


def plan_step(path_id: UUID, kind: StepKind, day: date | None, *, staff: Staff, now: datetime) -> None:
    """Set or move the day of a step; None takes it away. Raises PathRefused for a day past or far ahead."""
    today = _day(now)
    if day is not None and not today <= day <= today + _FAR:
        raise PathRefused(field="planned_on")
    with transaction.atomic():
        PathStep.objects.filter(path=path_id, kind=kind).update(planned_on=day, marked_by=staff.id)
        _changed(path_id, "dates", staff, now)


def mark_held(
    path_id: UUID,
    kind: StepKind,
    day: date | None,
    *,
    with_package: bool = False,
    staff: Staff,
    now: datetime,
) -> None:
    """Say that a step was held, or with None that it was not after all. Raises PathRefused for a day to come."""
    if day is not None and not _day(now) - _FAR <= day <= _day(now):
        raise PathRefused(field="held_on")
    with transaction.atomic():
        PathStep.objects.filter(path=path_id, kind=kind).update(
            held_on=day, with_package=with_package, marked_by=staff.id
        )
        _changed(path_id, "dates", staff, now)


def look_back(
    path_id: UUID, kind: StepKind, happened: Happened, seen: str, *, asked: bool, staff: Staff, now: datetime
) -> None:
    """Keep what a look back found; it is held with that. Raises TextRefused, TextAsks, PathRefused."""
    text = _checked("seen", seen, asked=asked)
    with transaction.atomic():
        step = PathStep.objects.select_for_update().get(path=path_id, kind=kind)
        step.happened, step.seen, step.marked_by = happened, text, staff.id
        step.held_on = step.held_on or _day(now)
        step.save()
        _changed(path_id, "texts", staff, now)


def share_lines(
    path_id: UUID,
    lines: Sequence[str],
    *,
    asked: bool,
    version: str | None = None,
    staff: Staff,
    now: datetime,
) -> None:
    """Keep at most three lines that leader and own leader share. `version`: what the page showed.

    Raises LinesChanged, TextRefused, TextAsks, PathRefused.
    """
    if len(lines) > LINES:
        raise PathRefused(field="lines")
    kept = [_checked(f"line_{n}", line, asked=asked, most=LINE_SIGNS) for n, line in enumerate(lines, 1)]
    new = [line for line in kept if line]
    with transaction.atomic():
        path = FollowUpPath.objects.select_for_update().get(id=path_id)
        if version is not None and version != version_of(tuple(path.lines)) and path.lines != new:
            raise LinesChanged
        path.lines = new
        path.save(update_fields=["lines"])
        _changed(path_id, "sharing", staff, now)


def show_answers(
    path_id: UUID, answers: Collection[ShownAnswer], *, asked: bool, staff: Staff, now: datetime
) -> None:
    """Let the own leader see these answers of her reading, copied as they stand; none takes them back.

    Raises TextRefused, TextAsks.
    """
    kept = [asdict(replace(one, text=checked_text("shown", one.text, asked=asked))) for one in answers]
    with transaction.atomic():
        FollowUpPath.objects.filter(id=path_id).update(shown=kept)
        _changed(path_id, "sharing", staff, now)


def write_goal(
    path_id: UUID,
    goal_id: UUID | None,
    values: GoalValues,
    *,
    asked: bool,
    once: UUID | None = None,
    version: str | None = None,
    staff: Staff,
    now: datetime,
) -> None:
    """Keep a goal, a new one where `goal_id` is None, then with the id `once`. The first goal makes the plan.

    `version`: what the page of a goal showed. Raises GoalChanged, GoalGone, GoalsFull, PathRefused, TextRefused,
    TextAsks.
    """
    columns = asdict(values) | {name: _checked(name, getattr(values, name), asked=asked) for name in _TEXTS}
    if not columns["text"] or len(columns["text"].split()) > GOAL_WORDS:
        raise PathRefused(field="text", most=GOAL_WORDS)
    today = _day(now)
    for field in ("due_on", "look_back_on"):
        if columns[field] is not None and abs(columns[field] - today) > _FAR:
            raise PathRefused(field=field)
    with transaction.atomic():
        FollowUpPath.objects.select_for_update().get(id=path_id)  # one writer at a time counts goals
        if goal_id is not None:
            stands = Goal.objects.filter(id=goal_id, path=path_id).first()
            if stands is None:
                raise GoalGone
            _check_version(stands, columns, version)
            Goal.objects.filter(id=goal_id).update(**columns)
        # What was pressed twice is there already.
        elif once is None or not Goal.objects.filter(id=once, path=path_id).update(**columns):
            taken = set(Goal.objects.filter(path=path_id).values_list("order", flat=True))
            if len(taken) >= GOALS:
                raise GoalsFull(most=GOALS)
            free = next(number for number in range(1, GOALS + 1) if number not in taken)
            new = once if once and not Goal.objects.filter(id=once).exists() else uuid4()
            Goal.objects.create(id=new, path_id=path_id, order=free, **columns)
        plan = PathStep.objects.filter(path=path_id, kind=StepKind.PLAN, held_on=None)
        plan.update(held_on=today, marked_by=staff.id)
        _changed(path_id, "texts", staff, now)


def delete_goal(path_id: UUID, goal_id: UUID, *, staff: Staff, now: datetime) -> None:
    """Delete a goal; one that is gone already is gone."""
    with transaction.atomic():
        Goal.objects.filter(id=goal_id, path=path_id).delete()
        if not Goal.objects.filter(path=path_id).exists():
            PathStep.objects.filter(path=path_id, kind=StepKind.PLAN).update(held_on=None)
        _changed(path_id, "texts", staff, now)


def share_with_new_leader(path_id: UUID, *, staff: Staff, now: datetime) -> None:
    """Share goals and lines with the own leader whom the roster names today."""
    with transaction.atomic():
        path = FollowUpPath.objects.select_for_update().get(id=path_id)
        today = superiors([path.owner_id]).get(path.owner_id, ())
        if path.own_leader_id not in today:
            path.own_leader_id = next(iter(today), None)
            path.save(update_fields=["own_leader"])
            _changed(path_id, "sharing", staff, now)


def ask_for_sparring(path_id: UUID, *, wanted: bool, staff: Staff, now: datetime) -> None:
    """Tell HR that she wants somebody to talk with: her name and the wish, nothing else. Or take it back."""
    with transaction.atomic():
        FollowUpPath.objects.filter(id=path_id).update(sparring_on=_day(now) if wanted else None)
        _changed(path_id, "sparring", staff, now)


def empty_path(path_id: UUID, *, staff: Staff, now: datetime) -> None:
    """Delete every text of a path: goals, lines, shown answers, what was seen. The dates stay."""
    with transaction.atomic():
        Goal.objects.filter(path=path_id).delete()
        PathStep.objects.filter(path=path_id).update(happened="", seen="")
        FollowUpPath.objects.filter(id=path_id).update(lines=[], shown=[], sparring_on=None)
        withdraw_stale(path_id, _day(now))
        record(actor=staff.actor, event=Event.PATH_EMPTIED, object=path_id, at=now)


def _check_version(stands: Goal, columns: dict[str, object], version: str | None) -> None:
    """Raise GoalChanged where the goal is not the one that the page showed. What was pressed twice stands already."""
    values = goal_of(stands).values
    if version is not None and version != version_of(values) and asdict(values) != columns:
        raise GoalChanged


def _checked(field: str, text: str, *, asked: bool, most: int = TEXT_SIGNS) -> str:
    if len(text.strip()) > most:
        raise PathRefused(field="signs", most=most)
    return checked_text(field, text, asked=asked)


def _changed(path_id: UUID, what: _What, staff: Staff, now: datetime) -> None:
    withdraw_stale(path_id, _day(now))
    record(actor=staff.actor, event=Event.PATH_CHANGED, object=path_id, facts={"what": what}, at=now)


def _day(now: datetime) -> date:
    return now.astimezone(ZONE).date()
