"""Tables of agreements and of their pulse. Private to the tool: others ask its selectors.

The pulse holds counts: no row of an answer, no token, no time finer than a week. The random key of an opened page
stands in a table of its own until the end of its day, so that a page counts once; nothing joins it to what was pressed.
"""

from __future__ import annotations

import uuid

from django.db import models


class Agreement(models.Model):
    """An agreement of a unit, through all its versions. Kept 36 months after its end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)  # of the organisation, which may forget a unit before it is gone
    language = models.CharField(max_length=5)
    title = models.CharField(max_length=120)
    status = models.CharField(max_length=10, default="draft")
    owner = models.UUIDField(null=True)  # an account's id
    from_point = models.UUIDField(null=True)  # the StartingPoint it began from
    created_on = models.DateField()
    touched_on = models.DateField()  # by an act of its unit, never by a press
    review_on = models.DateField(null=True)
    suspended_until = models.DateField(null=True)
    suspended_because = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True)
    replaced_by = models.UUIDField(null=True)
    pulse = models.BooleanField(default=True)
    pulse_turn = models.PositiveSmallIntegerField(default=0)
    pulse_hash = models.BinaryField(max_length=32, null=True, unique=True)
    revision = models.PositiveIntegerField(default=0)  # of two who press at once one is told so

    class Meta:
        db_table = "workspace_agreement"

    def __str__(self) -> str:
        return self.title


class AgreementVersion(models.Model):
    """What the agreement said from a day on. Never changed once it holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    made_on = models.DateField()
    starts_on = models.DateField()
    because = models.CharField(max_length=300, blank=True)
    text = models.TextField()
    why = models.TextField()
    for_whom = models.CharField(max_length=300)
    doers = models.CharField(max_length=120, blank=True)
    doers_size = models.PositiveSmallIntegerField(null=True)
    receivers = models.CharField(max_length=120, blank=True)
    receivers_size = models.PositiveSmallIntegerField(null=True)
    considerations = models.JSONField(default=list)
    decided_how = models.CharField(max_length=30)
    decided_n = models.PositiveSmallIntegerField(null=True)
    minority_reason = models.CharField(max_length=300, blank=True)
    visible_sign = models.CharField(max_length=300)
    superior_rule = models.CharField(max_length=20, default="none")
    superior_text = models.CharField(max_length=300, blank=True)
    behaviour_green = models.CharField(max_length=300, blank=True)
    behaviour_yellow = models.CharField(max_length=300, blank=True)
    behaviour_red = models.CharField(max_length=300, blank=True)
    band_low = models.PositiveSmallIntegerField(null=True)
    band_high = models.PositiveSmallIntegerField(null=True)

    class Meta:
        db_table = "workspace_agreement_version"
        constraints = (models.UniqueConstraint(fields=("agreement", "number"), name="one_version_of_number"),)

    def __str__(self) -> str:
        return str(self.number)


class AgreementException(models.Model):
    """When the agreement does not hold, what is done instead, who decides, and where it is noted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="exceptions")
    number = models.PositiveSmallIntegerField()
    when = models.CharField(max_length=300)
    instead = models.CharField(max_length=300)
    who_decides = models.CharField(max_length=120)
    noted_where = models.CharField(max_length=120)
    added_in = models.PositiveSmallIntegerField()
    ended_in = models.PositiveSmallIntegerField(null=True)

    class Meta:
        db_table = "workspace_agreement_exception"
        constraints = (
            models.UniqueConstraint(fields=("agreement", "number"), name="one_exception_of_number"),
        )

    def __str__(self) -> str:
        return self.when


class Announcement(models.Model):
    """A group that was told: a count of five or more and questions, never names. Under five only that it was told."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="announcements")
    version = models.PositiveSmallIntegerField()
    group = models.CharField(max_length=120)
    told_on = models.DateField()
    understood_count = models.PositiveSmallIntegerField(null=True)
    questions = models.JSONField(default=list)

    class Meta:
        db_table = "workspace_agreement_told"

    def __str__(self) -> str:
        return self.group


class AgreementEvent(models.Model):
    """What happened to an agreement on a day: the flags of its life."""

    id = models.BigAutoField(primary_key=True)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="events")
    kind = models.CharField(max_length=20)
    on = models.DateField()
    version = models.PositiveSmallIntegerField()
    line = models.CharField(max_length=300, blank=True)
    due_on = models.DateField(null=True)  # the day of the review that this settled

    class Meta:
        db_table = "workspace_agreement_event"

    def __str__(self) -> str:
        return self.kind


class PulseCount(models.Model):
    """How often one answer was given in one week; `over`: presses beyond what a day takes.

    All rows of a side stand there from the week's first press, and each press writes all of them anew.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="pulse_counts")
    version = models.PositiveSmallIntegerField()
    week = models.DateField()  # its Monday
    side = models.CharField(max_length=10)
    answer = models.CharField(max_length=15)
    exception = models.PositiveSmallIntegerField(default=0)  # which one; 0 for every other answer
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "workspace_pulse_count"
        constraints = (
            models.UniqueConstraint(
                fields=("agreement", "version", "week", "side", "answer", "exception"), name="one_pulse_count"
            ),
        )

    def __str__(self) -> str:
        return self.answer


class ObstacleLine(models.Model):
    """What got in the way, in somebody's words: of a week and a side, and of no press."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="obstacle_lines")
    version = models.PositiveSmallIntegerField()
    week = models.DateField()
    side = models.CharField(max_length=10)
    text = models.CharField(max_length=140)

    class Meta:
        db_table = "workspace_obstacle_line"

    def __str__(self) -> str:
        return "line"


class PulsePage(models.Model):
    """The hashed key of an opened page that was pressed, until the end of its day."""

    key_hash = models.BinaryField(max_length=32, primary_key=True)
    day = models.DateField(db_index=True)

    class Meta:
        db_table = "workspace_pulse_page"

    def __str__(self) -> str:
        return "page"


class PulseDay(models.Model):
    """How many answers of a side were counted today. Gone with the next day's first press, and at night."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="pulse_days")
    side = models.CharField(max_length=10)
    day = models.DateField(db_index=True)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "workspace_pulse_day"
        constraints = (
            models.UniqueConstraint(fields=("agreement", "side", "day"), name="one_pulse_day_of_side"),
        )

    def __str__(self) -> str:
        return self.side
