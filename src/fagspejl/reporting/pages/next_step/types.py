"""What a next step is made of: what a report shows of one theme, and what it suggests. Part of the page model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.report import ContentsEntry, Fact, Head, Labels

SheetName = Literal[
    "meeting",
    "talk",
    "judgement",
    "quality",
    "agreement",
    "cases",
    "cases_short",
    "load",
    "upward",
    "responsibility",
    "competence",
    "reflection",
    "relief",
    "package",
    "dialogue",
]
Reason = Literal[
    "quality_low_apart",
    "quality_low_unknown",
    "quality_low",
    "quality_leader_above",
    "quality_high",
    "dilemmas_low",
    "follow_up_low",
    "dialogue_low",
    "development_low",
    "boss_differs",
    "two_groups",
    "withheld",
    "other_theme",
]
Tick = Literal[
    "busy", "strain", "unclear"
]  # what a leader may tick for herself alone; no program reads comments


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """One statement whose value the report prints.

    place         where it stands in the report: "1.2" is the second statement of the first theme
    number        1 to 5: which of the five statements of the theme of the rules it is
    lower, upper  the averages that the printed value may stand for, in tenths; both are the printed number itself
    leader_above  the report says that the leader answers at least a whole step higher
    """

    place: str
    number: int
    lower: int
    upper: int
    leader_above: bool = False


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """What a report shows of one theme as those see it whom the leader leads.

    known       the theme of five statements that the rules are written for, on its scale from 1 to 5
    withheld    nothing of their answers is shown
    apart       they see the theme in divided ways; None where the report says nothing about it
    statements  those whose value is printed, in questionnaire order; none where `withheld` or not `known`
    boss        tenths between the leader's own theme score and her leader's; None where one of them is missing
    """

    known: bool
    withheld: bool
    apart: bool | None
    statements: tuple[ShownStatement, ...] = ()
    boss: int | None = None


@dataclass(frozen=True, slots=True)
class Then:
    """What is offered once the first has led to something; `tick`: only where the leader ticked that, or None."""

    sheet: SheetName
    tick: Tick | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One choice. `place`: the statement it is about, or "" where it is about the theme. `minutes`: what it takes."""

    reason: Reason
    sheet: SheetName
    minutes: int
    place: str
    then: tuple[Then, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement that can be worked with. `place` as in ShownStatement; `stem`: the words before it, or ""."""

    place: str
    theme: str
    number: int
    short: str
    stem: str
    text: str
    question: str


@dataclass(frozen=True, slots=True)
class SheetStep:
    """One step of a meeting; `minutes` as people read it."""

    minutes: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetingSheet:
    """One page to print or show. `statement` and its stem, word for word, or ""; `lines`: what is written by hand."""

    id: str
    title: str
    lead: str
    facts: tuple[Fact, ...]
    stem: str
    statement: str
    question: str
    steps: tuple[SheetStep, ...]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetsPage:
    """One sheet or all of them, none with a figure of anybody's report. `question`: the heading above a question."""

    kind: Literal["sheets"]
    language: Language
    labels: Labels
    head: Head
    contents: tuple[ContentsEntry, ...]
    question: str
    sheets: tuple[MeetingSheet, ...]
    footer: tuple[str, ...]
