"""The organisation's report as files: a page per unit, each a link from the page above, and the short version."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

from fagspejl.disclosure.public_totals import public_units, readers_of_tree
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import LotPrinted, Response
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.lib.names import ascii_name
from fagspejl.reporting.page_types.organisation import BoardPage, OrganisationPage
from fagspejl.reporting.pages.of_units.board import build_board
from fagspejl.reporting.pages.of_units.organisation import build_unit
from fagspejl.reporting.pages.outline import Outline, Place
from fagspejl.reporting.pages.over_time.past import Past
from fagspejl.reporting.render.batch import RenderJob

NAME: Final = "organisation"
BOARD: Final = "organisation-board"
_WHOLE: Final = Place(0)


def page_names(outline: Outline, top: str, *, whole: int) -> dict[Place, str]:
    """Return each page's file without its ending: the whole at the top, the others in a folder, in tree order.

    `whole`: the number of the whole, from which the others are counted.
    """
    found, width = {}, len(str(len(outline.names)))
    for place in outline.pages():
        part = f"-{place.part}" if place.part > 1 else ""
        readable = ascii_name(outline.names[place.unit])
        number = f"{place.unit + whole:0{width}}" + (f"-{readable}" if readable else "")
        found[place] = (f"{top}/{number}" if place.unit else top) + part
    return found


@dataclass(frozen=True)
class OrganisationFiles:
    """The pages of one release. `readers`: whose reports each reader may read, as indices; None takes the tree's."""

    release: Release
    instrument: Instrument
    language: Language
    readers: Collection[frozenset[int]] | None = None
    past: Mapping[int, Past] = field(default_factory=dict)  # the last round, by place in tree order
    lot: LotPrinted | None = None  # what every reader may read of a drawn half

    @cached_property
    def outline(self) -> Outline:
        """The tree."""
        return Outline(self.release.printed.organisation)

    @cached_property
    def names(self) -> dict[Place, str]:
        """Each page's file without its ending."""
        return page_names(self.outline, NAME, whole=1)

    @property
    def count(self) -> int:
        """How many pages there are, the short version among them."""
        return len(self.names) + 1

    def jobs(self, folder: Path, *, html: bool, pdf: bool) -> Iterator[RenderJob]:
        """Yield every page, the short version first. A unit without any figure has no PDF.

        Makes the folder of pages. Raises NoSuchLanguage, OSError.
        """
        if html or pdf:
            (folder / NAME).mkdir()

        def files(name: str, printed: bool) -> tuple[Path | None, Path | None]:
            return folder / f"{name}.html" if html else None, folder / f"{name}.pdf" if printed else None

        yield RenderJob(self._board(), *files(BOARD, pdf))
        for place in self.outline.pages():
            printed = pdf and (place.unit == 0 or self._has_figures(place.unit))
            if html or printed:
                yield RenderJob(self._page(place, pdf=printed), *files(self.names[place], printed))

    def _page(self, place: Place, *, pdf: bool) -> OrganisationPage:
        wanted = (place.unit, *self.outline.listed(place))
        units = [self.release.unit(index) for index in wanted]
        above = "../" if place.unit else ""

        def href(to: Place) -> str:
            return f"{above}{self.names[to]}.html"

        beside = f"{self.names[place].rsplit('/', 1)[-1]}.pdf" if pdf else ""
        shown = self.outline.on_page(place, units, href, self.language, pdf=beside)
        past = self.past.get(place.unit)
        return build_unit(self.release, self.instrument, self.language, shown, past, self.lot)

    def _board(self) -> BoardPage:
        tree = self.release.printed.organisation
        readers = readers_of_tree(tree) if self.readers is None else self.readers
        wanted = (0, *self.outline.listed(_WHOLE))
        units = list(public_units(self.release, readers, wanted))
        shown = self.outline.on_page(_WHOLE, units, lambda _: "", self.language)
        known = self.readers is not None
        return build_board(self.release, self.instrument, self.language, shown, readers_known=known)

    def _has_figures(self, unit: int) -> bool:
        return any(isinstance(group.response, Response) for group in self.release.unit(unit).groups)
