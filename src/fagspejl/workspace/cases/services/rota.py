"""The rhythm of a unit's cases, and its rota: initials that the unit typed, and whose turn it is next."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.cases.errors import CaseChanged, CaseRefused
from fagspejl.workspace.cases.models import CaseRhythm, RotaEntry
from fagspejl.workspace.cases.rules import MOST_TURNS, advanced, check_rhythm, dealt, first_day, initials_of
from fagspejl.workspace.cases.selectors import rota_of
from fagspejl.workspace.cases.types import Turn
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text
from fagspejl.workspace.sessions.types import SplitGroup, SplitKind


def set_rhythm(
    unit: UUID,
    *,
    weekday: int,
    meeting: str,
    weeks: int,
    short: bool,
    split_kind: SplitKind = SplitKind.NONE,
    groups: Sequence[SplitGroup] = (),
    asked: bool = False,
    actor: Actor,
) -> None:
    """Settle when a unit takes its cases; it begins on the next such day. Raises CaseRefused, TextRefused, TextAsks.

    Where only words change, the first day stays.
    """
    check_rhythm(weekday, meeting, weeks)
    meeting = checked_text("meeting", meeting, asked=asked)
    named = [
        {"name": checked_text("groups", one.name, asked=True), "size": one.size}
        for one in groups
        if split_kind is not SplitKind.NONE
    ]
    today = today_here()
    with transaction.atomic():
        before = CaseRhythm.objects.select_for_update().filter(unit=unit).first()
        same = before is not None and before.weekday == weekday and before.weeks == weeks
        starts = before.starts_on if before is not None and same else first_day(weekday, today)
        told = {
            "weekday": weekday,
            "meeting": meeting,
            "weeks": weeks,
            "short": short,
            "starts_on": starts,
            "split_kind": split_kind.value,
            "groups": named,
        }
        CaseRhythm.objects.update_or_create(
            unit=unit, defaults=told, create_defaults={**told, "created_on": today}
        )
        record(actor=actor, event=Event.CASE_CHANGED, object=unit, facts={"act": "rhythm_set"})


def start_again(unit: UUID, *, actor: Actor) -> None:
    """Let a rhythm that is over begin anew. Nothing is done where there is none."""
    with transaction.atomic():
        row = CaseRhythm.objects.select_for_update().filter(unit=unit).first()
        if row is not None:
            row.starts_on = first_day(row.weekday, today_here())
            row.save(update_fields=["starts_on"])
            record(actor=actor, event=Event.CASE_CHANGED, object=unit, facts={"act": "rhythm_again"})


def stop_rhythm(unit: UUID, *, actor: Actor) -> None:
    """Let a unit take cases when it needs to, in no rhythm."""
    with transaction.atomic():
        if CaseRhythm.objects.filter(unit=unit).delete()[0]:
            record(actor=actor, event=Event.CASE_CHANGED, object=unit, facts={"act": "rhythm_stop"})


def set_rota(unit: UUID, typed: Iterable[str]) -> list[Turn]:
    """Keep these initials as the round; who was there keeps the place, who is new comes last. Raises CaseRefused."""
    wanted = list(dict.fromkeys(initials_of(one) for one in typed))
    if len(wanted) > MOST_TURNS:
        raise CaseRefused(field="rota", most=MOST_TURNS)
    with transaction.atomic():
        now = [one.initials for one in _held(unit)]
        stay = [one for one in now if one in wanted]
        turns = dealt([*stay, *(one for one in wanted if one not in stay)])
        _keep(unit, turns)
    return turns


def advance_rota(unit: UUID, seen: Sequence[str]) -> list[Turn]:
    """Let everybody go on to the next role. `seen`: the round as the page showed it, so that two presses are one.

    Raises CaseChanged.
    """
    with transaction.atomic():
        now = _held(unit)
        if [one.initials for one in now] != list(seen):
            raise CaseChanged
        turns = advanced(now)
        _keep(unit, turns)
    return turns


def _held(unit: UUID) -> list[Turn]:
    list(RotaEntry.objects.select_for_update().filter(unit=unit).order_by("id"))
    return rota_of(unit)


def _keep(unit: UUID, turns: Sequence[Turn]) -> None:
    """Write the round anew, so that no row tells since when somebody is in it."""
    today: date = today_here()
    RotaEntry.objects.filter(unit=unit).delete()
    RotaEntry.objects.bulk_create(
        RotaEntry(unit=unit, initials=one.initials, place=place, next_role=one.role or "", created_on=today)
        for place, one in enumerate(turns)
    )
