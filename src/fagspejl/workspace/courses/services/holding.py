"""Holding a course: opened once, then one key per step. An act says what it saw: two never act on one screen.

Within an exercise a step is the engine's own step; after its last one the exercise is closed and the agenda goes on.
"""

from __future__ import annotations

from typing import Final
from uuid import UUID

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.clock import utc_now
from fagspejl.workspace.courses.errors import CourseRefused
from fagspejl.workspace.courses.exercises import hold_exercise
from fagspejl.workspace.courses.keys import code_of, control_key_of, display_key_of, hash_of, page_key_of
from fagspejl.workspace.courses.models import Course, CourseBlock, CoursePhone
from fagspejl.workspace.courses.rules import MOST_PHONES, gone_on
from fagspejl.workspace.courses.services.locked import controlled, held
from fagspejl.workspace.courses.types import BlockKind, CourseFacts, CoursePhoneFacts
from fagspejl.workspace.sessions.errors import MovedOn, NotNow, RoomFull, SessionGone
from fagspejl.workspace.sessions.phases import phase_texts, phases_of
from fagspejl.workspace.sessions.selectors.sessions import control_key_here, session_of
from fagspejl.workspace.sessions.services import steering
from fagspejl.workspace.sessions.services.closing import close_held
from fagspejl.workspace.sessions.services.locked import held as held_session
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.types import PhaseCode, SessionFacts

BY_KEY: Final = Actor("control", "")  # whoever holds the key; it has no name


def open_course(course_id: UUID, *, actor: Actor) -> None:
    """Open the room. Raises SessionGone, NotNow for one that is open."""
    with held(id=course_id) as (row, known):
        if known.opened_on is not None:
            raise NotNow(phase="open")
        if not known.blocks:
            raise CourseRefused(field="no_blocks")
        turn = 0
        while Course.objects.filter(code_hash=hash_of("code", code_of(row.id, turn))).exists():
            turn += 1
        row.code_try, row.code_hash = turn, hash_of("code", code_of(row.id, turn))
        row.display_hash = hash_of("display", display_key_of(row.id))
        row.page_hash = hash_of("page", page_key_of(row.id))
        row.control_turn = 1
        row.control_hash = hash_of("control", control_key_of(row.id, 1))
        row.opened_on, row.keep_until = today_here(), gone_on(today_here())
        row.block_since = row.touched_at = utc_now()
        row.place, row.revision = 0, row.revision + 1
        row.save()
        record(actor=actor, event=Event.COURSE_OPENED, object=row.id)


def join_course(code: str, token: str) -> CoursePhoneFacts:
    """Take a phone in; the same token again is the same phone. Raises SessionGone, RoomFull."""
    with held(code_hash=hash_of("code", code)) as (row, _):
        hashed = hash_of("token", token)
        found = CoursePhone.objects.filter(course=row, token_hash=hashed).first()
        if found is None:
            if CoursePhone.objects.filter(course=row).count() >= MOST_PHONES:
                raise RoomFull(most=MOST_PHONES)
            found = CoursePhone.objects.create(course=row, token_hash=hashed)
        return CoursePhoneFacts(found.id, row.id)


def exercise_now(known: CourseFacts) -> SessionFacts | None:
    """Return the open session of the block that the room is at."""
    found = session_of(known.block.session) if known.blocks and known.block.session else None
    return found if found is not None and found.is_open else None


def go_on(key: str, revision: int, exercise: int | None) -> None:
    """Go one step on: within an exercise its next step, else the next block. Raises SessionGone, MovedOn.

    `exercise`: the revision of the exercise that was seen, None where none was open.
    """
    with controlled(key, revision) as (row, known):
        now = _seen(known, exercise)
        if now is not None:
            if not _step(now):
                _close(now)
                _to(row, known, known.place + 1)
        elif known.block.kind is BlockKind.EXERCISE and known.block.session is None:
            made = hold_exercise(known, known.block, BY_KEY)
            CourseBlock.objects.filter(id=known.block.id).update(session=made)
            if made is None:
                _to(row, known, known.place + 1)
        else:
            _to(row, known, known.place + 1)


def go_back(key: str, revision: int, exercise: int | None) -> None:
    """Go one step back. Nothing is deleted, and what was shown stays shown. Raises SessionGone, MovedOn."""
    with controlled(key, revision) as (row, known):
        now = _seen(known, exercise)
        if now is not None and (now.step or now.phase is not phases_of(now)[0]):
            steering.go_back(control_key_here(now), now.revision)
        else:
            _to(row, known, known.place - 1)


def go_to_block(key: str, revision: int, place: int) -> None:
    """Go to a block; an exercise that is open meanwhile stays so. Raises SessionGone, MovedOn, CourseRefused."""
    with controlled(key, revision) as (row, known):
        if not 0 <= place < len(known.blocks):
            raise CourseRefused(field="block")
        _to(row, known, place)


def hand_over_control(course_id: UUID, *, actor: Actor) -> str:
    """Return a new key of the control; the one before is dead from now on. Raises SessionGone."""
    with held(id=course_id) as (row, known):
        if not known.is_open:
            raise SessionGone
        row.control_turn += 1
        key = control_key_of(row.id, row.control_turn)
        row.control_hash = hash_of("control", key)
        row.save(update_fields=["control_turn", "control_hash"])
        record(actor=actor, event=Event.COURSE_CHANGED, object=row.id, facts={"act": "control"})
        return key


def _seen(known: CourseFacts, exercise: int | None) -> SessionFacts | None:
    """Return the exercise that is open. Raises MovedOn unless it is the one that the lecturer saw."""
    now = exercise_now(known)
    if (None if now is None else now.revision) != exercise:
        raise MovedOn
    return now


def _step(now: SessionFacts) -> bool:
    """Take the next step of an exercise; return False where there is none left.

    What is shown is shown question by question before anybody talks about it.
    """
    key, places = control_key_here(now), len(now.items)
    if now.phase is PhaseCode.REVEAL and now.reveal_all and now.item + 1 < places:
        steering.choose_item(key, now.revision, now.item + 1)
        return True
    last = now.phase is phases_of(now)[-1] and now.step + 1 >= len(phase_texts(now)[now.phase].steps)
    if last:
        return False
    steering.go_on(key, now.revision)
    return True


def _close(now: SessionFacts) -> None:
    with held_session(id=now.id) as (row, known):
        close_held(row, known, BY_KEY)


def _to(row: Course, known: CourseFacts, place: int) -> None:
    place = min(max(place, 0), len(known.blocks) - 1)
    if place != row.place:
        row.place, row.block_since = place, utc_now()
