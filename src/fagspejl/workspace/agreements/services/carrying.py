"""Agreements of a unit that became part of another go along; more than ten may hold then, and no new one begins."""

from __future__ import annotations

from uuid import UUID

from fagspejl.workspace.agreements.models import Agreement


def carry_agreements(old: UUID, new: UUID) -> int:
    """Give the agreements of one unit to another, and return how many. In the caller's transaction."""
    return Agreement.objects.filter(unit=old).update(unit=new)
