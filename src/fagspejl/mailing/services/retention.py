"""Whom mails were for is forgotten thirty days after they were queued, once the round takes no more answers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db.models import Count

from fagspejl.evaluation.states import Act, states_for
from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import DAYS, Due, Retention, Rule
from fagspejl.mailing.models import Mailing, Outbox, PersonalMail

MAILS: Final = Rule("mails", days=DAYS)
PERSONAL: Final = Rule("personal_mails", days=DAYS)
_AT_ONCE: Final = 500


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete the rows of the outbox, of finished mailings, stopped ones and any others alike.

    While a round is open its rows stay: they keep anybody from being written to twice.
    """
    today = now.astimezone(ZONE).date()
    return (
        Retention(MAILS, lambda: _due(today), lambda: _delete(today), ("outbox",)),
        Retention(
            PERSONAL, lambda: _personal_due(today), lambda: _delete_personal(today), ("personal_mail",)
        ),
    )


def _queued() -> Iterator[tuple[UUID, date]]:
    """Yield the mailings of rounds that take no more answers, each with its day; one without a day is long ago."""
    closed = Mailing.objects.exclude(round__state__in=states_for(Act.ANSWER))
    return ((found, day or date(2000, 1, 1)) for found, day in closed.values_list("id", "queued_on"))


def _due(today: date) -> Due:
    return MAILS.due(((day, Outbox.objects.filter(mailing=found).count()) for found, day in _queued()), today)


def _delete(today: date) -> int:
    over = [found for found, day in _queued() if MAILS.gone_on(day) <= today]
    return sum(
        Outbox.objects.filter(mailing__in=over[first : first + _AT_ONCE]).delete()[0]
        for first in range(0, len(over), _AT_ONCE)
    )


def _personal_due(today: date) -> Due:
    days = PersonalMail.objects.values_list("queued_on").annotate(count=Count("id"))
    return PERSONAL.due(days, today)


def _delete_personal(today: date) -> int:
    """Delete single mails thirty days after they were queued, sent or not: by then they tell nobody anything."""
    return PersonalMail.objects.filter(queued_on__lte=PERSONAL.latest(today)).delete()[0]
