"""The start of a staff dialogue: two or three statements of a report become one choice of a session."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.accounts.types import Staff
from fagspejl.lib.wording import Wording
from fagspejl.reporting.statements.own import OwnReport, OwnStatement
from fagspejl.workspace.sessions.rules import OPTION_SIGNS
from fagspejl.workspace.sessions.services.planning import create_session
from fagspejl.workspace.sessions.services.texts import checked_text
from fagspejl.workspace.sessions.types import Case, DecisionMethod, Item

TEMPLATE: Final = "staff_dialogue"
STATEMENTS: Final = (2, 3)  # how many may be talked about at one meeting
LINES: Final = 3
LINE_SIGNS: Final = 200


def start_dialogue(
    report: OwnReport,
    chosen: Sequence[OwnStatement],
    lines: Sequence[str],
    *,
    unit: UUID,
    words: Wording,
    decision_method: DecisionMethod,
    replaces: str,
    short: bool,
    planned_on: date | None,
    present: int,
    asked: bool,
    once: UUID | None,
    staff: Staff,
) -> UUID:
    """Make the session that nobody can join yet. Raises TextRefused, TextAsks at "line_1", PlanRefused."""
    own = [
        checked_text(f"line_{number}", line, asked=asked)
        for number, line in enumerate(lines, 1)
        if line.strip()
    ]
    case, item = case_and_item(report, chosen, own, words)
    return create_session(
        template=TEMPLATE,
        title=words.say("dialogue.session_title"),
        language=words.language,
        units=(unit,),
        cases=(case,),
        items=(item,),
        decision_method=decision_method,
        replaces=replaces,
        short=short,
        planned_on=planned_on,
        present=present,
        report=report.part,
        asked=asked,
        once=once,
        actor=staff.actor,
        account=staff.id,
    )


def case_and_item(
    report: OwnReport, chosen: Sequence[OwnStatement], lines: Sequence[str], words: Wording
) -> tuple[Case, Item]:
    """Return what everybody reads, rules first, and the choice: the statements by their short names."""
    parts = ["\n".join(words.listed("dialogue.rules"))]
    parts += [_told(one, report, words) for one in chosen]
    if lines:
        parts.append("\n".join((words.say("dialogue.own_lines"), *lines)))
    parts.append(words.say("dialogue.source", round=report.round))
    case = Case(words.say("dialogue.case_title"), "\n\n".join(parts))
    return case, Item(0, words.say("dialogue.question"), "", "", overall=False, options=_options(chosen))


def _told(one: OwnStatement, report: OwnReport, words: Wording) -> str:
    said = words.quote(f"{one.stem} {one.text}".strip())
    if not one.figure:
        return said
    low, high = report.scale
    return "\n".join((said, words.say("dialogue.figure", figure=one.figure, low=low, high=high)))


def _options(chosen: Sequence[OwnStatement]) -> tuple[str, ...]:
    short = tuple(one.short for one in chosen)
    if len({one.casefold() for one in short}) == len(short):
        return short
    return tuple(one.text[:OPTION_SIGNS] for one in chosen)
