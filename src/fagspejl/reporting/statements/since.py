"""A leader's own result beside the one before it, as her report says it, to lay beside what the unit did in between."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.disclosure.selectors import leader_part
from fagspejl.evaluation.selectors import round_facts
from fagspejl.lib.wording import Wording
from fagspejl.reporting.models import ReportGrant
from fagspejl.reporting.page_types.development import Development
from fagspejl.reporting.pages.frame import frame_for
from fagspejl.reporting.pages.over_time.section import leader_development
from fagspejl.reporting.past_rounds import leader_past
from fagspejl.reporting.permissions import check_can_see_looks
from fagspejl.reporting.served import released_in


@dataclass(frozen=True, slots=True)
class OwnDevelopment:
    """Two reports of one leader. `development`: the section of the later one, with what is withheld left out of it.

    `unit`: the name of the one it is about. `before`, `now`: the days on which their rounds closed, where known.
    """

    part: UUID
    unit: str
    before: date | None
    now: date | None
    comments: bool
    development: Development


def own_development(part_id: UUID, staff: Staff, words: Wording) -> OwnDevelopment:
    """Return what a report says of the one before. Raises NotYours for all but its leader, and for the first one."""
    found = check_can_see_looks(part_id, staff)
    if found.part.withdrawn is not None:
        raise NotYours
    released, instrument, language = released_in(found, words)
    past = leader_past(found, released)
    if past is None:
        raise NotYours
    frame, view = frame_for(instrument, language, released.scale), released.leader(found.part.leader)
    return OwnDevelopment(
        part=part_id,
        unit=view.path[-1] if view.path else "",
        before=None if past.info is released.info else past.info.closed,
        now=released.info.closed,
        comments=found.comments,
        development=leader_development(frame, released, view, past),
    )


def has_report_before(part_id: UUID, person: UUID | None) -> bool:
    """Whether somebody was granted an own report of a round that was over before this one's began."""
    part = leader_part(part_id)
    now = None if part is None else round_facts(part.round)
    if person is None or now is None or now.opened_at is None:
        return False
    own = ReportGrant.objects.filter(person_id=person, role="leader").exclude(part_id=part_id)
    others = map(round_facts, set(own.values_list("part__release__round_id", flat=True)))
    return any(one is not None and one.deadline < now.opened_at for one in others)
