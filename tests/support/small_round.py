"""An open round in the database, small enough to read: units, people, invitations, and their links."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID

from fagspejl.analysis.types import Perspective
from fagspejl.answering.promised import promised_words
from fagspejl.answering.types import Place
from fagspejl.evaluation.keys.derivation import key_check, link_of, lookup_of
from fagspejl.evaluation.models import Invitation, Round, RoundPolicy
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import RoundPolicyValues, canonical_rules, registered_at_opening
from fagspejl.instrument.loader import load
from fagspejl.organisation.models import Person, Unit
from fagspejl.reporting.words import sentences_sha256

KEY = bytes(range(32))
OPENED = datetime(2026, 3, 1, 8, tzinfo=UTC)
DEADLINE = datetime(2026, 3, 14, 11, tzinfo=UTC)
NAMES = tuple(name.name.lower() for name in Perspective)


@dataclass
class SmallRound:
    """A round with its key. `links[(rater, leader)]` are the personal links."""

    round: Round
    key: bytes = KEY
    leaders: dict[str, Person] = field(default_factory=dict)
    links: dict[tuple[str, str], str] = field(default_factory=dict)
    invitations: dict[tuple[str, str], UUID] = field(default_factory=dict)

    def place(self, rater: str, leader: str) -> Place:
        """Where this rater's answer goes."""
        invitation = Invitation.objects.get(id=self.invitations[rater, leader])
        return Place(self.links[rater, leader], self.round.id, invitation.form)


def small_round(
    groups: dict[str, dict[str, list[str]]],
    *,
    policy: RoundPolicyValues | None = None,
    promised: bytes | None = None,
    registered: bool = False,
    key: bytes = KEY,
    tree: tuple[tuple[str, int], ...] = (("kommune", -1),),
    home: dict[str, int] | None = None,
) -> SmallRound:
    """Make an open round. `groups[leader][perspective]` lists the raters' names; `promised`: the kept promise.

    `registered`: the promise is registered as at a real opening, words and rules kept.
    """
    instrument = load("faglig-ledelse")
    values = policy or RoundPolicyValues()
    units: list[Unit] = []
    for order, (name, parent) in enumerate(tree):
        above = units[parent] if parent >= 0 else None
        units.append(Unit.objects.create(key=name, name=name, parent=above, order=order))
    made = Round.objects.create(
        title="Evaluering 2026",
        organisation="Åkær Kommune",
        instrument=f"{instrument.id}@{instrument.version}",
        instrument_sha=instrument.checksum,
        deadline=DEADLINE,
        created_at=OPENED,
        opened_at=OPENED,
    )
    stored: dict[str, object] = {
        "values": values.as_dict(),
        "sha256": values.sha256,
        "k": values.disclosure.k,
    }
    if registered:
        rules, promised = canonical_rules(values.as_dict()), promised or promised_words(values)
        promise = registered_at_opening(
            values,
            rules=rules,
            words=promised,
            questionnaire=instrument.checksum,
            sentences=sentences_sha256(),
        )
        stored |= {"rules": rules, "registered": promise.document}
    RoundPolicy.objects.create(
        round=made, k_comments=values.disclosure.k_comments, promised=promised, **stored
    )
    result = SmallRound(made, key)
    people: dict[str, Person] = {}

    def person(name: str, unit: int = 0, *, leads: bool = False) -> Person:
        if name not in people:
            people[name] = Person.objects.create(key=name, name=name, unit=units[unit], is_leader=leads)
        return people[name]

    for leader in groups:
        result.leaders[leader] = person(leader, (home or {}).get(leader, 0), leads=True)
    for leader, by_perspective in groups.items():
        for perspective, raters in by_perspective.items():
            for rater in raters:
                invite(result, person(rater), result.leaders[leader], perspective)
    made.key_check, made.state = key_check(key), RoundState.OPEN
    made.tree = {
        "units": [{"id": name, "name": name, "parent": parent} for name, parent in tree],
        "leaders": [
            {"id": str(p.id), "name": p.name, "unit": (home or {}).get(name, 0)}
            for name, p in result.leaders.items()
        ],
        "changes": 0,
    }
    made.save()
    return result


def invite(result: SmallRound, rater: Person, leader: Person, perspective: str) -> None:
    """Ask one person about one leader, and keep the link."""
    assert perspective in NAMES
    form = f"{result.round.instrument}:{perspective}:-"
    invitation = Invitation(
        round=result.round, person=rater, leader=leader, perspective=perspective, form=form
    )
    link = link_of(result.key, result.round.id, invitation.id, 0)
    invitation.lookup = lookup_of(link)
    invitation.save()
    result.links[rater.key, leader.key] = link
    result.invitations[rater.key, leader.key] = invitation.id
