"""Questions about pictures of quality. Frozen values, never querysets; the number of database questions is the same."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from fagspejl.lib.language import spoken
from fagspejl.workspace.quality.cards import shipped_cards
from fagspejl.workspace.quality.models import Picture, UnitCard
from fagspejl.workspace.quality.rows import card_facts, facts
from fagspejl.workspace.quality.rules import same_statement
from fagspejl.workspace.quality.types import PictureFacts, UnitCardFacts


def picture(picture_id: UUID) -> PictureFacts | None:
    """Return a picture."""
    found = Picture.objects.filter(id=picture_id).prefetch_related("statements").first()
    return None if found is None else facts(found)


def picture_in(session: UUID) -> PictureFacts | None:
    """Return the picture that was made in a session."""
    found = Picture.objects.filter(session=session).prefetch_related("statements").first()
    return None if found is None else facts(found)


def pictures_of(units: Collection[UUID]) -> tuple[PictureFacts, ...]:
    """Return the pictures of these units, the newest first."""
    rows = Picture.objects.filter(unit__in=list(units)).prefetch_related("statements")
    return tuple(map(facts, rows.order_by("-year", "-created_on", "task_area", "id")))


def steered_by(unit: UUID) -> tuple[PictureFacts, ...]:
    """Return the pictures whose guide marks a unit steers by now: the newest of each task area, by task area."""
    newest: dict[str, PictureFacts] = {}
    for one in pictures_of([unit]):
        if one.guide_marks:
            newest.setdefault(same_statement(one.task_area), one)
    return tuple(newest[area] for area in sorted(newest))


def cards_of(unit: UUID | None, language: str) -> tuple[UnitCardFacts, ...]:
    """Return the starter cards of a unit in the order they come in: as it wrote them anew, else as they come."""
    own = (
        {}
        if unit is None
        else {
            row.code: card_facts(row) for row in UnitCard.objects.filter(unit=unit, language=spoken(language))
        }
    )
    return tuple(own.get(card.code, UnitCardFacts(card, 0)) for card in shipped_cards(spoken(language)))
