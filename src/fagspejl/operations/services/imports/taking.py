"""The roster on its way in is taken in as it was looked at, and the last one is undone until a round has opened."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from fagspejl.audit.types import Actor
from fagspejl.evaluation.errors import AnotherPlannersLink
from fagspejl.evaluation.selectors import all_rounds
from fagspejl.evaluation.selectors.links import near_to
from fagspejl.evaluation.states import Act, can
from fagspejl.intake.sentences import sentence
from fagspejl.lib.language import Language
from fagspejl.lib.retention import DAYS, Due, Retention, Rule
from fagspejl.operations.errors import RosterNotRead, RosterNotReviewed, RosterShrinks
from fagspejl.operations.services.imports.reading import asked_of, reading_of, today_of
from fagspejl.organisation.errors import ImportNotUndone, RosterUndecided
from fagspejl.organisation.selectors import last_import, people_by_id
from fagspejl.organisation.services import apply_import
from fagspejl.organisation.services.drafts import end_draft
from fagspejl.organisation.services.undoing import forget_before, lock_roster, undo_import
from fagspejl.organisation.types import Decision, DraftFacts, ImportAbout, ImportFacts, ImportPlan

_MANY: Final = (
    10  # people who leave, and one in so many of all: a file of one department is taken for the whole list
)
BEFORE: Final = Rule("roster_before", days=DAYS)


def take_in(
    draft: DraftFacts,
    version: int,
    *,
    planner: UUID | None,
    actor: Actor,
    now: datetime,
    language: Language = "da",
    whole: bool = False,
) -> ImportPlan:
    """Take in the roster as it was looked at, with what was decided; the draft is gone then.

    `planner`: who does it, as a person of the roster. While a round is open links go to the addresses: those of people
    asked about her, or about a leader whom she rates, are changed by another planner. `whole`: the planner says that
    the file is the whole list, which is asked where many would leave. Raises RosterNotReviewed, RosterShrinks,
    RosterNotRead, RosterUndecided, RosterMovedOn, RosterDraftChanged, AnotherPlannersLink.
    """
    if draft.told is None or "plan" not in draft.told:
        raise RosterNotReviewed
    if not whole and (shrinks := shrinking(draft)) is not None:
        raise shrinks
    reading = reading_of(draft, now)
    if reading.data is None:
        raise RosterNotRead(reading.total)
    asked = asked_of(reading.data, reading.names)
    undecided = [one for one in asked if one.key not in draft.decisions]
    if undecided:
        raise RosterUndecided(len(undecided))
    decided = tuple(
        Decision(
            one.notice.code, f"{one.name} {sentence(one.notice, language)}".strip(), *draft.decisions[one.key]
        )
        for one in asked
    )
    with transaction.atomic():
        end_draft(draft.id, version, now)
        before = _addresses_near(planner)
        made = apply_import(
            reading.data,
            actor=actor,
            accepted=True,
            today=today_of(now),
            about=ImportAbout(draft.file, decided),
            reviewed=draft.told["plan"],
        )
        if before != _addresses_near(planner):
            raise AnotherPlannersLink  # and nothing of it stays
    return made


def shrinking(draft: DraftFacts) -> RosterShrinks | None:
    """Return how many would leave the roster, where that is so many that the file may be a part of the list."""
    told = draft.told or {}
    leaving = int(told.get("kinds", {}).get("people", {}).get("left", 0))
    stay = int(told.get("numbers", {}).get("people", 0)) - int(
        told.get("kinds", {}).get("people", {}).get("new", 0)
    )
    people = stay + leaving
    return RosterShrinks(leaving, people) if leaving >= _MANY and leaving * _MANY >= people else None


def _addresses_near(planner: UUID | None) -> dict[UUID, str]:
    """The addresses to which links go that this planner does not handle, in all rounds that are open."""
    open_ones = [one.id for one in all_rounds() if can(Act.INVITE, one.state)]
    near = {person for one in open_ones for person in near_to(one, planner)}
    return {person: facts.email for person, facts in people_by_id(near).items()}


def why_not_undone(last: ImportFacts | None) -> str:
    """Return why the last import stays, "" where it can be undone: not_last, round_opened."""
    if last is None or not last.can_be_undone:
        return "not_last"
    return "round_opened" if _opened_since(last) else ""


def undo_last(number: ImportFacts, *, actor: Actor, now: datetime) -> None:
    """Undo the last import, unless a round has opened since. Raises ImportNotUndone."""
    with transaction.atomic():
        lock_roster()
        if _opened_since(number):
            raise ImportNotUndone("round_opened")
        undo_import(number, actor=actor, now=now)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete what would undo an import, after a month, or once a round has opened since.

    It holds the rows of people who left, also when nobody needs them any more.
    """
    today = today_of(now)
    return (
        Retention(BEFORE, lambda: _due(today), lambda: forget_before(_settled(today)), ("roster_import",)),
    )


def _settled(today: date) -> list[UUID]:
    last = last_import()
    return [last.id] if last is not None and _due(today).count else []


def _due(today: date) -> Due:
    last = last_import()
    if last is None or not last.can_be_undone:
        return Due(0)
    gone_on = BEFORE.gone_on(today_of(last.at))
    return Due(1) if _opened_since(last) or gone_on <= today else Due(0, gone_on)


def _opened_since(number: ImportFacts) -> bool:
    return any(one.opened_at is not None and one.opened_at >= number.at for one in all_rounds())
