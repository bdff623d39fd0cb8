"""Forgetting pictures of quality after three years, and cards that nobody has changed for as long."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Final

from django.db.models import Count

from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.workspace.quality.models import Picture, UnitCard

PICTURES: Final = Rule("quality_pictures", months=36)
CARDS: Final = Rule("quality_cards", months=36)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete pictures and cards whose time is over."""
    today = now.astimezone(ZONE).date()
    return (
        Retention(
            PICTURES,
            partial(_pictures_due, today),
            partial(_forget_pictures, today),
            ("workspace_quality_picture", "workspace_quality_statement"),
        ),
        Retention(
            CARDS, partial(_cards_due, today), partial(_forget_cards, today), ("workspace_quality_card",)
        ),
    )


def _pictures_due(today: date) -> Due:
    return PICTURES.due(Picture.objects.order_by().values_list("created_on").annotate(Count("id")), today)


def _forget_pictures(today: date) -> int:
    ids = list(Picture.objects.filter(created_on__lte=PICTURES.latest(today)).values_list("id", flat=True))
    Picture.objects.filter(id__in=ids).delete()
    return len(ids)


def _cards_due(today: date) -> Due:
    return CARDS.due(UnitCard.objects.order_by().values_list("changed_on").annotate(Count("id")), today)


def _forget_cards(today: date) -> int:
    return UnitCard.objects.filter(changed_on__lte=CARDS.latest(today)).delete()[0]
