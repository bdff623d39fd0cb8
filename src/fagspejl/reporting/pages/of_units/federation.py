"""The report of several organisations' totals added up: the organisation report's pages, with its own words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Protocol

from fagspejl.analysis.policy import DISTRIBUTION_SHARE, LEAST_INSTALLATIONS
from fagspejl.disclosure.types import FigureKind, ThemeInfo
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.charts import Cell
from fagspejl.reporting.page_types.organisation import (
    OrganisationPage,
    Overview,
    UnitGroupBlock,
    UnitSection,
    UnitThemeBlock,
)
from fagspejl.reporting.page_types.report import Fact
from fagspejl.reporting.pages.facts import count_cell
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.of_units.organisation import UnitOnPage, build_organisation, build_unit
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.words import words_in

Thin = Mapping[tuple[str, FigureKind, str], int]  # figures that not everybody prints: how many stand behind
_LEADERS: Final = 3  # column of an overview: unit, n, N, leaders, and then the themes
_WHO: Final = (FigureKind.RESPONSE, "")


class FederatedRound(ReleasedRound, Protocol):
    """What these pages read of a sum of extracts beside what every page reads."""

    @property
    def names(self) -> tuple[str, ...]:
        """The organisations, in the order of their names."""

    def thin(self, index: int) -> Thin:
        """Return behind which figures of a place not everybody stands."""


@dataclass(frozen=True, slots=True)
class _Told:
    """How many organisations stand behind a figure, in words; `all`: how many there are."""

    frame: Frame
    themes: Sequence[ThemeInfo]
    all: int

    def note(self, count: int, above: int, key: str = "federation.behind") -> str:
        """Return the sentence, or "" where as many stand behind what is above it."""
        return "" if count == above else self.frame.voice.say(key, count=count, all=self.all)

    def cell(self, cell: Cell, count: int) -> Cell:
        """Return a cell with the number in brackets."""
        text = self.frame.voice.say("federation.of_all", text=cell.text, count=count, all=self.all)
        return replace(cell, text=text)


def whole_name(language: Language) -> str:
    """Return what all organisations together are called where nobody gave them a title."""
    return words_in(language).say("federation.whole")


def build_federation(release: FederatedRound, instrument: Instrument, language: Language) -> OrganisationPage:
    """Return the whole and all parts as one page model, for the workbook. Raises NoSuchLanguage."""
    page = build_organisation(release, instrument, language)
    return _said(page, release, frame_for(instrument, language, release.scale), range(len(page.units)))


def build_place(
    release: FederatedRound,
    instrument: Instrument,
    language: Language,
    shown: UnitOnPage,
    places: Sequence[int],
) -> OrganisationPage:
    """Return the page of the whole or of one part; `places`: it, and those listed on it. Raises NoSuchLanguage."""
    page = build_unit(release, instrument, language, replace(shown, leaders=None))
    return _said(page, release, frame_for(instrument, language, release.scale), places)


def _said(
    page: OrganisationPage, release: FederatedRound, frame: Frame, places: Sequence[int]
) -> OrganisationPage:
    """Put what holds of several organisations in the place of what holds of one."""
    words, names = frame.voice, release.names
    who = Fact(words.say("federation.who"), ", ".join(names))
    numbers = {
        "count": words.number_word(len(names)),
        "least": words.number_word(LEAST_INSTALLATIONS),
        "bar": release.reporting.percent_from,
        "share": words.say("speech.percent", percent=round(100 * DISTRIBUTION_SHARE)),
        "items": words.say("speech.percent", percent=round(100 * release.reporting.item_share)),
    }
    ends = {"lo": frame.scale.lo, "hi": frame.scale.hi, "low": frame.low_label, "high": frame.high_label}
    thin = [release.thin(place) for place in places]
    told = _Told(frame, release.themes, len(names))
    return replace(
        page,
        head=replace(
            page.head,
            kicker=words.say("organisation.title", subject=frame.wording.title),
            facts=(*page.head.facts, who),
            purpose=words.listed("federation.purpose", **numbers),
        ),
        reading=replace(page.reading, paragraphs=words.listed("federation.reading", **ends)),
        footnotes=_footnotes(page, release, frame, numbers),
        expert=replace(page.expert, paragraphs=words.listed("federation.expert_paragraphs", **numbers)),
        overviews=tuple(_overview(told, one, thin) for one in page.overviews),
        units=tuple(_unit(told, unit, one) for unit, one in zip(page.units, thin, strict=False)),
        below_note=page.below_note and words.say("federation.nothing_below", **numbers),
    )


def _footnotes(
    page: OrganisationPage, release: FederatedRound, frame: Frame, numbers: Mapping[str, object]
) -> tuple[str, ...]:
    words = frame.voice
    notes = words.listed("federation.footnotes", **numbers)
    if release.merged:
        notes += (words.say("organisation.merged"),)
    told = {words.say(f"organisation.{name}") for name in ("answers", "brackets")}
    return notes + tuple(note for note in page.footnotes if note in told)


def _overview(told: _Told, overview: Overview, thin: Sequence[Thin]) -> Overview:
    """Say how many organisations stand behind each row, and beside a total where it is another number.

    They stand in the column that holds the leaders of one organisation's units: nobody knows their number here.
    """
    rows = []
    for row, behind in zip(overview.table.rows, thin, strict=True):
        cells, everybody = list(row), behind.get((overview.kind, *_WHO), told.all)
        if cells[_LEADERS].kind != "withheld":
            cells[_LEADERS] = count_cell(told.frame, everybody)
        for at, theme in enumerate(told.themes, start=_LEADERS + 1):
            count = behind.get((overview.kind, FigureKind.THEME, theme.id), told.all)
            if cells[at].kind != "withheld" and count != everybody:
                cells[at] = told.cell(cells[at], count)
        rows.append(tuple(cells))
    columns = list(overview.table.columns)
    columns[_LEADERS] = told.frame.voice.say("federation.who")
    return replace(overview, table=replace(overview.table, columns=tuple(columns), rows=tuple(rows)))


def _unit(told: _Told, unit: UnitSection, thin: Thin) -> UnitSection:
    return replace(unit, groups=tuple(_group(told, group, thin) for group in unit.groups))


def _group(told: _Told, group: UnitGroupBlock, thin: Thin) -> UnitGroupBlock:
    if group.withheld:
        return group
    behind = thin.get((group.kind, *_WHO), told.all)
    said = told.note(behind, told.all)
    themes = [_theme(told, group.kind, theme, thin, behind) for theme in group.themes]
    return replace(group, notes=(*group.notes, said) if said else group.notes, themes=tuple(themes))


def _theme(told: _Told, group: str, theme: UnitThemeBlock, thin: Thin, above: int) -> UnitThemeBlock:
    """Say behind a theme, and behind a statement, how many stand where that is not what stands above it."""
    said, behind = "", above
    if theme.chart is not None:
        known = next(one.id for one in told.themes if told.frame.theme_title(one.id) == theme.title)
        behind = thin.get((group, FigureKind.THEME, known), told.all)
        said = told.note(behind, above)
    items = []
    for item in theme.items:
        count = behind
        if item.result.kind != "withheld":
            count = thin.get((group, FigureKind.ITEM, item.id), told.all)
        counts = [told.note(count, behind)]
        if item.bar is not None:
            drawn = thin.get((group, FigureKind.ANSWERS, item.id), told.all)
            counts.append(told.note(drawn, count, "federation.bar_behind"))
        items.append(replace(item, note=" ".join(text for text in (item.note, *counts) if text)))
    sentence = f"{theme.sentence} {said}" if said else theme.sentence
    return replace(theme, sentence=sentence, items=tuple(items), note=said)
