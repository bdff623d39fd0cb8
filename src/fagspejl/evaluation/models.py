"""Rounds, their frozen policy, invitations and response rates. Nothing here says whether anybody answered."""

from __future__ import annotations

import uuid
from enum import StrEnum

from django.db import models

from fagspejl.analysis.policy import FLOORS, DisclosurePolicy
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.lists import Decision, ListChangeKind
from fagspejl.evaluation.types.witnessed import Holder


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


_USUAL = DisclosurePolicy()


class Round(models.Model):
    """One evaluation. `tree` is the organisation as it stood at opening; moving units later changes nothing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=200)
    organisation = models.CharField(max_length=200)
    state = models.CharField(max_length=20, choices=_choices(RoundState), default=RoundState.DRAFT)
    close_step = models.PositiveSmallIntegerField(default=0)
    instrument = models.CharField(max_length=100)  # NAME@VERSION, kept:NAME@VERSION, or a folder
    instrument_sha = models.CharField(max_length=64)
    opened_at = models.DateTimeField(null=True)
    deadline = models.DateTimeField()
    key_check = models.BinaryField(max_length=32, null=True)
    destruction_check = models.BinaryField(max_length=32, null=True)  # proves the marker of the destroyed key
    key_node = models.CharField(max_length=255, null=True)  # the machine that holds the key, and where
    key_folder = models.CharField(max_length=4096, null=True)
    escrow_folder = models.CharField(max_length=4096, null=True)
    escrow_confirmed_on = models.DateField(null=True)  # the key's copy was read back, at opening
    keys_destroyed_on = models.DateField(null=True)
    escrow_destruction_confirmed_on = models.DateField(null=True)  # by whoever holds a copy or half of one
    reports_deleted_on = models.DateField(null=True)  # when their time was over
    tree = models.JSONField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "round"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state=RoundState.DRAFT) | models.Q(key_check__isnull=False),
                name="open_round_has_key_check",
            ),
        )

    def __str__(self) -> str:
        return self.title


class RoundPolicy(models.Model):
    """What raters are promised: one row per round, editable in draft only (model, CHECK and triggers refuse)."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="policy")
    k = models.PositiveSmallIntegerField(default=_USUAL.k)
    k_distribution = models.PositiveSmallIntegerField(default=_USUAL.k_distribution)
    k_comments = models.PositiveSmallIntegerField(default=_USUAL.k_comments)
    comment_authors = models.PositiveSmallIntegerField(default=_USUAL.comment_authors)
    values = models.JSONField()  # access policy, DisclosurePolicy, ReportingPolicy: the whole RoundPolicy
    sha256 = models.CharField(max_length=64)
    # As they stood at opening, byte for byte; null in drafts, and in rounds opened before they were kept.
    rules = models.BinaryField(null=True)  # the canonical JSON whose SHA-256 is `sha256`
    promised = models.BinaryField(null=True)  # what raters read, in every language and role
    registered = models.BinaryField(null=True)  # the promise in one document, whose hash people compare

    class Meta:
        db_table = "round_policy"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(k__gte=FLOORS["k"])
                & models.Q(k_distribution__gte=FLOORS["k_distribution"])
                & models.Q(k_comments__gte=models.F("k"))
                & models.Q(comment_authors__gte=FLOORS["comment_authors"]),
                name="policy_at_or_above_floors",
            ),
        )

    def __str__(self) -> str:
        return self.sha256[:12]


class RoundLot(models.Model):
    """The half of a round's units that was drawn to begin first: registered, then drawn, once. Pairs are kept nowhere.

    `document` is what was registered, `seed` what the coins come from. Both halves are in the order of ids.
    `told_in`: the round whose release said what can be said of it.
    """

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="lot")
    theme = models.CharField(max_length=100)
    document = models.BinaryField()
    seed = models.BinaryField(max_length=32)
    registered_on = models.DateField()
    drawn_on = models.DateField(null=True)
    begins = models.JSONField(null=True)
    later = models.JSONField(null=True)
    told_in = models.OneToOneField(Round, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "round_lot"

    def __str__(self) -> str:
        return self.theme


class RoundPlan(models.Model):
    """What a planner has settled for a round beside its promise (`types.plan`); none: everybody on the roster."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="plan")
    values = models.JSONField(default=dict)
    version = models.PositiveIntegerField(
        default=1
    )  # which one a planner has seen: the second of two is told
    changed_by = models.CharField(max_length=200)
    changed_at = models.DateTimeField()

    class Meta:
        db_table = "round_plan"

    def __str__(self) -> str:
        return f"version {self.version}"


class Questionnaire(models.Model):
    """The files of a questionnaire that was made here, so that every machine reads the same ones; never changed.

    The checksum is `instrument.loader.checksum` of `files`, so a changed row is found out by whoever reads it.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    name = models.CharField(max_length=60)
    version = models.CharField(max_length=20)
    files = models.JSONField()  # file name -> text
    is_own = models.BooleanField()  # entered or imported, to choose themes from; else made for one round
    made_at = models.DateTimeField()
    made_by = models.CharField(max_length=200)

    class Meta:
        db_table = "questionnaire"
        constraints = (
            models.UniqueConstraint(
                fields=("name", "version"),
                condition=models.Q(is_own=True),
                name="one_questionnaire_of_a_version",
            ),
        )

    def __str__(self) -> str:
        return f"{self.name}@{self.version}"


class ListCheck(models.Model):
    """A leader was asked to look at the list of those who will be asked about her; and said that it is right."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="list_checks")
    leader = models.ForeignKey("organisation.Person", on_delete=models.CASCADE, related_name="+")
    asked_on = models.DateField()
    reminders = models.PositiveSmallIntegerField(default=0)
    confirmed_on = models.DateField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)  # why a planner confirmed it in her place

    class Meta:
        db_table = "list_check"
        constraints = (models.UniqueConstraint(fields=("round", "leader"), name="one_check_of_a_list"),)

    def __str__(self) -> str:
        return f"asked on {self.asked_on}"


class ListChange(models.Model):
    """Somebody is to be taken off a leader's list, or put on it, beside what the roster says; a planner decides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="list_changes")
    number = models.PositiveIntegerField()  # in the order in which they came: the later of two holds
    leader = models.ForeignKey("organisation.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=6, choices=_choices(ListChangeKind))
    # Whom it is about: somebody on the roster, or, until a planner has found them, a name as the leader wrote it.
    person = models.ForeignKey("organisation.Person", on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=200)
    perspective = models.CharField(max_length=20)
    reason = models.CharField(max_length=300)
    wished_by = models.CharField(max_length=200)
    wished_on = models.DateField()
    decision = models.CharField(max_length=8, choices=_choices(Decision), default=Decision.OPEN)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        db_table = "list_change"
        indexes = (models.Index(fields=("round", "leader"), name="changes_of_a_list"),)

    def __str__(self) -> str:
        return self.kind


class Invitation(models.Model):
    """One person asked about one leader. No column for sent, opened, answered, created or updated."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    leader = models.ForeignKey("organisation.Person", on_delete=models.PROTECT, related_name="+")
    perspective = models.CharField(max_length=20)
    form = models.CharField(max_length=200)  # NAME@VERSION:perspective:profession (or -) of this rater's form
    generation = models.PositiveIntegerField(default=0)
    moving = models.BooleanField(default=False)
    lookup = models.BinaryField(max_length=32, unique=True, null=True)
    revoked = models.BooleanField(default=False)

    class Meta:
        db_table = "invitation"
        constraints = (
            models.UniqueConstraint(fields=("round", "person", "leader"), name="one_invitation_per_pair"),
        )
        # The start page counts who is asked about a leader, for everybody who opens it.
        indexes = (models.Index(fields=("round", "leader", "perspective"), name="invitations_about_leader"),)

    def __str__(self) -> str:
        return str(self.id)


class WitnessedKey(models.Model):
    """The sealed second copy of a round's key, of which two people hold a half each. No secret stands here."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="witnessed")
    turn = (
        models.PositiveIntegerField()
    )  # how many pairs of halves were made: each pair belongs to a new copy
    key_check = models.BinaryField(max_length=32)  # what the copy holds, proved when it was sealed
    sealed_sha256 = models.BinaryField(max_length=32)  # of the file
    made_on = models.DateField()

    class Meta:
        db_table = "witnessed_key"

    def __str__(self) -> str:
        return f"pair {self.turn}"


class KeyHalf(models.Model):
    """Half of what opens a witnessed copy: who holds it and where it stands; of the half itself only a hash."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="key_halves")
    turn = models.PositiveIntegerField()
    holder = models.CharField(max_length=14, choices=_choices(Holder))
    name = models.CharField(max_length=200)
    account = models.CharField(max_length=64, blank=True)  # of the planner who holds it
    person = models.UUIDField(null=True)  # the representative, where the roster knows one to write to
    commitment = models.BinaryField(max_length=32)
    lookup = models.BinaryField(max_length=32, unique=True, null=True)  # hash of the representative's link
    taken_at = models.DateTimeField(null=True)  # the sheet went out, which it does once
    read_back_on = models.DateField(null=True)
    lost_on = models.DateField(null=True)
    destroyed_on = models.DateField(null=True)

    class Meta:
        db_table = "key_half"
        constraints = (
            models.UniqueConstraint(fields=("round", "holder"), name="one_half_of_each_holder"),
            models.CheckConstraint(
                condition=models.Q(read_back_on__isnull=True) | models.Q(taken_at__isnull=False),
                name="only_a_sheet_is_read_back",
            ),
        )

    def __str__(self) -> str:
        return self.holder


class RoundNotice(models.Model):
    """What a unit's leader had released when the round opened: quoted to that unit's own staff, and never changed."""

    id = models.BigAutoField(primary_key=True)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="notices")
    unit = models.UUIDField()  # of the organisation, which may forget a unit while the round is kept
    points = models.JSONField()
    own = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=5)

    class Meta:
        db_table = "round_notice"
        constraints = (models.UniqueConstraint(fields=("round", "unit"), name="one_notice_of_a_unit"),)

    def __str__(self) -> str:
        return f"quoted to {self.unit}"


class RoundRates(models.Model):
    """Response rates of a round as they were last night: unit key -> tens of per cent. Never computed on request."""

    round = models.OneToOneField(Round, on_delete=models.CASCADE, primary_key=True, related_name="rates")
    night = models.DateField()
    tens = models.JSONField(default=dict)

    class Meta:
        db_table = "round_rates"

    def __str__(self) -> str:
        return str(self.night)
