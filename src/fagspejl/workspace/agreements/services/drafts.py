"""An agreement before it holds: written, changed, deleted, begun."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.agreements.errors import AgreementRefused
from fagspejl.workspace.agreements.models import Agreement, AgreementException, AgreementVersion
from fagspejl.workspace.agreements.pulse.services import give_link
from fagspejl.workspace.agreements.rows import columns
from fagspejl.workspace.agreements.rules import (
    AgreementAct,
    check_exceptions,
    check_review_on,
    check_starts_on,
    check_title,
    check_values,
    review_day,
)
from fagspejl.workspace.agreements.services.living import put_in_place_of
from fagspejl.workspace.agreements.services.locked import held, note
from fagspejl.workspace.agreements.services.texts import checked_exceptions, checked_values
from fagspejl.workspace.agreements.types import EventKind, ExceptionValues, VersionValues
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def create_draft(
    unit: UUID,
    language: str,
    *,
    title: str,
    values: VersionValues,
    exceptions: Sequence[ExceptionValues] = (),
    from_point: UUID | None = None,
    asked: bool = False,
    once: UUID | None = None,
    actor: Actor,
    account: UUID,
) -> UUID:
    """Keep a draft and return its id. `once`: the id that the form brought, so that one sent twice is kept once.

    Raises AgreementRefused, TextRefused, TextAsks.
    """
    title, values, exceptions = _checked(title, values, exceptions, asked=asked)
    today = today_here()
    taken = once is not None and Agreement.objects.filter(id=once).exclude(unit=unit).exists()
    new = uuid4() if once is None or taken else once
    with transaction.atomic():
        row, made = Agreement.objects.get_or_create(
            id=new,
            unit=unit,
            defaults={
                "language": language,
                "title": title,
                "owner": account,
                "from_point": from_point,
                "created_on": today,
                "touched_on": today,
            },
        )
        if not made:  # pressed twice
            return row.id
        give_link(row)
        row.save()
        AgreementVersion.objects.create(
            agreement=row, number=1, made_on=today, starts_on=today, **columns(values)
        )
        add_exceptions(row, exceptions, first=1, version=1)
        record(actor=actor, event=Event.AGREEMENT_WRITTEN, object=row.id)
    return row.id


def change_draft(
    agreement_id: UUID,
    revision: int,
    *,
    title: str,
    values: VersionValues,
    exceptions: Sequence[ExceptionValues] = (),
    asked: bool = False,
    actor: Actor,
) -> None:
    """Write a draft anew. Raises AgreementGone, AgreementChanged, AgreementNotNow, AgreementRefused, TextRefused."""
    title, values, exceptions = _checked(title, values, exceptions, asked=asked)
    with held(agreement_id, revision, AgreementAct.CHANGE_DRAFT, actor=actor) as (row, _):
        row.title = title
        AgreementVersion.objects.filter(agreement=row).update(**columns(values))
        AgreementException.objects.filter(agreement=row).delete()
        add_exceptions(row, exceptions, first=1, version=1)


def delete_draft(agreement_id: UUID, revision: int, *, actor: Actor) -> None:
    """Delete a draft. Raises AgreementGone, AgreementChanged, AgreementNotNow."""
    with held(agreement_id, revision, AgreementAct.DELETE, actor=actor):
        pass


def start(
    agreement_id: UUID,
    revision: int,
    *,
    starts_on: date | None = None,
    review_on: date | None = None,
    pulse: bool = True,
    replaces: UUID | None = None,
    actor: Actor,
) -> None:
    """Let a draft hold. `replaces`: the agreement of the same unit that it takes the place of.

    Raises AgreementGone, AgreementChanged, AgreementNotNow, AgreementRefused, TooManyActive.
    """
    today = today_here()
    starts_on = starts_on or today
    review_on = review_on or review_day(starts_on)
    check_starts_on(starts_on, today)
    check_review_on(review_on, starts_on)
    with held(agreement_id, revision, AgreementAct.START, actor=actor, frees=replaces) as (row, known):
        check_values(known.current.values)
        row.review_on, row.pulse = review_on, pulse
        AgreementVersion.objects.filter(agreement=row).update(made_on=today, starts_on=starts_on)
        note(row, EventKind.MADE, version=1, on=known.created_on)
        note(row, EventKind.STARTED, version=1, on=starts_on)
        if replaces is not None:
            before = Agreement.objects.select_for_update().filter(id=replaces, unit=row.unit).first()
            if before is None:
                raise AgreementRefused(field="replaces")
            put_in_place_of(before, row.id, row.title, actor=actor)


def add_exceptions(
    row: Agreement, exceptions: Sequence[ExceptionValues], *, first: int, version: int
) -> None:
    """Keep exceptions under the numbers from `first` on."""
    AgreementException.objects.bulk_create(
        AgreementException(
            agreement=row,
            number=number,
            when=one.when,
            instead=one.instead,
            who_decides=one.who_decides,
            noted_where=one.noted_where,
            added_in=version,
        )
        for number, one in enumerate(exceptions, start=first)
    )


def _checked(
    title: str, values: VersionValues, exceptions: Sequence[ExceptionValues], *, asked: bool
) -> tuple[str, VersionValues, tuple[ExceptionValues, ...]]:
    check_title(title)
    check_values(values, whole=False)
    check_exceptions(exceptions)
    return (
        checked_text("title", title, asked=asked),
        checked_values(values, asked=asked),
        checked_exceptions(exceptions, asked=asked),
    )
