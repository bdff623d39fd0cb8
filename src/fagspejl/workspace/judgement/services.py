"""Writing a unit's own vignettes, and forgetting them."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.workspace.judgement.errors import VignetteChanged, VignetteGone
from fagspejl.workspace.judgement.models import OwnVignette
from fagspejl.workspace.judgement.vignettes import Vignette
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text

MONTHS: Final = 36
VIGNETTES: Final = Rule("own_vignettes", months=MONTHS)
_TEXTS: Final = ("title", "text", "theme", "low_pole", "high_pole", "what_if")
_LINES: Final = ("actions", "questions")


def write_vignette(
    unit: UUID, language: str, vignette: Vignette, *, asked: bool = False, actor: Actor
) -> UUID:
    """Keep a new vignette of a unit. Raises TextRefused, TextAsks."""
    columns, today = _columns(language, vignette, asked=asked), today_here()
    with transaction.atomic():
        made = OwnVignette.objects.create(unit=unit, created_on=today, changed_on=today, **columns)
        record(actor=actor, event=Event.VIGNETTE_WRITTEN, object=made.id, facts={"version": made.version})
    return made.id


def change_vignette(
    vignette_id: UUID,
    seen: int,
    language: str,
    vignette: Vignette,
    *,
    asked: bool = False,
    actor: Actor,
) -> None:
    """Keep a vignette in a new version; sessions that have begun keep theirs. `seen`: the version that was changed.

    Raises VignetteGone, VignetteChanged, TextRefused, TextAsks.
    """
    columns = _columns(language, vignette, asked=asked) | {"version": seen + 1, "changed_on": today_here()}
    with transaction.atomic():
        found = OwnVignette.objects.select_for_update().filter(id=vignette_id).first()
        if found is None:
            raise VignetteGone
        if found.version != seen:
            raise VignetteChanged
        for name, value in columns.items():
            setattr(found, name, value)
        found.save()
        record(actor=actor, event=Event.VIGNETTE_WRITTEN, object=vignette_id, facts={"version": seen + 1})


def delete_vignette(vignette_id: UUID, *, actor: Actor) -> None:
    """Delete a vignette; sessions that used it keep what they froze. Raises VignetteGone."""
    with transaction.atomic():
        deleted, _ = OwnVignette.objects.filter(id=vignette_id).delete()
        if not deleted:
            raise VignetteGone
        record(actor=actor, event=Event.VIGNETTE_DELETED, object=vignette_id)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete vignettes that nobody has changed for long."""
    today = now.astimezone(ZONE).date()
    return (Retention(VIGNETTES, partial(_due, today), partial(_forget, today), ("workspace_own_vignette",)),)


def _due(today: date) -> Due:
    return VIGNETTES.due(OwnVignette.objects.values_list("changed_on").annotate(Count("id")), today)


def _forget(today: date) -> int:
    return OwnVignette.objects.filter(changed_on__lte=VIGNETTES.latest(today)).delete()[0]


def _columns(language: str, vignette: Vignette, *, asked: bool) -> dict[str, Any]:
    texts = {name: checked_text(name, getattr(vignette, name), asked=asked) for name in _TEXTS}
    lines = {
        name: [checked_text(name, line, asked=asked) for line in getattr(vignette, name)] for name in _LINES
    }
    return {
        "language": language,
        **texts,
        **lines,
        "one_sided": vignette.one_sided,
        "author": vignette.author,
        "version": vignette.version,
        "marked_fictional": vignette.marked_fictional,
    }
