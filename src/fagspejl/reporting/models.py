"""Who may read which report: granted to persons at publication, never inherited."""

from __future__ import annotations

import uuid

from django.db import models


class ReportGrant(models.Model):
    """One person's right to one leader's report. `part` is the id of the Release's part."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    part = models.ForeignKey("disclosure.ReleasePart", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("organisation.Person", on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=12)  # leader | superior
    comments = models.BooleanField(default=True)  # may also read the comments

    class Meta:
        db_table = "report_grant"
        constraints = (models.UniqueConstraint(fields=("part", "person"), name="one_grant_per_person"),)

    def __str__(self) -> str:
        return self.role
