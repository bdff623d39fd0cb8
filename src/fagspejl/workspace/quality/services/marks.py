"""Guide marks: three to five statements that a unit steers by, chosen after everybody has seen the picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.quality.errors import QualityChanged, QualityGone, QualityNotNow
from fagspejl.workspace.quality.models import Picture, Statement
from fagspejl.workspace.quality.rows import facts
from fagspejl.workspace.quality.rules import LINES, check_marks
from fagspejl.workspace.quality.types import MarkValues, StatementFacts
from fagspejl.workspace.sessions.selectors.sessions import session_of
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text
from fagspejl.workspace.sessions.types import SessionFacts


def choose_marks(
    picture_id: UUID, revision: int, marks: Sequence[MarkValues], *, asked: bool = False, actor: Actor
) -> None:
    """Keep the guide marks of a picture, one value for each of its statements. `revision`: what the page showed.

    Raises QualityGone, QualityNotNow, QualityChanged, QualityRefused, TextRefused, TextAsks.
    """
    with transaction.atomic():
        row = Picture.objects.select_for_update().filter(id=picture_id).first()
        session = None if row is None else session_of(row.session)
        if row is None or session is None:
            raise QualityGone
        if not may_choose(session):
            raise QualityNotNow
        if row.revision != revision:
            raise QualityChanged
        texts = [case.title for case in session.cases]
        by_place = {one.place: one for one in marks}
        chosen = [by_place.get(place, MarkValues(place)) for place in range(len(texts))]
        check_marks(chosen, len(texts))
        checked = [_checked(one, asked=asked) for one in chosen]
        before = {one.values.place: one for one in facts(row).statements}
        for values, text in zip(checked, texts, strict=True):
            _keep(row, values, text, before.get(values.place))
        row.marked_on = today_here()
        row.revision += 1
        row.save(update_fields=["marked_on", "revision"])
        facts_kept: dict[str, str | int | bool | None] = {"marks": sum(one.is_guide_mark for one in checked)}
        record(actor=actor, event=Event.QUALITY_MARKED, object=picture_id, facts=facts_kept)


def may_choose(session: SessionFacts) -> bool:
    """Return whether everybody has seen the picture: from the moment it is shown, and after the close."""
    return bool(session.revealed) or session.closed_on is not None


def _checked(one: MarkValues, *, asked: bool) -> MarkValues:
    texts = {name: checked_text(f"{name}_{one.place}", getattr(one, name), asked=asked) for name in LINES}
    kept = replace(one, **texts)  # type: ignore[arg-type]  # texts in the place of texts
    return kept if kept.is_guide_mark else replace(kept, leads_to=None)


def _keep(row: Picture, values: MarkValues, text: str, before: StatementFacts | None) -> None:
    told = {
        "is_guide_mark": values.is_guide_mark,
        "leads_to": values.leads_to or "",
        **{name: getattr(values, name) for name in LINES},
    }
    if before is None:
        Statement.objects.create(
            picture=row,
            unit=row.unit,
            place=values.place,
            task_area=row.task_area,
            text=text,
            year=row.year,
            created_on=today_here(),
            **told,
        )
    elif before.values != values:
        Statement.objects.filter(picture=row, place=values.place).update(version=before.version + 1, **told)
