"""Development over time in the page model: the last round beside this one. Part of the page model."""

from __future__ import annotations

from dataclasses import dataclass

from fagspejl.instrument.types import PerspectiveName
from fagspejl.reporting.page_types.charts import ChangeChart


@dataclass(frozen=True, slots=True)
class DevelopmentLine:
    """One theme as one group sees it in both rounds. `chart` is None where nothing may be drawn.

    `withheld`: one of both rounds is not shown here, and `sentence` is the neutral text.
    """

    title: str
    sentence: str
    withheld: bool
    chart: ChangeChart | None


@dataclass(frozen=True, slots=True)
class DevelopmentGroup:
    """One group's themes in both rounds; `note` stands before them where nothing of it can be compared."""

    kind: PerspectiveName
    label: str
    lines: tuple[DevelopmentLine, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Development:
    """The section. `paragraphs`: which rounds are compared, or the one sentence that says why none are."""

    id: str
    title: str
    paragraphs: tuple[str, ...]
    groups: tuple[DevelopmentGroup, ...]
    notes: tuple[str, ...]
