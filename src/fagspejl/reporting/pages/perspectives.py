"""Who sees one theme, and how each is called: the anonymous groups and the named persons."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fagspejl.disclosure.types import (
    Code,
    GroupName,
    GroupResult,
    Mark,
    MarkName,
    MarkTheme,
    Reason,
    Response,
    Score,
    ThemeResult,
    Withheld,
)
from fagspejl.reporting.page_types.charts import ScaleMark
from fagspejl.reporting.pages.frame import Frame


@dataclass(frozen=True, slots=True)
class GroupView:
    """One anonymous group's result for one theme. `hidden`: nothing of the group is shown anywhere."""

    name: GroupName
    label: str
    subject: str
    the: str
    few: bool
    hidden: bool
    theme: ThemeResult


@dataclass(frozen=True, slots=True)
class PersonView:
    """One named person's own answers to one theme. `the`: the person inside a sentence, "din leder"."""

    role: MarkName
    label: str
    the: str
    theme: MarkTheme

    def mark(self, tenths: int, text: str) -> ScaleMark:
        """Return the person's mark: never with a band."""
        return ScaleMark(
            kind=self.role,
            label=self.label,
            text=text,
            tenths=tenths,
            segment=None,
            open_end=None,
            band=None,
            bounds=None,
            one_person=True,
            muted=False,
        )


def group_views(frame: Frame, groups: tuple[GroupResult, ...], theme: str) -> tuple[GroupView, ...]:
    """Return the groups that were asked about a theme."""
    views = []
    for group in groups:
        found = next((result for result in group.themes if result.id == theme), None)
        if found is None or not_asked(found.score):
            continue
        key, response = f"group.{group.group}", group.response
        views.append(
            GroupView(
                name=group.group,
                label=frame.group_label(group.group),
                subject=frame.voice.say(f"{key}.subject"),
                the=frame.voice.say(f"{key}.the"),
                few=isinstance(response, Response) and response.code is Code.FEW_ANSWERS,
                hidden=isinstance(response, Withheld),
                theme=found,
            )
        )
    return tuple(views)


def person_views(frame: Frame, marks: tuple[Mark, ...], theme: str) -> tuple[PersonView, ...]:
    """Return the named persons who were asked about a theme and answered some of it."""
    views = []
    for mark in marks:
        own = next((part for part in mark.themes if part.id == theme), None)
        if own is None or not frame.asks(theme, mark.role):
            continue
        if any(item.value is not None for item in own.items):
            label, the = (_called(frame, mark, marks, form) for form in ("label", "the"))
            views.append(PersonView(mark.role, label, the, own))
    return tuple(views)


def person_label(frame: Frame, mark: Mark, marks: tuple[Mark, ...]) -> str:
    """Return "Dig selv", "Din leder", "Din leder 1" where there are several, or "Mads Holm (din leder)"."""
    return _called(frame, mark, marks, "label")


def _called(frame: Frame, mark: Mark, marks: tuple[Mark, ...], form: Literal["label", "the"]) -> str:
    several = mark.role == "superior" and sum(other.role == mark.role for other in marks) > 1
    which = "_named" if mark.name else "_numbered" * several
    if several and mark.number == frame.own:
        which = "_own"
    return frame.voice.say(f"mark.{mark.role}.{form}{which}", number=mark.number, name=mark.name)


def role_label(frame: Frame, role: MarkName, count: int) -> str:
    """Return "Dig selv", "Din leder", or "Dine ledere" for all of several together."""
    return frame.voice.say(f"mark.{role}.label{'_many' * (role == 'superior' and count > 1)}")


def not_asked(place: Score | Response | Withheld) -> bool:
    """Whether the place is empty because nobody was asked."""
    return isinstance(place, Withheld) and place.reason is Reason.NOT_ASKED


def group_title(frame: Frame, group: GroupName) -> str:
    """Return a group's name where no single leader is spoken to."""
    return frame.voice.say(f"group.{group}.in_unit")
