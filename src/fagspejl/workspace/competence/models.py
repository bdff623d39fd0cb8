"""Tables of competences. Private to the tool: others ask its selectors.

A row is its owner's: it names a person on the roster, and is gone as soon as the owner withdraws it or leaves the unit.
What is drawn of rows is stored apart, as counts: docs/decisions/0020-a-persons-row-and-what-a-unit-sees.md.
"""

from __future__ import annotations

import uuid

from django.db import models


class CompetenceUnit(models.Model):
    """A unit that looks at its competences. `coverage`: counts as they were drawn; None where nothing is shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(unique=True)  # of the organisation, which may forget a unit before it is gone
    language = models.CharField(max_length=5)
    revision = models.PositiveIntegerField(default=1)
    next_number = models.PositiveSmallIntegerField(default=1)
    created_on = models.DateField()
    coverage = models.JSONField(null=True)
    gone = models.BooleanField(
        default=False
    )  # a row that the leader could not read went since the last drawing
    overwritten = models.BooleanField(default=True)  # nothing of a withdrawn row is left in the storage

    class Meta:
        db_table = "workspace_competence_unit"

    def __str__(self) -> str:
        return str(self.unit)


class CompetenceTask(models.Model):
    """A task of a unit. Its number is given once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(CompetenceUnit, on_delete=models.CASCADE, related_name="tasks")
    number = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=80)
    need = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "workspace_competence_task"
        constraints = (models.UniqueConstraint(fields=("unit", "number"), name="one_competence_of_number"),)

    def __str__(self) -> str:
        return self.name


class CompetenceRow(models.Model):
    """What a person says of herself; `fresh`, `read`, `drawn` and `veil` as in RowState."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)
    person = models.UUIDField()  # on the roster
    marks = models.JSONField(default=dict)
    ask = models.JSONField(default=list)
    opened = models.BooleanField(default=False)
    fresh = models.BooleanField(default=True)
    read = models.BooleanField(default=False)
    drawn = models.BooleanField(default=False)
    veil = models.PositiveSmallIntegerField(default=0)
    seen_on = models.DateField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "workspace_competence_row"
        constraints = (models.UniqueConstraint(fields=("unit", "person"), name="one_competence_row"),)

    def __str__(self) -> str:
        return "a row"


class LearningItem(models.Model):
    """Something that the unit is to learn, and where it is to be used."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)
    task = models.PositiveSmallIntegerField(default=0)
    what = models.CharField(max_length=120)
    how = models.CharField(max_length=12)
    used_where = models.CharField(max_length=120)
    sign = models.CharField(max_length=120, blank=True)
    by = models.DateField(null=True)
    done_on = models.DateField(null=True)
    created_on = models.DateField()

    class Meta:
        db_table = "workspace_learning_item"

    def __str__(self) -> str:
        return self.what


class KnowledgeSource(models.Model):
    """A source of new knowledge, and the role that follows it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)
    source = models.CharField(max_length=120)
    follower_role = models.CharField(max_length=60)
    last_shared = models.DateField(null=True)
    created_on = models.DateField()

    class Meta:
        db_table = "workspace_knowledge_source"

    def __str__(self) -> str:
        return self.source
