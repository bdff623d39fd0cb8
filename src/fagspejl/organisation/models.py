"""Tables of the roster. Private to the room: others ask selectors."""

from __future__ import annotations

import uuid

from django.db import models


class Unit(models.Model):
    """A unit in the tree; one root per installation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=100, unique=True)  # the roster's own id
    name = models.CharField(max_length=200)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="children")
    order = models.PositiveIntegerField(default=0)  # as the roster lists them

    class Meta:
        db_table = "unit"
        ordering = ("order", "key")

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """Somebody on the roster: employee, leader, or both."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=100, unique=True)
    name = models.CharField(max_length=200)
    email = models.EmailField(blank=True)  # empty: by letter
    profession = models.CharField(max_length=60, blank=True)  # profession id of the instrument
    language = models.CharField(max_length=5, default="da")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="people")
    is_leader = models.BooleanField(default=False)
    employed_since = models.DateField(null=True)
    leader_since = models.DateField(null=True)  # since when the person has the leader(s) it rates
    exempt = models.BooleanField(default=False)  # asked about nobody, and nobody is asked about this person
    address_refused = models.CharField(max_length=200, blank=True)  # what the mail server, or the hook, said
    leaves = models.BooleanField(default=False)  # no longer on the roster; kept while a round needs the row

    class Meta:
        db_table = "person"
        ordering = ("name", "key")

    def __str__(self) -> str:
        return self.name


class Assignment(models.Model):
    """Who is to rate whom, and in which group."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    rater = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="rates")
    leader = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="rated_by")
    perspective = models.CharField(max_length=20)
    # Taken in on that day; where nobody knew it: on the list on that day at the latest. None: not known at all.
    since = models.DateField(null=True)

    class Meta:
        db_table = "assignment"
        constraints = (models.UniqueConstraint(fields=("rater", "leader"), name="one_assignment_per_pair"),)

    def __str__(self) -> str:
        return f"{self.rater_id} about {self.leader_id}"


class UnitNotice(models.Model):
    """What a unit's leader released to the staff of her unit: at most one is in force; withdrawing it deletes the row.

    Plain text without figures and names, and no reference to where it came from: no room below may lead upwards.
    """

    unit = models.OneToOneField(Unit, on_delete=models.CASCADE, primary_key=True, related_name="+")
    points = (
        models.JSONField()
    )  # titles with their states, as they read, in the order in which she ticked them
    own = models.CharField(max_length=200, blank=True)  # her own words
    language = models.CharField(max_length=5)
    released_on = models.DateField()

    class Meta:
        db_table = "unit_notice"

    def __str__(self) -> str:
        return f"released on {self.released_on}"


class SiteSecret(models.Model):
    """A secret that every machine of the site must hold alike, as a salted and slow hash: nothing leads back to it."""

    name = models.CharField(max_length=20, primary_key=True)
    salt = models.BinaryField(max_length=16)
    fingerprint = models.BinaryField(max_length=32)

    class Meta:
        db_table = "staff_site_secret"

    def __str__(self) -> str:
        return self.name


class RosterSource(models.Model):
    """A system that rosters come from, as a planner calls it, and what its headings mean."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=100, unique=True)
    headings = models.JSONField()  # as they are compared, in the order of the file
    mapping = models.JSONField()  # what `MappingSaid` holds
    used_on = models.DateField()

    class Meta:
        db_table = "roster_source"
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class RosterDraft(models.Model):
    """The roster that is being taken in: at most one, without CPR numbers, gone when it is taken in or after a day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slot = models.PositiveSmallIntegerField(default=1, unique=True)  # at most one
    version = models.PositiveIntegerField(default=1)
    file = models.CharField(max_length=200)
    source = models.CharField(max_length=100, blank=True)
    began_by = models.CharField(max_length=64)  # an account's id
    began_name = models.CharField(max_length=200)
    began_at = models.DateTimeField()
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()
    held = models.BinaryField()  # compressed: what the file holds
    corrected = models.BinaryField(null=True)  # compressed: rows that came back corrected
    mapping = models.JSONField(null=True)  # None: nobody has confirmed what the columns mean
    decisions = models.JSONField(default=dict)  # key of a notice -> reason and who decided
    told = models.JSONField(null=True)  # what reading it said, in numbers; None until it was read

    class Meta:
        db_table = "roster_draft"

    def __str__(self) -> str:
        return self.file


class RosterDraftLine(models.Model):
    """One line of what reading a draft said: a fault, a notice, a person or unit that changes."""

    draft = models.ForeignKey(RosterDraft, on_delete=models.CASCADE, related_name="+")
    section = models.CharField(max_length=20)
    kind = models.CharField(max_length=60)
    number = models.PositiveIntegerField()
    facts = models.JSONField()

    class Meta:
        db_table = "roster_draft_line"
        indexes = (models.Index(fields=("draft", "section", "number"), name="roster_draft_lines"),)

    def __str__(self) -> str:
        return f"{self.section} {self.number}"


class RosterImport(models.Model):
    """A roster that was taken in: when, by whom, what was decided. `before` brings back what was there, once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    at = models.DateTimeField()
    actor = models.CharField(max_length=64)
    actor_name = models.CharField(max_length=200)
    file = models.CharField(max_length=200, blank=True)
    counts = models.JSONField()
    decisions = models.JSONField(default=list)
    before = models.BinaryField(null=True)  # compressed rows; None once it can no longer be undone
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "roster_import"
        ordering = ("-at",)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"
