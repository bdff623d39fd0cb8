"""A leader's report: from the Release to a page model with finished sentences. Pure."""

from __future__ import annotations

from fagspejl.disclosure.types import LeaderRelease
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.report import ContentsEntry, Fact, Head, ReportPage
from fagspejl.reporting.pages.above import Above, agenda, frame_above, part_section, themes_above
from fagspejl.reporting.pages.closing import (
    comments_section,
    expert_panel,
    limits_section,
    next_steps,
    theme_work,
)
from fagspejl.reporting.pages.facts import foot, round_facts
from fagspejl.reporting.pages.first_page import first_page
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.pages.next_step.advice import work_section
from fagspejl.reporting.pages.over_time.past import Past
from fagspejl.reporting.pages.over_time.section import leader_development
from fagspejl.reporting.pages.participation import participation_section
from fagspejl.reporting.pages.reading import reading_section
from fagspejl.reporting.pages.themes import strengths_section, theme_sections
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.pages.withheld import NearestOf, withheld_groups, withheld_part


def build_report(
    release: ReleasedRound,
    leader_id: str,
    instrument: Instrument,
    language: Language,
    *,
    readers: str | None = None,
    above: Above | None = None,
    nearest: NearestOf | None = None,
    past: Past | None = None,
) -> ReportPage:
    """Return one leader's report as a page model. `readers`: who may read it, where the Release says it by names only.

    `above`: the leader's own leader, where that is who reads. `nearest`: where the result of those whom the leader
    leads is withheld, gives the nearest unit with totals that this reader may see.

    `past`: the round before. A function of `release.leader(leader_id)`, the round's facts and the past alone: two
    Releases that print the same give the same page. Raises UnknownLeader (from the Release) and NoSuchLanguage.
    """
    view = release.leader(leader_id)
    frame = frame_for(instrument, language, release.scale)
    if above is not None:
        frame = frame_above(instrument, language, release.scale, view, above)
    asked = participation_section(frame, release, view)
    reading = reading_section(frame, view, several_themes=len(release.themes) > 1)
    strengths = strengths_section(frame, view)
    themes = theme_sections(frame, release.themes, view, release.reporting.percent_from)
    comments = comments_section(frame, view)
    work = work_section(frame, release.themes, view, theme_work(frame, release.themes))
    steps, limits = next_steps(frame), limits_section(frame)
    if above is not None:
        themes, steps = themes_above(themes), agenda(frame)
        work = part_section(frame, withheld=bool(withheld_groups(view)))
    expert = expert_panel(frame, release, view)
    first = first_page(frame, release, view, themes)
    withheld = withheld_part(frame, release, view, nearest, to_leader=above is None)
    development = None if past is None else leader_development(frame, release, view, past)
    listed = (
        first, withheld, reading, asked, strengths, *themes, development, comments, work, steps, limits, expert,
    )  # fmt: skip
    return ReportPage(
        kind="report",
        language=language,
        labels=frame.labels,
        head=_head(frame, release, view, release.info.report_readers if readers is None else readers),
        contents=tuple(ContentsEntry(part.id, part.title) for part in listed if part is not None),
        first=first,
        withheld=withheld,
        asked=asked,
        reading=reading,
        strengths=strengths,
        themes=themes,
        comments=comments,
        work=work,
        next_steps=steps,
        limits=limits,
        expert=expert,
        footer=foot(frame, release),
        development=development,
    )


def _head(frame: Frame, release: ReleasedRound, view: LeaderRelease, readers: str) -> Head:
    words, subject = frame.voice, frame.wording.title
    who = [Fact(words.say("head.leader"), view.name)]
    if view.path:
        who.append(Fact(words.say("head.unit"), words.say("head.path_sign").join(view.path)))
    told = (Fact(words.say("head.readers"), readers),) if readers else ()
    return Head(
        document_title=words.say("head.document_title", leader=view.name, subject=subject),
        kicker=release.info.title or release.info.organisation,
        title=words.say("head.title", leader=view.name, subject=subject),
        facts=(*who, *round_facts(frame, release), *told),
        purpose=words.listed("head.purpose"),
    )
