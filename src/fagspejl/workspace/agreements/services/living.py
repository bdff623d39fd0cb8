"""What becomes of an agreement that holds: told, changed, suspended, reviewed, ended, taken over."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.agreements.errors import AgreementRefused
from fagspejl.workspace.agreements.models import (
    Agreement,
    AgreementException,
    AgreementVersion,
    Announcement,
)
from fagspejl.workspace.agreements.rows import columns
from fagspejl.workspace.agreements.rules import (
    AgreementAct,
    check_exceptions,
    check_line,
    check_review_on,
    check_told,
    check_until,
    check_values,
    moved,
    review_day,
)
from fagspejl.workspace.agreements.services.locked import held, note
from fagspejl.workspace.agreements.services.texts import checked_exceptions, checked_values
from fagspejl.workspace.agreements.types import (
    AgreementStatus,
    EventKind,
    ExceptionValues,
    VersionValues,
)
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def tell(
    agreement_id: UUID,
    revision: int,
    *,
    group: str,
    told_on: date,
    people: int,
    understood: int | None = None,
    questions: Sequence[str] = (),
    asked: bool = False,
    actor: Actor,
) -> None:
    """Keep that a group was told. `people` are counted and not kept; of fewer than five only the day is.

    Raises AgreementGone, AgreementChanged, AgreementNotNow, AgreementRefused, TextRefused, TextAsks.
    """
    with held(agreement_id, revision, AgreementAct.TELL, actor=actor) as (row, known):
        kept = check_told(
            group=group,
            told_on=told_on,
            people=people,
            understood=understood,
            questions=questions,
            since=known.current.made_on,
            today=today_here(),
        )
        group = checked_text("group", group, asked=asked)
        questions = [checked_text("questions", one, asked=asked) for one in questions]
        number = known.current.number
        Announcement.objects.create(
            agreement=row,
            version=number,
            group=group,
            told_on=told_on,
            understood_count=kept,
            questions=questions,
        )
        note(row, EventKind.TOLD, version=number, line=group, on=told_on)


def add_version(
    agreement_id: UUID,
    revision: int,
    *,
    values: VersionValues,
    because: str,
    kept: Collection[int],
    added: Sequence[ExceptionValues] = (),
    review_on: date | None = None,
    asked: bool = False,
    actor: Actor,
) -> int:
    """Let the agreement say something else from today on, and return the version's number.

    `kept`: numbers of the exceptions that still are ones. Raises AgreementGone, AgreementChanged, AgreementNotNow,
    AgreementRefused, TextRefused, TextAsks.
    """
    today = today_here()
    review_on = review_on or review_day(today)
    check_values(values)
    check_line("because", because)
    check_review_on(review_on, today)
    values = checked_values(values, asked=asked)
    because = checked_text("because", because, asked=asked)
    with held(agreement_id, revision, AgreementAct.CHANGE, actor=actor) as (row, known):
        open_ones = {one.number for one in known.exceptions_now}
        check_exceptions(added, kept=len(open_ones & set(kept)))
        added = checked_exceptions(added, asked=asked)
        number = known.current.number + 1
        AgreementVersion.objects.create(
            agreement=row,
            number=number,
            made_on=today,
            starts_on=today,
            because=because,
            **columns(values),
        )
        ended = open_ones - set(kept)
        AgreementException.objects.filter(agreement=row, number__in=ended).update(ended_in=number)
        first = max((one.number for one in known.exceptions), default=0) + 1
        for place, one in enumerate(added, start=first):
            AgreementException.objects.create(
                agreement=row,
                number=place,
                when=one.when,
                instead=one.instead,
                who_decides=one.who_decides,
                noted_where=one.noted_where,
                added_in=number,
            )
            note(row, EventKind.EXCEPTION_ADDED, version=number, line=one.when)
        note(row, EventKind.NEW_VERSION, version=number, line=because)
        row.review_on = review_on
        return number


def suspend(
    agreement_id: UUID, revision: int, *, because: str, until: date, asked: bool = False, actor: Actor
) -> None:
    """Let the agreement rest until a day, with its reason; or rest longer.

    Raises AgreementGone, AgreementChanged, AgreementNotNow, AgreementRefused, TextRefused, TextAsks.
    """
    check_line("because", because)
    check_until(until, today_here())
    because = checked_text("because", because, asked=asked)
    with held(agreement_id, revision, AgreementAct.SUSPEND, actor=actor) as (row, known):
        row.suspended_until, row.suspended_because = until, because
        note(row, EventKind.SUSPENDED, version=known.current.number, line=because)


def resume(agreement_id: UUID, revision: int, *, review_on: date | None = None, actor: Actor) -> None:
    """Let a suspended agreement hold again; a review that came due meanwhile is put off.

    Raises AgreementGone, AgreementChanged, AgreementNotNow, AgreementRefused, TooManyActive.
    """
    today = today_here()
    with held(agreement_id, revision, AgreementAct.RESUME, actor=actor) as (row, known):
        if review_on is None:
            ahead = known.review_on is not None and known.review_on > today
            review_on = known.review_on if ahead else review_day(today)
        assert review_on is not None
        check_review_on(review_on, today)
        row.review_on, row.suspended_until, row.suspended_because = review_on, None, ""
        note(row, EventKind.RESUMED, version=known.current.number)


def keep(
    agreement_id: UUID,
    revision: int,
    *,
    line: str = "",
    review_on: date | None = None,
    asked: bool = False,
    actor: Actor,
) -> None:
    """Keep the agreement as it stands after a review. Raises AgreementGone, AgreementChanged, AgreementNotNow."""
    today = today_here()
    review_on = review_on or review_day(today)
    check_review_on(review_on, today)
    if line:
        check_line("line", line)
    line = checked_text("line", line, asked=asked)
    with held(agreement_id, revision, AgreementAct.REVIEW, actor=actor) as (row, known):
        note(row, EventKind.REVIEWED, version=known.current.number, line=line)
        row.review_on = review_on


def end(
    agreement_id: UUID,
    revision: int,
    *,
    taught: str,
    replaced_by: UUID | None = None,
    asked: bool = False,
    actor: Actor,
) -> None:
    """End the agreement with one line about what it taught. `replaced_by`: the one that holds instead of it.

    Raises AgreementGone, AgreementChanged, AgreementNotNow, AgreementRefused, TextRefused, TextAsks.
    """
    check_line("taught", taught)
    taught = checked_text("taught", taught, asked=asked)
    act = AgreementAct.END if replaced_by is None else AgreementAct.REPLACE
    with held(agreement_id, revision, act, actor=actor) as (row, known):
        if replaced_by is not None:
            other = Agreement.objects.filter(
                id=replaced_by, unit=row.unit, status=AgreementStatus.ACTIVE
            ).exclude(id=row.id)
            if not other.exists():
                raise AgreementRefused(field="replaced_by")
        kind = EventKind.ENDED if replaced_by is None else EventKind.REPLACED
        note(row, kind, version=known.current.number, line=taught)
        _close(row, replaced_by)


def put_in_place_of(before: Agreement, by: UUID, line: str, *, actor: Actor) -> None:
    """Let a held agreement be replaced by one that begins. Raises AgreementNotNow."""
    status = moved(AgreementAct.REPLACE, AgreementStatus(before.status))
    number = before.versions.order_by("-number").values_list("number", flat=True)[0]
    note(before, EventKind.REPLACED, version=number, line=line)
    _close(before, by)
    assert status is not None
    before.status, before.touched_on = status.value, today_here()
    before.revision += 1
    before.save()
    act = {"act": AgreementAct.REPLACE.value}
    record(actor=actor, event=Event.AGREEMENT_CHANGED, object=before.id, facts=act)


def take_over(agreement_id: UUID, revision: int, *, actor: Actor, account: UUID) -> None:
    """Own an agreement from now on. Raises AgreementGone, AgreementChanged, AgreementNotNow."""
    with held(agreement_id, revision, AgreementAct.TAKE_OVER, actor=actor) as (row, _):
        row.owner = account


def _close(row: Agreement, replaced_by: UUID | None) -> None:
    row.ended_on, row.replaced_by = today_here(), replaced_by
    row.suspended_until, row.suspended_because = None, ""
