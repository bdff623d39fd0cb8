"""Some units side by side: their printed totals in tree order, with no difference and no order by result. Pure.

What it is built from must hold only what the reader may see (`disclosure.readers`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fagspejl.disclosure.types import (
    GroupName,
    Limits,
    Response,
    Score,
    UnitGroup,
    UnitRelease,
    UnitTheme,
    Withheld,
)
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.charts import NO_CELL, Cell, Table
from fagspejl.reporting.page_types.organisation import Beside, BesideGroup, BesideTheme
from fagspejl.reporting.pages.charts import score_cell, withheld_cell
from fagspejl.reporting.pages.facts import count_cell, invited_cell
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.of_units.organisation import limits_of, reading_of
from fagspejl.reporting.pages.perspectives import group_title, not_asked
from fagspejl.reporting.pages.view_of_part import ReleasedRound

_Row = tuple[Cell, ...]


def build_beside(
    release: ReleasedRound, instrument: Instrument, language: Language, units: Sequence[UnitRelease]
) -> Beside:
    """Return the units' totals, group by group and theme by theme; `units` stand in tree order.

    Raises NoSuchLanguage.
    """
    frame = frame_for(instrument, language, release.scale)
    groups = tuple(
        made for name in release.groups if (made := _group(frame, release, name, units)) is not None
    )
    return Beside(groups, reading_of(frame), limits_of(frame))


def _group(
    frame: Frame, release: ReleasedRound, name: GroupName, units: Sequence[UnitRelease]
) -> BesideGroup | None:
    """None where the group was asked in none of the units."""
    words = frame.voice
    found = [(unit, next((group for group in unit.groups if group.group == name), None)) for unit in units]
    asked = [(unit, group) for unit, group in found if group and not not_asked(group.response)]
    if not asked:
        return None
    label = group_title(frame, name)
    heads = tuple(words.say(f"organisation.{key}") for key in ("unit", "n", "invited"))
    rows = tuple((Cell(unit.name), *_counts(frame, group)) for unit, group in asked)
    caption = words.say("organisation.beside_asked", group=label)
    themes = tuple(_theme(frame, theme.id, asked) for theme in release.themes)
    return BesideGroup(name, label, Table(caption, heads, (False, True, True), rows), themes)


def _counts(frame: Frame, group: UnitGroup) -> _Row:
    if not isinstance(group.response, Response):
        return (withheld_cell(frame),) * 2
    invited = NO_CELL if group.answers else invited_cell(frame, group.response)
    return count_cell(frame, group.response.n), invited


def _theme(frame: Frame, theme: str, asked: Sequence[tuple[UnitRelease, UnitGroup]]) -> BesideTheme:
    found = [(unit, next((one for one in group.themes if one.id == theme), None)) for unit, group in asked]
    here = [(unit, one) for unit, one in found if one is not None]
    return BesideTheme(
        frame.theme_title(theme),
        _table(frame, frame.theme_title(theme), ((unit, _total(frame, one)) for unit, one in here)),
        tuple(_statements(frame, theme, here)),
    )


def _statements(frame: Frame, theme: str, here: Sequence[tuple[UnitRelease, UnitTheme]]) -> Iterator[Table]:
    names = list(dict.fromkeys(item.id for _, one in here for item in one.items))
    lo, hi = frame.scale.lo, frame.scale.hi
    for name in names:
        rows = []
        for unit, one in here:
            item = next((each.as_asked(lo, hi) for each in one.items if each.id == name), None)
            if item is not None and not not_asked(item.mean):
                rows.append((unit, _place(frame, item.mean, None, item.n)))
        yield _table(frame, frame.statement(theme, name), rows)


def _total(frame: Frame, theme: UnitTheme) -> _Row:
    response = theme.response
    return _place(frame, theme.score, theme.band, response.n if isinstance(response, Response) else None)


def _place(frame: Frame, score: Score | Withheld, band: Limits | None, n: int | None) -> _Row:
    """A total and who enters it; the band stands behind the number."""
    if not isinstance(score, Score):
        return (withheld_cell(frame),) * 2
    cell = score_cell(frame, score, "whole")
    if band is not None:
        span = frame.voice.span(band.lower, band.upper)
        cell = replace(cell, text=frame.voice.say("organisation.beside_band", value=cell.text, span=span))
    return cell, count_cell(frame, n)


def _table(frame: Frame, caption: str, rows: Iterable[tuple[UnitRelease, _Row]]) -> Table:
    words = frame.voice
    heads = (words.say("organisation.unit"), words.say("workbook.mean"), words.say("organisation.n"))
    made = tuple((Cell(unit.name), *cells) for unit, cells in rows)
    return Table(caption, heads, (False, True, True), made)
