"""The list of leaders below somebody, in tree order, with the totals of the department. Pure.

Nothing here says what a report holds, nor who has read it: that is the leader's to know.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fagspejl.disclosure.types import Organisation, Response, UnitRelease
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.below import BelowPage, LeaderBelow, UnitBelow
from fagspejl.reporting.page_types.report import Head
from fagspejl.reporting.pages.facts import foot, round_facts
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.of_units.units import unit_section
from fagspejl.reporting.pages.outline import Outline
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.words import words_about


@dataclass(frozen=True, slots=True)
class ReportBelow:
    """A report somebody may read: of whom (the leader's id), where it is, and whether it was withdrawn."""

    leader: str
    href: str
    withdrawn: bool


@dataclass(frozen=True, slots=True)
class Department:
    """The unit that holds all these leaders. `unit`: its totals for this reader, None where there are none to see."""

    name: str
    unit: UnitRelease | None
    leaders: int
    href: str


def build_below(
    release: ReleasedRound,
    organisation: Organisation,
    instrument: Instrument,
    language: Language,
    reports: Sequence[ReportBelow],
    department: Department,
) -> BelowPage:
    """Return the page. A function of names, the tree and the department's totals alone. Raises NoSuchLanguage."""
    frame = frame_for(instrument, language, release.scale, words_about(language, own=False))
    words, unit = frame.voice, department.unit
    shown = unit is not None and any(isinstance(group.response, Response) for group in unit.groups)
    whose = release.info.title or release.info.organisation
    return BelowPage(
        kind="below",
        language=language,
        labels=frame.labels,
        head=Head(
            document_title=words.say("below.document_title", round=whose),
            kicker=whose,
            title=words.say("below.title"),
            facts=round_facts(frame, release),
            purpose=words.listed("below.purpose"),
        ),
        leaders_title=words.say("below.leaders"),
        units=_units(frame, organisation, reports),
        totals_title=words.say("below.totals", unit=department.name),
        totals_text=words.say("below.totals_lead" if shown else "below.no_totals"),
        totals=unit_section(frame, 1, unit, department.leaders) if shown and unit is not None else None,
        more_label=words.say("below.totals_more", unit=department.name) if department.href else "",
        more=department.href,
        footer=foot(frame, release),
    )


def _units(frame: Frame, organisation: Organisation, reports: Sequence[ReportBelow]) -> tuple[UnitBelow, ...]:
    """Units that hold one of these leaders, in tree order; leaders as the organisation lists them."""
    found = {report.leader: report for report in reports}
    here: dict[int, list[LeaderBelow]] = {}
    for leader in organisation.leaders:
        report = found.get(leader.id)
        if report is not None:
            here.setdefault(leader.unit, []).append(_leader(frame, leader.name, report))
    tree, sign = Outline(organisation), frame.voice.say("head.path_sign")
    return tuple(
        UnitBelow(tree.names[unit], sign.join(tree.names[one] for one in tree.above(unit)), tuple(here[unit]))
        for unit in sorted(here)
    )


def _leader(frame: Frame, name: str, report: ReportBelow) -> LeaderBelow:
    words = frame.voice
    if report.withdrawn:
        return LeaderBelow(name, name, "", words.say("below.withdrawn"))
    return LeaderBelow(name, words.say("below.read", leader=name), report.href)
