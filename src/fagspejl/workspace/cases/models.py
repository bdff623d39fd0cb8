"""Tables of sparring on cases. Private to the tool: others ask its selectors.

Nothing here leads to a person. A card names its session, in which nobody is left after the close; initials of the rota
are what a unit typed, and stand beside no case; an idea from a phone has a day and no token.
"""

from __future__ import annotations

import uuid

from django.db import models


class CaseCard(models.Model):
    """A case written as a pattern, and what was learned of it. Kept 36 months."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)  # of the organisation, which may forget a unit before it is gone
    language = models.CharField(max_length=5)
    session = models.UUIDField(null=True, unique=True)  # the engine's, which may be gone before the card
    type = models.CharField(max_length=60)
    tension = models.CharField(max_length=200)
    question = models.CharField(max_length=200)
    dilemma_type = models.CharField(max_length=40)
    low_pole = models.CharField(max_length=40)
    high_pole = models.CharField(max_length=40)
    considerations = models.JSONField(default=list)
    learned = models.JSONField(default=list)
    leader_part = models.CharField(max_length=20)
    strain = models.CharField(max_length=10, blank=True)
    follow_up_on = models.DateField(null=True)
    followed_up = models.CharField(max_length=200, blank=True)
    followed_on = models.DateField(null=True)
    created_on = models.DateField()
    revision = models.PositiveIntegerField(default=0)  # of two who press at once one is told so

    class Meta:
        db_table = "workspace_case_card"

    def __str__(self) -> str:
        return self.type


class CasePattern(models.Model):
    """What a unit weighs when, as its newcomers read it. Kept 36 months after its last change."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField()
    language = models.CharField(max_length=5)
    dilemma_type = models.CharField(max_length=40)
    when = models.CharField(max_length=140)
    we_weigh = models.CharField(max_length=200)
    because = models.CharField(max_length=200)
    unless = models.CharField(max_length=200, blank=True)
    from_cases = models.TextField(blank=True)  # ids of cards, a blank between them
    created_on = models.DateField()
    changed_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "workspace_case_pattern"
        indexes = (models.Index(fields=("unit", "withdrawn_on", "-changed_on"), name="patterns_of_a_unit"),)

    def __str__(self) -> str:
        return self.when


class PatternIdea(models.Model):
    """What somebody wrote on a phone after the shift: words and a day, and what became of it. Kept 12 months."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)
    text = models.CharField(max_length=200)
    created_on = models.DateField()
    answer = models.CharField(max_length=10, blank=True)
    line = models.CharField(max_length=200, blank=True)
    answered_on = models.DateField(null=True)
    pattern = models.UUIDField(null=True)

    class Meta:
        db_table = "workspace_pattern_idea"

    def __str__(self) -> str:
        return self.text


class CaseRhythm(models.Model):
    """On which weekday a unit takes a case, in place of which standing item; one at a time."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(unique=True)
    weekday = models.PositiveSmallIntegerField()
    meeting = models.CharField(max_length=120)
    short = models.BooleanField(default=False)
    weeks = models.PositiveSmallIntegerField(default=8)
    starts_on = models.DateField()  # the first of its days
    split_kind = models.CharField(max_length=20, default="none")
    groups = models.JSONField(default=list)  # names and declared sizes, typed once for all weeks
    created_on = models.DateField()

    class Meta:
        db_table = "workspace_case_rhythm"

    def __str__(self) -> str:
        return self.meeting


class RotaEntry(models.Model):
    """Somebody's turn, by initials that the unit typed. Joined to no case and no answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)
    initials = models.CharField(max_length=4)
    place = models.PositiveSmallIntegerField()  # in the round
    next_role = models.CharField(max_length=10, blank=True)  # empty: none, as where there are more people
    created_on = models.DateField()

    class Meta:
        db_table = "workspace_rota"
        constraints = (models.UniqueConstraint(fields=("unit", "initials"), name="initials_once_in_a_rota"),)

    def __str__(self) -> str:
        return self.initials
