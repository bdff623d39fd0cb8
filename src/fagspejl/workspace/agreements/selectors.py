"""Questions about agreements. Frozen values, never querysets; the number of database questions is always the same."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Count

from fagspejl.workspace.agreements.models import Agreement
from fagspejl.workspace.agreements.rows import PARTS, facts
from fagspejl.workspace.agreements.types import AgreementFacts, AgreementStatus

HOLDING = (AgreementStatus.ACTIVE, AgreementStatus.SUSPENDED)


def agreement(agreement_id: UUID) -> AgreementFacts | None:
    """Return an agreement, wherever it stands."""
    found = Agreement.objects.filter(id=agreement_id).prefetch_related(*PARTS).first()
    return None if found is None else facts(found)


def agreements_of(
    units: Collection[UUID], statuses: Collection[AgreementStatus] = tuple(AgreementStatus)
) -> tuple[AgreementFacts, ...]:
    """Return the agreements of these units, by title."""
    rows = Agreement.objects.filter(unit__in=list(units), status__in=list(statuses))
    return tuple(map(facts, rows.order_by("title", "id").prefetch_related(*PARTS)))


def agreements_from(point: UUID) -> tuple[UUID, ...]:
    """Return the agreements that began from a starting point, the oldest first."""
    rows = Agreement.objects.filter(from_point=point).order_by("created_on", "id")
    return tuple(rows.values_list("id", flat=True))


def points_used(units: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the starting points that agreements of these units began from, each with its newest agreement."""
    rows = Agreement.objects.filter(unit__in=list(units)).order_by("created_on", "id")
    return {point: made for point, made in rows.values_list("from_point", "id") if point is not None}


def active_in(unit: UUID) -> int:
    """Return how many agreements hold in a unit."""
    return Agreement.objects.filter(unit=unit, status=AgreementStatus.ACTIVE).count()


def units_with_agreements() -> dict[UUID, int]:
    """Return how many agreements each unit has, the forgotten units too."""
    return dict(Agreement.objects.values_list("unit").annotate(Count("id")).order_by("unit"))
