"""Bente adds somebody after opening: no rate, no list and no look from outside tells what anybody answered."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.answering.services import submit
from fagspejl.audit.types import Actor
from fagspejl.evaluation.errors import LaterOnesFirst, NotOneMore
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.rules import may_grow
from fagspejl.evaluation.selectors.links import links_meant
from fagspejl.evaluation.selectors.progress import rates_of
from fagspejl.evaluation.services.correcting import revoke_links
from fagspejl.evaluation.services.joining import ask_one_more
from fagspejl.evaluation.services.rates import keep_rates
from fagspejl.evaluation.types import RevokeReason
from fagspejl.evaluation.types.lists import OneMore
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.organisation.models import Person, Unit
from support.dumped import Loot
from support.small_round import KEY, OPENED, SmallRound, small_round

BENTE = Actor(id="bente", name="Bente Kjær")
NIGHT = date(2026, 3, 3)


def _stranger(name: str) -> Person:
    return Person.objects.create(key=name, name=name, unit=Unit.objects.get(key="kommune"))


def _add(made: SmallRound, name: str, perspective: str = "employee", leader: str = "Karen") -> UUID:
    found = Person.objects.filter(key=name).first() or _stranger(name)
    one = OneMore(uuid4(), made.leaders[leader].id, found.id, perspective, "Glemt.")  # type: ignore[arg-type]
    assert ask_one_more(made.round.id, one, KEY, planner=None, actor=BENTE, now=OPENED)
    return Invitation.objects.get(person=found, leader_id=one.leader).id


def _take_off(made: SmallRound, name: str) -> None:
    links = links_meant(made.round.id, name)
    revoke_links(made.round.id, links, reason=RevokeReason.LEFT, actor=BENTE, now=OPENED)


@pytest.mark.stores
@pytest.mark.django_db
@pytest.mark.parametrize("answers", [True, False])
def test_rates_do_not_know_them(answers: bool) -> None:
    """Nine of twenty have answered; Bente adds one after another, who answer or do not: the rate stays what it was.

    With them in it, each added person moves the step at which the rate jumps, and so tells how many have answered.
    """
    made = small_round({"Karen": {"employee": [f"p{n}" for n in range(20)]}})
    heard = {made.invitations[f"p{n}", "Karen"] for n in range(9)}
    keep_rates(made.round.id, heard, night=NIGHT)
    before = rates_of(made.round.id)
    assert before[1][0].percent == 40
    for number in range(4):
        later = _add(made, f"ny{number}")
        keep_rates(made.round.id, {*heard, later} if answers else heard, night=NIGHT)
        assert rates_of(made.round.id) == before
        heard |= {later} if answers else set()


@pytest.mark.django_db
def test_leaders_below_count_with_employees() -> None:
    """Karen has three employees and two leaders below, who count together: one may come, in either role."""
    made = small_round({"Karen": {"employee": ["p0", "p1", "p2"], "subordinate_leader": ["Ida", "Per"]}})
    _add(made, "ny", "subordinate_leader")
    with pytest.raises(NotOneMore, match="grown"):
        _add(made, "ny2")


@pytest.mark.django_db
@pytest.mark.parametrize("comments", [True, False])
def test_no_comment_comes_to_be_read(comments: bool) -> None:
    """Nine wrote about Karen where comments are read from ten on: a tenth may only come where there are none."""
    access, disclosure = AccessPolicy(comments=comments), DisclosurePolicy(k_comments=10)
    policy = RoundPolicyValues(access=access, disclosure=disclosure)
    made = small_round({"Karen": {"employee": [f"p{n}" for n in range(9)]}}, policy=policy)
    if not comments:
        _add(made, "ny")
        return
    with pytest.raises(NotOneMore, match="small"):
        _add(made, "ny")
    _take_off(made, "p0")
    _add(made, "ny")  # the ninth again
    with pytest.raises(NotOneMore):
        _add(made, "ny2")


@pytest.mark.django_db
def test_nobody_is_left_alone_with_those_who_came_later() -> None:
    """Bente adds four to Karen's twenty and would take the twenty off: five are left for each who came later."""
    made = small_round({"Karen": {"employee": [f"p{n}" for n in range(20)]}})
    for number in range(4):
        _add(made, f"ny{number}")
    with pytest.raises(NotOneMore, match="grown"):
        _add(made, "ny4")
    with pytest.raises(LaterOnesFirst):
        _take_off(made, "p0")
    _take_off(made, "ny0")
    for number in range(5):
        _take_off(made, f"p{number}")
    with pytest.raises(LaterOnesFirst):
        _take_off(made, "p5")
    assert Invitation.objects.filter(revoked=False).count() == 15 + 3


@given(st.integers(0, 60), st.lists(st.booleans(), max_size=60))
def test_any_order_of_adding_and_taking_off(first: int, acts: list[bool]) -> None:
    """Whatever Bente does in whatever order: of those asked, one in six at most has come later."""
    k, added = DisclosurePolicy().k, 0
    for joins in acts:
        if joins and may_grow(first, added, k):
            added += 1
        elif not joins and first and (not added or may_grow(first - 1, added - 1, k)):
            first -= 1
        assert added * k <= first


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_the_look_from_outside_finds_nothing(loot: Loot) -> None:
    """Omar comes later and answers: a thief with the database finds nothing that joins him to what he said."""
    made = small_round({"Karen": {"employee": [f"p{n}" for n in range(12)]}})
    for number in range(8):
        submit(made.place(f"p{number}", "Karen"), {"shared_quality": 4}, save_id="s")
    _add(made, "Omar")
    assert loot.look().faults == ()
