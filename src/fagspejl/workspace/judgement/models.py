"""The table of a unit's own vignettes. Private to the tool: others ask its selectors."""

from __future__ import annotations

import uuid

from django.db import models


class OwnVignette(models.Model):
    """A fictional case that a unit wrote or copied. Kept 36 months after its last change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(
        db_index=True
    )  # of the organisation, which may forget a unit before the vignette is gone
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=120)
    text = models.TextField()
    theme = models.CharField(max_length=60)
    low_pole = models.CharField(max_length=60)
    high_pole = models.CharField(max_length=60)
    one_sided = models.BooleanField(default=False)
    actions = models.JSONField(default=list)
    questions = models.JSONField(default=list)  # at most three, the overall judgement last
    what_if = models.TextField(blank=True)
    author = models.CharField(max_length=200)
    version = models.PositiveSmallIntegerField(default=1)  # counts its changes
    marked_fictional = models.BooleanField()
    created_on = models.DateField()
    changed_on = models.DateField()

    class Meta:
        db_table = "workspace_own_vignette"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(marked_fictional=True), name="own_vignette_is_fictional"
            ),
        )

    def __str__(self) -> str:
        return self.title
