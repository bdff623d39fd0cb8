"""What a leader may tick for her notice, and releasing it: one row in the organisation, one mail per round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from fagspejl.audit.types import Actor
from fagspejl.evaluation.selectors.notices import last_round_of_units
from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import DAYS, Rule
from fagspejl.lib.wording import Wording
from fagspejl.mailing.services.personal import queue_personal
from fagspejl.mailing.types import PersonalKind
from fagspejl.organisation.errors import NoticeRefused
from fagspejl.organisation.selectors import staff_of, unit_keys
from fagspejl.organisation.services import release_notice
from fagspejl.organisation.types import NoticeText, check_notice, check_notice_line
from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.agreements.types import AgreementStatus
from fagspejl.workspace.home.models import UnitMailed
from fagspejl.workspace.home.unit_page.content import differences, looked_at, open_trials
from fagspejl.workspace.safeguards.screen import FoundKind, screen
from fagspejl.workspace.sessions.selectors.sessions import outcomes_of

_SHOWN: Final = (AgreementStatus.ACTIVE, AgreementStatus.SUSPENDED, AgreementStatus.ENDED)
_MAILS_KNOWN: Final = Rule("", days=DAYS)  # so long the mails themselves tell who was mailed


@dataclass(frozen=True, slots=True)
class Point:
    """Something to tick: the line as it is quoted, or why it cannot be (`refused`, a kind of NoticeRefused)."""

    key: str
    line: str
    refused: str


def points_of(unit: UUID, words: Wording) -> list[Point]:
    """Return what the unit has agreed, tries, lives with and has looked back on, as lines of a notice."""
    return [Point(key, line, refused_as(line)) for key, line in _lines(unit, words)]


def refused_as(line: str) -> str:
    """Return why a line may not stand in a notice, "" where it may: nothing is asked about, it is refused."""
    found = screen(line)
    if found.blocked is not None:
        return "cpr"
    if any(one.kind is FoundKind.NAMES for one in found.asks):
        return "names"
    try:
        check_notice_line(line)
    except NoticeRefused as error:
        return error.kind
    return "address" if found.asks else ""


def noticed(points: Sequence[Point], ticked: Sequence[str], own: str, language: str) -> NoticeText:
    """Return the notice of what was ticked and typed, in the order of the points. Raises NoticeRefused."""
    chosen = [point for point in points if point.key in ticked]
    own = " ".join(own.split())
    for kind, line in ((refused_as(line), line) for line in (*(point.line for point in chosen), own)):
        if kind:
            raise NoticeRefused(kind, line)
    text = NoticeText(tuple(point.line for point in chosen), own, language)
    check_notice(text)
    return text


def release(unit: UUID, text: NoticeText, *, actor: Actor, now: datetime) -> bool:
    """Release a notice, and put a mail down for everybody who works in the unit today; returns whether mails go.

    One mail for each person and published round, however often it is released; none before a round was published.
    Who was mailed is known for thirty days; after them nobody is mailed about that round any more.
    """
    with transaction.atomic():
        release_notice(unit, text, actor=actor, now=now)
        today = now.astimezone(ZONE).date()
        found = last_round_of_units(unit_keys([unit]).values())
        if not found:
            return False
        ((round_id, _),) = found.values()
        told, _ = UnitMailed.objects.get_or_create(unit=unit, defaults={"round": round_id, "first_on": today})
        if told.round != round_id:
            UnitMailed.objects.filter(unit=unit).update(round=round_id, first_on=today)
        elif _MAILS_KNOWN.gone_on(told.first_on) <= today:
            return False
        put = [
            queue_personal(person, PersonalKind.NOTICE, about=str(round_id), now=now)
            for person in staff_of(unit)
        ]
        return any(put)


def _lines(unit: UUID, words: Wording) -> Iterator[tuple[str, str]]:
    for one in agreements_of([unit], _SHOWN):
        yield one.id.hex, words.say(f"unit_notice.agreement_{one.status}", title=one.title)
    outcomes = list(reversed(outcomes_of([unit])))
    for kind, found in (
        ("trial", open_trials(outcomes)),
        ("difference", differences(outcomes)),
        ("looked_at", looked_at(outcomes)),
    ):
        for each in found:
            key = f"unit_notice.{kind}" if kind != "looked_at" else f"unit_notice.held_{each.held}"
            yield each.id.hex, words.say(key, text=each.values.text)
