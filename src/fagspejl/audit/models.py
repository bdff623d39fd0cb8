"""The staff access log: append-only by trigger, each row chained to the one before."""

from __future__ import annotations

from django.db import models


class AccessEntry(models.Model):
    """One act of a member of staff. `actor` and `object` are plain ids: the log outlives what it names."""

    number = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    actor_name = models.CharField(max_length=200)
    event = models.CharField(max_length=60)
    object = models.CharField(max_length=64, blank=True)
    facts = models.JSONField(default=dict)
    chain = models.CharField(max_length=64)  # SHA-256 over the previous chain and this row

    class Meta:
        db_table = "access_log"
        indexes = (models.Index(fields=("object", "event"), name="access_by_object"),)

    def __str__(self) -> str:
        return f"{self.number} {self.event}"
