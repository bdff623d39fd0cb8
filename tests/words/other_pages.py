"""Every page that grows out of a round beside a leader's own report: for whom, and the page as it is rendered."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import get_args

from fagspejl.disclosure.federation.extract import read_extract
from fagspejl.disclosure.federation.federation import Federation
from fagspejl.disclosure.release import Release
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.charts import CellKind
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.above import Above
from fagspejl.reporting.pages.below import Department, ReportBelow, build_below
from fagspejl.reporting.pages.for_employees.meeting import build_projector
from fagspejl.reporting.pages.for_employees.page import build_employees
from fagspejl.reporting.pages.index import build_index
from fagspejl.reporting.pages.next_step.sheets import all_sheets
from fagspejl.reporting.pages.of_units.beside import build_beside
from fagspejl.reporting.pages.of_units.federation import build_place
from fagspejl.reporting.pages.of_units.organisation import build_unit
from fagspejl.reporting.pages.outline import Outline, Place
from fagspejl.reporting.pages.over_time.past import Past
from fagspejl.reporting.pages.report import build_report
from fagspejl.reporting.render.html import render_html
from fagspejl.reporting.render.kinds import Page
from fagspejl.reporting.steps.build import build_stage, stages_of
from support.federated import Installation, installation, trust
from support.rounds import Round
from support.two_rounds import LAST, THIS, beside, dated, next_year
from words.explained import texts_of, values_of

FILES = tuple((name, f"a.{name}") for name in ("html", "pdf"))
DATA = (("xlsx", "a.xlsx"), ("json", "a.json"))
EXTRACTED = 3


def years(made: Round, seed: int) -> tuple[Release, Release]:
    """This round, and the one of a year before."""
    return dated(made.release(), THIS), dated(next_year(made, seed).release(), LAST)


def own_reports(
    now: Release, before: Release, instrument: Instrument, language: Language
) -> Iterator[tuple[str, ReportPage]]:
    """Each leader's own report with the round before beside it: whose, and the page."""
    for leader in now.leader_ids:
        past = beside(now, before, leader)
        yield leader, build_report(now, leader, instrument, language, past=past)


def of_leaders(
    now: Release, before: Release, instrument: Instrument, language: Language
) -> Iterator[tuple[str, Page]]:
    """What stands beside each leader's own report, each with a name."""
    unit = next(iter(now.units()))
    for leader in now.leader_ids:
        past = beside(now, before, leader)
        named = [mark.name for mark in now.leader(leader).marks if mark.role == "superior"]
        for reader in ("", *named):
            above = Above(reader)
            page = build_report(
                now, leader, instrument, language, above=above, nearest=lambda _: unit, past=past
            )
            yield "above", page
        own = build_report(now, leader, instrument, language, nearest=lambda _: unit, past=past)
        yield "own", own
        for stage in stages_of(own):
            yield "stage", build_stage(own, stage.name, address=lambda name: name, whole="whole")
        if (shown := build_employees(now, leader, instrument, language)) is not None:
            yield "employees", shown
            yield "projector", build_projector(shown)


def of_units(
    now: Release, before: Release, instrument: Instrument, language: Language
) -> Iterator[tuple[str, Page]]:
    """Every unit's page with the round before beside it."""
    outline, units, then = Outline(now.printed.organisation), list(now.units()), list(before.units())
    for place in outline.pages():
        here = [units[index] for index in (place.unit, *outline.listed(place))]
        shown = outline.on_page(place, here, lambda to: f"{to.unit}.html", language, pdf="a.pdf")
        past = Past(before.info, then[place.unit], None, "rosters_deleted")
        yield "unit", build_unit(now, instrument, language, shown, past)


def of_round(now: Release, instrument: Instrument, language: Language) -> Iterator[tuple[str, list[str]]]:
    """The texts of the pages that belong to the round and to no single leader."""
    organisation, units = now.printed.organisation, list(now.units())
    yield "sheets", texts_of(render_html(all_sheets(now, instrument, language)))
    index = build_index(
        now.info,
        organisation,
        language,
        leader_files=dict.fromkeys(now.leader_ids, FILES),
        organisation_files=(*FILES, DATA[0]),
        release_files=DATA[1:],
        sheet_files=(*FILES, ("ics", "a.ics")),
    )
    yield "index", texts_of(render_html(index))
    for total in (units[0], None):
        below = build_below(
            now,
            organisation,
            instrument,
            language,
            [ReportBelow(leader, "r", number == 1) for number, leader in enumerate(now.leader_ids)],
            Department(units[0].name, total, len(now.leader_ids), "o"),
        )
        yield "below", texts_of(render_html(below))
    found = build_beside(now, instrument, language, units)
    codes = {*get_args(CellKind), *now.groups, found.reading.id, found.limits.id}
    yield "beside", [text for text in values_of(found) if text not in codes]


@cache
def federation() -> tuple[Federation, tuple[Installation, ...]]:
    """The sum of three installations' extracts."""
    ones = tuple(installation(number) for number in range(EXTRACTED))
    extracts = [read_extract(one.name, one.extract(), trust(*ones)) for one in ones]
    return Federation(extracts, "Alle organisationer samlet"), ones


def federated(instrument: Instrument, language: Language) -> Iterator[Page]:
    """The pages of that sum."""
    added, _ = federation()
    outline = Outline(added.printed.organisation)
    for place in outline.pages():
        places = (place.unit, *outline.listed(place))
        here = [added.unit(index) for index in places]
        shown = outline.on_page(Place(place.unit), here, lambda to: f"{to.unit}.html", language)
        yield build_place(added, instrument, language, shown, places)
