"""What can be seen only when the whole roster is read: people who lead nobody, two roles at once, small groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from fagspejl.analysis.policy import FLOORS
from fagspejl.instrument.types import PerspectiveName
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.roster.rows import RosterReader
from fagspejl.intake.roster.types import RosterAssignment, RosterPerson
from fagspejl.lib.sameness import normal
from fagspejl.lib.superiors import superiors_among_raters


def check_places(reader: RosterReader, findings: Findings) -> None:
    """Record people who rate nobody, leaders of nobody, and two people of one name in one unit."""
    named = {leader for person in reader.people.values() for leader in person.leaders}
    alone: list[int] = []
    seen: dict[tuple[str, str], int] = {}
    for person in reader.people.values():
        if person.leads and person.id not in named:
            reader.warn("roster_leads_nobody", person.row, "role", value=person.id)
        if not person.leads and not person.leaders:
            alone.append(person.row)
        first = seen.setdefault((normal(person.name), person.unit), person.row)
        if first != person.row:
            reader.warn("roster_same_name", person.row, "name", value=person.name, first=first)
    if alone:
        rows = listing([str(row) for row in alone])
        reader.warn("roster_rates_nobody", None, "leader", count=len(alone), rows=rows)


def assignments_of(reader: RosterReader, findings: Findings) -> tuple[RosterAssignment, ...]:
    """Return who rates whom, sorted; record unknown leaders, own leaders and pairs in two groups at once."""
    found: dict[tuple[str, str], PerspectiveName] = {}
    for person in reader.people.values():
        for rater, leader, perspective, column in _said(person, reader):
            before = found.setdefault((rater, leader), perspective)
            if before != perspective:
                facts = {"rater": rater, "leader": leader}
                reader.error("roster_two_roles", person.row, column, **facts)
    for rater, leader in superiors_among_raters(found, found):
        person = reader.people[rater]
        column = "peer_of" if found[rater, leader] == "peer" else "leader"
        reader.error("roster_superior_rates", person.row, column, rater=rater, leader=leader)
        if reader.lenient:
            del found[rater, leader]
    return tuple(RosterAssignment(*pair, found[pair]) for pair in sorted(found))


def check_groups(
    reader: RosterReader, assignments: Iterable[RosterAssignment], root: str, findings: Findings
) -> None:
    """Tell of leaders whom so few are asked about that there is no report, and of those nobody leads.

    Whoever is exempt counts as nobody. A leader in the topmost unit, and the only one without a leader, is at the top.
    """
    least = int(FLOORS["k"])
    led: Counter[str] = Counter()
    above: set[str] = set()
    for pair in assignments:
        if pair.perspective in ("employee", "subordinate_leader") and not reader.people[pair.rater].exempt:
            led[pair.leader] += 1
        if pair.perspective == "superior":
            above.add(pair.leader)
    leaders = [person for person in reader.people.values() if person.leads and not person.exempt]
    for leader in leaders:
        if 0 < led[leader.id] < least:
            reader.warn("roster_small_group", leader.row, "leader", count=led[leader.id], limit=least)
    alone = [leader for leader in leaders if leader.id not in above]
    for leader in alone if len(alone) > 1 else ():
        if leader.unit != root:
            reader.warn("roster_no_superior", leader.row, "leader")


def _said(person: RosterPerson, reader: RosterReader) -> Iterator[tuple[str, str, PerspectiveName, str]]:
    """Rater, leader, perspective and the column that says so. Self and superior follow by themselves."""
    if person.leads:
        yield person.id, person.id, "self", "person"
    for leader in _known(person, person.leaders, "leader", reader):
        yield person.id, leader, "subordinate_leader" if person.leads else "employee", "leader"
        if person.leads:
            yield leader, person.id, "superior", "leader"
    if person.peer_of and not person.leads:
        reader.error("roster_peer_no_leader", person.row, "peer_of")
        return
    for leader in _known(person, person.peer_of, "peer_of", reader):
        yield person.id, leader, "peer", "peer_of"


def _known(
    person: RosterPerson, leaders: tuple[str, ...], column: str, reader: RosterReader
) -> Iterator[str]:
    for leader in leaders:
        other = reader.people[leader]
        if leader == person.id:
            reader.error("roster_own_leader", person.row, column, value=leader)
        elif not other.leads:
            reader.error("roster_not_a_leader", person.row, column, value=leader, first=other.row)
        else:
            yield leader
