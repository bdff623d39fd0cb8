"""What other rooms may read of a Release."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from uuid import UUID

from fagspejl.analysis.lots.draw import Halves, UnitInLot
from fagspejl.disclosure.document.parts import HEAD, LEADER, ReleasedPart
from fagspejl.disclosure.from_rows import unit_release
from fagspejl.disclosure.lots import LotReaders, tells_readers_of_others, themes_for_lot, units_for_lot
from fagspejl.disclosure.models import ReleasePart, StoredRelease
from fagspejl.disclosure.nearest import nearest_unit
from fagspejl.disclosure.over_time import comparable_units
from fagspejl.disclosure.public_totals import public_units, reader_of_all, readers_with_rights
from fagspejl.disclosure.readers import ReadersTotals
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.services.lot_of_round import release_of_lot
from fagspejl.disclosure.services.store import verify
from fagspejl.disclosure.services.stored_organisation import StoredOrganisation, read_organisation
from fagspejl.disclosure.types import GroupName, LotPrinted, Organisation, UnitRelease
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.lots import lot_told_in_round
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


def standing_parts(ids: Collection[UUID]) -> frozenset[UUID]:
    """Return those of these leaders' parts that are published and were not withdrawn. As many questions as rounds."""
    rows = ReleasePart.objects.filter(id__in=list(ids), kind=LEADER, withdrawal__isnull=True)
    rounds = dict(rows.values_list("id", "release__round_id"))
    facts = {one: round_facts(one) for one in set(rounds.values())}
    read = {one for one, known in facts.items() if known is not None and can(Act.READ, known.state)}
    return frozenset(part for part, one in rounds.items() if one in read)


def part_about(round_id: UUID, leader: str) -> UUID | None:
    """Return the id of a leader's part in a round's Release, or None."""
    rows = ReleasePart.objects.filter(release__round_id=round_id, kind=LEADER, key=leader)
    return rows.values_list("id", flat=True).first()


def parts_of_round(round_id: UUID, *, withdrawn: bool = True) -> list[PartKey]:
    """Return the keys of a round's parts; `withdrawn` also those that were withdrawn."""
    rows = ReleasePart.objects.filter(release__round_id=round_id).order_by("kind", "key")
    if not withdrawn:
        rows = rows.filter(withdrawal__isnull=True)
    return [PartKey(*row) for row in rows.values_list("id", "kind", "key")]


def release_id(round_id: UUID) -> UUID:
    """Return the id of a round's stored Release. Raises StoredRelease.DoesNotExist before it is sealed."""
    found: UUID = StoredRelease.objects.values_list("id", flat=True).get(round_id=round_id)
    return found


def root_hash(round_id: UUID) -> str:
    """Return the hash over all parts of a round's stored Release. Raises StoredRelease.DoesNotExist."""
    found: str = StoredRelease.objects.values_list("root_sha", flat=True).get(round_id=round_id)
    return found


def leaders_of_parts(parts: Collection[UUID]) -> dict[UUID, UUID]:
    """Return whom these leaders' parts are about; an id that is no such part is left out."""
    rows = ReleasePart.objects.filter(id__in=list(parts), kind=LEADER).values_list("id", "key")
    return {part: UUID(key) for part, key in rows}


def withdrawn_parts(round_id: UUID) -> list[PartKey]:
    """Return the keys of a round's parts that were withdrawn."""
    rows = ReleasePart.objects.filter(release__round_id=round_id, withdrawal__isnull=False)
    return [PartKey(*row) for row in rows.values_list("id", "kind", "key")]


def published_release(round_id: UUID) -> UUID | None:
    """Return the id of a published round's stored Release, or None."""
    facts = round_facts(round_id)
    if facts is None or not can(Act.READ, facts.state):
        return None
    return StoredRelease.objects.filter(round_id=round_id).values_list("id", flat=True).first()


def check_unchanged(round_id: UUID) -> None:
    """Compare every stored part with its hash. Raises ReleaseDamaged."""
    verify(round_id)


def organisation_withdrawal(round_id: UUID) -> str | None:
    """Return the note where a part that totals are made of was withdrawn, or None."""
    rows = ReleasePart.objects.filter(release__round_id=round_id, withdrawal__isnull=False)
    return rows.exclude(kind=LEADER).values_list("withdrawal__note", flat=True).first()


@lru_cache(maxsize=4)  # a round and the one before it, for two rounds
def organisation_release(stored: UUID) -> StoredOrganisation:
    """Return a stored Release for pages of units; the tree and the cells are kept for the next page.

    A Release never changes. Whoever asks has looked up that it is still there (`published_release`).
    """
    return read_organisation(stored)


@lru_cache(maxsize=4)
def units_before(stored: UUID, now: UUID) -> dict[int, int | None]:
    """Return which units of the stored Release `now` may be compared with which of an earlier one, by place."""
    return comparable_units(organisation_release(stored), organisation_release(now))


def organisation_of(stored: UUID) -> Organisation:
    """Return the tree and the leaders of a stored Release."""
    return organisation_release(stored).printed.organisation


def lot_themes_of(stored: UUID) -> list[str]:
    """Return the themes of a stored Release that a lot can be about."""
    return themes_for_lot(organisation_release(stored))


def lot_units_of(stored: UUID, theme: str) -> list[UnitInLot]:
    """Return the units of a stored Release that a lot can be of."""
    return units_for_lot(organisation_release(stored), theme)


def lot_tells_readers(stored: UUID, theme: str, granted: Iterable[Collection[str]]) -> bool:
    """Return whether a lot drawn from a stored Release would tell one of these readers how other units lie."""
    return tells_readers_of_others(organisation_release(stored), theme, granted)


def lot_for_reader(round_id: UUID, stored: UUID, leaders: frozenset[str]) -> LotPrinted | None:
    """Return what a release says of a drawn half; None where nothing is, or where she may not read it.

    A reader of nearly all reports of the lot's units could work out the last ones.
    """
    return lot_for_everybody(round_id, stored, [leaders])


def lot_for_everybody(round_id: UUID, stored: UUID, granted: Iterable[frozenset[str]]) -> LotPrinted | None:
    """Return it if all may read it who may read the reports of these leaders, each of theirs: for files."""
    said = organisation_release(stored).lot
    if said is None or said.effect is None:
        return said
    readers = _lot_readers(round_id, stored)
    may = (not leaders if readers is None else readers.may_read(leaders) for leaders in set(granted))
    return said if all(may) else None


@lru_cache(maxsize=4)
def _lot_readers(round_id: UUID, stored: UUID) -> LotReaders | None:
    lot = lot_told_in_round(round_id)
    if lot is None:  # its round was deleted, and with it who drew what
        return None
    before, now = release_of_lot(lot.round), organisation_release(stored)
    return LotReaders(before, now, lot.theme, Halves(lot.begins, lot.later))


def totals_for_reader(stored: UUID, leaders: frozenset[str], units: Iterable[int]) -> list[UnitRelease]:
    """Return units, by place in tree order, without totals that would give her a leader beside `leaders`."""
    released, reader = organisation_release(stored), _reader(stored, leaders)
    wanted = list(units)
    rows = released.rows_of(wanted)
    return [released.unit(unit, reader.rows(unit, found)) for unit, found in zip(wanted, rows, strict=True)]


def nearest_for_reader(
    round_id: UUID, readable: frozenset[str], leader: str, groups: Collection[GroupName]
) -> UnitRelease | None:
    """Return the nearest unit above a leader with totals of these groups that this reader may see, or None."""
    stored = published_release(round_id)
    if stored is None or organisation_withdrawal(round_id) is not None:
        return None
    return nearest_unit(organisation_release(stored), leader, groups, _reader(stored, readable))


def nearest_for_everybody(
    round_id: UUID, granted: frozenset[frozenset[str]], leader: str, groups: Collection[GroupName]
) -> UnitRelease | None:
    """Do the same with what all may see who may read the reports of these leaders, each of theirs: for files."""
    stored = published_release(round_id)
    if stored is None or organisation_withdrawal(round_id) is not None:
        return None
    return nearest_unit(organisation_release(stored), leader, groups, _reader_of_all(stored, granted))


def totals_for_everybody(
    stored: UUID, granted: Iterable[Collection[str]], units: Collection[int]
) -> list[UnitRelease]:
    """Return units with the totals that all may see who may read the reports of these leaders, each of theirs."""
    released = organisation_release(stored)
    return list(public_units(released, readers_with_rights(released, granted), units))


@lru_cache(maxsize=64)
def _reader(stored: UUID, leaders: frozenset[str]) -> ReadersTotals:
    released = organisation_release(stored)
    mine = [index for index, leader in enumerate(released.leader_ids) if leader in leaders]
    return ReadersTotals(released.printed, released.figures, mine)


@lru_cache(maxsize=4)
def _reader_of_all(stored: UUID, granted: frozenset[frozenset[str]]) -> ReadersTotals:
    released = organisation_release(stored)
    return reader_of_all(released, readers_with_rights(released, granted))


def units_for_reader(released: Release, leaders: Collection[str]) -> Iterator[UnitRelease]:
    """Yield units without the totals that would give this reader one leader beside those whom she may read."""
    readable = [index for index, leader in enumerate(released.leader_ids) if leader in leaders]
    reader = ReadersTotals(released.printed, released.figures, readable)
    for index in range(len(released.printed.organisation.units)):
        yield unit_release(released.printed, index, reader.rows(index, released.unit_rows(index)))
