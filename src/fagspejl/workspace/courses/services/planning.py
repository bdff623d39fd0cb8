"""Making a course and changing what it is made of, until it is held."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID, uuid4

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.courses.errors import CourseRefused, CourseStarted
from fagspejl.workspace.courses.exercises import exercises_there
from fagspejl.workspace.courses.library import shipped_course
from fagspejl.workspace.courses.models import Course, CourseBlock, CourseLecturer
from fagspejl.workspace.courses.rules import check_block, check_course, check_room_for_block, gone_on
from fagspejl.workspace.courses.services.locked import held
from fagspejl.workspace.courses.types import BlockKind, BlockValues, CourseFacts, Link
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


@transaction.atomic
def make_course(
    *,
    title: str,
    planned_on: date,
    language: str,
    blocks: Sequence[BlockValues],
    account: UUID,
    once: UUID | None = None,
    asked: bool = False,
    actor: Actor,
) -> UUID:
    """Make a course that nobody can join yet, and return its id: `once`, which made twice is the same course.

    Raises CourseRefused, TextRefused, TextAsks.
    """
    if once is not None and CourseLecturer.objects.filter(course=once, account=account).exists():
        return once
    check_course(title, planned_on, today_here())
    check_room_for_block(len(blocks) - 1)
    row = Course.objects.create(
        id=once if once and not Course.objects.filter(id=once).exists() else uuid4(),
        title=checked_text("title", title, asked=asked),
        language=language,
        planned_on=planned_on,
        created_on=today_here(),
        keep_until=gone_on(planned_on),
    )
    CourseLecturer.objects.create(course=row, account=account)
    for place, block in enumerate(blocks):
        CourseBlock.objects.create(course=row, place=place, **_columns(block, language, asked=True))
    record(actor=actor, event=Event.COURSE_MADE, object=row.id)
    return row.id


def shipped_blocks(language: str) -> tuple[BlockValues, ...]:
    """Return the blocks of the course that ships."""
    return tuple(
        BlockValues(
            kind=one.kind,
            title=one.title,
            minutes=one.minutes,
            points=one.points,
            speaker_notes=one.notes,
            exercise=one.exercise,
            links=one.links,
        )
        for one in shipped_course(language).blocks
    )


def empty_blocks(title: str) -> tuple[BlockValues, ...]:
    """Return the one block that a course of one's own begins with."""
    return (BlockValues(kind=BlockKind.TALK, title=title, minutes=10),)


def blocks_again(known: CourseFacts) -> tuple[BlockValues, ...]:
    """Return the blocks of a course as they were written, to hold it again."""
    names = BlockValues.__slots__
    return tuple(BlockValues(**{name: getattr(one, name) for name in names}) for one in known.blocks)


def change_course(course_id: UUID, *, title: str, planned_on: date, asked: bool, actor: Actor) -> None:
    """Change title and day. Raises SessionGone, CourseStarted, CourseRefused, TextRefused, TextAsks."""
    with held(id=course_id) as (row, known):
        _check_draft(known)
        check_course(title, planned_on, today_here())
        row.title, row.planned_on = checked_text("title", title, asked=asked), planned_on
        row.keep_until = gone_on(planned_on)
        row.save(update_fields=["title", "planned_on", "keep_until"])
        _changed(course_id, "plan", actor)


def add_block(
    course_id: UUID, block: BlockValues, *, asked: bool, once: UUID | None = None, actor: Actor
) -> UUID:
    """Put a block at the end, and return its id: `once`, which added twice is the same block.

    Raises SessionGone, CourseStarted, CourseRefused, TextRefused, TextAsks.
    """
    with held(id=course_id) as (row, known):
        if once is not None and once in {one.id for one in known.blocks}:
            return once
        _check_draft(known)
        check_room_for_block(len(known.blocks))
        made = CourseBlock.objects.create(
            id=once if once and not CourseBlock.objects.filter(id=once).exists() else uuid4(),
            course=row,
            place=len(known.blocks),
            **_columns(block, row.language, asked=asked),
        )
        _changed(course_id, "add", actor)
        return made.id


def change_block(course_id: UUID, block_id: UUID, block: BlockValues, *, asked: bool, actor: Actor) -> None:
    """Write a block anew. Notes, points and links may be changed while the course is held; kind and exercise not.

    Raises SessionGone, CourseStarted, CourseRefused, TextRefused, TextAsks.
    """
    with held(id=course_id) as (_, known):
        found = _block(course_id, block_id)
        same = (found.kind, found.exercise) == (block.kind, block.exercise)
        if not same:
            _check_draft(known)
        CourseBlock.objects.filter(id=block_id).update(**_columns(block, known.language, asked=asked))
        _changed(course_id, "block", actor)


def move_block(course_id: UUID, block_id: UUID, *, up: bool, actor: Actor) -> None:
    """Change places with the block before or after. Raises SessionGone, CourseStarted."""
    with held(id=course_id) as (_, known):
        _check_draft(known)
        ids = [one.id for one in known.blocks]
        place = ids.index(_block(course_id, block_id).id)
        other = place + (-1 if up else 1)
        if 0 <= other < len(ids):
            ids[place], ids[other] = ids[other], ids[place]
            _placed(ids)
            _changed(course_id, "order", actor)


def remove_block(course_id: UUID, block_id: UUID, *, actor: Actor) -> None:
    """Take a block out; the last one stays. Raises SessionGone, CourseStarted, CourseRefused."""
    with held(id=course_id) as (_, known):
        _check_draft(known)
        if len(known.blocks) < 2:
            raise CourseRefused(field="last_block")
        _block(course_id, block_id).delete()
        _placed([one.id for one in known.blocks if one.id != block_id])
        _changed(course_id, "remove", actor)


def _check_draft(known: CourseFacts) -> None:
    if known.opened_on is not None:
        raise CourseStarted


def _block(course_id: UUID, block_id: UUID) -> CourseBlock:
    found = CourseBlock.objects.filter(course=course_id, id=block_id).first()
    if found is None:
        raise CourseRefused(field="block")
    return found


def _placed(ids: Sequence[UUID]) -> None:
    for place, one in enumerate(ids):
        CourseBlock.objects.filter(id=one).update(place=place)


def _columns(block: BlockValues, language: str, *, asked: bool) -> dict[str, object]:
    """Return a block as it is kept. Addresses of links are the organisation's own, and are not asked about."""
    check_block(block, frozenset(exercises_there(language)))
    return {
        "kind": block.kind.value,
        "title": checked_text("title", block.title, asked=asked),
        "minutes": block.minutes,
        "points": [checked_text("points", one, asked=asked) for one in block.points],
        "speaker_notes": checked_text("speaker_notes", block.speaker_notes, asked=asked),
        "exercise": block.exercise,
        "groups": [[checked_text("groups", name, asked=True), size] for name, size in block.groups],
        "links": [_link(one, asked=asked) for one in block.links],
    }


def _link(link: Link, *, asked: bool) -> list[str]:
    return [checked_text("links", link.label, asked=asked), checked_text("links", link.address, asked=True)]


def _changed(course_id: UUID, act: str, actor: Actor) -> None:
    record(actor=actor, event=Event.COURSE_CHANGED, object=course_id, facts={"act": act})
