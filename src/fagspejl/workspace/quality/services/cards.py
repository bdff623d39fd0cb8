"""Starter cards that a unit writes anew, and takes back."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.language import spoken
from fagspejl.workspace.quality.cards import CODES, StarterCard, lengths
from fagspejl.workspace.quality.errors import QualityChanged, QualityRefused
from fagspejl.workspace.quality.models import UnitCard
from fagspejl.workspace.quality.rules import check_card
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def write_card(
    unit: UUID, language: str, card: StarterCard, seen: int, *, asked: bool = False, actor: Actor
) -> None:
    """Keep a card as the unit wrote it anew. `seen`: the version that was changed, 0 for the one that comes along.

    Raises QualityRefused, QualityChanged, TextRefused, TextAsks.
    """
    if card.code not in CODES:
        raise QualityRefused(field="code")
    check_card(card)
    texts = {name: checked_text(name, getattr(card, name), asked=asked) for name in lengths()}
    today = today_here()
    with transaction.atomic():
        row, made = UnitCard.objects.select_for_update().get_or_create(
            unit=unit,
            language=spoken(language),
            code=card.code,
            defaults={**texts, "created_on": today, "changed_on": today},
        )
        if (0 if made else row.version) != seen:
            raise QualityChanged
        if not made:
            UnitCard.objects.filter(id=row.id).update(**texts, version=seen + 1, changed_on=today)
        record(actor=actor, event=Event.QUALITY_CARD_WRITTEN, object=row.id, facts={"version": seen + 1})


def take_back_card(unit: UUID, language: str, code: str, *, actor: Actor) -> None:
    """Let the card that comes with the program stand again; nothing happens where it stands already."""
    with transaction.atomic():
        found = UnitCard.objects.filter(unit=unit, language=spoken(language), code=code).first()
        if found is not None:
            made = found.id
            found.delete()
            record(actor=actor, event=Event.QUALITY_CARD_TAKEN_BACK, object=made)
