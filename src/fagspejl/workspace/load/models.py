"""Tables of levels and shifts. Private to the tool: others ask its selectors.

A shift is one row of a unit, a day and a shift's name: no person, no patient, no time of day, and nothing of who wrote
it or from where. Held by tests/load/test_two_declare_at_once.py.
"""

from __future__ import annotations

import uuid

from django.db import models


class LoadDefinition(models.Model):
    """A version of what a unit has agreed about its levels. Never changed; a new one is written instead."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)  # of the organisation, which may forget a unit before it is gone
    number = models.PositiveSmallIntegerField()
    language = models.CharField(max_length=5)
    created_on = models.DateField()
    starts_on = models.DateField()
    because = models.CharField(max_length=300, blank=True)
    signs_green = models.CharField(max_length=300, blank=True)
    signs_yellow = models.CharField(max_length=300)
    signs_red = models.CharField(max_length=300)
    who_declares = models.CharField(max_length=120)
    shifts = models.JSONField(default=list)  # names, in the order of the day

    class Meta:
        db_table = "workspace_load_definition"
        constraints = (models.UniqueConstraint(fields=("unit", "number"), name="one_load_of_number"),)

    def __str__(self) -> str:
        return str(self.number)


class LoadTask(models.Model):
    """A task in one version. Its number stays the same from version to version, and is given once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    definition = models.ForeignKey(LoadDefinition, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    task = models.CharField(max_length=80)
    yellow = models.CharField(max_length=15)
    red = models.CharField(max_length=15)
    harm_if_waits = models.CharField(max_length=140, blank=True)
    never_yields = models.BooleanField(default=False)

    class Meta:
        db_table = "workspace_load_task"
        constraints = (models.UniqueConstraint(fields=("definition", "number"), name="one_task_of_number"),)

    def __str__(self) -> str:
        return self.task


class ShiftLog(models.Model):
    """What a shift was like. Kept 24 months."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField()
    day = models.DateField(db_index=True)
    shift = models.CharField(max_length=30)
    version = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=10)
    yielded = models.JSONField(default=list)  # numbers of tasks
    cause = models.CharField(max_length=10, blank=True)
    corrected = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=1)
    created_on = models.DateField()

    class Meta:
        db_table = "workspace_shift_log"
        constraints = (models.UniqueConstraint(fields=("unit", "day", "shift"), name="one_log_of_shift"),)

    def __str__(self) -> str:
        return f"{self.day} {self.shift}"


class LoadLink(models.Model):
    """The address at which a unit's shifts are written: the key itself is derived, and only its hash is kept."""

    unit = models.UUIDField(primary_key=True)
    turn = models.PositiveIntegerField(default=1)  # each renewal is a new turn, and the key before is dead
    key_hash = models.BinaryField(max_length=32, unique=True)

    class Meta:
        db_table = "workspace_load_link"

    def __str__(self) -> str:
        return f"turn {self.turn}"
