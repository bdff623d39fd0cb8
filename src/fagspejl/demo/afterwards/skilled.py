"""What Ida's unit can: tasks, a row of each of her staff, what they want to learn, and what they follow."""

from __future__ import annotations

from datetime import timedelta
from typing import Any, Final

from fagspejl.accounts.selectors import account_of
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.story import Story
from fagspejl.organisation.models import Person, Unit
from fagspejl.workspace.competence.models import KnowledgeSource
from fagspejl.workspace.competence.services.plan import add_learning, add_source
from fagspejl.workspace.competence.services.rows import write_row
from fagspejl.workspace.competence.services.tasks import write_tasks
from fagspejl.workspace.competence.types import LearningHow, LearningValues, Mark, NeededTask
from fagspejl.workspace.sessions.services.planning import today_here

_MARKS: Final = {"t": Mark.TEACH, "k": Mark.CAN, "s": Mark.SUPPORT, "v": Mark.WANTS}


def mark_demo_competence(story: Story) -> None:
    """Let the unit name its tasks, and everybody mark her own."""
    told = read_toml("competence.toml")
    leader = story.person(told["leader"])
    account = account_of(leader.email)
    assert account is not None
    actor, unit = account.staff.actor, Unit.objects.get(key=leader.unit).id
    tasks = [NeededTask(**one) for one in told["tasks"]]
    write_tasks(unit, "da", 0, tasks=tasks, asked=True, actor=actor)
    people = Person.objects.filter(unit=unit, is_leader=False, leaves=False).order_by("key")
    marked = list(zip(people, told["rows"], strict=False))
    for place, (person, row) in enumerate(marked):
        write_row(unit, person.id, 0, marks=_marks(row), ask=_asked(told, place), opened=False)
    for place in told["opened"]:  # when enough others are there to stay closed
        person, row = marked[place]
        write_row(unit, person.id, 1, marks=_marks(row), ask=_asked(told, place), opened=True)
    for one in told["plan"]:
        add_learning(unit, values=_learning(one), asked=True, actor=actor)
    for one in told["sources"]:
        add_source(unit, source=one["source"], role=one["follower_role"], asked=True, actor=actor)
        shared = today_here() - timedelta(days=one["shared_days_ago"])
        KnowledgeSource.objects.filter(unit=unit, source=one["source"]).update(last_shared=shared)


def _learning(told: dict[str, Any]) -> LearningValues:
    return LearningValues(
        what=told["what"],
        how=LearningHow(told["how"]),
        used_where=told["used_where"],
        sign=told["sign"],
        by=today_here() + timedelta(days=told["in_days"]),
        task=told["task"],
    )


def _marks(row: str) -> dict[int, Mark]:
    return {number: _MARKS[one] for number, one in enumerate(row, start=1) if one in _MARKS}


def _asked(told: dict[str, Any], place: int) -> list[int]:
    return [task for who, task in told["ask"] if who == place]
