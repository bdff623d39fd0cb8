"""The organisation report: a page per unit with those one level down in tree order, never a leader's figures. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from fagspejl.analysis.policy import DISTRIBUTION_SHARE
from fagspejl.disclosure.types import GroupName, LotPrinted, Response, Score, UnitGroup, UnitRelease
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.charts import NO_CELL, Cell, Table
from fagspejl.reporting.page_types.organisation import (
    OrganisationPage,
    Overview,
    UnitLink,
    UnitSection,
)
from fagspejl.reporting.page_types.report import ContentsEntry, Expert, FileLink, Head, Section
from fagspejl.reporting.pages.charts import score_cell, withheld_cell
from fagspejl.reporting.pages.facts import count_cell, expert_facts, foot, invited_cell, round_facts
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.of_units.context import context_of
from fagspejl.reporting.pages.of_units.lot import lot_section
from fagspejl.reporting.pages.of_units.standing_out import standing_out
from fagspejl.reporting.pages.of_units.units import unit_section
from fagspejl.reporting.pages.over_time.past import Past
from fagspejl.reporting.pages.over_time.section import unit_development
from fagspejl.reporting.pages.perspectives import group_title
from fagspejl.reporting.pages.view_of_part import ReleasedRound


@dataclass(frozen=True, slots=True)
class UnitOnPage:
    """One unit for a page of its own, and those one level down in tree order.

    hrefs     beside `below`: where each has its page
    path      the units above, from the root
    parts     the pages of a list too long for one; () where one holds it
    summary   whether the unit's own figures stand here: on the first page of its list
    leaders   how many lead in the unit or below it
    count     how many units stand one level down, those on other pages of the list included
    pdf       where the same page is as PDF, or ""
    """

    unit: UnitRelease
    below: tuple[UnitRelease, ...]
    hrefs: tuple[str, ...]
    path: tuple[UnitLink, ...] = ()
    parts: tuple[UnitLink, ...] = ()
    summary: bool = True
    leaders: int | None = None
    pdf: str = ""
    count: int = 0


def build_organisation(
    release: ReleasedRound, instrument: Instrument, language: Language, lot: LotPrinted | None = None
) -> OrganisationPage:
    """Return all units of the organisation as one page model, for the workbook; pages are `build_unit`'s.

    A function of `release.units()`, the round's facts and what may be said of a drawn half. Raises NoSuchLanguage.
    """
    frame = frame_for(instrument, language, release.scale)
    units = tuple(release.units())
    sections = tuple(unit_section(frame, number, unit) for number, unit in enumerate(units, start=1))
    return replace(_page(frame, release, _head(frame, release), units, sections), lot=lot_section(frame, lot))


def build_unit(
    release: ReleasedRound,
    instrument: Instrument,
    language: Language,
    shown: UnitOnPage,
    past: Past | None = None,
    lot: LotPrinted | None = None,
) -> OrganisationPage:
    """Return the page of one unit: what it says, and a table of the units one level down, each a link.

    `past`: the round before. `lot`: what is said of a drawn half, to a reader who may read it; for the whole alone.
    Anchors of overviews are "overblik-" and the group. Raises NoSuchLanguage.
    """
    frame = frame_for(instrument, language, release.scale)
    words, units = frame.voice, (shown.unit, *shown.below)
    sections = (unit_section(frame, 1, shown.unit, leaders=shown.leaders),) if shown.summary else ()
    page = _page(frame, release, _head_of(frame, release, shown), units, sections, hrefs=("", *shown.hrefs))
    stands_out = standing_out(frame, release.reporting, shown.unit) if shown.summary else None
    development = unit_development(frame, release, shown.unit, past) if shown.summary and past else None
    by_lot = lot_section(frame, lot) if shown.summary and not shown.path else None
    context = context_of(frame, shown.unit, shown.count, shown.leaders) if shown.summary else None
    contents = page.contents
    place = next((at for at, entry in enumerate(contents) if entry.id == "enheder"), -1) + 1
    parts = (stands_out, development, by_lot, context)
    added = tuple(ContentsEntry(part.id, part.title) for part in parts if part is not None)
    contents = (*contents[:place], *added, *contents[place:])
    return replace(
        page,
        contents=contents,
        path=shown.path,
        parts=shown.parts,
        stands_out=stands_out,
        context=context,
        files=(FileLink("pdf", words.say("index.pdf"), shown.pdf),) if shown.pdf else (),
        below_note="" if shown.below else words.say("organisation.nothing_below"),
        development=development,
        lot=by_lot,
    )


def _page(
    frame: Frame,
    release: ReleasedRound,
    head: Head,
    units: tuple[UnitRelease, ...],
    sections: tuple[UnitSection, ...],
    hrefs: tuple[str, ...] = (),
) -> OrganisationPage:
    words = frame.voice
    reading, limits, expert = reading_of(frame), limits_of(frame), _expert(frame, release)
    overviews = tuple(overview_of(frame, release, group, units, hrefs) for group in release.groups)
    listed = []
    if sections:
        title = words.say("organisation.units") if len(sections) > 1 else words.say("organisation.summary")
        listed.append(ContentsEntry("enheder", title))
    listed += [
        ContentsEntry(f"overblik-{overview.kind}", words.say("organisation.overview", group=overview.label))
        for overview in overviews
    ]
    listed += [ContentsEntry(part.id, part.title) for part in (reading, limits, expert)]
    return OrganisationPage(
        kind="organisation",
        language=frame.voice.language,
        labels=frame.labels,
        head=head,
        contents=tuple(listed),
        reading=reading,
        footnotes=_footnotes(frame, release, units),
        overviews=overviews,
        units=sections,
        limits=limits,
        expert=expert,
        footer=foot(frame, release),
    )


def _head_of(frame: Frame, release: ReleasedRound, shown: UnitOnPage) -> Head:
    """The head of a unit's page: the unit is its title, and who may get the report stands below."""
    words, whole = frame.voice, _head(frame, release)
    return replace(
        whole,
        document_title=words.say("organisation.unit_document", unit=shown.unit.name, report=whole.title),
        kicker=" · ".join(text for text in (whole.title, whole.kicker) if text),
        title=shown.unit.name,
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


def reading_of(frame: Frame) -> Section:
    """Return how to read totals of units."""
    words, scale = frame.voice, frame.scale
    ends = {"lo": scale.lo, "hi": scale.hi, "low": frame.low_label, "high": frame.high_label}
    title = words.say("organisation.reading_title")
    return Section("laesning", title, words.listed("organisation.reading", **ends))


def limits_of(frame: Frame) -> Section:
    """Return what the figures do not say."""
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
    notes += (words.say("organisation.context"),)
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


def overview_of(
    frame: Frame,
    release: ReleasedRound,
    group: GroupName,
    units: tuple[UnitRelease, ...],
    hrefs: tuple[str, ...] = (),
) -> Overview:
    """Return one group's table of these units, in their order; `hrefs` beside them, or none."""
    words = frame.voice
    title = group_title(frame, group)
    names = [words.say(f"organisation.{name}") for name in ("unit", "n", "invited", "leaders")]
    themes = [frame.theme_title(theme.id) for theme in release.themes]
    columns = (*names, *themes)
    rows, depths, answered, links = [], [], [], []
    top = units[0].depth if units else 0
    for place, unit in enumerate(units):
        found = next((part for part in unit.groups if part.group == group), None)
        if found is not None:
            rows.append((Cell(unit.name), *_counts(frame, found), *_totals(frame, release, found)))
            depths.append(unit.depth - top)
            links.append(hrefs[place] if hrefs else "")
            answered.append(tuple(count_cell(frame, n) for n in _answered(release, found)))
    table = Table(
        words.say("organisation.overview", group=title),
        columns,
        (False, *(True for _ in columns[1:])),
        tuple(rows),
    )
    return Overview(group, title, table, tuple(depths), tuple(answered), tuple(links) if hrefs else ())


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
