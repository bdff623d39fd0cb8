"""What planners have ordered of the worker, which alone holds the keys of rounds, and the papers it made."""

from __future__ import annotations

import uuid

from django.db import models

from fagspejl.operations.types import OrderState


class PlannerOrder(models.Model):
    """One act that needs a round's key. `facts` hold no text of respondents and no secret."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20)  # one of OrderKind
    round = models.ForeignKey("evaluation.Round", on_delete=models.CASCADE, related_name="+")
    facts = models.JSONField(default=dict)
    actor = models.CharField(max_length=64)
    actor_name = models.CharField(max_length=200)
    placed_at = models.DateTimeField()
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in OrderState], default=OrderState.WAITING
    )
    lease = models.DateTimeField(null=True)  # until when a worker holds it
    stop = models.BooleanField(default=False)  # somebody asked to stop it
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    refusals = models.JSONField(default=list)  # [name of the error, its plain facts]
    ended_at = models.DateTimeField(null=True)
    public_key = models.BinaryField(max_length=32, null=True)  # of whoever may read the paper

    class Meta:
        db_table = "planner_order"
        indexes = (models.Index(fields=("state", "placed_at"), name="orders_that_wait"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class SealedPaper(models.Model):
    """A file for one person, sealed to a key that only that person's page holds; gone after a quarter of an hour."""

    order = models.OneToOneField(
        PlannerOrder, on_delete=models.CASCADE, primary_key=True, related_name="paper"
    )
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    sealed = models.BinaryField()
    made_at = models.DateTimeField()

    class Meta:
        db_table = "sealed_paper"

    def __str__(self) -> str:
        return self.name
