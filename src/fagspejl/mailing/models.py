"""Mailings, the outbox and its pace. Nothing here says whether anybody answered."""

from __future__ import annotations

import uuid
from enum import StrEnum

from django.db import models

from fagspejl.mailing.own_words import SUBJECT_SIGNS
from fagspejl.mailing.types import MailingKind, OutboxState, PersonalKind, Relay


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(member.value, member.value) for member in kind]


class Mailing(models.Model):
    """One sending to everybody asked. `queued_on` is the same for all of them: it tells nothing of anybody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey("evaluation.Round", on_delete=models.CASCADE, related_name="mailings")
    kind = models.CharField(max_length=12, choices=_choices(MailingKind))
    number = models.PositiveSmallIntegerField(default=1)
    queued_on = models.DateField(null=True)
    halted = models.CharField(max_length=200, blank=True)  # why the sending was stopped, for the operator
    finished = models.BooleanField(default=False)

    class Meta:
        db_table = "mailing"
        constraints = (
            models.UniqueConstraint(fields=("round", "kind", "number"), name="one_mailing_of_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"


class MailTemplate(models.Model):
    """What a planner wrote in place of the usual words of a mail. Where there is none, the usual words stand."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey("evaluation.Round", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=_choices(MailingKind))
    language = models.CharField(max_length=5)
    subject = models.CharField(max_length=SUBJECT_SIGNS)
    body = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        db_table = "mail_template"
        constraints = (
            models.UniqueConstraint(fields=("round", "kind", "language"), name="one_text_of_a_kind_of_mail"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.language}"


class Outbox(models.Model):
    """A mail to one person in one mailing. Both those written to and those who had answered end as `done`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mailing = models.ForeignKey(Mailing, on_delete=models.CASCADE, related_name="outbox")
    person = models.ForeignKey("organisation.Person", on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=8, choices=_choices(OutboxState), default=OutboxState.QUEUED)
    lease = models.DateTimeField(null=True)  # cleared when the mailing is finished

    class Meta:
        db_table = "outbox"
        constraints = (models.UniqueConstraint(fields=("mailing", "person"), name="one_mail_per_person"),)

    def __str__(self) -> str:
        return self.state


class PersonalMail(models.Model):
    """A single mail to one person that belongs to no round. The same person is never mailed twice about the same."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("organisation.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12, choices=_choices(PersonalKind))
    about = models.CharField(max_length=64)  # the sender's own name for the occasion; stands in no mail
    path = models.CharField(max_length=200, blank=True)  # a page that asks for login; never a secret
    on = models.DateField(null=True)  # the day the mail speaks of
    queued_on = models.DateField()
    state = models.CharField(max_length=8, choices=_choices(OutboxState), default=OutboxState.QUEUED)
    lease = models.DateTimeField(
        null=True
    )  # whose it is for now, or not before when; cleared once dealt with

    class Meta:
        db_table = "personal_mail"
        constraints = (
            models.UniqueConstraint(fields=("person", "kind", "about"), name="one_personal_mail_about_it"),
        )

    def __str__(self) -> str:
        return self.kind


class MailPace(models.Model):
    """One row: when the next mail may go, whoever sends it, and how many went that day. Limits hold for all workers."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    next_at = models.DateTimeField()
    day = models.DateField()
    sent = models.PositiveIntegerField(default=0)
    relay = models.CharField(max_length=10, choices=_choices(Relay), blank=True)  # "" until somebody chose

    class Meta:
        db_table = "mail_pace"

    def __str__(self) -> str:
        return f"{self.sent} on {self.day}"
