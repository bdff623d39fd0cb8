"""Rows as the frozen values that everybody else sees."""

from __future__ import annotations

from fagspejl.workspace.courses.models import Course, CourseBlock
from fagspejl.workspace.courses.types import BlockFacts, BlockKind, CourseFacts, Link


def facts(row: Course) -> CourseFacts:
    """Return a course without anything that a participant sent."""
    return CourseFacts(
        id=row.id,
        title=row.title,
        language=row.language,
        planned_on=row.planned_on,
        created_on=row.created_on,
        opened_on=row.opened_on,
        closed_on=row.closed_on,
        keep_until=row.keep_until,
        place=row.place,
        revision=row.revision,
        asked_revision=row.asked_revision,
        block_since=row.block_since,
        blocks=tuple(_block(one) for one in row.blocks.all()),
    )


def _block(row: CourseBlock) -> BlockFacts:
    return BlockFacts(
        id=row.id,
        place=row.place,
        kind=BlockKind(row.kind),
        title=row.title,
        minutes=row.minutes,
        points=tuple(row.points),
        speaker_notes=row.speaker_notes,
        exercise=row.exercise,
        groups=tuple((name, size) for name, size in row.groups),
        links=tuple(Link(label, address) for label, address in row.links),
        session=row.session,
    )
