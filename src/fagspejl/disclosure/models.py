"""The frozen Release of a round, in parts with hashes. No UPDATE of a part ever (trigger)."""

from __future__ import annotations

import uuid

from django.db import models


class StoredRelease(models.Model):
    """One per round, made at closing. `state`: sealed, then published."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.OneToOneField("evaluation.Round", on_delete=models.PROTECT, related_name="+")
    policy_sha = models.CharField(max_length=64)
    root_sha = models.CharField(max_length=64)
    record = (
        models.JSONField()
    )  # the close record: how many are counted; drafts and revoked answers from k up

    class Meta:
        db_table = "release"

    def __str__(self) -> str:
        return self.root_sha[:12]


class ReleasePart(models.Model):
    """One leader's report, one unit's totals, or the head; canonical JSON and its hash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(StoredRelease, on_delete=models.PROTECT, related_name="parts")
    kind = models.CharField(max_length=12)  # head | analysis | leader | unit | pooled
    key = models.CharField(max_length=100)  # person id of the leader, unit key, or ""
    body = models.TextField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        db_table = "release_part"
        constraints = (models.UniqueConstraint(fields=("release", "kind", "key"), name="one_part_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"


class Withdrawal(models.Model):
    """A published part that was withdrawn, and what its page says instead. The part itself is not touched."""

    part = models.OneToOneField(
        ReleasePart, on_delete=models.PROTECT, primary_key=True, related_name="withdrawal"
    )
    on = models.DateField()
    note = models.CharField(max_length=500)

    class Meta:
        db_table = "release_withdrawal"

    def __str__(self) -> str:
        return self.note
