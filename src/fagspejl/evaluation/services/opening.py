"""Opening a round: everything is checked, the organisation is kept as it stands, everybody asked gets a link."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.errors import (
    DeadlineTooNear,
    DeadlineUnready,
    EscrowMissing,
    LeadersAskedAboutTooSoon,
    ListsUnchecked,
    PeopleLookAlike,
    PerspectivesNotAsked,
    RosterEmpty,
    RoundNotReady,
    SuperiorsAmongRaters,
    Unready,
    WordsMissing,
)
from fagspejl.evaluation.keys.derivation import key_check, links_of, lookup_of
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation, Round, RoundPolicy
from fagspejl.evaluation.rules import check_deadline, form_name, gaps_for
from fagspejl.evaluation.selectors.clocks import check_clocks
from fagspejl.evaluation.selectors.lists import last_number, lists_stand
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.asking import Asking, who_is_asked
from fagspejl.evaluation.services.key_custody import custody_of
from fagspejl.evaluation.services.newcomers import newcomers
from fagspejl.evaluation.services.quoting import keep_notices
from fagspejl.evaluation.services.witnessing import forget_pair, proven_key, unready_halves
from fagspejl.evaluation.states import Act, arrow, check_can
from fagspejl.evaluation.types import RoundState
from fagspejl.evaluation.types.policy import RoundPolicyValues, canonical_rules, registered_at_opening
from fagspejl.instrument.errors import InstrumentChanged
from fagspejl.lib.clock import ZONE
from fagspejl.lib.identity import KnownIds
from fagspejl.lib.language import Language
from fagspejl.lib.promise import Registered
from fagspejl.lib.superiors import superiors_among_raters
from fagspejl.organisation.services import note_list_of

_NAMED = 5  # leaders named in a refusal
_BATCH = 500
Pair = tuple[UUID, str]  # leader and perspective


def preflight(round_id: UUID, *, now: datetime, has_escrow: bool = True) -> Asking:
    """Return who would be asked. Writes nothing.

    Raises RoundInOtherState, RoundNotReady (with every reason), PolicyTooWeak, AccessPolicyImpossible.
    """
    asking, reasons = look_over(round_id, now=now, has_escrow=has_escrow)
    if reasons:
        raise RoundNotReady(reasons)
    return asking


def look_over(
    round_id: UUID, *, now: datetime, has_escrow: bool = True
) -> tuple[Asking, list[Unready | InstrumentChanged]]:
    """Return who would be asked, and every reason why the round cannot be opened. Writes nothing.

    Raises RoundInOtherState, PolicyTooWeak, AccessPolicyImpossible.
    """
    draft = Round.objects.get(id=round_id)
    check_can(Act.OPEN, draft.state, round_id)
    asking, changed = who_is_asked(round_id, now=now)
    reasons = list(_reasons(draft, asking, now, changed))
    if not has_escrow:
        reasons.append(EscrowMissing())
    if asking.policy.access.escrow == "witnessed":
        reasons += unready_halves(round_id)
    return asking, reasons


def open_round(
    round_id: UUID,
    *,
    keys: KeyStore,
    actor: Actor,
    now: datetime,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Open a draft; returns how many invitations it has. Opening an open round changes nothing.

    Everything happens in one transaction: it is looked over once, with the draft held, then the key is made and its
    escrow copy read back and compared before anything is stored. Killed anywhere, it can be run again.
    Raises ClocksApart, RoundNotReady, RoundInOtherState, RoundKeyWrong, RoundKeyDestroyed.
    """
    check_clocks()
    _, opened = arrow(Act.OPEN)
    if Round.objects.filter(id=round_id, state=opened).exists():
        return Invitation.objects.filter(round_id=round_id).count()
    with transaction.atomic():
        draft = Round.objects.select_for_update().get(id=round_id)
        if draft.state == opened:  # somebody else was first
            return Invitation.objects.filter(round_id=round_id).count()
        asking = preflight(round_id, now=now, has_escrow=keys.escrow is not None)
        key = _key(round_id, asking.policy, keys)
        _invite(round_id, asking, key, progress)
        promise = _keep_promise(round_id, asking)
        keep_notices(round_id)
        draft.tree = {**_tree(asking), **newcomers(asking.asked, now), "changes": last_number(round_id)}
        note_list_of(now.astimezone(ZONE).date())
        draft.key_check, draft.opened_at, draft.state = key_check(key), now, opened
        for column, value in custody_of(round_id, keys, key).items():
            setattr(draft, column, value)
        draft.escrow_confirmed_on = now.astimezone(ZONE).date()
        draft.save()
        facts: dict[str, str | int] = {
            "invitations": len(asking.asked),
            "leaders": len(asking.leaders),
            "promise": promise.sha256,  # in the chain of the log, where nobody can change it later
        }
        record(actor=actor, event=Event.ROUND_OPENED, object=round_id, facts=facts, at=now)
    return len(asking.asked)


def _key(round_id: UUID, policy: RoundPolicyValues, keys: KeyStore) -> bytes:
    """The round's key, of which a second copy was read back: made now, or with the halves of a witnessed copy."""
    if policy.access.escrow == "witnessed":
        return proven_key(round_id, keys)
    forget_pair(round_id, keys)
    key = keys.create(round_id)
    return keys.read(round_id, key_check(key))


def _keep_promise(round_id: UUID, asking: Asking) -> Registered:
    """Keep rules and words as bytes while the round is still a draft; from opening on the database refuses."""
    words = import_string(settings.PROMISED)(asking.policy)
    kept = RoundPolicy.objects.filter(round_id=round_id)
    rules = canonical_rules(kept.values_list("values", flat=True).get())
    promise = registered_at_opening(
        asking.policy,
        rules=rules,
        words=words,
        questionnaire=asking.instrument.checksum,
        sentences=import_string(settings.SENTENCES)(),
    )
    kept.update(rules=rules, promised=words, registered=promise.document)
    return promise


def _reasons(
    draft: Round, asking: Asking, now: datetime, changed: InstrumentChanged | None
) -> Iterable[Unready | InstrumentChanged]:
    try:
        check_deadline(draft.deadline, now)
    except DeadlineTooNear as error:
        yield DeadlineUnready(error.earliest)
    if changed is not None:
        yield changed
    if not asking.asked:
        yield RosterEmpty()
        return
    perspectives = set(asking.by_perspective)
    strangers = sorted(perspectives - set(asking.instrument.perspectives))
    if strangers:
        yield PerspectivesNotAsked(strangers)
    languages = cast(tuple[Language, ...], asking.policy.access.languages)
    gaps = gaps_for(asking.instrument, perspectives, languages)
    if gaps:
        yield WordsMissing(gaps)
    yield from _unchecked(draft, asking)
    yield from _too_soon(draft, asking, now)
    yield from _not_themselves(asking)


def _unchecked(draft: Round, asking: Asking) -> Iterable[Unready]:
    """Lists that leaders were asked to check, and have not; whether they are asked at all is the planner's choice."""
    stand = lists_stand(draft.id, asking.leaders)
    if plan_of(draft.id).values.lists_waived:
        stand = replace(stand, confirmed=stand.leaders)
    if stand.wishes or (stand.asked and stand.confirmed < stand.leaders):
        yield ListsUnchecked(stand.leaders - stand.confirmed, stand.wishes)


def _not_themselves(asking: Asking) -> Iterable[Unready]:
    """People whose ids look alike, and leaders who, or whose superiors, would be counted among their own raters."""
    keys = [person.key for person in asking.people.values()]
    pairs = [(keys[here], keys[first]) for here, first in KnownIds().add_all(keys)]
    if pairs:
        yield PeopleLookAlike(len(pairs), pairs[:_NAMED])
    said = {(a.rater, a.leader): a.perspective for a in (*asking.assigned, *asking.asked)}
    wrong = superiors_among_raters(said, [(a.rater, a.leader) for a in asking.asked])
    wrong += [(a.rater, a.leader) for a in asking.asked if a.rater == a.leader and a.perspective != "self"]
    if wrong:
        names = sorted({asking.people[leader].name for _, leader in wrong})
        yield SuperiorsAmongRaters(len(names), names[:_NAMED])


def _too_soon(draft: Round, asking: Asking, now: datetime) -> Iterable[Unready]:
    """Rounds about the same leader in the same perspective whose deadline lies too near, or is still to come."""
    days = asking.policy.disclosure.min_days_between_rounds
    wanted: set[Pair] = {(a.leader, a.perspective) for a in asking.asked}
    near = Round.objects.filter(deadline__gt=now - timedelta(days=days)).exclude(id=draft.id)
    near = near.exclude(state__in=(RoundState.DRAFT, RoundState.CANCELLED)).order_by("-deadline")
    for other in near:
        again = {leader for leader, _ in wanted & _asked_about(other, wanted)}
        if again:
            names = sorted(asking.people[leader].name for leader in again)
            yield LeadersAskedAboutTooSoon(len(again), names[:_NAMED], days, other.title)


def _asked_about(other: Round, wanted: set[Pair]) -> set[Pair]:
    """The pairs of another round; once its invitations are deleted, its leaders in every perspective."""
    pairs = set(
        Invitation.objects.filter(round_id=other.id)
        .order_by()
        .values_list("leader_id", "perspective")
        .distinct()
    )
    if pairs:
        return pairs
    leaders = {UUID(str(leader["id"])) for leader in (other.tree or {}).get("leaders", [])}
    return {pair for pair in wanted if pair[0] in leaders}


def _invite(round_id: UUID, asking: Asking, key: bytes, progress: Callable[[int, int], None] | None) -> None:
    """Make the invitations, in an order that tells nothing."""
    asked = list(asking.asked)
    secrets.SystemRandom().shuffle(asked)
    for start in range(0, len(asked), _BATCH):
        rows = [
            Invitation(
                round_id=round_id,
                person_id=a.rater,
                leader_id=a.leader,
                perspective=a.perspective,
                form=form_name(asking.instrument, a.perspective, asking.people[a.rater].profession),
            )
            for a in asked[start : start + _BATCH]
        ]
        links = links_of(key, round_id, [(row.id.bytes, row.generation) for row in rows])
        for row, link in zip(rows, links, strict=True):
            row.lookup = lookup_of(link)
        Invitation.objects.bulk_create(rows)
        if progress:
            progress(start + len(rows), len(asked))


def _tree(asking: Asking) -> dict[str, list[dict[str, object]]]:
    """The organisation as it stands: units depth first with parents before children, leaders in tree order."""
    place = {unit.key: index for index, unit in enumerate(asking.units)}
    leaders = sorted(asking.leaders, key=lambda leader: place[asking.people[leader].unit])
    return {
        "units": [{"id": unit.key, "name": unit.name, "parent": unit.parent} for unit in asking.units],
        "leaders": [
            {"id": str(leader), "name": asking.people[leader].name, "unit": place[asking.people[leader].unit]}
            for leader in leaders
        ],
    }
