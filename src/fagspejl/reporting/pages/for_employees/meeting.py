"""The meeting at which a leader shows the version for employees: an hour in seven steps. Pure."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import Final

from fagspejl.lib.wording import Wording, wording
from fagspejl.reporting.page_types.charts import Cell, Table
from fagspejl.reporting.pages.for_employees.types import (
    ClockWords,
    EmployeesPage,
    EmployeesTheme,
    Meeting,
    MeetingStep,
    ProjectorPage,
    Slide,
)

# Welcome and rules, results and the leader's own reading, silence, pairs, talking together, choosing, what happens now.
MINUTES: Final = (5, 10, 5, 8, 14, 10, 8)
_RESULTS: Final = 2  # the step at which the results are shown
WORDS: Final = "fagspejl.reporting.words.employees"


def meeting(words: Wording) -> Meeting:
    """Return the plan: what everybody sees at each step, what the leader can say, and how long it takes."""
    steps = tuple(
        MeetingStep(
            id=f"trin-{number}",
            number=number,
            title=title,
            minutes=minutes,
            length=words.say("meeting.minutes", minutes=minutes),
            show=words.listed(f"meeting.show_{number}"),
            say=words.listed(f"meeting.say_{number}"),
        )
        for number, (title, minutes) in enumerate(
            zip(words.listed("meeting.names"), MINUTES, strict=True), start=1
        )
    )
    return Meeting(
        id="moede",
        title=words.say("meeting.title"),
        note=words.say("meeting.note"),
        say=words.say("meeting.say"),
        table=_time_plan(words, steps),
        total=words.say("meeting.total", minutes=sum(MINUTES)),
        steps=steps,
    )


def build_projector(page: EmployeesPage) -> ProjectorPage:
    """Return the pictures of the meeting, the results among them."""
    words = wording(page.language, WORDS)
    shown: list[tuple[str, MeetingStep, EmployeesTheme | None, bool]] = []
    for step in page.meeting.steps:
        shown.append((step.id, step, None, True))
        if step.number == _RESULTS:
            for theme in page.themes:
                shown.append((f"{step.id}-{theme.id}", step, theme, True))
                if theme.table is not None:
                    shown.append((f"{step.id}-{theme.id}-udsagn", step, theme, False))
    ids = ["", *(anchor for anchor, *_ in shown), ""]
    slides = tuple(
        Slide(
            id=anchor,
            title=step.title if theme is None else theme.title,
            step=step,
            opens=theme is None,
            theme=theme,
            whole=whole,
            position=words.say("projector.position", number=place, count=len(shown)),
            previous=ids[place - 1],
            next=ids[place + 1],
        )
        for place, (anchor, step, theme, whole) in enumerate(shown, start=1)
    )
    named = ("plan", "next", "previous", "navigation", "start", "pause", "over", "left")
    head = replace(
        page.head, document_title=words.say("projector.document_title", title=page.head.document_title)
    )
    return ProjectorPage(
        kind="projector",
        language=page.language,
        labels=page.labels,
        head=head,
        page=page,
        clock=ClockWords(**{name: words.say(f"projector.{name}") for name in named}),
        slides=slides,
    )


def _time_plan(words: Wording, steps: tuple[MeetingStep, ...]) -> Table:
    ends = list(accumulate(step.minutes for step in steps))
    rows = tuple(
        (
            Cell(f"{step.number}. {step.title}"),
            Cell(words.say("meeting.range", **{"from": end - step.minutes, "to": end})),
            Cell(step.length),
        )
        for step, end in zip(steps, ends, strict=True)
    )
    columns = tuple(words.say(f"meeting.{name}") for name in ("step", "time", "length"))
    return Table(words.say("meeting.title"), columns, (False, True, True), rows)
