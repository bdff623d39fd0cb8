"""An open round with the cast in it, straight in the tables: who is asked about whom, and each one's link."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from fagspejl.evaluation.keys.derivation import key_check, link_of, lookup_of
from fagspejl.evaluation.models import Invitation, Round, RoundPolicy
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.instrument.loader import load
from fagspejl.instrument.types import Instrument
from fagspejl.lib.clock import utc_now
from fagspejl.organisation.models import Person, Unit

KEY = bytes(range(32))


@dataclass
class OpenRound:
    """A round and the links of those who are asked, by name of the person and of the leader."""

    round: Round
    instrument: Instrument
    people: dict[str, Person] = field(default_factory=dict)
    links: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def id(self) -> UUID:
        """The round's id."""
        return self.round.id

    def person(self, name: str, **fields: object) -> Person:
        """Return a person of that name; made at first use, in the unit that is given."""
        if name not in self.people:
            unit, _ = Unit.objects.get_or_create(
                key=str(fields.get("unit", "Familieområdet")),
                defaults={"name": str(fields.get("unit", "Familieområdet"))},
            )
            self.people[name] = Person.objects.create(
                key=f"{self.round.id}-{len(self.people)}",
                name=name,
                email=str(fields.get("email", f"{len(self.people)}@fjordby.example")),
                profession=str(fields.get("profession", "family_casework")),
                language=str(fields.get("language", "da")),
                unit=unit,
            )
        return self.people[name]

    def ask(self, name: str, leader: str, perspective: str = "employee", **fields: object) -> str:
        """Ask one person about one leader and return the personal link."""
        person, led = self.person(name, **fields), self.person(leader)
        profession = str(fields.get("profession", person.profession)) or "-"
        invitation = Invitation.objects.create(
            round=self.round,
            person=person,
            leader=led,
            perspective=perspective,
            form=f"{self.instrument.id}@{self.instrument.version}:{perspective}:{profession}",
        )
        link = link_of(KEY, self.round.id, invitation.id, 0)
        invitation.lookup = lookup_of(link)
        invitation.save()
        self.links[name, leader] = link
        return link

    def invitation(self, name: str, leader: str = "Karen Holm") -> Invitation:
        """Return the row of one person and one leader."""
        return Invitation.objects.get(round=self.round, person=self.people[name], leader=self.people[leader])


def open_round(
    *,
    instrument: str = "faglig-ledelse@1.0",
    access: Mapping[str, object] | None = None,
    policy: RoundPolicyValues | None = None,
    deadline: datetime | None = None,
    title: str = "Ledelsesevaluering 2026",
) -> OpenRound:
    """Open a round whose policy has these access fields; the deadline is a week from now unless given."""
    loaded = load(instrument)
    values = policy or RoundPolicyValues(access=AccessPolicy(**dict(access or {})))  # type: ignore[arg-type]
    now = utc_now()
    row = Round.objects.create(
        title=title,
        organisation="Fjordby Kommune",
        state=RoundState.DRAFT,
        instrument=instrument,
        instrument_sha=loaded.checksum,
        deadline=deadline or now + timedelta(days=7),
        created_at=now,
    )
    RoundPolicy.objects.create(
        round=row,
        k=values.disclosure.k,
        k_distribution=values.disclosure.k_distribution,
        k_comments=values.disclosure.k_comments,
        comment_authors=values.disclosure.comment_authors,
        values=values.as_dict(),
        sha256=values.sha256,
    )
    row.state, row.key_check, row.opened_at = RoundState.OPEN, key_check(KEY), now
    row.save()
    return OpenRound(row, loaded)
