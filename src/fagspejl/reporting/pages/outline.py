"""The organisation as pages walk it: units above and below, where each has its page, in how many parts. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.disclosure.types import Organisation, UnitRelease
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.organisation import UnitLink
from fagspejl.reporting.pages.of_units.organisation import UnitOnPage
from fagspejl.reporting.words import words_in

ROWS: Final = 50  # units one level down that stand on one page


@dataclass(frozen=True, slots=True)
class Place:
    """A page of the report: a unit by its place in tree order, and which part of its list, from 1."""

    unit: int
    part: int = 1


class Outline:
    """The tree of one round. Units are known by their place in tree order, the root is 0."""

    def __init__(self, organisation: Organisation) -> None:
        self.names = tuple(unit.name for unit in organisation.units)
        self.parents = tuple(unit.parent for unit in organisation.units)
        below: list[list[int]] = [[] for _ in self.names]
        leaders = [0] * len(self.names)
        for leader in organisation.leaders:
            leaders[leader.unit] += 1
        for unit in range(len(self.names) - 1, 0, -1):  # children stand after parents
            below[self.parents[unit]].append(unit)
            leaders[self.parents[unit]] += leaders[unit]
        self.below = tuple(tuple(reversed(units)) for units in below)
        self.leaders = tuple(leaders)

    def parts(self, unit: int) -> int:
        """Return in how many parts a unit's list stands; 1 where there is nothing below it."""
        return max(1, -(-len(self.below[unit]) // ROWS))

    def pages(self) -> Iterator[Place]:
        """Yield every page in tree order."""
        for unit in range(len(self.names)):
            for part in range(1, self.parts(unit) + 1):
                yield Place(unit, part)

    def listed(self, place: Place) -> tuple[int, ...]:
        """Return the units one level down that stand on a page."""
        return self.below[place.unit][(place.part - 1) * ROWS : place.part * ROWS]

    def above(self, unit: int) -> tuple[int, ...]:
        """Return the units above, from the root down."""
        found: list[int] = []
        while self.parents[unit] >= 0:
            unit = self.parents[unit]
            found.append(unit)
        return tuple(reversed(found))

    def on_page(
        self,
        place: Place,
        units: Sequence[UnitRelease],
        href: Callable[[Place], str],
        language: Language,
        *,
        may_open: Callable[[int], bool] = lambda _: True,
        pdf: str = "",
    ) -> UnitOnPage:
        """Return what a page is built from: `units` are the page's unit and then those listed.

        `href` says where a page is; a unit above that may not be opened (`may_open`) has no link.
        """
        words, total, unit = words_in(language), len(self.below[place.unit]), place.unit
        parts: tuple[UnitLink, ...] = ()
        if self.parts(unit) > 1:
            parts = tuple(
                UnitLink(
                    words.say("organisation.part", first=(part - 1) * ROWS + 1, last=min(total, part * ROWS)),
                    "" if part == place.part else href(Place(unit, part)),
                )
                for part in range(1, self.parts(unit) + 1)
            )
        return UnitOnPage(
            unit=units[0],
            below=tuple(units[1:]),
            hrefs=tuple(href(Place(one)) for one in self.listed(place)),
            path=tuple(
                UnitLink(self.names[one], href(Place(one)) if may_open(one) else "")
                for one in self.above(unit)
            ),
            parts=parts,
            summary=place.part == 1,
            leaders=self.leaders[unit],
            pdf=pdf,
            count=total,
        )
