"""The version for employees, and the meeting at which a leader shows it, as page models."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.charts import ScaleChart, Table
from fagspejl.reporting.page_types.report import Head, ItemBlock, Labels, Section


@dataclass(frozen=True, slots=True)
class EmployeesTheme:
    """One theme. `items` is empty where only the theme's score may be shown; `table` has one line per statement then.

    `withheld`: the one neutral text where no score is shown, else "".
    """

    id: str
    title: str
    withheld: str
    before: tuple[str, ...]
    chart: ScaleChart | None
    sentences: tuple[str, ...]
    stem: str
    items: tuple[ItemBlock, ...]
    table: Table | None
    question: str


@dataclass(frozen=True, slots=True)
class MeetingStep:
    """One step of the meeting: what everybody sees, and what the leader can say. `minutes` is its length."""

    id: str
    number: int
    title: str
    minutes: int
    length: str
    show: tuple[str, ...]
    say: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """The plan of the meeting; `table` is the printed time plan."""

    id: str
    title: str
    note: str
    say: str
    table: Table
    total: str
    steps: tuple[MeetingStep, ...]


@dataclass(frozen=True, slots=True)
class EmployeesPage:
    """The employees' part of one leader's report, for the leader to show or print."""

    kind: Literal["employees"]
    language: Language
    labels: Labels
    head: Head
    who: str
    notes: tuple[str, ...]
    question: str
    statements: str
    themes: tuple[EmployeesTheme, ...]
    reading: Section
    limits: Section
    meeting: Meeting
    footer: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClockWords:
    """What stands on the clock and the links between slides."""

    plan: str
    next: str
    previous: str
    navigation: str
    start: str
    pause: str
    over: str
    left: str


@dataclass(frozen=True, slots=True)
class Slide:
    """One picture on the screen: a step of the meeting, or a theme or its statements within step `number`.

    `previous` and `next` are anchors, "" at the ends; `position` is "2 af 9".
    """

    id: str
    title: str
    step: MeetingStep
    opens: bool
    theme: EmployeesTheme | None
    whole: bool
    position: str
    previous: str
    next: str


@dataclass(frozen=True, slots=True)
class ProjectorPage:
    """The same for a big screen, one picture at a time."""

    kind: Literal["projector"]
    language: Language
    labels: Labels
    head: Head
    page: EmployeesPage
    clock: ClockWords
    slides: tuple[Slide, ...]
