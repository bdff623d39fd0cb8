"""What is written on a phone after the shift, and what the leader says became of it.

Nothing is kept of a phone: no token, no time, only the words and the day. The same words of one day are kept once, so
that a page that is sent twice counts once, also in the same moment: the row's id is made of them.
"""

from __future__ import annotations

from uuid import UUID, uuid5

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.workspace.cases.errors import CaseGone
from fagspejl.workspace.cases.models import CasePattern, PatternIdea
from fagspejl.workspace.cases.rules import check_answer, check_idea, check_room_for_idea, said_after_when
from fagspejl.workspace.cases.services.texts import checked_pattern_text
from fagspejl.workspace.cases.types import IdeaAnswer
from fagspejl.workspace.sessions.services.planning import today_here
from fagspejl.workspace.sessions.services.texts import checked_text


def take_idea(unit: UUID, text: str, *, asked: bool = False) -> None:
    """Keep an idea of a unit's. Leader and unit see it from the next day on, both the same.

    Raises IdeaRefused (empty, too long, or the day is full), TextRefused, TextAsks.
    """
    check_idea(text)
    text = said_after_when(checked_pattern_text("text", text, asked=asked))
    today = today_here()
    with transaction.atomic():
        here = PatternIdea.objects.filter(unit=unit)
        if here.filter(created_on=today, text=text).exists():
            return
        check_room_for_idea(here.filter(created_on=today).count(), here.filter(answer="").count())
        made = uuid5(unit, f"{today} {text}")
        PatternIdea.objects.get_or_create(id=made, defaults={"unit": unit, "text": text, "created_on": today})


def answer_idea(
    idea_id: UUID,
    answer: IdeaAnswer,
    line: str,
    *,
    pattern: UUID | None = None,
    asked: bool = False,
    actor: Actor,
) -> None:
    """Say what became of an idea; said again, the new answer stands. Raises CaseGone, CaseRefused, TextRefused."""
    check_answer(answer, line)
    line = checked_text("line", line, asked=asked)
    with transaction.atomic():
        row = PatternIdea.objects.select_for_update().filter(id=idea_id).first()
        if row is None:
            raise CaseGone
        row.answer, row.line, row.answered_on = answer.value, line, today_here()
        same = pattern is not None and CasePattern.objects.filter(id=pattern, unit=row.unit).exists()
        row.pattern = pattern if same else None
        row.save()
        record(actor=actor, event=Event.IDEA_ANSWERED, object=row.id, facts={"answer": answer.value})


def delete_idea(idea_id: UUID, *, actor: Actor) -> None:
    """Take an idea away, as where it holds what should not stand there. Raises CaseGone."""
    with transaction.atomic():
        if not PatternIdea.objects.filter(id=idea_id).delete()[0]:
            raise CaseGone
        record(actor=actor, event=Event.IDEA_ANSWERED, object=idea_id, facts={"answer": "deleted"})
