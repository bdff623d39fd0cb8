"""Tables of the home of the workspace: a unit's page, when a unit was mailed, and its themes. Nothing of anybody."""

from __future__ import annotations

import uuid

from django.db import models


class UnitLink(models.Model):
    """The address of a unit's page: the key itself is derived, and only its hash is kept."""

    unit = models.UUIDField(
        primary_key=True
    )  # of the organisation, which may forget a unit before it is gone
    turn = models.PositiveIntegerField(default=1)  # each renewal is a new turn, and the key before is dead
    key_hash = models.BinaryField(max_length=32, unique=True)
    language = models.CharField(max_length=5)

    class Meta:
        db_table = "workspace_unit_link"

    def __str__(self) -> str:
        return f"turn {self.turn}"


class UnitMailed(models.Model):
    """About which published round a unit's staff was mailed a notice, and since when: once for each."""

    unit = models.UUIDField(primary_key=True)
    round = models.UUIDField()
    first_on = models.DateField()

    class Meta:
        db_table = "workspace_unit_mailed"

    def __str__(self) -> str:
        return str(self.first_on)


class Focus(models.Model):
    """The one theme that a unit works with. Nothing that a report says of anybody stands in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(
        db_index=True
    )  # of the organisation, which may forget a unit before its themes go
    theme = models.CharField(max_length=120)
    item = models.CharField(max_length=400, blank=True)
    why = models.CharField(max_length=280, blank=True)
    tools = models.JSONField(default=list)  # names of sheets: what to begin with, and what may follow
    chosen_on = models.DateField()
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "workspace_focus"
        constraints = (
            models.UniqueConstraint(
                fields=("unit",), condition=models.Q(closed_on=None), name="one_open_theme_per_unit"
            ),
        )

    def __str__(self) -> str:
        return self.theme
