"""Tables of the engine. Private to it: others ask selectors.

Rows of people live from the first answer to the close, which deletes them (services/closing.py). They carry no time of
day, and no foreign key leads from an answer to a person or an account.
"""

from __future__ import annotations

import uuid

from django.db import models


class Session(models.Model):
    """An exercise held together. Keys stand as hashes; what they are made of is derived again (keys.py)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    template = models.CharField(max_length=40)
    title = models.CharField(max_length=120)
    language = models.CharField(max_length=5)
    phase = models.CharField(max_length=20)
    step = models.PositiveSmallIntegerField(default=0)
    item = models.PositiveSmallIntegerField(default=0)
    cases = models.JSONField(default=list)
    items = models.JSONField(default=list)
    split_kind = models.CharField(max_length=20)
    groups = models.JSONField(default=list)
    decision_method = models.CharField(max_length=30)
    replaces = models.CharField(max_length=120)
    short = models.BooleanField(default=False)
    source = models.CharField(max_length=10, default="live")
    planned_on = models.DateField(null=True)
    created_on = models.DateField()
    opened_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    phase_since = models.DateTimeField(null=True)  # for the clock on the wall; gone at close
    touched_at = models.DateTimeField(null=True)  # by the facilitator, never by a phone; gone at close
    present = models.PositiveSmallIntegerField(default=0)
    locked = models.BooleanField(default=False)
    slips_only = models.BooleanField(default=False)
    hidden_reasons = models.JSONField(default=list)  # keys of this session's reasons; gone at close
    seed = models.BigIntegerField()
    revision = models.PositiveIntegerField(default=0)
    started_by = (
        models.UUIDField()
    )  # an account's id, without a foreign key: none leads from an answer to an account
    report = models.UUIDField(
        null=True
    )  # a leader's own, whose statements and figures stand in the cases until the close
    code_try = models.PositiveSmallIntegerField(default=0)
    control_turn = models.PositiveSmallIntegerField(default=0)
    code_hash = models.BinaryField(max_length=32, null=True, unique=True)
    display_hash = models.BinaryField(max_length=32, null=True, unique=True)
    control_hash = models.BinaryField(max_length=32, null=True, unique=True)
    exit_answers = models.JSONField(default=dict)  # to the last questions, sorted, where five answered
    series = models.JSONField(default=dict)  # what a series told across its cases; written once, at the close
    reveal_all = models.BooleanField(
        default=False
    )  # as its template said when it was made; the poll asks for it
    collecting = models.CharField(max_length=10, default="none")
    statements = models.JSONField(
        default=list
    )  # put together so far; cases keep them, so they are gone at close
    confirmed = models.JSONField(default=list)  # what was told of how many recognise them; gone at close
    guessed = models.JSONField(default=list)  # how the others' three were guessed; written once, at the close
    overwritten = models.BooleanField(
        default=True
    )  # false from the close until the storage of its answers is written anew

    class Meta:
        db_table = "workspace_session"

    def __str__(self) -> str:
        return self.title


class SessionUnit(models.Model):
    """A unit that takes part; several make a joint session."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="taking_part")
    unit = models.UUIDField(
        db_index=True
    )  # of the organisation, which may forget a unit before the session is gone

    class Meta:
        db_table = "workspace_session_unit"
        constraints = (models.UniqueConstraint(fields=("session", "unit"), name="one_part_per_unit"),)

    def __str__(self) -> str:
        return str(self.unit)


class AnswerSlip(models.Model):
    """A printed one-time way in, handed out unlinked to names."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="slips")
    token_hash = models.BinaryField(max_length=32, unique=True)

    class Meta:
        db_table = "workspace_slip"

    def __str__(self) -> str:
        return "slip"


class Participant(models.Model):
    """A phone in the room; deleted at close."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="participants")
    token_hash = models.BinaryField(max_length=32, unique=True)
    group = models.PositiveSmallIntegerField(null=True)
    open_voice = models.BooleanField(null=True)
    is_leader = models.BooleanField(default=False)
    shows_answer = models.BooleanField(default=False)  # of a leader, after the team's reveal
    understood = models.PositiveSmallIntegerField(null=True)
    heard = models.PositiveSmallIntegerField(null=True)
    direction = models.PositiveSmallIntegerField(null=True)
    guesses = models.JSONField(default=dict)  # a guessed group's place -> the three cases chosen
    applied = models.JSONField(default=list)  # keys of what this phone sent, so that nothing is applied twice

    class Meta:
        db_table = "workspace_participant"

    def __str__(self) -> str:
        return "participant"


class Response(models.Model):
    """What one phone answered to one item in one round; deleted at close."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="responses")
    item = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    value = models.PositiveSmallIntegerField(null=True)
    first_action = models.PositiveSmallIntegerField(null=True)
    certainty = models.PositiveSmallIntegerField(null=True)
    considerations = models.JSONField(default=list)
    reason = models.CharField(max_length=140, blank=True)
    signed = models.BooleanField(default=False)
    guess = models.PositiveSmallIntegerField(null=True)
    differences = models.JSONField(default=list)

    class Meta:
        db_table = "workspace_response"
        constraints = (
            models.UniqueConstraint(fields=("participant", "item", "round"), name="one_response_per_round"),
            models.CheckConstraint(condition=models.Q(value__lte=10), name="response_value_0_10"),
        )

    def __str__(self) -> str:
        return "response"


class Contribution(models.Model):
    """What one phone wrote of what a session collects; deleted at close.

    `place`: which of the phone's own. `statement`: the place of the statement it was put under. `confirmed`: whether
    the writer recognises it there; null until she has said.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="contributions")
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=400)
    statement = models.PositiveSmallIntegerField(null=True)
    confirmed = models.BooleanField(null=True)

    class Meta:
        db_table = "workspace_contribution"
        constraints = (
            models.UniqueConstraint(fields=("participant", "place"), name="one_contribution_per_place"),
        )

    def __str__(self) -> str:
        return "contribution"


class Reveal(models.Model):
    """One round of one item that is shown, with which groups stand alone: nothing joins that round any more."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="reveals")
    item = models.PositiveSmallIntegerField()
    round = models.PositiveSmallIntegerField()
    shown = models.JSONField(default=list)  # places of the groups that stand alone; none: everybody together

    class Meta:
        db_table = "workspace_reveal"
        constraints = (
            models.UniqueConstraint(fields=("session", "item", "round"), name="one_reveal_per_round"),
        )

    def __str__(self) -> str:
        return f"{self.item}.{self.round}"


class StoredPicture(models.Model):
    """What is left of an item: sorted values per block of at least five. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="pictures")
    item = models.PositiveSmallIntegerField()
    picture = models.JSONField()
    sentences = models.JSONField(default=list)
    arithmetic_version = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "workspace_picture"
        constraints = (models.UniqueConstraint(fields=("session", "item"), name="one_picture_per_item"),)

    def __str__(self) -> str:
        return f"picture {self.item}"


class Outcome(models.Model):
    """What the unit ended an item with, and what became of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="outcomes")
    item = models.PositiveSmallIntegerField(default=0)
    made_on = models.DateField()
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=600, blank=True)
    reasons = models.JSONField(default=list)
    considerations = models.JSONField(default=list)
    none_because = models.CharField(max_length=20, blank=True)
    held = models.CharField(max_length=10, default="open")
    line = models.CharField(max_length=140, blank=True)
    looked_on = models.DateField(null=True)

    class Meta:
        db_table = "workspace_outcome"

    def __str__(self) -> str:
        return self.kind


class Trial(models.Model):
    """What is tried, by which role, and when the unit asks how it went."""

    outcome = models.OneToOneField(Outcome, on_delete=models.CASCADE, primary_key=True, related_name="trial")
    by_role = models.CharField(max_length=120)
    due_on = models.DateField()

    class Meta:
        db_table = "workspace_trial"

    def __str__(self) -> str:
        return self.by_role


class AcceptedDifference(models.Model):
    """A disagreement the unit lives with: when to ask a colleague, and when to look again."""

    outcome = models.OneToOneField(
        Outcome, on_delete=models.CASCADE, primary_key=True, related_name="accepted_difference"
    )
    when_to_ask = models.CharField(max_length=300)
    look_again_on = models.DateField()

    class Meta:
        db_table = "workspace_accepted_difference"

    def __str__(self) -> str:
        return self.when_to_ask


class StartingPoint(models.Model):
    """What an outcome offers to the next tool."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)
    from_kind = models.CharField(max_length=20)
    from_id = models.CharField(max_length=40)
    text = models.CharField(max_length=600)
    made_on = models.DateField()

    class Meta:
        db_table = "workspace_starting_point"

    def __str__(self) -> str:
        return self.text


class Facilitator(models.Model):
    """An account that may hold sessions of a unit it does not lead."""

    unit = models.UUIDField(db_index=True)
    account = models.UUIDField()
    appointed_on = models.DateField()

    class Meta:
        db_table = "workspace_facilitator"
        constraints = (models.UniqueConstraint(fields=("unit", "account"), name="one_appointment_per_unit"),)

    def __str__(self) -> str:
        return str(self.account)
