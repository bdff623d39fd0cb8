"""Sessions, what is left of them, and who may hold them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q

from fagspejl.workspace.sessions.keys import code_of, control_key_of, display_key_of, hash_of
from fagspejl.workspace.sessions.models import (
    Facilitator,
    Outcome,
    Participant,
    Session,
    SessionUnit,
    StartingPoint,
    StoredPicture,
)
from fagspejl.workspace.sessions.rows import facts, outcome_facts, phone_facts
from fagspejl.workspace.sessions.types import (
    Held,
    OutcomeFacts,
    OutcomeKind,
    PhoneFacts,
    SessionFacts,
    Source,
    StartingPointFacts,
    StoredBlock,
    StoredItem,
)


def session_of(session_id: UUID) -> SessionFacts | None:
    """Return a session, open or closed."""
    return _one(id=session_id)


def session_by_code(code: str) -> SessionFacts | None:
    """Return the open session that phones join by this code."""
    return _one(code_hash=hash_of("code", code))


def session_by_display(key: str) -> SessionFacts | None:
    """Return the open session of this room screen."""
    return _one(display_hash=hash_of("display", key))


def session_by_control(key: str) -> SessionFacts | None:
    """Return the open session that this key controls."""
    return _one(control_hash=hash_of("control", key))


def phone_of(known: SessionFacts, token: str) -> PhoneFacts | None:
    """Return a phone of the session by its token."""
    found = Participant.objects.filter(session=known.id, token_hash=hash_of("token", token)).first()
    return None if found is None else phone_facts(found)


def code_here(known: SessionFacts) -> str:
    """Return the code of an open session, to show it in the room."""
    return code_of(known.id, Session.objects.values_list("code_try", flat=True).get(id=known.id))


def display_key_here(known: SessionFacts) -> str:
    """Return the key of the session's room screen."""
    return display_key_of(known.id)


def control_key_here(known: SessionFacts) -> str:
    """Return the present key of the session's control; only its page for staff asks for it."""
    return control_key_of(known.id, Session.objects.values_list("control_turn", flat=True).get(id=known.id))


def sessions_of(units: Collection[UUID]) -> list[SessionFacts]:
    """Return the sessions of these units, the newest first."""
    ids = SessionUnit.objects.filter(unit__in=units).values_list("session", flat=True)
    return [facts(row) for row in Session.objects.filter(id__in=ids).order_by("-created_on", "id")]


def outcomes_of(units: Collection[UUID], *, only_open: bool = False) -> list[OutcomeFacts]:
    """Return what the sessions of these units ended with, the oldest first; "no outcome" is none."""
    ids = SessionUnit.objects.filter(unit__in=units).values_list("session", flat=True)
    rows = Outcome.objects.filter(session__in=ids).exclude(kind=OutcomeKind.NONE)
    if only_open:
        rows = rows.filter(held=Held.OPEN)
    rows = rows.select_related("trial", "accepted_difference").order_by("made_on", "id")
    return [outcome_facts(row) for row in rows]


def outcomes_in(session_id: UUID) -> list[OutcomeFacts]:
    """Return what one session ended with, "no outcome" included."""
    rows = Outcome.objects.filter(session=session_id).select_related("trial", "accepted_difference")
    return [outcome_facts(row) for row in rows.order_by("item")]


def stored_items(session_id: UUID) -> list[StoredItem]:
    """Return what is left of a closed session, in the order of its items."""
    rows = StoredPicture.objects.filter(session=session_id).select_related("session").order_by("item")
    return [_stored(row) for row in rows]


def stored_among(sessions: Collection[UUID]) -> list[StoredItem]:
    """Return what is left of these closed sessions, each one's in the order of its items."""
    rows = StoredPicture.objects.filter(session__in=sessions).select_related("session")
    return [_stored(row) for row in rows.order_by("session", "item")]


def answered_alone(unit: UUID, template: str) -> list[tuple[SessionFacts, list[StoredItem]]]:
    """Return the closed sessions of a template that a unit held alone, the oldest first, and what is left of each.

    None that was for practice, and none with another unit in it. Two questions.
    """
    held = [
        one
        for one in sessions_of([unit])
        if one.template == template
        and one.closed_on
        and one.units == (unit,)
        and one.source is not Source.PRACTICE
    ]
    items = stored_among([one.id for one in held])
    held.sort(key=lambda one: (one.closed_on or one.created_on, one.id))
    return [(one, [item for item in items if item.session == one.id]) for one in held]


def stored_of_courses(template: str, *, but: int) -> list[StoredItem]:
    """Return what is left of closed exercises of courses of one template, the latest first; one seed left out."""
    rows = StoredPicture.objects.filter(
        session__source=Source.COURSE, session__template=template, session__closed_on__isnull=False
    ).exclude(session__seed=but)
    return [_stored(row) for row in rows.select_related("session").order_by("-session__closed_on", "id")]


def outcomes_among(sessions: Collection[UUID]) -> list[OutcomeFacts]:
    """Return what these sessions ended with, "no outcome" included."""
    rows = Outcome.objects.filter(session__in=sessions).select_related("trial", "accepted_difference")
    return [outcome_facts(row) for row in rows.order_by("session", "item")]


def sessions_among(ids: Collection[UUID]) -> list[SessionFacts]:
    """Return these sessions, the newest first. Three questions, however many they are."""
    rows = Session.objects.filter(id__in=ids).prefetch_related("taking_part", "reveals")
    return [facts(row) for row in rows.order_by("-created_on", "id")]


def exit_answers_among(sessions: Collection[UUID]) -> dict[UUID, dict[str, tuple[int, ...]]]:
    """Return what was kept of the last questions of these sessions: closed session -> question -> sorted answers.

    A question that fewer than five answered is not there. One question, however many sessions they are.
    """
    rows = Session.objects.filter(id__in=sessions, closed_on__isnull=False).values_list("id", "exit_answers")
    return {one: {name: tuple(values) for name, values in kept.items()} for one, kept in rows}


def starting_points(units: Collection[UUID]) -> list[StartingPointFacts]:
    """Return what outcomes of these units offer to other tools, the newest first."""
    rows = StartingPoint.objects.filter(unit__in=units).order_by("-made_on", "id")
    return [StartingPointFacts(row.id, row.unit, row.from_kind, row.from_id, row.text) for row in rows]


def facilitated_units(account: UUID) -> frozenset[UUID]:
    """Return the units whose sessions this account was appointed to hold."""
    return frozenset(Facilitator.objects.filter(account=account).values_list("unit", flat=True))


def facilitators_of(unit: UUID) -> list[UUID]:
    """Return the accounts that were appointed for a unit."""
    return list(
        Facilitator.objects.filter(unit=unit).order_by("appointed_on", "id").values_list("account", flat=True)
    )


def _one(**which: object) -> SessionFacts | None:
    found = Session.objects.filter(Q(**which)).first()
    return None if found is None else facts(found)


def _stored(row: StoredPicture) -> StoredItem:
    held: dict[str, Any] = dict(row.picture)
    blocks = tuple(
        StoredBlock(
            one["name"],
            one["n"],
            tuple(one["first"]),
            tuple(one["second"]),
            tuple((first, second) for first, second in one["pairs"]),
        )
        for one in held.pop("blocks")
    )
    return StoredItem(
        **{**held, "guesses": tuple(held["guesses"]), "options": tuple(held.get("options", ()))},
        blocks=blocks,
        session=row.session_id,
        closed_on=row.session.closed_on,
    )
