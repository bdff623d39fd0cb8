"""Questions other rooms may ask about rounds and invitations. Frozen values, never querysets."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from fagspejl.evaluation.errors import RoundUnknown
from fagspejl.evaluation.models import Invitation, Round, RoundPolicy
from fagspejl.evaluation.selectors.statement import as_bytes, as_uuid
from fagspejl.evaluation.states import Act, check_can
from fagspejl.evaluation.types import InvitationFacts, KeyHolderFacts, RoundFacts, RoundState
from fagspejl.evaluation.types.policy import RoundPolicyValues

_ASKED = (
    "SELECT id, person_id, leader_id, perspective, generation, moving, revoked FROM invitation "
    "WHERE round_id = %s ORDER BY id"
)
_OF_A_ROUND = (
    "id",
    "title",
    "organisation",
    "state",
    "instrument",
    "instrument_sha",
    "opened_at",
    "deadline",
    "close_step",
    "keys_destroyed_on",
    "reports_deleted_on",
)
_FIELDS = (
    "id",
    "round_id",
    "perspective",
    "form",
    "generation",
    "moving",
    "revoked",
    "person_id",
    "leader_id",
    "leader__name",
    "person__name",
    "person__unit__name",
    "person__profession",
    "person__language",
)


def round_facts(round_id: UUID) -> RoundFacts | None:
    """Return the facts of a round, or None."""
    found = _rounds().filter(id=round_id).first()
    return None if found is None else _facts(found)


def facts_for(round_id: UUID, act: Act) -> RoundFacts:
    """Return the facts of a round that this may be done with. Raises RoundUnknown, RoundInOtherState."""
    found = round_facts(round_id)
    if found is None:
        raise RoundUnknown(str(round_id))
    check_can(act, found.state, round_id)
    return found


def all_rounds() -> list[RoundFacts]:
    """Return every round, newest first."""
    return [_facts(found) for found in _rounds().order_by("-created_at", "id")]


def policy_of(round_id: UUID) -> RoundPolicyValues:
    """Return what a round promises. Raises PolicyTooWeak when the database was made to hold less than the floors."""
    return RoundPolicyValues.from_dict(
        RoundPolicy.objects.values_list("values", flat=True).get(round_id=round_id)
    )


def promised_of(round_id: UUID) -> bytes | None:
    """Return the words that a round promised when it opened; None for a draft, and where they were not kept."""
    kept = RoundPolicy.objects.values_list("promised", flat=True).filter(round_id=round_id).first()
    return None if kept is None else bytes(kept)


def registered_of(round_id: UUID) -> bytes | None:
    """Return the registered promise of a round as it is kept; None for a draft, and where none was registered."""
    kept = RoundPolicy.objects.values_list("registered", flat=True).filter(round_id=round_id).first()
    return None if kept is None else bytes(kept)


def key_check_of(round_id: UUID) -> bytes:
    """Return what proves the round's key."""
    return bytes(Round.objects.values_list("key_check", flat=True).get(id=round_id) or b"")


def newcomers_of(round_id: UUID, leader: str, last_deadline: datetime) -> dict[str, tuple[int, int]]:
    """Return by perspective how many of those asked about a leader are new on the list since the last round, and N.

    Empty where it is not known, or was counted since another round than the one with this deadline.
    """
    kept = Round.objects.values_list("tree", flat=True).get(id=round_id) or {}
    if kept.get("new_since") != last_deadline.isoformat():
        return {}
    counts = kept["new"].get(leader, {})
    return {perspective: (new, asked) for perspective, (new, asked) in counts.items()}


def tree_of(round_id: UUID) -> dict[str, list[dict[str, object]]]:
    """Return the organisation as it stood at opening: {"units": [...], "leaders": [...]}."""
    kept = Round.objects.values_list("tree", flat=True).get(id=round_id) or {}
    return {name: kept.get(name, []) for name in ("units", "leaders")}


def units_led_in(rounds: Collection[UUID]) -> dict[tuple[UUID, UUID], str]:
    """Return by round and leader the key of the unit that each leader led when the round opened.

    A round whose reports are deleted is left out: it keeps no tree.
    """
    found: dict[tuple[UUID, UUID], str] = {}
    kept = Round.objects.filter(id__in=list(rounds)).exclude(tree=None).values_list("id", "tree")
    for round_id, tree in ((one, tree or {}) for one, tree in kept):
        for leader in tree.get("leaders", []):
            found[round_id, UUID(str(leader["id"]))] = str(tree["units"][leader["unit"]]["id"])
    return found


def invitations_of(round_id: UUID) -> Iterator[InvitationFacts]:
    """Yield every invitation of a round, revoked ones too, in no telling order (by id)."""
    rows = Invitation.objects.filter(round_id=round_id).order_by("id").values_list(*_FIELDS)
    return (_invitation(row) for row in rows.iterator(chunk_size=5000))


def invitations_for_keys(round_id: UUID) -> Iterator[KeyHolderFacts]:
    """Yield every invitation of a round, revoked ones too, by id, with what the holder of the key needs of it."""
    # Plain rows: a national round has half a million, and every one of a leader's names the same leader.
    leaders: dict[object, UUID] = {}
    perspectives: dict[str, str] = {}
    with connection.chunked_cursor() as cursor:
        cursor.execute(_ASKED, [Invitation._meta.pk.get_db_prep_value(round_id, connection)])
        while rows := cursor.fetchmany(5000):
            for one, person, leader, perspective, generation, moving, revoked in rows:
                if leader not in leaders:
                    leaders[leader] = as_uuid(leader)
                yield KeyHolderFacts(
                    as_bytes(one),
                    as_bytes(person),
                    leaders[leader],
                    perspectives.setdefault(perspective, perspective),
                    generation,
                    bool(moving),
                    bool(revoked),
                )


def links_in_move(round_id: UUID) -> list[tuple[UUID, int]]:
    """Return invitations whose answer is on its way to a new link, with the new generation."""
    return list(Invitation.objects.filter(round_id=round_id, moving=True).values_list("id", "generation"))


def _rounds() -> QuerySet[Round]:
    """Rounds without what is long: every page asks for one, and few for the tree or the promised words."""
    return Round.objects.select_related("policy").only(*_OF_A_ROUND, "policy__sha256")


def _facts(found: Round) -> RoundFacts:
    return RoundFacts(
        id=found.id,
        title=found.title,
        organisation=found.organisation,
        state=RoundState(found.state),
        instrument=found.instrument,
        instrument_sha=found.instrument_sha,
        opened_at=found.opened_at,
        deadline=found.deadline,
        close_step=found.close_step,
        keys_destroyed_on=found.keys_destroyed_on,
        policy_sha=found.policy.sha256,
        reports_deleted_on=found.reports_deleted_on,
    )


def _invitation(row: tuple[object, ...]) -> InvitationFacts:
    named = dict(zip(_FIELDS, row, strict=True))
    name = str(named["person__name"])
    return InvitationFacts(
        id=named["id"],  # type: ignore[arg-type]
        round=named["round_id"],  # type: ignore[arg-type]
        person=named["person_id"],  # type: ignore[arg-type]
        leader=named["leader_id"],  # type: ignore[arg-type]
        perspective=str(named["perspective"]),
        form=str(named["form"]),
        generation=int(named["generation"]),  # type: ignore[call-overload]
        moving=bool(named["moving"]),
        revoked=bool(named["revoked"]),
        leader_name=str(named["leader__name"]),
        owner_initials=" ".join(f"{part[0]}." for part in name.split() if part),
        owner_unit=str(named["person__unit__name"]),
        profession=str(named["person__profession"]),
        language=str(named["person__language"]),
    )
