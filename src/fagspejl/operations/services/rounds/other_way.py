"""People without an address who are reached by another way than mail: how many, and whom it does not reach."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from fagspejl.evaluation.selectors.people import addressees
from fagspejl.operations.services.post_office import hook_here
from fagspejl.organisation.selectors import unreached_people


@dataclass(frozen=True, slots=True)
class OtherWay:
    """Who of a round has no address (`people`), and who of them was refused, with the reason in one word."""

    people: frozenset[UUID]
    refused: Mapping[UUID, str]


def other_way(round_id: UUID) -> OtherWay | None:
    """Return whom the hook reaches in a round; None where there is no hook."""
    if hook_here() is None:
        return None
    people = frozenset(one.person for one in addressees(round_id, everybody=False))
    refused = {person: reason for person, reason in unreached_people().items() if person in people}
    return OtherWay(people, refused)


def without_letter(round_id: UUID) -> frozenset[UUID]:
    """Return who needs no letter, as the hook has not refused them; nobody where there is no hook."""
    way = other_way(round_id)
    return frozenset() if way is None else way.people - frozenset(way.refused)
