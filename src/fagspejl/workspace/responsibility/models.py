"""Tables of maps of responsibility. Private to the tool: others ask its selectors.

Roles and tasks alone: no person, no account, and nothing of who answered. Held by
tests/responsibility/test_a_map_holds_roles_alone.py.
"""

from __future__ import annotations

import uuid

from django.db import models


class ResponsibilityMap(models.Model):
    """A unit's map: its roles, whether somebody has each, and when its rows were gone through last."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(unique=True)  # of the organisation, which may forget a unit before it is gone
    language = models.CharField(max_length=5)
    created_on = models.DateField()
    agreed_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=1)
    roles = models.JSONField(default=list)  # of {name, held}, in their order
    roles_changed = models.BooleanField(default=False)

    class Meta:
        db_table = "workspace_responsibility_map"

    def __str__(self) -> str:
        return f"revision {self.revision}"


class ResponsibilityRow(models.Model):
    """A task, the role that holds it, and where the leader stays out."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    map = models.ForeignKey(ResponsibilityMap, on_delete=models.CASCADE, related_name="rows")
    place = models.PositiveSmallIntegerField()
    task = models.CharField(max_length=80)
    holder_role = models.CharField(max_length=30)
    can_be_asked = models.CharField(max_length=80, blank=True)
    takes_over = models.CharField(max_length=80, blank=True)
    leader_stays_out = models.CharField(max_length=140, blank=True)
    told_how = models.CharField(max_length=140, blank=True)
    valid_from = models.DateField()

    class Meta:
        db_table = "workspace_responsibility_row"
        constraints = (models.UniqueConstraint(fields=("map", "place"), name="one_row_of_place"),)

    def __str__(self) -> str:
        return self.task
