"""Tables of pictures of quality. Private to the tool: others ask its selectors.

What people rated is the engine's, and gone but for its stored pictures. A statement here is the unit's words.
"""

from __future__ import annotations

import uuid

from django.db import models


class Picture(models.Model):
    """A picture of quality of a unit: of a task area, in a year, made in a session. Kept 36 months."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)  # of the organisation, which may forget a unit before it is gone
    session = models.UUIDField(unique=True)  # of the engine, which may have deleted it
    language = models.CharField(max_length=5)
    task_area = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    created_on = models.DateField()
    marked_on = models.DateField(null=True)  # when its guide marks were chosen last
    revision = models.PositiveIntegerField(default=0)  # of two who choose at once one is told so

    class Meta:
        db_table = "workspace_quality_picture"

    def __str__(self) -> str:
        return self.task_area


class Statement(models.Model):
    """What the unit says of good quality: there once its picture was seen and guide marks were chosen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    picture = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="statements")
    unit = models.UUIDField()
    place = models.PositiveSmallIntegerField()  # among the statements of its session
    task_area = models.CharField(max_length=80)
    text = models.CharField(max_length=400)
    knowledge_base = models.CharField(max_length=160, blank=True)
    task_and_duty = models.CharField(max_length=160, blank=True)
    context = models.CharField(max_length=160, blank=True)
    is_guide_mark = models.BooleanField(default=False)
    leads_to = models.CharField(max_length=20, blank=True)  # the kind of outcome that a guide mark is tied to
    exceptions = models.CharField(max_length=160, blank=True)
    version = models.PositiveSmallIntegerField(default=1)
    year = models.PositiveSmallIntegerField()
    created_on = models.DateField()

    class Meta:
        db_table = "workspace_quality_statement"
        constraints = (models.UniqueConstraint(fields=("picture", "place"), name="one_statement_per_place"),)

    def __str__(self) -> str:
        return self.text


class UnitCard(models.Model):
    """A starter card as a unit wrote it anew. Kept 36 months after its last change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)  # of the organisation, which may forget a unit before it is gone
    language = models.CharField(max_length=5)
    code = models.CharField(max_length=20)
    profession = models.CharField(max_length=40)
    good = models.CharField(max_length=160)
    knowledge = models.CharField(max_length=160, blank=True)
    duty = models.CharField(max_length=160, blank=True)
    context = models.CharField(max_length=160, blank=True)
    version = models.PositiveSmallIntegerField(default=1)  # counts its changes
    created_on = models.DateField()
    changed_on = models.DateField()

    class Meta:
        db_table = "workspace_quality_card"
        constraints = (
            models.UniqueConstraint(fields=("unit", "language", "code"), name="one_card_per_profession"),
        )

    def __str__(self) -> str:
        return self.profession
