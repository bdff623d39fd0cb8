"""What a round quotes to the staff of a unit: its own leader's notice, as it stood when the round opened."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import F

from fagspejl.evaluation.models import Invitation, Round, RoundNotice
from fagspejl.evaluation.selectors.statement import first_row
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import ZONE
from fagspejl.organisation.types import NoticeText

# To own staff, as of today: who works in the unit, does not lead, and is asked about a leader who leads it.
_BEHIND = """
SELECT n.points, n.own, n.language FROM invitation i
JOIN person p ON p.id = i.person_id AND NOT p.is_leader
JOIN person l ON l.id = i.leader_id AND l.is_leader AND l.unit_id = p.unit_id
JOIN round_notice n ON n.round_id = i.round_id AND n.unit = p.unit_id
WHERE i.id = %s
"""


def quotes_anything(round_id: UUID) -> bool:
    """Whether a round quotes a notice to anybody: decided when it opens."""
    return RoundNotice.objects.filter(round_id=round_id).exists()


def notice_behind(invitation: UUID) -> NoticeText | None:
    """Return what the page of this invitation quotes: nothing unless it is about a leader of its owner's own unit."""
    key = invitation if connection.vendor == "postgresql" else invitation.hex
    row = first_row(_BEHIND, [key])
    return None if row is None else _text(*row)


def notices_for(round_id: UUID, people: Collection[UUID]) -> dict[UUID, NoticeText]:
    """Return what mails and letters of a round quote to these people; nobody who is quoted nothing."""
    kept = {row.unit: row for row in RoundNotice.objects.filter(round_id=round_id)}
    if not kept:
        return {}
    own = Invitation.objects.filter(
        round_id=round_id,
        revoked=False,
        person__in=list(people),
        person__is_leader=False,
        person__unit__in=list(kept),
        leader__is_leader=True,
        leader__unit=F("person__unit"),
    )
    found = own.values_list("person_id", "person__unit_id").distinct()
    return {person: _text(kept[unit].points, kept[unit].own, kept[unit].language) for person, unit in found}


def last_round_of_units(units: Iterable[str]) -> dict[str, tuple[UUID, date]]:
    """Return for each of these units, by its key, the last published round about a leader of it and its first day.

    A unit without one is left out.
    """
    wanted, found = set(units), dict[str, tuple[UUID, date]]()
    published = Round.objects.filter(state=RoundState.PUBLISHED).order_by("-opened_at")
    for round_id, opened, tree in published.values_list("id", "opened_at", "tree"):
        missing = wanted - set(found)
        if not missing:
            break
        assert opened is not None, "published without having been open"
        for unit in missing & _asked_about(tree):
            found[unit] = (round_id, opened.astimezone(ZONE).date())
    return found


def _asked_about(tree: dict[str, Any] | None) -> set[str]:
    """The keys of the units whose leaders a round was about, as the organisation stood."""
    if not tree:  # its reports are deleted
        return set()
    return {str(tree["units"][leader["unit"]]["id"]) for leader in tree["leaders"]}


def _text(points: list[str] | str, own: str, language: str) -> NoticeText:
    lines = json.loads(points) if isinstance(points, str) else points
    return NoticeText(tuple(lines), own, language)
