"""Questions about paths. Frozen values, never querysets; who may ask stands in permissions.py."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from uuid import UUID

from fagspejl.evaluation.selectors import units_led_in
from fagspejl.organisation.selectors import unit_keys
from fagspejl.workspace.paths.models import FollowUpPath, Goal, PathStep
from fagspejl.workspace.paths.types import (
    GoalFacts,
    GoalStatus,
    GoalValues,
    Happened,
    PathFacts,
    ShownAnswer,
    StepFacts,
    StepKind,
)

_ORDER = {kind: number for number, kind in enumerate(StepKind)}


def path_of(path_id: UUID) -> PathFacts | None:
    """Return one path."""
    return next(iter(_facts(FollowUpPath.objects.filter(id=path_id))), None)


def paths_of(owners: Collection[UUID]) -> list[PathFacts]:
    """Return the paths of these people, the latest first."""
    rows = FollowUpPath.objects.filter(owner__in=list(owners))
    return _facts(rows.order_by("-created_on", "-released_on", "id"))


def paths_in(round_id: UUID) -> list[PathFacts]:
    """Return the paths of a round that go on."""
    return _facts(FollowUpPath.objects.filter(round=round_id, stopped_on=None).order_by("id"))


def rounds_with_paths() -> set[UUID]:
    """Return the rounds that a path goes on from."""
    return set(FollowUpPath.objects.filter(stopped_on=None).values_list("round", flat=True).distinct())


def has_path(owner: UUID | None) -> bool:
    """Whether somebody has a path, under way or stopped."""
    return owner is not None and FollowUpPath.objects.filter(owner=owner).exists()


def goals_for_unit(unit: UUID, leaders: Collection[UUID]) -> tuple[str, ...]:
    """Return the goals under way that these leaders of the unit share with it: texts alone, of each one's latest path.

    A path counts where its round asked about its owner as the leader of this unit: who came from another unit brings
    nothing along that was shared there. Held by tests/unit_page/test_goals_and_life_on_the_page.py.
    """
    paths = [path for path in paths_of(leaders) if path.stopped_on is None]
    key = unit_keys([unit]).get(unit) if any(_shared(path) for path in paths) else None
    led = units_led_in({path.round for path in paths}) if key is not None else {}
    latest: dict[UUID, PathFacts] = {}
    for path in paths:
        if key is not None and led.get((path.round, path.owner)) == key:
            latest.setdefault(path.owner, path)
    return tuple(text for owner in leaders if owner in latest for text in _shared(latest[owner]))


def _shared(path: PathFacts) -> tuple[str, ...]:
    going = (goal.values for goal in path.goals if goal.values.status is GoalStatus.GOING)
    return tuple(values.text for values in going if values.shared_with_unit)


def _facts(rows: Iterable[FollowUpPath]) -> list[PathFacts]:
    found = list(rows)
    ids = [row.id for row in found]
    steps: dict[UUID, list[StepFacts]] = {}
    for step in PathStep.objects.filter(path__in=ids):
        steps.setdefault(step.path_id, []).append(_step(step))
    goals: dict[UUID, list[GoalFacts]] = {}
    for goal in Goal.objects.filter(path__in=ids).order_by("order"):
        goals.setdefault(goal.path_id, []).append(goal_of(goal))
    return [
        PathFacts(
            id=row.id,
            round=row.round,
            part=row.part,
            owner=row.owner_id,
            own_leader=row.own_leader_id,
            released_on=row.released_on,
            stopped_on=row.stopped_on,
            sparring_on=row.sparring_on,
            steps=tuple(sorted(steps.get(row.id, ()), key=lambda one: _ORDER[one.kind])),
            goals=tuple(goals.get(row.id, ())),
            lines=tuple(row.lines),
            shown=tuple(ShownAnswer(one["question"], one["text"]) for one in row.shown),
        )
        for row in found
    ]


def _step(row: PathStep) -> StepFacts:
    return StepFacts(
        StepKind(row.kind),
        row.due_on,
        row.planned_on,
        row.held_on,
        row.with_package,
        Happened(row.happened) if row.happened else None,
        row.seen,
    )


def goal_of(row: Goal) -> GoalFacts:
    """Return a goal as its row holds it; for services."""
    values = GoalValues(
        text=row.text,
        from_item=row.from_item,
        my_part=row.my_part,
        our_part=row.our_part,
        visible_sign=row.visible_sign,
        next_step=row.next_step,
        due_on=row.due_on,
        look_back_on=row.look_back_on,
        status=GoalStatus(row.status),
        shared_with_own_leader=row.shared_with_own_leader,
        shared_with_unit=row.shared_with_unit,
    )
    return GoalFacts(row.id, values)
