"""What a leader's own newest report prints of her and her staff, as the choice of a question needs it."""

from __future__ import annotations

from uuid import UUID

from fagspejl.disclosure.types import LeaderRelease, Response, Score
from fagspejl.lib.tenths import tenths_of
from fagspejl.reporting.selectors import my_reports, report_for
from fagspejl.workspace.reflection.choosing import THEME, question_order


def order_for(person: UUID | None) -> tuple[int, ...]:
    """Return the order of the eight questions for this person: by her newest own report that stands."""
    part = next((one.part for one in my_reports(person) if one.own and not one.withdrawn), None)
    report = None if part is None else report_for(part, person)
    if report is None:
        return question_order({})
    view = report.part.released(with_comments=False).leader(report.part.leader)
    return question_order(differences(view))


def differences(view: LeaderRelease) -> dict[str, int]:
    """Return the tenths between her own answer and her staff's printed mean, by statement; withheld ones missing."""
    own = {
        item.id: tenths_of(item.value)
        for mark in view.marks
        if mark.role == "self"
        for theme in mark.themes
        if theme.id == THEME
        for item in theme.items
        if item.value is not None
    }
    groups = {group.group: group for group in view.groups if isinstance(group.response, Response)}
    led = groups.get("employee", groups.get("subordinate_leader"))
    return {
        item.id: own[item.id] - item.mean.tenths
        for theme in (led.themes if led else ())
        if theme.id == THEME
        for item in theme.items
        if item.id in own and isinstance(item.mean, Score) and item.mean.tenths is not None
    }
