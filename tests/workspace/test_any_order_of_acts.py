"""Whatever facilitators, phones and restarts do in whatever order: blind until shown, then a snapshot, always in limits."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from fagspejl.workspace.sessions import drawn
from fagspejl.workspace.sessions.errors import SessionError, SessionGone
from fagspejl.workspace.sessions.models import AnswerSlip, Participant, Response, Reveal, StoredPicture
from fagspejl.workspace.sessions.selectors.live import counts_of, live_item, reasons_of
from fagspejl.workspace.sessions.selectors.own import own_values
from fagspejl.workspace.sessions.selectors.sessions import phone_of, session_by_code, stored_items
from fagspejl.workspace.sessions.services.closing import close_by_key
from fagspejl.workspace.sessions.services.joining import (
    answer,
    consent,
    guess,
    leave,
    name_difference,
    show_leader,
)
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.planning import hand_over
from fagspejl.workspace.sessions.services.steering import (
    ask_what_if,
    choose_item,
    go_back,
    go_on,
    go_to,
    hide_reason,
    lock_door,
)
from fagspejl.workspace.sessions.types import (
    OTHERS,
    AnswerValues,
    Consideration,
    DifferenceReason,
    LiveItem,
    NoneBecause,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SplitGroup,
)
from support.room import ITEM, KAREN, Room, open_room, sent

LIVE, BLOCK, STORED = 4, 3, 5
MOST = 14
VALUE = st.integers(0, 10)
PHONE = st.integers(0, MOST - 1)
ITEMS = st.integers(0, 3)
ROUND = st.integers(1, 2)
NONE = OutcomeValues(kind=OutcomeKind.NONE, none_because=NoneBecause.NO_TIME)
SENIORITY = ("nye", "erfarne", "ledige", "vikarer")


@dataclass
class Phone:
    """What the test knows of a phone: its tokens in the room and in its twin, and what it gave."""

    tokens: tuple[str, str]
    group: int | None
    leader: bool
    gave: dict[tuple[int, int], int] = field(default_factory=dict)
    rows: set[tuple[int, int]] = field(default_factory=set)
    voice: bool | None = None


def _all_of(live: LiveItem, which: str) -> list[int]:
    return sorted(value for block in live.blocks for value in getattr(block, which))


def _by_subtraction(sizes: list[int]) -> set[int]:
    """Return how many people can be seen apart: each block, and all less any of the blocks."""
    some = [sum(chosen) for count in range(1, len(sizes) + 1) for chosen in combinations(sizes, count)]
    return {*some, *(sum(sizes) - one for one in some)} - {0}


class AnyOrder(RuleBasedStateMachine):
    """Karen's room and its twin, in which everything happens alike but people answer something else."""

    def __init__(self) -> None:
        super().__init__()
        self.phones: list[Phone] = []
        self.seen: dict[tuple[int, int], dict[str, int]] = {}
        self.first_cut: dict[int, list[frozenset[int | None]]] = {}
        self.last_cut: dict[int, list[frozenset[int | None]]] = {}
        self.actions: dict[int, Any] = {}
        self.ticks: dict[int, Any] = {}
        self.last: tuple[str, int, int, int] | None = None
        self.closed = False

    @initialize(
        sizes=st.lists(st.sampled_from([2, 3, 4, 6]), max_size=4).filter(lambda sizes: len(sizes) != 1),
        items=st.integers(1, 3),
        groups=st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=3, max_size=11),
        voices=st.lists(st.sampled_from([True, True, False, None]), min_size=11, max_size=11),
    )
    def opened(
        self, sizes: list[int], items: int, groups: list[int | None], voices: list[bool | None]
    ) -> None:
        """Karen opens the room, and people come."""
        self.groups = [SplitGroup(SENIORITY[place], size) for place, size in enumerate(sizes)]
        self.room, self.twin = (open_room(self.groups, items=(ITEM,) * items) for _ in range(2))
        self.twins = True
        for group, voice in zip(groups, voices, strict=False):
            self._join(group, leader=False)
            if voice is not None:
                self._consent(self.phones[-1], voice)

    # acts of phones

    def _join(self, group: int | None, *, leader: bool) -> None:
        group = None if group is None or group >= len(self.groups) else group
        rooms = (self.room, self.twin)
        tokens = [room.phone(group, is_leader=leader) for room in rooms if not self.closed]
        self.phones.append(Phone((tokens[0], tokens[1]), None if leader else group, leader))

    def _both(self, act: Callable[[Room, int], object]) -> bool:
        """Do it in both rooms, and say whether it was done; what one refuses the other refuses for the same reason."""
        said = []
        for place, room in enumerate((self.room, self.twin)[: 2 if self.twins else 1]):
            try:
                act(room, place)
                said.append("")
            except SessionError as error:
                said.append(error.key)
        assert len(set(said)) == 1, said
        return not said[0]

    def _consent(self, phone: Phone, alone: bool) -> None:
        key = sent()
        shown = bool(self.room.facts.revealed)
        if self._both(lambda room, place: consent(room.code, phone.tokens[place], key, alone=alone)):
            assert not (alone and shown)
            phone.voice = alone

    def _phone(self, number: int) -> Phone:
        return self.phones[number % len(self.phones)]

    def _answer(self, phone: Phone, item: int, round_: int, value: int, key: str, reason: str = "") -> bool:
        weighed = (Consideration.CITIZEN,) if value % 2 else ()

        def act(room: Room, place: int) -> None:
            other = value if place == 0 else (value * 3 + 1) % 11
            values = AnswerValues(
                value=other,
                first_action=other % 3,
                certainty=1 + other % 3,
                considerations=weighed,
                reason=reason,
            )
            answer(room.code, phone.tokens[place], key, item=item, round_=round_, values=values)

        return self._both(act)

    @precondition(lambda self: not self.closed and len(self.phones) < MOST)
    @rule(group=st.one_of(st.none(), st.integers(0, 3)), leader=st.sampled_from([False, False, False, True]))
    def somebody_comes(self, group: int | None, leader: bool) -> None:
        """A phone joins, perhaps late, perhaps the leader's; a locked door keeps it out."""
        if self.room.facts.locked:
            with pytest.raises(SessionError):
                self.room.phone(None)
            return
        self._join(group, leader=leader)

    @precondition(lambda self: not self.closed)
    @rule(number=PHONE, item=ITEMS, round_=ROUND, value=VALUE, reason=st.sampled_from(["", "fordi", "loven"]))
    def somebody_answers(self, number: int, item: int, round_: int, value: int, reason: str) -> None:
        """A phone answers, whether it is asked or not."""
        phone, key = self._phone(number), sent()
        if self._answer(phone, item, round_, value, key, reason):
            assert (item, round_) not in self.seen
            phone.gave[item, round_] = value
            phone.rows.add((item, round_))
            self.last = (key, number % len(self.phones), item, round_)

    @precondition(lambda self: not self.closed)
    @rule(round_=ROUND, values=st.lists(VALUE, min_size=MOST, max_size=MOST), leave_out=PHONE)
    def everybody_answers(self, round_: int, values: list[int], leave_out: int) -> None:
        """All but one answer to the case at hand."""
        item = self.room.facts.item
        for number, phone in enumerate(self.phones):
            if number != leave_out and self._answer(phone, item, round_, values[number], sent()):
                assert (item, round_) not in self.seen
                phone.gave[item, round_] = values[number]
                phone.rows.add((item, round_))

    @precondition(lambda self: not self.closed and self.last is not None)
    @rule(value=VALUE)
    def sent_twice(self, value: int) -> None:
        """What was sent comes again with its key, and is not done again."""
        assert self.last is not None
        key, number, item, round_ = self.last
        self._answer(self.phones[number], item, round_, value, key)

    @precondition(lambda self: not self.closed)
    @rule(number=PHONE, of_ten=VALUE)
    def somebody_guesses(self, number: int, of_ten: int) -> None:
        """A phone guesses how many lie near the middle."""
        phone, key, item = self._phone(number), sent(), self.room.facts.item
        if self._both(lambda room, place: guess(room.code, phone.tokens[place], key, of_ten=of_ten)):
            assert (item, 1) not in self.seen
            phone.rows.add((item, 1))

    @precondition(lambda self: not self.closed)
    @rule(why=st.sampled_from(list(DifferenceReason)), leave_out=PHONE, only=st.booleans())
    def reasons_are_ticked(self, why: DifferenceReason, leave_out: int, only: bool) -> None:
        """One or all but one name why they differ."""
        for number, phone in enumerate(self.phones):
            if (number == leave_out) is only:
                key, item = sent(), self.room.facts.item
                if self._both(
                    lambda room, place, who=phone, key=key: name_difference(
                        room.code, who.tokens[place], key, reasons=[why]
                    )
                ):
                    phone.rows.add((item, 1))

    @precondition(lambda self: not self.closed)
    @rule(number=PHONE, alone=st.booleans())
    def somebody_says_yes_or_no(self, number: int, alone: bool) -> None:
        """A phone says whether its small group may stand alone; late only a no counts."""
        self._consent(self._phone(number), alone)

    @precondition(lambda self: not self.closed)
    @rule(number=PHONE)
    def the_leader_shows(self, number: int) -> None:
        """A leader shows the own answer; nobody else can."""
        phone, key = self._phone(number), sent()
        shown = bool(self.room.facts.revealed.get(self.room.facts.item))
        done = self._both(lambda room, place: show_leader(room.code, phone.tokens[place], key))
        assert done is (phone.leader and shown)

    @precondition(lambda self: not self.closed)
    @rule(number=PHONE, value=VALUE)
    def somebody_leaves(self, number: int, value: int) -> None:
        """A phone answers the two last questions."""
        phone, key = self._phone(number), sent()
        self._both(
            lambda room, place: leave(room.code, phone.tokens[place], key, understood=value, heard=None)
        )

    @precondition(lambda self: not self.closed)
    @rule()
    def a_strange_phone_answers(self) -> None:
        """A token that was never let in opens nothing."""
        with pytest.raises(SessionGone):
            answer(self.room.code, "x" * 26, sent(), item=0, round_=1, values=AnswerValues(value=1))

    # acts of facilitators

    def _steer(self, act: Callable[[str, int], object]) -> bool:
        return self._both(lambda room, _: act(room.control, room.facts.revision))

    @precondition(lambda self: not self.closed)
    @rule()
    def forward(self) -> None:
        """Karen goes on."""
        self._steer(go_on)

    @precondition(lambda self: not self.closed)
    @rule()
    def back(self) -> None:
        """Karen steps back."""
        self._steer(go_back)

    @precondition(lambda self: not self.closed)
    @rule(phase=st.sampled_from([one for one in PhaseCode if one is not PhaseCode.COLLECT]))
    def jump(self, phase: PhaseCode) -> None:
        """Karen goes anywhere."""
        self._steer(lambda key, revision: go_to(key, revision, phase))

    @precondition(lambda self: not self.closed)
    @rule(item=ITEMS)
    def another_case(self, item: int) -> None:
        """Karen shows another case of the series."""
        self._steer(lambda key, revision: choose_item(key, revision, item))

    @precondition(lambda self: not self.closed)
    @rule()
    def what_if(self) -> None:
        """Karen changes one fact and asks again."""
        self._steer(ask_what_if)

    @precondition(lambda self: not self.closed)
    @rule()
    def outcome(self) -> None:
        """The unit ends the case."""
        self._steer(lambda key, revision: record_outcome(key, revision, NONE))

    @precondition(lambda self: not self.closed)
    @rule(locked=st.booleans())
    def the_door(self, locked: bool) -> None:
        """Karen locks the door, or opens it."""
        self._both(lambda room, _: lock_door(room.control, locked=locked))

    @precondition(lambda self: not self.closed)
    @rule()
    def a_reason_is_hidden(self) -> None:
        """Karen takes a reason off the screen."""
        for one in reasons_of(self.room.facts, self.room.facts.item)[:1]:
            hide_reason(self.room.control, one.key)
            assert one.key not in {left.key for left in reasons_of(self.room.facts, self.room.facts.item)}
            self.twins = False

    @precondition(lambda self: not self.closed)
    @rule()
    def handed_over(self) -> None:
        """Asta takes the control over, and Karen's key is dead."""
        for room in (self.room, self.twin)[: 2 if self.twins else 1]:
            before, room.control = room.control, hand_over(room.id, actor=KAREN)
            with pytest.raises(SessionGone):
                go_on(before, room.facts.revision)

    @rule()
    def restart(self) -> None:
        """The server starts anew: no connection and nothing in memory is left."""
        drawn._kept.clear()
        connection.close()

    @precondition(lambda self: not self.closed and any(len(p.rows) for p in self.phones))
    @rule(really=st.integers(0, 5))
    def close(self, really: int) -> None:
        """Now and then Karen closes."""
        if really:
            return
        self._look()
        close_by_key(self.room.control, self.room.facts.revision, actor=KAREN)
        self.closed = True
        self._closed()

    # what always holds

    @invariant()
    def holds(self) -> None:
        """Blind, snapshot, nothing deleted, limits."""
        if self.closed or not self.phones:
            return
        self._look()

    def _look(self) -> None:
        known = self.room.facts
        if known.revealed:
            self.twins = False
        for item, rounds in known.revealed.items():
            for round_ in rounds:
                gave = {
                    phone.tokens[0]: phone.gave[item, round_]
                    for phone in self.phones
                    if not phone.leader and (item, round_) in phone.gave
                }
                assert self.seen.setdefault((item, round_), gave) == gave
        rows = {(phone.tokens[0], *row) for phone in self.phones for row in phone.rows}
        assert Response.objects.filter(participant__session=self.room.id).count() == len(rows)
        for phone in self.phones[:3]:
            own = phone_of(known, phone.tokens[0])
            assert own is not None
            for item in range(len(known.items)):
                mine = {round_: value for (one, round_), value in phone.gave.items() if one == item}
                assert own_values(own, item) == mine
        for item in range(len(known.items)):
            live = live_item(known, item)
            if item not in known.revealed:
                assert live is None
                assert reasons_of(known, item) == ()
            else:
                assert live is not None
                self._shown(item, live)
        if self.twins:
            self._blind()

    def _blind(self) -> None:
        known, other = self.room.facts, self.twin.facts
        same = ("phase", "step", "item", "revision", "revealed", "locked", "items", "cases")
        assert [getattr(known, one) for one in same] == [getattr(other, one) for one in same]
        for item in range(len(known.items)):
            assert counts_of(known, item) == counts_of(other, item)
            assert live_item(known, item) is live_item(other, item) is drawn.drawn(known, item) is None

    def _values(self, item: int, round_: int, groups: frozenset[int | None] | None) -> list[int]:
        seen = self.seen.get((item, round_), {})
        return sorted(
            seen[phone.tokens[0]]
            for phone in self.phones
            if phone.tokens[0] in seen and (groups is None or phone.group in groups)
        )

    def _shown(self, item: int, live: LiveItem) -> None:
        firsts = self._values(item, 1, None)
        assert live.withheld is (len(firsts) < LIVE)
        assert len(live.guesses) == 0 or len(live.guesses) >= LIVE
        ticked = self.ticks.setdefault(item, live.differences) if live.differences else live.differences
        assert live.differences == ticked
        assert self.actions.setdefault(item, (live.actions, live.considerations)) == (
            live.actions,
            live.considerations,
        )
        if live.withheld:
            assert (live.blocks, live.actions, live.considerations, live.differences) == ((), (), (), ())
            return
        alone = frozenset(block.group for block in live.blocks if block.group not in {None, OTHERS})
        everybody: frozenset[int | None] = frozenset({None, *range(len(self.groups))})
        cut = [
            everybody
            if block.group is None
            else everybody - alone
            if block.group == OTHERS
            else frozenset({block.group})
            for block in live.blocks
        ]
        for before in (self.first_cut.setdefault(item, cut),):
            assert all(any(whole >= part for whole in cut) for part in before)
        self.last_cut[item] = cut
        seconds = self._values(item, 2, None) if 2 in live.rounds else []
        seconds = seconds if len(seconds) >= LIVE else []
        for block, groups in zip(live.blocks, cut, strict=True):
            assert list(block.first) == self._values(item, 1, groups)
            assert list(block.second) == (self._values(item, 2, groups) if seconds else [])
            for left in (len(block.first) - len(block.pairs), len(block.second) - len(block.pairs)):
                assert not block.pairs or left == 0 or left >= BLOCK
            assert block.certainty is None or sum(block.certainty) >= STORED
        for which, values in (("first", firsts), ("second", seconds)):
            assert _all_of(live, which) == values
            sizes = [len(getattr(block, which)) for block in live.blocks]
            assert not _by_subtraction(sizes) & set(range(1, BLOCK))
            assert not values or sum(sizes) >= LIVE
        self._consented(item, live, alone)

    def _consented(self, item: int, live: LiveItem, alone: frozenset[int | None]) -> None:
        """Nobody said no to a small group that stands alone, and who is in it said yes."""
        for phone in self.phones:
            if phone.group in alone and self.groups[phone.group or 0].size < STORED:
                assert phone.voice is not False
                gave = {round_ for one, round_ in phone.gave if one == item} & set(live.rounds)
                assert phone.voice or not gave

    def _closed(self) -> None:
        here = {"participant__session": self.room.id}
        assert not Response.objects.filter(**here).exists()
        for model in (Participant, AnswerSlip, Reveal):
            assert not model.objects.filter(session=self.room.id).exists()
        assert session_by_code(self.room.code) is None
        with pytest.raises(SessionGone):
            self.room.judged(self.phones[0].tokens[0], 1)
        small = {group.name for group in self.groups if group.size < STORED}
        kept = stored_items(self.room.id)
        assert [one.item for one in kept] == sorted({item for item, _ in self.seen})
        for one in kept:
            firsts, seconds = (self._values(one.item, round_, None) for round_ in (1, 2))
            assert one.withheld is (len(firsts) < STORED) is not bool(one.blocks)
            sizes = [len(block.first) for block in one.blocks]
            later = [len(block.second) for block in one.blocks]
            for counted in (sizes, later):
                assert not _by_subtraction(counted) & set(range(1, STORED))
            assert not one.guesses or len(one.guesses) >= STORED
            assert sorted(value for block in one.blocks for value in block.first) == (
                firsts if one.blocks else []
            )
            assert sum(later) in {0, len(seconds)}
            assert small.isdisjoint(block.name for block in one.blocks)
            self._no_finer(one.item, [block.name for block in one.blocks])
        assert (
            not any(name in str(list(StoredPicture.objects.values_list("picture"))) for name in small)
            or not small
        )

    def _no_finer(self, item: int, names: list[str]) -> None:
        """What is kept is made of whole blocks that were on the screen at last."""
        places = {group.name: place for place, group in enumerate(self.groups)}
        alone = [frozenset({places[name]}) for name in names if name in places]
        assert all(one in self.last_cut[item] for one in alone)


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_any_order() -> None:
    """Karen, Asta and a dozen phones do whatever comes to their minds."""
    run_state_machine_as_test(AnyOrder, settings=settings(max_examples=12, stateful_step_count=35))


@pytest.mark.slow
@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_any_order_many_times() -> None:
    """The same, as often as a night allows."""
    run_state_machine_as_test(AnyOrder, settings=settings(max_examples=400, stateful_step_count=60))
