"""A report read step by step on the web: one step a page, plain links between them. Part of the page model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.development import Development
from fagspejl.reporting.page_types.first_page import FirstPage
from fagspejl.reporting.page_types.report import (
    Comments,
    Expert,
    Head,
    Labels,
    Participation,
    Reading,
    Section,
    Steps,
    ThemeSection,
    Work,
)
from fagspejl.reporting.page_types.withheld import WithheldPart


@dataclass(frozen=True, slots=True)
class StageLink:
    """A step and where it is. `here`: it is the one that is shown."""

    title: str
    href: str
    here: bool = False


@dataclass(frozen=True, slots=True)
class StageParts:
    """What one step shows of the report; parts of other steps are None, and empty where there are several."""

    first: FirstPage | None = None
    withheld: WithheldPart | None = None
    reading: Reading | None = None
    asked: Participation | None = None
    strengths: Section | None = None
    theme: ThemeSection | None = None
    development: Development | None = None
    work: Work | None = None
    next_steps: Steps | None = None
    limits: Section | None = None
    expert: Expert | None = None
    comments: Comments | None = None
    questions: tuple[str, ...] = ()  # each with room to write on paper


@dataclass(frozen=True, slots=True)
class StagePage:
    """One step. `title` stands above its parts where they have no heading of their own; `told` follows it."""

    kind: Literal["stage"]
    language: Language
    labels: Labels
    head: Head
    whose: str
    steps_label: str
    place: str  # "Trin 2 af 6"
    title: str
    told: tuple[str, ...]
    parts: StageParts
    steps: tuple[StageLink, ...]
    back: StageLink | None
    onward: StageLink | None
    whole: StageLink  # everything at once
    footer: tuple[str, ...]
