"""What a unit can, as people read it: one object that draws, speaks and fills the table. Pure.

Picture, sentences and table are compared in tests/competence/test_coverage_says_what_it_draws.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.coverage import CoveragePicture, CoveredTask, coverage_drawing
from fagspejl.workspace.competence.rules import is_stale
from fagspejl.workspace.competence.types import (
    CompetenceFacts,
    CoverageFacts,
    LearningFacts,
    Mark,
    OwnRow,
    SourceFacts,
)

_DOTS: Final = ("full", "support", "wants", "need")


@dataclass(frozen=True, slots=True)
class CoverageTold:
    """What was drawn: `rows` holds per task its name and the cells of the table."""

    picture: CoveragePicture
    room_svg: str
    phone_svg: str
    sentences: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class LearningTold:
    """An item of the plan in lines."""

    id: UUID
    what: str
    about: str
    details: str
    done: str


@dataclass(frozen=True, slots=True)
class SourceTold:
    """A source in lines. `stale`: nobody told of it for half a year."""

    id: UUID
    source: str
    follower: str
    shared: str
    stale: str


def coverage_told(facts: CoverageFacts, words: Wording) -> CoverageTold:
    """Return what was drawn of a unit's rows."""
    thin = (
        words.counted("competence_picture.thin", len(facts.thin))
        if facts.thin
        else words.say("competence_picture.none_thin")
    )
    drawn = words.say("competence_picture.drawn", n=facts.n, day=words.day(facts.drawn_on))
    names = words.series([one.name for one in facts.thin])
    said = (thin, *((words.say("competence_picture.which", tasks=names),) if facts.thin else ()), drawn)
    tasks = tuple(
        CoveredTask(
            one.name,
            one.full,
            one.support,
            one.wants,
            one.need,
            words.say("competence_picture.word_thin") if one.thin else "",
        )
        for one in facts.tasks
    )
    full, support, wants, need = (words.say(f"competence_picture.key_{one}") for one in _DOTS)
    picture = CoveragePicture(
        words.say("competence_picture.title"), said, tasks, (full, support, wants, need)
    )
    head = tuple(words.say(f"competence_picture.head_{one}") for one in ("task", *_DOTS, "thin"))
    rows = tuple(
        (one.name, (str(one.full), str(one.support), str(one.wants), str(one.need or ""), one.word))
        for one in tasks
    )
    return CoverageTold(
        picture,
        coverage_drawing(picture, "room", "coverage"),
        coverage_drawing(picture, "phone", "coverage-phone"),
        said,
        head,
        rows,
    )


def row_told(facts: CompetenceFacts, row: OwnRow, words: Wording) -> tuple[tuple[str, str], ...]:
    """Return what somebody says of herself, task by task; a task without a mark is left out."""
    return tuple(
        (one.name, words.say(f"competence_words.{row.marks[one.number]}"))
        for one in facts.tasks
        if one.number in row.marks
    )


def asked_told(
    facts: CompetenceFacts, asked: Mapping[int, tuple[str, ...]], words: Wording
) -> tuple[tuple[str, str], ...]:
    """Return per task whom colleagues may ask; tasks without anybody are left out."""
    return tuple((one.name, words.series(asked[one.number])) for one in facts.tasks if asked.get(one.number))


def learning_told(
    facts: CompetenceFacts, items: Sequence[LearningFacts], words: Wording, today: date
) -> tuple[LearningTold, ...]:
    """Return the plan in lines."""
    found = []
    for one in items:
        values = one.values
        task = facts.task(values.task)
        details = [words.say("competence_plan.used", where=values.used_where)]
        if values.sign:
            details.append(words.say("competence_plan.sign_told", sign=values.sign))
        if values.by and not one.done_on:
            key = "competence_plan.late" if values.by < today else "competence_plan.by_told"
            details.append(words.say(key, day=words.day(values.by)))
        about = words.say(f"competence_words.how_{values.how}")
        if task is not None:
            about = words.say("competence_plan.of_task", how=about, task=task.name)
        done = words.say("competence_plan.done", day=words.day(one.done_on)) if one.done_on else ""
        found.append(LearningTold(one.id, values.what, about, " ".join(details), done))
    return tuple(found)


def sources_told(sources: Sequence[SourceFacts], words: Wording, today: date) -> tuple[SourceTold, ...]:
    """Return the sources in lines."""
    found = []
    for one in sources:
        shared = (
            words.say("competence_sources.shared", day=words.day(one.last_shared))
            if one.last_shared
            else words.say("competence_sources.never")
        )
        stale = words.say("competence_sources.stale") if is_stale(one, today) else ""
        follower = words.say("competence_sources.follows", role=one.follower_role)
        found.append(SourceTold(one.id, one.source, follower, shared, stale))
    return tuple(found)


def mark_choices(words: Wording) -> list[tuple[str, str]]:
    """Return what may be said of a task, none first."""
    return [
        ("", words.say("competence_words.none")),
        *((one.value, words.say(f"competence_words.{one}")) for one in Mark),
    ]
