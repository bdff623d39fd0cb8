"""Giving persons the right to read reports, once, at publication. Never inherited, never widened afterwards."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db import transaction

from fagspejl.accounts.services import accounts_for
from fagspejl.accounts.types import AddressOnRoster
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.disclosure.selectors import parts_of_round
from fagspejl.evaluation.selectors import invitations_of, policy_of
from fagspejl.evaluation.types.policy import AccessPolicy, Reader
from fagspejl.organisation.selectors import people_by_id
from fagspejl.reporting.models import ReportGrant

_BATCH = 500
_PUBLICATION = Actor("publication", "publication")


def grant_reports(*, round_id: UUID, actor: Actor = _PUBLICATION) -> int:
    """Let each leader, and the leader's own leaders at opening, read the report; returns how many rights are new.

    Who reads, and who reads comments, is what the round's policy promised. Readers with an address get an account.
    May be repeated: what was given stays as it is.
    """
    access = policy_of(round_id).access
    leaders = {UUID(part.key): part.id for part in parts_of_round(round_id) if part.kind == "leader"}
    grants = [_grant(part, leader, "leader", access) for leader, part in leaders.items()]
    if "superior" in access.report_readers:
        for leader, superiors in _superiors(round_id, set(leaders)).items():
            grants += [_grant(leaders[leader], person, "superior", access) for person in sorted(superiors)]
    with transaction.atomic():
        given = ReportGrant.objects.filter(part__release__round_id=round_id)
        known = given.count()
        ReportGrant.objects.bulk_create(grants, batch_size=_BATCH, ignore_conflicts=True)
        new = given.count() - known
        accounts = accounts_for(_addresses({grant.person_id for grant in grants}))
        if new:
            facts = {"grants": new, "accounts": accounts}
            record(actor=actor, event=Event.REPORTS_GRANTED, object=round_id, facts=facts)
    return new


def forget_readers(round_id: UUID) -> None:
    """Take every right to a round's reports, as these are deleted. In the caller's transaction."""
    ReportGrant.objects.filter(part__release__round_id=round_id).delete()


def _grant(part: UUID, person: UUID, role: Reader, access: AccessPolicy) -> ReportGrant:
    comments = access.comments and role in access.comment_readers
    return ReportGrant(part_id=part, person_id=person, role=role, comments=comments)


def _superiors(round_id: UUID, leaders: set[UUID]) -> dict[UUID, set[UUID]]:
    """Each leader's own leaders as the round asked them; a link that was revoked gives no right."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for asked in invitations_of(round_id):
        if asked.perspective == "superior" and not asked.revoked and asked.leader in leaders:
            found[asked.leader].add(asked.person)
    return found


def _addresses(people: set[UUID]) -> list[AddressOnRoster]:
    return [
        AddressOnRoster(person=one.id, name=one.name, email=one.email, language=one.language)
        for one in people_by_id(people).values()
    ]
