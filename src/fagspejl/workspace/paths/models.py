"""Tables of the conversation path. Private to the tool: others ask its selectors."""

from __future__ import annotations

import uuid
from enum import StrEnum

from django.db import models

from fagspejl.workspace.paths.types import GoalStatus, Happened, StepKind


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class FollowUpPath(models.Model):
    """What follows one leader's report. Made at the release, or before it by the leader who sets dates."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.UUIDField(db_index=True)  # rounds and reports may be forgotten before the path is
    part = models.UUIDField(null=True, unique=True)
    owner = models.ForeignKey("organisation.Person", on_delete=models.CASCADE, related_name="+")
    own_leader = models.ForeignKey(
        "organisation.Person", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_on = models.DateField()
    released_on = models.DateField(null=True)
    stopped_on = models.DateField(null=True)  # the report was withdrawn
    sparring_on = models.DateField(null=True)
    reminded_on = models.DateField(null=True)  # the last day on which reminders were looked at
    lines = models.JSONField(default=list)  # at most three, of the talk with the own leader
    shown = models.JSONField(default=list)  # answers of the reading that the leader released

    class Meta:
        db_table = "workspace_path"
        constraints = (
            models.UniqueConstraint(fields=("round", "owner"), name="one_path_per_leader_and_round"),
        )

    def __str__(self) -> str:
        return str(self.id)


class PathStep(models.Model):
    """One step of a path."""

    path = models.ForeignKey(FollowUpPath, on_delete=models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=20, choices=_choices(StepKind))
    due_on = models.DateField(null=True)
    planned_on = models.DateField(null=True)
    held_on = models.DateField(null=True)
    marked_by = models.UUIDField(null=True)  # the account
    with_package = models.BooleanField(default=False)
    happened = models.CharField(max_length=8, choices=_choices(Happened), blank=True)
    seen = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "workspace_path_step"
        constraints = (models.UniqueConstraint(fields=("path", "kind"), name="one_step_of_a_kind_per_path"),)

    def __str__(self) -> str:
        return self.kind


class Goal(models.Model):
    """A goal of the plan."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    path = models.ForeignKey(FollowUpPath, on_delete=models.CASCADE, related_name="goals")
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    from_item = models.CharField(max_length=400, blank=True)
    my_part = models.CharField(max_length=400, blank=True)
    our_part = models.CharField(max_length=400, blank=True)
    visible_sign = models.CharField(max_length=400, blank=True)
    next_step = models.CharField(max_length=400, blank=True)
    due_on = models.DateField(null=True)
    look_back_on = models.DateField(null=True)
    status = models.CharField(max_length=8, choices=_choices(GoalStatus), default=GoalStatus.GOING)
    shared_with_own_leader = models.BooleanField(default=True)
    shared_with_unit = models.BooleanField(default=False)

    class Meta:
        db_table = "workspace_goal"
        constraints = (models.UniqueConstraint(fields=("path", "order"), name="goals_of_a_path_in_order"),)

    def __str__(self) -> str:
        return str(self.id)


class PathReminder(models.Model):
    """Somebody was reminded of something: it is never told a second time, even when the mail's own row is gone."""

    path = models.ForeignKey(FollowUpPath, on_delete=models.CASCADE, related_name="reminders")
    person = models.ForeignKey("organisation.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    about = models.CharField(max_length=64)

    class Meta:
        db_table = "workspace_path_reminder"
        constraints = (
            models.UniqueConstraint(fields=("path", "person", "about"), name="one_reminder_about_it"),
        )

    def __str__(self) -> str:
        return self.about
