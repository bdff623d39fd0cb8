"""Ordering the halves of a witnessed copy and their sheets: who may, from a page that holds no key.

The planner who orders a pair holds one half of it; the representative holds the other and comes by a personal link.
No order of one makes the sheet of the other, and whoever plans or runs evaluations is nobody's representative.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from fagspejl.accounts.selectors import all_accounts
from fagspejl.accounts.types import ACTING, Staff
from fagspejl.audit.types import Actor
from fagspejl.evaluation.errors import HalfTaken, LetterForAnother, NotWitnessed, OneForBoth
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.escrow import escrow_of
from fagspejl.evaluation.selectors.witnessed import witnessed_copy
from fagspejl.evaluation.states import Act, check_can
from fagspejl.evaluation.types.witnessed import Half, Holder
from fagspejl.operations.services.orders.placing import place_order
from fagspejl.operations.types import OrderKind
from fagspejl.organisation.types import PersonFacts


def order_pair(round_id: UUID, staff: Staff, *, name: str, person: PersonFacts | None, now: datetime) -> UUID:
    """Order two halves, or two new ones: the planner's is the staff's, the other the representative's.

    Raises NotWitnessed, RoundInOtherState, OneForBoth.
    """
    found = round_facts(round_id)
    if found is None or escrow_of(round_id) != "witnessed":
        raise NotWitnessed
    check_can(Act.SPLIT_KEY, found.state, round_id)
    if _acts(name, person, staff):
        raise OneForBoth
    copy = witnessed_copy(round_id)
    facts = {
        "turn": 1 if copy is None else copy.turn + 1,
        "name": name,
        "person": None if person is None else str(person.id),
    }
    return place_order(OrderKind.PREPARE_KEY, round_id=round_id, actor=staff.actor, now=now, facts=facts)


def order_sheet(half: Half, *, actor: Actor, language: str, public_key: bytes, now: datetime) -> UUID:
    """Order one holder's own sheet, sealed to the page that asks. Raises HalfTaken."""
    if half.taken_at is not None:
        raise HalfTaken(half.taken_at)
    facts = {"paper": "sheet", "holder": half.holder.value, "turn": half.turn, "language": language}
    return place_order(
        OrderKind.KEY_HALF, round_id=half.round, actor=actor, now=now, facts=facts, public_key=public_key
    )


def order_letter(half: Half, *, actor: Actor, language: str, public_key: bytes, now: datetime) -> UUID:
    """Order a letter that holds the representative's link, to be handed over: no half stands in it.

    Whoever can read the link can fetch the half behind it: another planner than the one with the other half orders
    the letter, and only for a representative whom no mail reaches. Raises LetterForAnother.
    """
    copy = witnessed_copy(half.round)
    holder = None if copy is None else copy.halves[Holder.PLANNER].account
    if half.person is not None or holder == actor.id:
        raise LetterForAnother
    facts = {"paper": "letter", "turn": half.turn, "language": language}
    return place_order(
        OrderKind.KEY_HALF, round_id=half.round, actor=actor, now=now, facts=facts, public_key=public_key
    )


def order_mail(half: Half, *, actor: Actor, now: datetime) -> UUID:
    """Order the mail with the representative's link once more."""
    facts = {"paper": "mail", "turn": half.turn}
    return place_order(OrderKind.KEY_HALF, round_id=half.round, actor=actor, now=now, facts=facts)


def representative_actor(half: Half) -> Actor:
    """Return how the log names the representative, who has no account."""
    return Actor(half.holder.value, half.name)


def _acts(name: str, person: PersonFacts | None, staff: Staff) -> bool:
    """Whether the representative is a planner or an operator, by roster or by name."""
    acting = [one.staff for one in all_accounts() if one.active and one.staff.roles & ACTING]
    if person is None:
        return name.casefold() in {one.name.casefold() for one in (*acting, staff)}
    emails = {one.email.casefold() for one in (*acting, staff)}
    ids = {one.person for one in (*acting, staff)}
    return person.id in ids or person.email.casefold() in emails
