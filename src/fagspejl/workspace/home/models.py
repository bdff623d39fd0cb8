"""Tables of the home of the workspace: the address of a unit's page, and when a unit was mailed. Nothing of anybody."""

from __future__ import annotations

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
