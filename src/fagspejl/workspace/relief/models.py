"""The table of relief rounds: a unit, a day, a number, and three counts. It has no room for a word.

Held by tests/relief/test_nothing_else_is_kept.py.
"""

from __future__ import annotations

import uuid

from django.db import models


class ReliefRound(models.Model):
    """A round that was held. The counts are empty where fewer than five answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField()
    held_on = models.DateField(db_index=True)
    present = models.PositiveSmallIntegerField()
    worth_yes = models.PositiveSmallIntegerField(null=True)
    worth_partly = models.PositiveSmallIntegerField(null=True)
    worth_no = models.PositiveSmallIntegerField(null=True)

    class Meta:
        db_table = "workspace_relief_round"
        constraints = (models.UniqueConstraint(fields=("unit", "held_on"), name="one_relief_round_a_day"),)

    def __str__(self) -> str:
        return str(self.held_on)
