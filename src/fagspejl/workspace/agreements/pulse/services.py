"""Counting presses, renewing the link, and forgetting.

A press is written in up to three transactions, so that no transaction id joins what is written: the page's key, the
count, the words. The key comes first: two presses of one page at the same moment are one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Case, Count, F, Max, PositiveIntegerField, Value, When

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.workspace.agreements.errors import AgreementGone
from fagspejl.workspace.agreements.models import Agreement, ObstacleLine, PulseCount, PulseDay, PulsePage
from fagspejl.workspace.agreements.pulse.errors import PulseRefused, PulseRests
from fagspejl.workspace.agreements.pulse.keys import page_hash_of, pulse_hash_of, pulse_key_of
from fagspejl.workspace.agreements.pulse.rules import OVER, day_most, open_pulse
from fagspejl.workspace.agreements.pulse.types import OpenPulse
from fagspejl.workspace.agreements.rows import facts
from fagspejl.workspace.agreements.types import ANSWERS, LINE_SIGNS, PulseAnswer, PulseSide
from fagspejl.workspace.sessions.services.texts import checked_text

MONTHS: Final = 24
PULSES: Final = Rule("pulses", months=MONTHS)
PAGES: Final = Rule("pulse_pages", days=1)


@dataclass(frozen=True, slots=True)
class Press:
    """What somebody says of the last time. `exception`: which one was used, 0 for none; `line`: what got in the way."""

    side: PulseSide
    answer: PulseAnswer
    exception: int = 0
    line: str = ""


def count_press(agreement_id: UUID, page_key: str, press: Press, *, asked: bool, today: date) -> None:
    """Count a press of a page opened today; a page that was pressed before is counted no more.

    Raises AgreementGone, PulseRests, PulseRefused, TextRefused, TextAsks; nothing is written then.
    """
    line = _checked(press, asked=asked)
    if not _first_press(page_key, today):
        return
    try:
        now, counted = _count(agreement_id, press, today)
    except Exception:
        PulsePage.objects.filter(key_hash=page_hash_of(page_key)).delete()  # it may be pressed again
        raise
    if line and counted:
        ObstacleLine.objects.create(
            agreement_id=agreement_id, version=now.version, week=now.week, side=press.side.value, text=line
        )


def _checked(press: Press, *, asked: bool) -> str:
    if press.answer not in ANSWERS[press.side]:
        raise PulseRefused(field="answer")
    if press.exception and press.answer is not PulseAnswer.EXCEPTION:
        raise PulseRefused(field="exception")
    if len(press.line) > LINE_SIGNS:
        raise PulseRefused(field="line", most=LINE_SIGNS, signs=len(press.line))
    return checked_text("line", press.line, asked=asked)


def _first_press(page_key: str, today: date) -> bool:
    PulsePage.objects.filter(day__lt=today).delete()
    PulseDay.objects.filter(day__lt=today).delete()
    try:
        with transaction.atomic():
            PulsePage.objects.create(key_hash=page_hash_of(page_key), day=today)
    except IntegrityError:
        return False
    return True


def _count(agreement_id: UUID, press: Press, today: date) -> tuple[OpenPulse, bool]:
    """Add one to the week, or to what came over when the day is full; the agreement is held meanwhile."""
    with transaction.atomic():
        row = Agreement.objects.select_for_update().filter(id=agreement_id).first()
        if row is None:
            raise AgreementGone
        now = open_pulse(facts(row), today)
        if now is None or press.side not in now.sides:
            raise PulseRests
        if press.exception and press.exception not in now.exceptions:
            raise PulseRefused(field="exception")
        day, _ = PulseDay.objects.get_or_create(agreement=row, side=press.side.value, day=today)
        counted = day.count < day_most(now.sizes[press.side])
        PulseDay.objects.filter(pk=day.pk).update(count=F("count") + int(counted))
        answer = press.answer.value if counted else OVER
        _add(row, now, press.side, answer, press.exception if counted else 0)
    return now, counted


def _add(row: Agreement, now: OpenPulse, side: PulseSide, answer: str, exception: int) -> None:
    """Write all rows of the week and side anew: which of them was written last tells nothing."""
    which = {"agreement": row, "version": now.version, "week": now.week, "side": side.value}
    there = PulseCount.objects.filter(**which)
    kept = set(there.values_list("answer", "exception"))
    missing = [one for one in _answers(side, now) if one not in kept]
    PulseCount.objects.bulk_create(
        PulseCount(**which, answer=said, exception=number) for said, number in missing
    )
    this = When(answer=answer, exception=exception, then=F("count") + Value(1, PositiveIntegerField()))
    there.update(count=Case(this, default=F("count"), output_field=PositiveIntegerField()))


def _answers(side: PulseSide, now: OpenPulse) -> Iterable[tuple[str, int]]:
    for answer in ANSWERS[side]:
        yield answer.value, 0
        if answer is PulseAnswer.EXCEPTION:
            yield from ((answer.value, number) for number in now.exceptions)
    yield OVER, 0


def give_link(row: Agreement) -> None:
    """Give an agreement that is being made its link. The row is not saved here."""
    row.pulse_hash = pulse_hash_of(pulse_key_of(row.id, row.pulse_turn))


def renew_link(agreement_id: UUID, *, actor: Actor) -> None:
    """Give an agreement a new link: posters and photographs of the one before open nothing. Raises AgreementGone."""
    with transaction.atomic():
        row = Agreement.objects.select_for_update().filter(id=agreement_id).first()
        if row is None:
            raise AgreementGone
        row.pulse_turn += row.pulse_hash is not None
        give_link(row)
        row.save(update_fields=["pulse_turn", "pulse_hash"])
        record(actor=actor, event=Event.AGREEMENT_CHANGED, object=row.id, facts={"act": "renew_link"})


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete pulses of versions that are over, and the keys of pages of the days before."""
    today = now.astimezone(ZONE).date()
    return (
        Retention(
            PULSES,
            partial(_pulses_due, today),
            partial(_forget_pulses, today),
            ("workspace_obstacle_line", "workspace_pulse_count"),
        ),
        Retention(
            PAGES,
            partial(_pages_due, today),
            partial(_forget_pages, today),
            ("workspace_pulse_day", "workspace_pulse_page"),
        ),
    )


def _pulses_due(today: date) -> Due:
    """A version goes whole: without its first weeks the others would merge to other points."""
    last = PulseCount.objects.values("agreement", "version").annotate(since=Max("week"), rows=Count("id"))
    return PULSES.due(last.values_list("since", "rows"), today)


def _forget_pulses(today: date) -> int:
    last = PulseCount.objects.values_list("agreement", "version").annotate(since=Max("week"))
    gone = 0
    for agreement, version, _ in last.filter(since__lte=PULSES.latest(today)):
        ObstacleLine.objects.filter(agreement=agreement, version=version).delete()
        gone += PulseCount.objects.filter(agreement=agreement, version=version).delete()[0]
    return gone


def _pages_due(today: date) -> Due:
    days: list[tuple[date, int]] = []
    for table in (PulsePage, PulseDay):
        days += table.objects.values_list("day").annotate(Count("pk"))
    return PAGES.due(days, today)


def _forget_pages(today: date) -> int:
    latest = PAGES.latest(today)
    return (
        PulsePage.objects.filter(day__lte=latest).delete()[0]
        + PulseDay.objects.filter(day__lte=latest).delete()[0]
    )
