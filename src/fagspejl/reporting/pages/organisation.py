"""The organisation report: units in tree order, totals over several leaders, never a leader's own figures. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from fagspejl.analysis.policy import DISTRIBUTION_SHARE
from fagspejl.disclosure.types import GroupName, Response, Score, UnitGroup, UnitRelease
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.reporting.chart_types import NO_CELL, Cell, Table
from fagspejl.reporting.pages.charts import score_cell, withheld_cell
from fagspejl.reporting.pages.facts import count_cell, expert_facts, foot, invited_cell, round_facts
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.units import group_title, unit_section
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.types import (
    ContentsEntry,
    Expert,
    Head,
    OrganisationPage,
    Overview,
    Section,
    nothing_shown,
)


def build_organisation(
    release: ReleasedRound, instrument: Instrument, language: Language
) -> OrganisationPage:
    """Return the organisation report as a page model; anchors of overviews are "overblik-" and the group.

    A function of `release.units()` and the round's facts alone. Raises NoSuchLanguage.
    """
    frame = frame_for(instrument, language, release.scale)
    units = tuple(release.units())
    words = frame.voice
    reading, limits, expert = _reading(frame), _limits(frame), _expert(frame, release)
    sections = tuple(unit_section(frame, number, unit) for number, unit in enumerate(units, start=1))
    overviews = tuple(_overview(frame, release, group, units) for group in release.groups)
    listed = [ContentsEntry(reading.id, reading.title)]
    listed += [
        ContentsEntry(f"overblik-{overview.kind}", words.say("organisation.overview", group=overview.label))
        for overview in overviews
    ]
    listed.append(ContentsEntry("enheder", words.say("organisation.units")))
    listed += [ContentsEntry(part.id, part.title) for part in (limits, expert)]
    return OrganisationPage(
        kind="organisation",
        language=language,
        labels=frame.labels,
        head=_head(frame, release),
        contents=tuple(listed),
        reading=reading,
        footnotes=_footnotes(frame, release, units),
        overviews=overviews,
        units_note=words.say("organisation.units_note") if any(map(nothing_shown, sections)) else "",
        units=sections,
        limits=limits,
        expert=expert,
        footer=foot(frame, release),
    )


def _head(frame: Frame, release: ReleasedRound) -> Head:
    words, subject = frame.voice, frame.wording.title
    whose = release.info.organisation or release.info.title
    return Head(
        document_title=words.say("organisation.document_title", organisation=whose, subject=subject)
        if whose
        else words.say("organisation.title", subject=subject),
        kicker=release.info.title or release.info.organisation,
        title=words.say("organisation.title", subject=subject),
        facts=round_facts(frame, release),
        purpose=words.listed("organisation.purpose"),
    )


def _reading(frame: Frame) -> Section:
    words, scale = frame.voice, frame.scale
    ends = {"lo": scale.lo, "hi": scale.hi, "low": frame.low_label, "high": frame.high_label}
    title = words.say("organisation.reading_title")
    return Section("laesning", title, words.listed("organisation.reading", **ends))


def _limits(frame: Frame) -> Section:
    words = frame.voice
    return Section("graenser", words.say("organisation.limits_title"), words.listed("organisation.limits"))


def _expert(frame: Frame, release: ReleasedRound) -> Expert:
    words = frame.voice
    level = words.say("speech.percent", percent=round(100 * release.reporting.level))
    items = words.say("speech.percent", percent=round(100 * release.reporting.item_share))
    return Expert(
        id="metode",
        title=words.say("expert.title"),
        summary=words.say("expert.summary"),
        paragraphs=words.listed("organisation.expert_paragraphs", level=level, items=items),
        tables=(),
        facts=expert_facts(frame, release),
    )


def _footnotes(frame: Frame, release: ReleasedRound, units: tuple[UnitRelease, ...]) -> tuple[str, ...]:
    words, policy = frame.voice, release.disclosure
    notes = words.listed(
        "organisation.footnotes",
        leaders=words.number_word(policy.org_leaders),
        distribution=words.number_word(policy.k_distribution),
        bar=release.reporting.percent_from,
        share=words.say("speech.percent", percent=round(100 * DISTRIBUTION_SHARE)),
    )
    if release.merged:
        notes += (words.say("organisation.merged"),)
    if not release.has_person:
        notes += (words.say("asked.no_person"),)
    shown = [group for unit in units for group in unit.groups if isinstance(group.response, Response)]
    if any(group.answers for group in shown):
        notes += (words.say("organisation.answers"),)
    if any(_unknown(group) and not group.answers for group in shown):
        notes += (words.say("organisation.no_invited", unknown=words.say("expert.unknown")),)
    if any(_differs(release, group) for group in shown):
        notes += (words.say("organisation.brackets"),)
    return notes


def _unknown(group: UnitGroup) -> bool:
    return isinstance(group.response, Response) and group.response.invited is None


def _differs(release: ReleasedRound, group: UnitGroup) -> bool:
    """Whether some theme's total rests on others than the unit's n says."""
    in_unit = group.response.n if isinstance(group.response, Response) else None
    return any(n is not None and n != in_unit for n in _answered(release, group))


def _overview(
    frame: Frame, release: ReleasedRound, group: GroupName, units: tuple[UnitRelease, ...]
) -> Overview:
    words = frame.voice
    title = group_title(frame, group)
    names = [words.say(f"organisation.{name}") for name in ("unit", "n", "invited", "leaders")]
    themes = [frame.theme_title(theme.id) for theme in release.themes]
    columns = (*names, *themes)
    rows, depths, answered = [], [], []
    for unit in units:
        found = next((part for part in unit.groups if part.group == group), None)
        if found is not None:
            rows.append((Cell(unit.name), *_counts(frame, found), *_totals(frame, release, found)))
            depths.append(unit.depth)
            answered.append(tuple(count_cell(frame, n) for n in _answered(release, found)))
    table = Table(
        words.say("organisation.overview", group=title),
        columns,
        (False, *(True for _ in columns[1:])),
        tuple(rows),
    )
    return Overview(group, title, table, tuple(depths), tuple(answered))


def _counts(frame: Frame, group: UnitGroup) -> Iterator[Cell]:
    response = group.response
    if isinstance(response, Response):
        yield count_cell(frame, response.n)
        yield NO_CELL if group.answers else invited_cell(frame, response)
        yield count_cell(frame, group.leaders)
    else:
        yield from (withheld_cell(frame),) * 3


def _totals(frame: Frame, release: ReleasedRound, group: UnitGroup) -> Iterator[Cell]:
    in_unit = group.response.n if isinstance(group.response, Response) else None
    for theme, n in zip(release.themes, _answered(release, group), strict=True):
        found = next((part for part in group.themes if part.id == theme.id), None)
        if found is None:
            yield Cell("", "empty")
        elif isinstance(found.score, Score):
            cell = score_cell(frame, found.score, "whole")
            if n is not None and n != in_unit:
                cell = replace(cell, text=f"{cell.text} ({frame.voice.whole(n)})")
            yield cell
        else:
            yield withheld_cell(frame)


def _answered(release: ReleasedRound, group: UnitGroup) -> list[int | None]:
    """Who enters each theme's total; None where there is none."""
    totals = {theme.id: theme for theme in group.themes}
    found = [totals.get(theme.id) for theme in release.themes]
    return [
        one.response.n
        if one and isinstance(one.score, Score) and isinstance(one.response, Response)
        else None
        for one in found
    ]
