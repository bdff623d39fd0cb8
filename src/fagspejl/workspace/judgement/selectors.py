"""Questions about a unit's own vignettes. Frozen values, never querysets."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from fagspejl.workspace.judgement.models import OwnVignette
from fagspejl.workspace.judgement.types import OwnVignetteFacts
from fagspejl.workspace.judgement.vignettes import Vignette


def own_vignettes(units: Collection[UUID]) -> list[OwnVignetteFacts]:
    """Return the vignettes that these units wrote, by title."""
    return [_facts(row) for row in OwnVignette.objects.filter(unit__in=list(units)).order_by("title", "id")]


def own_vignette(vignette: UUID) -> OwnVignetteFacts | None:
    """Return one vignette that a unit wrote."""
    found = OwnVignette.objects.filter(id=vignette).first()
    return None if found is None else _facts(found)


def _facts(row: OwnVignette) -> OwnVignetteFacts:
    vignette = Vignette(
        code=row.id.hex,
        title=row.title,
        text=row.text,
        theme=row.theme,
        low_pole=row.low_pole,
        high_pole=row.high_pole,
        one_sided=row.one_sided,
        actions=tuple(row.actions),
        questions=tuple(row.questions),
        what_if=row.what_if,
        author=row.author,
        version=row.version,
        marked_fictional=row.marked_fictional,
    )
    return OwnVignetteFacts(row.id, row.unit, row.language, vignette, row.changed_on)
