"""The page model of the list of leaders below somebody: who, where and a link, never a result. Pure.

What `types` says of the page model holds here too.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.organisation import UnitSection
from fagspejl.reporting.page_types.report import Head, Labels


@dataclass(frozen=True, slots=True)
class LeaderBelow:
    """A leader and where the report about her is; a withdrawn one has no `href` but a `note`."""

    name: str
    label: str
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitBelow:
    """A unit and the leaders in it. `path`: the units above it, in words."""

    name: str
    path: str
    leaders: tuple[LeaderBelow, ...]


@dataclass(frozen=True, slots=True)
class BelowPage:
    """All whose reports somebody may read as their own leader, and what the department says as a whole.

    `totals` is None where the reader may see no total of the department; `totals_text` then tells so. `more`: where
    the units below the department are.
    """

    kind: Literal["below"]
    language: Language
    labels: Labels
    head: Head
    leaders_title: str
    units: tuple[UnitBelow, ...]
    totals_title: str
    totals_text: str
    totals: UnitSection | None
    more_label: str
    more: str
    footer: tuple[str, ...]
