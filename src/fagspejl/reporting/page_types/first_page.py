"""The first page of a leader's report: the answer before the explanation. Part of the page model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fagspejl.instrument.types import PerspectiveName
from fagspejl.reporting.page_types.charts import ProfileRow, Table


@dataclass(frozen=True, slots=True)
class Key:
    """A mark of the profile and who it is."""

    kind: PerspectiveName
    label: str


@dataclass(frozen=True, slots=True)
class Profile:
    """All statements of the one theme and the theme as a whole, or all themes: one line each on one scale.

    `table` holds the same figures: a row for each line, a column for each perspective.
    """

    keys: tuple[Key, ...]
    low_label: str
    high_label: str
    rows: tuple[ProfileRow, ...]
    table: Table


@dataclass(frozen=True, slots=True)
class Card:
    """One of the sentences that are earned by rule: where you see it alike, where it differs most, what to ask."""

    kind: Literal["alike", "apart", "ask"]
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class FirstPage:
    """Who answered, in one line; one chart; what it says; and the small print that is true of this leader's chart.

    `before` stands before the chart: few answers, or a group that is divided. `profile` is None where no mark is shown.
    """

    id: str
    title: str
    whose: str  # the leader and the unit
    who: str
    withheld: tuple[str, ...]
    before: tuple[str, ...]
    profile: Profile | None
    cards: tuple[Card, ...]
    notes: tuple[str, ...]
