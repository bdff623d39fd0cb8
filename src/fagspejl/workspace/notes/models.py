"""Tables of notes upward. Private to the tool: others ask its selectors."""

from __future__ import annotations

import uuid

from django.db import models


class UpwardNote(models.Model):
    """A note of a unit to its leader's own leader, and the answer. Kept 36 months after it was closed or answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.UUIDField(db_index=True)  # of the organisation, which may forget a unit before it is gone
    language = models.CharField(max_length=5)
    status = models.CharField(max_length=10, default="draft")
    about = models.CharField(max_length=160)
    decided_on = models.DateField(null=True)
    ask = models.CharField(max_length=10)
    ask_text = models.CharField(max_length=300, blank=True)
    answer_by = models.DateField(null=True)
    addressee = models.ForeignKey(
        "organisation.Person", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    sender = models.ForeignKey("organisation.Person", on_delete=models.SET_NULL, null=True, related_name="+")
    from_point = models.UUIDField(null=True)  # the StartingPoint it began from
    created_on = models.DateField()
    touched_on = models.DateField()
    sent_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        "organisation.Person", on_delete=models.SET_NULL, null=True, related_name="+"
    )
    reply = models.CharField(max_length=12, blank=True)
    answer = models.CharField(max_length=600, blank=True)
    because = models.CharField(max_length=300, blank=True)
    closed_on = models.DateField(null=True)
    looked_on = models.DateField(null=True)  # the last day on which the worker looked at it
    revision = models.PositiveIntegerField(default=0)  # of two who press at once one is told so

    class Meta:
        db_table = "workspace_upward_note"

    def __str__(self) -> str:
        return self.about


class EvidenceCard(models.Model):
    """A figure as a tool offered it on a day. What the tool holds afterwards changes nothing here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(UpwardNote, on_delete=models.CASCADE, related_name="cards")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=100)
    heading = models.CharField(max_length=160)
    sentence = models.CharField(max_length=500, blank=True)
    n = models.PositiveIntegerField()
    shown_on = models.DateField()
    frozen_on = models.DateField()
    series = models.JSONField(null=True)
    gone_on = models.DateField(null=True)  # what it comes from was withdrawn; sentence and series are emptied

    class Meta:
        db_table = "workspace_upward_card"
        constraints = (
            models.UniqueConstraint(fields=("note", "kind", "source"), name="one_card_of_a_source"),
        )

    def __str__(self) -> str:
        return self.heading


class NoteSentence(models.Model):
    """One sentence of a note with its tag."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(UpwardNote, on_delete=models.CASCADE, related_name="sentences")
    part = models.CharField(max_length=10)
    place = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=240)
    tag = models.CharField(max_length=10, blank=True)
    card = models.ForeignKey(EvidenceCard, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "workspace_upward_sentence"
        constraints = (
            models.UniqueConstraint(fields=("note", "part", "place"), name="sentences_of_a_part_in_order"),
        )

    def __str__(self) -> str:
        return self.text


class NoteMailed(models.Model):
    """Somebody was told of something by mail: never a second time, even when the mail's own row is gone."""

    id = models.BigAutoField(primary_key=True)
    note = models.ForeignKey(UpwardNote, on_delete=models.CASCADE, related_name="mailed")
    person = models.ForeignKey("organisation.Person", on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=12)
    about = models.CharField(max_length=64)

    class Meta:
        db_table = "workspace_upward_mailed"
        constraints = (
            models.UniqueConstraint(fields=("note", "person", "kind", "about"), name="one_mail_about_a_note"),
        )

    def __str__(self) -> str:
        return self.kind
