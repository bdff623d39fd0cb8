"""Everything that facilitators, phones and restarts can do to a room, in any order, and to its twin."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from django.db import connection
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
)

from fagspejl.workspace.sessions.errors import SessionError, SessionGone
from fagspejl.workspace.sessions.pictures import drawn
from fagspejl.workspace.sessions.selectors.live import reasons_of
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
    AnswerValues,
    Consideration,
    DifferenceReason,
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
    direction: int | None = None


def _tick(phone: Phone, key: str, why: DifferenceReason, room: Room, place: int) -> None:
    name_difference(room.code, phone.tokens[place], key, reasons=[why])


def _see(phone: Phone, key: str, value: int | None, room: Room, place: int) -> None:
    other = value if place == 0 or value is None else 10 - value
    leave(room.code, phone.tokens[place], key, direction=other)


class Acts(RuleBasedStateMachine):
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
        self.room, self.twin = (self.made(items) for _ in range(2))
        self.twins = True
        for group, voice in zip(groups, voices, strict=False):
            self._join(group, leader=False)
            if voice is not None:
                self._consent(self.phones[-1], voice)

    def made(self, items: int) -> Room:
        """Return a room that Karen has opened."""
        return open_room(self.groups, items=(ITEM,) * items)

    # acts of phones

    def _join(self, group: int | None, *, leader: bool) -> None:
        group = None if group is None or group >= len(self.groups) else group
        token = self.room.phone(group, is_leader=leader)
        # From the moment of showing on nobody steers the twin: its door may be locked for good.
        other = self.twin.phone(group, is_leader=leader) if self.twins else token
        self.phones.append(Phone((token, other), None if leader else group, leader))

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
            values = self.values(other, weighed, reason)
            answer(room.code, phone.tokens[place], key, item=item, round_=round_, values=values)

        return self._both(act)

    def values(self, value: int, weighed: tuple[Consideration, ...], reason: str) -> AnswerValues:
        """Return all that a phone answers to an item."""
        return AnswerValues(
            value=value,
            first_action=value % 3,
            certainty=1 + value % 3,
            considerations=weighed,
            reason=reason,
        )

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
                if self._both(partial(_tick, phone, key, why)):
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
    @rule(first=st.lists(st.one_of(st.none(), VALUE), min_size=1, max_size=MOST))
    def the_direction_is_seen(self, first: list[int | None]) -> None:
        """Some phones answer the direction check, whether it is asked or not; what comes again changes nothing."""
        asked = self.room.facts.phase in {PhaseCode.AGREE, PhaseCode.CLOSE}
        for phone, value in zip(self.phones, first, strict=False):
            key = sent()
            for told in (value, 10):  # the second time with the same key
                done = self._both(partial(_see, phone, key, told))
                assert done is asked
            phone.direction = value if asked else phone.direction

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
    @rule(phase=st.sampled_from(list(PhaseCode)))
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
        if not connection.in_atomic_block:
            connection.close()

    @precondition(lambda self: not self.closed and any(len(p.rows) for p in self.phones))
    @rule(really=st.integers(0, 5))
    def close(self, really: int) -> None:
        """Now and then Karen closes."""
        if really:
            return
        self.look()
        close_by_key(self.room.control, self.room.facts.revision, actor=KAREN)
        self.closed = True
        self.look_after_close()

    def look(self) -> None:
        """See that what always holds still does."""
        raise NotImplementedError

    def look_after_close(self) -> None:
        """See what is left after the close."""
        raise NotImplementedError
