"""Cards: made with their session, written on while people meet, and asked about afterwards."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID, uuid4

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.cases.errors import CaseChanged, CaseGone, CaseRefused
from fagspejl.workspace.cases.models import CaseCard
from fagspejl.workspace.cases.rows import card_facts
from fagspejl.workspace.cases.rules import check_card, check_line, check_minutes
from fagspejl.workspace.cases.services.texts import checked_card, checked_minutes
from fagspejl.workspace.cases.types import CardValues, MinutesValues
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def checked_new(values: CardValues, *, asked: bool) -> CardValues:
    """Return a card that may be made. Raises CaseRefused, TextRefused, TextAsks."""
    check_card(values, today_here())
    return checked_card(values, asked=asked)


def create_card(
    unit: UUID, language: str, values: CardValues, *, session: UUID | None, once: UUID | None, actor: Actor
) -> UUID:
    """Keep a card whose texts were checked (`checked_new`), and return its id: `once`, where it is still free."""
    with transaction.atomic():
        row = CaseCard.objects.create(
            id=_free(once),
            unit=unit,
            language=language,
            session=session,
            created_on=today_here(),
            **asdict(values),
        )
        record(actor=actor, event=Event.CASE_WRITTEN, object=row.id)
    return row.id


def write_minutes(
    card_id: UUID, revision: int, values: MinutesValues, *, asked: bool = False, actor: Actor
) -> None:
    """Keep what was said of a case: considerations, three lines, strain and the day to ask again.

    Raises CaseGone, CaseChanged, CaseRefused, TextRefused, TextAsks.
    """
    with transaction.atomic():
        row = _held(card_id, revision)
        check_minutes(values, today_here(), before=row.follow_up_on)
        values = checked_minutes(values, asked=asked)
        row.considerations, row.learned = list(values.considerations), list(values.learned)
        row.strain = values.strain or ""
        if values.follow_up_on != row.follow_up_on:
            row.followed_up, row.followed_on = "", None  # it is asked again on the new day
        row.follow_up_on = values.follow_up_on
        _save(row, "minutes", actor)


def follow_up(card_id: UUID, revision: int, line: str, *, asked: bool = False, actor: Actor) -> None:
    """Keep how it went, in one line. Raises CaseGone, CaseChanged, CaseRefused, TextRefused, TextAsks."""
    check_line(line)
    with transaction.atomic():
        row = _held(card_id, revision)
        if row.follow_up_on is None or row.follow_up_on > today_here():
            raise CaseRefused(field="too_early")
        row.followed_up = checked_text("followed_up", line, asked=asked)
        row.followed_on = today_here()
        _save(row, "followed_up", actor)


def delete_card(card_id: UUID, *, actor: Actor) -> None:
    """Delete a card; its session, and patterns that came of it, stay. Raises CaseGone."""
    with transaction.atomic():
        if not CaseCard.objects.filter(id=card_id).delete()[0]:
            raise CaseGone
        record(actor=actor, event=Event.CASE_CHANGED, object=card_id, facts={"act": "delete"})


def _free(once: UUID | None) -> UUID:
    return once if once and not CaseCard.objects.filter(id=once).exists() else uuid4()


def _held(card_id: UUID, revision: int) -> CaseCard:
    row = CaseCard.objects.select_for_update().filter(id=card_id).first()
    if row is None:
        raise CaseGone
    if card_facts(row).revision != revision:
        raise CaseChanged
    return row


def _save(row: CaseCard, act: str, actor: Actor) -> None:
    row.revision += 1
    row.save()
    record(actor=actor, event=Event.CASE_CHANGED, object=row.id, facts={"act": act})
