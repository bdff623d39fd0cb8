"""What other rooms may read of a Release."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from fagspejl.disclosure.document.parts import HEAD, LEADER, ReleasedPart
from fagspejl.disclosure.from_rows import unit_release
from fagspejl.disclosure.models import ReleasePart, StoredRelease
from fagspejl.disclosure.readers import ReadersTotals
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import UnitRelease
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.states import Act, can


@dataclass(frozen=True, slots=True)
class PartKey:
    """A part's id, kind and key (leader id, unit id or "")."""

    id: UUID
    kind: str
    key: str


@dataclass(frozen=True, slots=True)
class LeaderPart:
    """One leader's part of a round's Release. `withdrawn` is the note of a withdrawal, or None."""

    id: UUID
    round: UUID
    leader: str
    published: bool
    withdrawn: str | None

    def released(self, *, with_comments: bool = True) -> ReleasedPart:
        """Return what pages are built from; without comments for a reader who may not see them."""
        bodies = dict(
            ReleasePart.objects.filter(release__round_id=self.round, kind=HEAD).values_list("kind", "body")
        )
        body = ReleasePart.objects.values_list("body", flat=True).get(id=self.id)
        return ReleasedPart(bodies[HEAD], body, with_comments=with_comments)


def leader_part(part_id: UUID) -> LeaderPart | None:
    """Return a leader's part by its id, or None."""
    row = (
        ReleasePart.objects.filter(id=part_id, kind=LEADER)
        .values_list("id", "release__round_id", "key", "withdrawal__note")
        .first()
    )
    if row is None:
        return None
    facts = round_facts(row[1])
    published = facts is not None and can(Act.READ, facts.state)
    return LeaderPart(row[0], row[1], row[2], published, row[3])


def parts_of_round(round_id: UUID) -> list[PartKey]:
    """Return the keys of a round's parts."""
    rows = ReleasePart.objects.filter(release__round_id=round_id).order_by("kind", "key")
    return [PartKey(*row) for row in rows.values_list("id", "kind", "key")]


def release_id(round_id: UUID) -> UUID:
    """Return the id of a round's stored Release. Raises StoredRelease.DoesNotExist before it is sealed."""
    found: UUID = StoredRelease.objects.values_list("id", flat=True).get(round_id=round_id)
    return found


def withdrawn_parts(round_id: UUID) -> list[PartKey]:
    """Return the keys of a round's parts that were withdrawn."""
    rows = ReleasePart.objects.filter(release__round_id=round_id, withdrawal__isnull=False)
    return [PartKey(*row) for row in rows.values_list("id", "kind", "key")]


def units_for_reader(released: Release, leaders: Collection[str]) -> Iterator[UnitRelease]:
    """Yield units without the totals that would give this reader one leader beside those whom she may read."""
    readable = [index for index, leader in enumerate(released.leader_ids) if leader in leaders]
    reader = ReadersTotals(released.printed, released.figures, readable)
    for index in range(len(released.printed.organisation.units)):
        yield unit_release(released.printed, index, reader.rows(index, released.unit_rows(index)))
