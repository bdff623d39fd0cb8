"""What a list looks like: who is on it in which role, who is left out and why. Reads, never writes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from fagspejl.evaluation.selectors.lists import asked_about, changes_of, checks_of
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.services.asking import Asking, who_is_asked
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.lists import (
    GROUPS_THAT_GROW,
    AskedAbout,
    Decision,
    ListChangeFacts,
    ListCheckFacts,
    OnList,
)
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.instrument.types import PERSPECTIVES
from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import unit_names
from fagspejl.organisation.types import ListedLeader, PersonFacts


@dataclass(frozen=True, slots=True)
class Part:
    """Everybody on a list in one perspective."""

    perspective: str
    title: str
    people: tuple[OnList, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    """One leader's list. `few`: fewer employees are asked than a report needs."""

    leader: PersonFacts
    parts: tuple[Part, ...]
    left_out: tuple[OnList, ...]
    changes: tuple[ListChangeFacts, ...]
    check: ListCheckFacts | None
    few: bool
    letters: tuple[OnList, ...] = ()  # who came later, and can only have the link in a letter
    roles: tuple[tuple[str, str], ...] = ()  # in which somebody may still be asked, with their names


@dataclass(frozen=True, slots=True)
class ListRow:
    """One leader in the planner's table: how many are asked in each perspective, and where the check stands."""

    leader: ListedLeader
    counts: str
    state: str
    few: bool


def list_page(round_id: UUID, leader: UUID, words: Wording, now: datetime) -> ListPage | None:
    """Return one leader's list; None where nobody is asked, or listed, about this person."""
    asking, _ = who_is_asked(round_id, now=now, about=[leader])
    if leader not in asking.people:
        return None
    changes = tuple(changes_of(round_id, about=[leader]))
    units = unit_names({one.unit for one in asking.people.values()})
    asked = {one.rater: one.perspective for one in asking.asked}
    listed = {one.rater: one.perspective for one in asking.assigned}

    def line(person: UUID, perspective: str) -> OnList:
        found = asking.people[person]
        return OnList(
            person,
            found.name,
            units.get(found.unit, ""),
            _profession(asking, found.profession, words),
            perspective,
            left_out=person not in asked,
            taken_off=any(
                one.person == person and one.kind == "remove" and one.decision == Decision.ACCEPTED
                for one in changes
            ),
            added=person not in listed,
        )

    lines = [line(person, perspective) for person, perspective in {**listed, **asked}.items()]
    lines.sort(key=lambda one: (one.name, one.person))
    parts = [
        Part(
            name,
            words.say(f"lists.part_{name}"),
            tuple(one for one in lines if one.perspective == name and not one.left_out),
        )
        for name in PERSPECTIVES
    ]
    return ListPage(
        leader=asking.people[leader],
        parts=tuple(part for part in parts if part.people),
        left_out=tuple(one for one in lines if one.left_out),
        changes=changes,
        check=checks_of(round_id, [leader]).get(leader),
        few=_few(asking, leader),
    )


def asked_page(found: RoundFacts, leader: PersonFacts, words: Wording) -> ListPage:
    """Return the list of a leader as it is asked: by links, whatever the roster has come to say since."""
    rows = asked_about(found.id, leader.id)
    wording = _professions(found, words)

    def line(row: AskedAbout) -> OnList:
        return OnList(
            row.person,
            row.name,
            row.unit,
            wording.get(row.profession, ""),
            row.perspective,
            left_out=row.taken_off,
            taken_off=row.taken_off,
            added=row.later,
        )

    live = [row for row in rows if not row.taken_off]
    parts = [
        Part(
            name,
            words.say(f"lists.part_{name}"),
            tuple(line(row) for row in live if row.perspective == name),
        )
        for name in PERSPECTIVES
    ]
    return ListPage(
        leader=leader,
        parts=tuple(part for part in parts if part.people),
        left_out=tuple(line(row) for row in rows if row.taken_off),
        changes=tuple(changes_of(found.id, about=[leader.id])),
        check=checks_of(found.id, [leader.id]).get(leader.id),
        few=False,  # told before opening, when something could be done about it
        letters=tuple(line(row) for row in live if row.later and not row.has_address),
        roles=tuple(
            (part.perspective, part.title)
            for part in parts
            if part.people and part.perspective in GROUPS_THAT_GROW
        ),
    )


def list_rows(
    round_id: UUID, leaders: Collection[ListedLeader], words: Wording, now: datetime
) -> list[ListRow]:
    """Return a row for each of these leaders; only their raters are read."""
    ids = [leader.id for leader in leaders]
    asking, _ = who_is_asked(round_id, now=now, about=ids)
    checks = checks_of(round_id, ids)
    wishes = {one.leader for one in changes_of(round_id, about=ids, decision=Decision.OPEN)}
    counted: dict[UUID, dict[str, int]] = {}
    for one in asking.asked:
        of = counted.setdefault(one.leader, {})
        of[one.perspective] = of.get(one.perspective, 0) + 1
    rows = []
    for leader in leaders:
        counts = counted.get(leader.id, {})
        told = [words.counted(f"lists.count_{name}", counts[name]) for name in PERSPECTIVES if name in counts]
        state = _state(checks.get(leader.id), leader.id in wishes)
        rows.append(
            ListRow(
                leader,
                ", ".join(told),
                words.say(f"lists.state_{state}"),
                sum(counts.get(name, 0) for name in _counted(asking)) < asking.policy.disclosure.k,
            )
        )
    return rows


def _state(check: ListCheckFacts | None, has_wishes: bool) -> str:
    if has_wishes:
        return "wishes"
    if check is None:
        return "not_asked"
    return "confirmed" if check.confirmed_on else "waiting"


def _counted(asking: Asking) -> tuple[str, ...]:
    """The perspectives whose answers make a leader's report."""
    apart = asking.policy.access.separate_subordinate_leaders
    return ("employee",) if apart else ("employee", "subordinate_leader")


def _few(asking: Asking, leader: UUID) -> bool:
    """Whether so few of her own are asked that no answers of theirs could make a report."""
    counted = _counted(asking)
    asked = sum(one.leader == leader and one.perspective in counted for one in asking.asked)
    return asked < asking.policy.disclosure.k


def _professions(found: RoundFacts, words: Wording) -> Mapping[str, str]:
    try:
        instrument = frozen_instrument(found.instrument, found.instrument_sha)
    except InstrumentChanged as error:
        instrument = error.found
    wording = instrument.wordings.get(words.language)
    return {} if wording is None else wording.professions


def _profession(asking: Asking, profession: str, words: Wording) -> str:
    wording = asking.instrument.wordings.get(words.language)
    return "" if wording is None else wording.professions.get(profession, "")
