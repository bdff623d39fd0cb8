"""The short version of a unit's report: two pages for a board, a committee or the press. Pure.

What it is built from must hold only totals that are permitted to every reader (`disclosure.public_totals`): the page
may be published, and stands beside whatever reports its readers know.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from fagspejl.disclosure.types import Response, Score, UnitGroup, UnitRelease, UnitTheme
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.charts import NO_CELL, Cell, Table
from fagspejl.reporting.page_types.organisation import BoardGroup, BoardPage, Overview
from fagspejl.reporting.page_types.report import Head, Section
from fagspejl.reporting.pages.charts import score_cell, withheld_cell
from fagspejl.reporting.pages.facts import count_cell, foot, round_facts
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.of_units.organisation import UnitOnPage, limits_of, overview_of
from fagspejl.reporting.pages.of_units.standing_out import standing_out
from fagspejl.reporting.pages.of_units.units import response_texts
from fagspejl.reporting.pages.perspectives import group_title, not_asked
from fagspejl.reporting.pages.view_of_part import ReleasedRound

# What two pages hold: rows of themes over all groups, units one level down, and themes beside each of these.
THEME_ROWS: Final = 24
UNIT_ROWS: Final = 14
UNIT_THEMES: Final = 5
_SAID: Final = 8  # sentences about what stands out, in questionnaire order


def build_board(
    release: ReleasedRound,
    instrument: Instrument,
    language: Language,
    shown: UnitOnPage,
    *,
    readers_known: bool,
) -> BoardPage:
    """Return the short version of a unit's report; its units hold what every reader may see.

    `readers_known`: whether the rights to reports are known, as on a site, or taken from the tree.

    Raises NoSuchLanguage.
    """
    frame = frame_for(instrument, language, release.scale)
    words = frame.voice
    groups, left_out = _groups(frame, shown)
    below = _below(frame, release, shown)
    stands_out = standing_out(frame, release.reporting, shown.unit)
    notes = [words.say("organisation.board_groups")] if left_out else []
    if shown.below and below is None:
        notes.append(words.say("organisation.board_below"))
    return BoardPage(
        kind="board",
        language=language,
        labels=frame.labels,
        head=_head(frame, release, shown.unit, readers_known),
        contents=(),
        groups=groups,
        stands_out=None
        if stands_out is None
        else replace(stands_out, paragraphs=stands_out.paragraphs[:_SAID]),
        below=below,
        below_note=" ".join(notes),
        reading=_reading(frame, release),
        limits=limits_of(frame),
        footer=foot(frame, release),
    )


def _head(frame: Frame, release: ReleasedRound, unit: UnitRelease, readers_known: bool) -> Head:
    words = frame.voice
    purpose = words.listed("organisation.board_purpose")
    if not readers_known:
        purpose += (words.say("organisation.board_files"),)
    return Head(
        document_title=words.say("organisation.board_document", unit=unit.name),
        kicker=release.info.title or release.info.organisation,
        title=words.say("organisation.board_title", unit=unit.name),
        facts=round_facts(frame, release),
        purpose=purpose,
    )


def _reading(frame: Frame, release: ReleasedRound) -> Section:
    words, scale = frame.voice, frame.scale
    texts = words.listed(
        "organisation.board_reading",
        lo=scale.lo,
        hi=scale.hi,
        low=frame.low_label,
        high=frame.high_label,
        leaders=words.number_word(release.disclosure.org_leaders),
    )
    return Section("laesning", words.say("organisation.reading_title"), texts)


def _groups(frame: Frame, shown: UnitOnPage) -> tuple[tuple[BoardGroup, ...], bool]:
    """The groups whose themes fit, in their order, and whether one was left out. The first always stands."""
    made, rows = list[BoardGroup](), 0
    asked = [group for group in shown.unit.groups if not not_asked(group.response)]
    for group in asked:
        one = _group(frame, group, shown.leaders)
        rows += len(one.themes.rows) if one.themes is not None else 1
        if made and rows > THEME_ROWS:
            break
        made.append(one)
    return tuple(made), len(made) < len(asked)


def _group(frame: Frame, group: UnitGroup, leaders: int | None) -> BoardGroup:
    words, label = frame.voice, group_title(frame, group.group)
    if not isinstance(group.response, Response):
        said = words.say("theme.withheld", label=label, withheld=frame.withheld)
        return BoardGroup(group.group, label, (said,), True, None)
    names = ("organisation.board_theme", "workbook.mean", "organisation.board_band", "organisation.n")
    table = Table(
        label,
        tuple(map(words.say, names)),
        (False, True, True, True),
        tuple(_row(frame, theme) for theme in group.themes if not not_asked(theme.score)),
    )
    return BoardGroup(
        group.group, label, tuple(response_texts(frame, group, group.response, leaders)), False, table
    )


def _row(frame: Frame, theme: UnitTheme) -> tuple[Cell, ...]:
    title, score, response = Cell(frame.theme_title(theme.id)), theme.score, theme.response
    if not isinstance(score, Score) or not isinstance(response, Response):
        return (title, *(withheld_cell(frame),) * 3)
    band = NO_CELL
    if theme.band is not None:
        band = Cell(frame.voice.between(theme.band.lower, theme.band.upper))
    return title, score_cell(frame, score, "whole"), band, count_cell(frame, response.n)


def _below(frame: Frame, release: ReleasedRound, shown: UnitOnPage) -> Overview | None:
    """The first group's totals one level down; None where they do not fit, or there are no units."""
    if not shown.below or len(shown.below) > UNIT_ROWS or len(release.themes) > UNIT_THEMES:
        return None
    return overview_of(frame, release, release.groups[0], (shown.unit, *shown.below))
