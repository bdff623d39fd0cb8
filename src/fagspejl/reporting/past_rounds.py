"""The round before another, as one reader may see it: found by rule, shown only to who could read it then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from uuid import UUID

from fagspejl.accounts.types import Staff
from fagspejl.disclosure.selectors import (
    LeaderPart,
    leader_part,
    organisation_release,
    organisation_withdrawal,
    part_about,
    published_release,
    totals_for_reader,
    units_before,
)
from fagspejl.disclosure.types import RoundInfo, UnitRelease
from fagspejl.evaluation.selectors import all_rounds, newcomers_of, policy_of, round_facts
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.reporting.frozen_questionnaire import questionnaire
from fagspejl.reporting.organisation_selectors import OpenOrganisation, organisation_for
from fagspejl.reporting.pages.over_time.past import Past, WhyNot, leaders_past, same_questions, why_not
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.selectors import OpenReport, readable_leaders, report_for

_ROSTERS = "rosters_deleted"  # who was asked is deleted 30 days after a round, and rounds lie further apart


def leader_past(report: OpenReport, released: ReleasedRound) -> Past | None:
    """Return the last published round with a report about the same leader; None where nobody was asked before.

    A reader who was not granted that report sees nothing of it, whatever may be read of this one.
    """

    def read(part: UUID) -> LeaderPart | None:
        found = report_for(part, report.reader)
        return None if found is None else found.part

    return _leader_past(report.part.round, report.part.leader, released, read)


def leader_past_for_hr(round_id: UUID, leader: str, released: ReleasedRound) -> Past | None:
    """Return the same for a report that HR takes away: of a round whose reports HR does not read, it sees nothing."""
    return _leader_past(round_id, leader, released, _part_for_hr)


def _part_for_hr(part_id: UUID) -> LeaderPart | None:
    part = leader_part(part_id)
    if part is None or not part.published or not policy_of(part.round).access.hr_reads_reports:
        return None
    return part


def _leader_past(
    round_id: UUID, leader: str, released: ReleasedRound, read: Callable[[UUID], LeaderPart | None]
) -> Past | None:
    """`read`: the earlier report as this reader may read it, withdrawn or not."""
    now = round_facts(round_id)
    rounds = [] if now is None else list(_rounds_before(now))
    for before in rounds:
        part = part_about(before.id, leader)
        if part is None:
            continue
        found = read(part)
        if found is None or found.withdrawn is not None:
            why = WhyNot.NOT_GRANTED if found is None else WhyNot.GONE
            return Past(released.info, None, why, _ROSTERS)
        earlier = found.released(with_comments=False)
        past = leaders_past(
            released,
            earlier,
            released.leader(leader),
            earlier.leader(leader),
            same_questions=_asked_the_same(now, before),
            rosters=_ROSTERS,
        )
        return replace(past, new=newcomers_of(round_id, leader, before.deadline))
    return Past(released.info, None, WhyNot.NOT_THERE, _ROSTERS) if rounds else None


def unit_past(found: OpenOrganisation, unit: int, staff: Staff) -> Past | None:
    """Return a unit's totals in the last published round as this person may see them; None where there is none."""
    now = round_facts(found.round)
    for before in () if now is None else _rounds_before(now):
        stored = published_release(before.id)
        if stored is None or now is None:
            continue
        earlier = organisation_release(stored)
        why = why_not(found.release, earlier, same_questions=_asked_the_same(now, before))
        view = None
        if why is None:
            view, why = _unit_before(found, before.id, stored, unit, staff)
        return Past(earlier.info, view, why, _ROSTERS)
    return None


def units_past_for_export(round_id: UUID, person: UUID | None) -> dict[int, Past]:
    """Return every unit's totals in the last published round, by place, as they could be exported then.

    `person`: the planner's, who sees nothing of a round whose reports she reads and HR does not. Empty where there is
    no round before.
    """
    now, stored = round_facts(round_id), published_release(round_id)
    if now is None or stored is None:
        return {}
    for before in _rounds_before(now):
        then = published_release(before.id)
        if then is None:
            continue
        mine, earlier = organisation_release(stored), organisation_release(then)
        why = why_not(mine, earlier, same_questions=_asked_the_same(now, before))
        if why is None and organisation_withdrawal(before.id) is not None:
            why = WhyNot.GONE
        if not policy_of(before.id).access.hr_reads_reports and readable_leaders(before.id, person):
            why = WhyNot.NOT_GRANTED
        places = units_before(then, stored)
        units = range(len(mine.printed.organisation.units))
        if why is not None:
            return {unit: Past(earlier.info, None, why, _ROSTERS) for unit in units}
        return {unit: _exported_before(earlier.info, then, places, unit) for unit in units}
    return {}


def _exported_before(info: RoundInfo, then: UUID, places: dict[int, int | None], unit: int) -> Past:
    place = places.get(unit)
    if place is None:
        return Past(info, None, WhyNot.MOVED if unit in places else WhyNot.NOT_THERE, _ROSTERS)
    return Past(info, totals_for_reader(then, frozenset(), (place,))[0], None, _ROSTERS)


def _unit_before(
    found: OpenOrganisation, before: UUID, stored: UUID, unit: int, staff: Staff
) -> tuple[UnitRelease | None, WhyNot | None]:
    places = units_before(stored, found.stored)
    if unit not in places:
        return None, WhyNot.NOT_THERE
    place = places[unit]
    if place is None:
        return None, WhyNot.MOVED
    seen = organisation_for(before, staff)
    if seen is None or place not in seen.units:
        return None, WhyNot.NOT_GRANTED
    if seen.withdrawn is not None:
        return None, WhyNot.GONE
    return seen.seen((place,))[0], None


def _rounds_before(now: RoundFacts) -> Iterator[RoundFacts]:
    """Published rounds that were over before this one opened, the latest first."""
    opened = now.opened_at
    if opened is None:
        return
    over = [one for one in all_rounds() if one.deadline < opened and can(Act.READ, one.state)]
    yield from sorted(
        (one for one in over if one.reports_deleted_on is None), key=lambda one: one.deadline, reverse=True
    )


def _asked_the_same(now: RoundFacts | None, before: RoundFacts) -> bool:
    """Whether both rounds froze the same words; what cannot be read any more is taken for other words."""
    if now is None:
        return False
    if now.instrument_sha == before.instrument_sha:
        return True
    try:
        mine, theirs = (questionnaire(one.instrument, one.instrument_sha) for one in (now, before))
    except InstrumentChanged:
        return False
    return same_questions(mine, theirs)
