"""Who may read which report, and who has. Frozen values, never querysets."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple
from uuid import UUID

from fagspejl.audit.selectors import entries_about
from fagspejl.audit.types import Entry, Event
from fagspejl.disclosure.selectors import LeaderPart, leader_part
from fagspejl.evaluation.selectors import policy_of, round_facts
from fagspejl.organisation.selectors import people_by_id
from fagspejl.reporting.models import ReportGrant

LOOKS = (Event.REPORT_READ, Event.REPORT_PDF_READ, Event.REPORT_EXPORTED)
LOOKS_SHOWN = 500


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A published report that one person may read: as the leader, or as the leader's own leader at opening.

    reader  the person who opens it
    named   the reader's name among the leader's own leaders; "" for the leader, and where two of them share it
    """

    part: LeaderPart
    role: Literal["leader", "superior"]
    comments: bool
    reader: UUID
    named: str = ""


@dataclass(frozen=True, slots=True)
class MyReport:
    """One report in a person's list. `round`: the round's title."""

    part: UUID
    round_id: UUID
    round: str
    leader: str
    own: bool
    withdrawn: bool


class GrantedReport(NamedTuple):
    """A report of a round that a person was granted. `leader`: a name; `own`: it is about the person."""

    person: UUID
    leader: str
    own: bool


def readers_in(round_id: UUID) -> set[UUID]:
    """Return everybody who was granted a report of a round."""
    granted = ReportGrant.objects.filter(part__release__round_id=round_id)
    return set(granted.order_by().values_list("person_id", flat=True).distinct())


def granted_in(round_id: UUID, people: Collection[UUID]) -> Iterator[GrantedReport]:
    """Yield what these people were granted of a round's reports, in no telling order."""
    rows = ReportGrant.objects.filter(part__release__round_id=round_id, person_id__in=list(people))
    found = list(rows.values_list("person_id", "part__key", "role"))
    names = people_by_id({UUID(key) for _, key, _ in found})
    for person, key, role in found:
        leader = names.get(UUID(key))
        yield GrantedReport(person, "" if leader is None else leader.name, role == "leader")


def report_for(part_id: UUID, person: UUID | None) -> OpenReport | None:
    """Return the report if it is published and granted to this person; None otherwise, whatever the reason."""
    if person is None:
        return None
    grant = ReportGrant.objects.filter(part_id=part_id, person_id=person).first()
    part = None if grant is None else leader_part(part_id)
    if grant is None or part is None or not part.published:
        return None
    if grant.role == "leader":
        return OpenReport(part, "leader", grant.comments, person)
    return OpenReport(part, "superior", grant.comments, person, _named(part_id, person))


def _named(part_id: UUID, person: UUID) -> str:
    """The person's name, where no other of the leader's own leaders bears it: a mark of that name is then hers."""
    above = ReportGrant.objects.filter(part_id=part_id, role="superior").values_list("person_id", flat=True)
    names = {one: known.name for one, known in people_by_id(set(above)).items()}
    mine = names.get(person, "")
    return mine if list(names.values()).count(mine) == 1 else ""


def has_team_version(report: OpenReport) -> bool:
    """Whether this reader may show employees a version: the leader, in a round that promised it and still stands."""
    return (
        report.role == "leader"
        and report.part.withdrawn is None
        and policy_of(report.part.round).access.team_version
    )


def my_reports(person: UUID | None) -> list[MyReport]:
    """Return what this person may read: newest round first, the own report before others, these by name."""
    if person is None:
        return []
    granted = list(ReportGrant.objects.filter(person_id=person).values_list("part_id", flat=True))
    reports = [found for part in granted if (found := report_for(part, person)) is not None]
    names = people_by_id({UUID(found.part.leader) for found in reports})
    listed = []
    for found in reports:
        facts = round_facts(found.part.round)
        leader = names.get(UUID(found.part.leader))
        assert facts is not None
        mine = MyReport(
            part=found.part.id,
            round_id=found.part.round,
            round=facts.title,
            leader="" if leader is None else leader.name,
            own=found.role == "leader",
            withdrawn=found.part.withdrawn is not None,
        )
        listed.append((-facts.deadline.timestamp(), not mine.own, mine.leader, mine))
    return [entry[-1] for entry in sorted(listed, key=lambda entry: entry[:-1])]


def readable_leaders(round_id: UUID, person: UUID | None) -> frozenset[str]:
    """Return the ids of the leaders of a round whose published reports this person may read."""
    if person is None:
        return frozenset()
    granted = ReportGrant.objects.filter(person_id=person, part__release__round_id=round_id)
    found = (report_for(part, person) for part in list(granted.values_list("part_id", flat=True)))
    return frozenset(one.part.leader for one in found if one is not None)


def grants_of_round(round_id: UUID) -> dict[UUID, frozenset[str]]:
    """Return, for every person with a right to a report of the round, the leaders whose reports these are."""
    rows = ReportGrant.objects.filter(part__release__round_id=round_id).values_list("person_id", "part__key")
    found: dict[UUID, set[str]] = {}
    for person, leader in rows:
        found.setdefault(person, set()).add(leader)
    return {person: frozenset(leaders) for person, leaders in found.items()}


def looks_at(part_id: UUID) -> list[Entry]:
    """Return who has looked at a report, newest first, at most LOOKS_SHOWN."""
    return entries_about(part_id, events=LOOKS, limit=LOOKS_SHOWN)
