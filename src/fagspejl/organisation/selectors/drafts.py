"""Questions about the roster on its way in, and the systems that rosters come from. Frozen values, never querysets."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from fagspejl.organisation.models import RosterDraft, RosterDraftLine, RosterSource
from fagspejl.organisation.types import DraftFacts, DraftLine, SourceFacts


def draft_here(since: datetime) -> DraftFacts | None:
    """Return the roster on its way in, if it was begun after `since`."""
    row = (
        RosterDraft.objects.filter(began_at__gt=since)
        .annotate(given_back=Q(corrected__isnull=False))
        .defer("held", "corrected")
        .first()
    )
    return None if row is None else draft_facts(row)


def draft_facts(row: RosterDraft) -> DraftFacts:
    """Return a draft without what it holds."""
    given_back = getattr(row, "given_back", None)
    return DraftFacts(
        id=row.id,
        version=row.version,
        file=row.file,
        source=row.source,
        began_by=row.began_name,
        began_at=row.began_at,
        changed_by=row.changed_by,
        changed_at=row.changed_at,
        mapping=row.mapping,
        decisions={key: (reason, by) for key, (reason, by) in row.decisions.items()},
        told=row.told,
        has_corrected=row.corrected is not None if given_back is None else bool(given_back),
    )


def draft_lines(
    draft: UUID, section: str, *, kind: str = "", name: str = "", first: int = 0, most: int = 100
) -> tuple[list[DraftLine], int]:
    """Return a page of lines of one section, and how many there are in all. `name`: what their text must hold."""
    rows = RosterDraftLine.objects.filter(draft=draft, section=section)
    rows = rows.filter(kind=kind) if kind else rows
    rows = rows.filter(facts__name__icontains=name) if name else rows
    page = rows.order_by("number").values_list("section", "kind", "facts")[first : first + most]
    return [DraftLine(*row) for row in page], rows.count()


def roster_sources() -> list[SourceFacts]:
    """Return the systems that rosters come from, by name."""
    rows = RosterSource.objects.order_by("name").values_list("name", "headings", "mapping", "used_on")
    return [SourceFacts(name, tuple(headings), mapping, day) for name, headings, mapping, day in rows]
