"""Whatever facilitators, phones and restarts do in whatever order: blind until shown, then a snapshot, always in limits."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule, run_state_machine_as_test

from fagspejl.workspace.sessions.keys import hash_of
from fagspejl.workspace.sessions.models import Contribution
from fagspejl.workspace.sessions.selectors.collected import listed, statement_mark, told_recognised
from fagspejl.workspace.sessions.selectors.guessed import guessed_kept, guessed_live
from fagspejl.workspace.sessions.selectors.live import live_item
from fagspejl.workspace.sessions.selectors.sessions import phone_of, stored_items
from fagspejl.workspace.sessions.services.closing import close_by_key
from fagspejl.workspace.sessions.services.collecting import (
    put_together,
    recognise,
    take_back,
    tell_recognised,
    write,
)
from fagspejl.workspace.sessions.services.joining import guess_three
from fagspejl.workspace.sessions.types import AnswerValues, Collecting, Consideration
from support.any_order import AnyOrder
from support.collected_room import collected_template, open_collected
from support.room import KAREN, Room, directed, sent
from support.room_acts import LIVE, STORED

WORDED = ("Vi lytter", "Vi holder, hvad vi lover", "Vi skriver til tiden", "Vi siger til")


class AnyOrderOfCollecting(AnyOrder):
    """Karen's room in which people write what is judged; in its twin they write and mean something else."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: dict[str, int] = {}
        self.cases: Any = None

    def made(self, items: int) -> Room:
        """Return a room that collects, from nothing or from drafts."""
        return open_collected(self.groups, statements=WORDED if items > 1 else ())

    def values(self, value: int, weighed: tuple[Consideration, ...], reason: str) -> AnswerValues:
        """Return what is asked about a statement: a value alone."""
        return AnswerValues(value=value)

    @precondition(lambda self: not self.closed)
    @rule(
        number=st.integers(0, 13),
        lines=st.lists(st.sampled_from(["", "vi lytter", "vi spørger"]), max_size=3),
    )
    def somebody_writes(self, number: int, lines: list[str]) -> None:
        """A phone writes, in the place of what it wrote before."""
        phone, key = self._phone(number), sent()

        def act(room: Room, place: int) -> None:
            texts = [
                f"{line} {phone.tokens[0]} {'tit' if place else 'gerne'}" if line else "" for line in lines
            ]
            write(room.code, phone.tokens[place], key, texts)

        before = self.room.facts.collecting
        if self._both(act):
            assert before is Collecting.WRITE
            self.lines[phone.tokens[0]] = sum(map(bool, lines))

    @precondition(lambda self: not self.closed)
    @rule(number=st.integers(0, 13), which=st.integers(0, 2))
    def somebody_takes_back(self, number: int, which: int) -> None:
        """A phone takes back what it wrote."""
        phone, key = self._phone(number), sent()
        self._both(lambda room, place: take_back(room.code, phone.tokens[place], key, which))
        mine = Contribution.objects.filter(participant__session=self.room.id)
        own = phone_of(self.room.facts, phone.tokens[0])
        assert own is not None
        self.lines[phone.tokens[0]] = mine.filter(participant=own.id).count()

    @precondition(lambda self: not self.closed)
    @rule(statements=st.lists(st.sampled_from(["", *WORDED]), max_size=5), under=st.integers(-1, 5))
    def put_together(self, statements: list[str], under: int) -> None:
        """Karen writes statements, and puts all that was written under one of them, or under none."""
        under = max(under, 0)  # as they stand the rooms would differ

        def act(key: str, revision: int) -> None:
            room = self.room if key == self.room.control else self.twin
            marks = [one.mark for one in listed(room.facts)]
            put_together(key, revision, statements, dict.fromkeys(marks, under))

        self._steer(act)

    @precondition(lambda self: not self.closed)
    @rule(number=st.integers(0, 13), which=st.integers(0, 2), yes=st.booleans())
    def somebody_recognises(self, number: int, which: int, yes: bool) -> None:
        """A phone says whether its words are in the statement; in the twin it says the opposite."""
        phone, key = self._phone(number), sent()

        def act(room: Room, place: int) -> None:
            row = Contribution.objects.filter(
                participant__session=room.id,
                participant__token_hash=hash_of("token", phone.tokens[place]),
                place=which,
            ).first()
            words = room.facts.statements
            at = row.statement if row is not None else None
            seen = statement_mark(words[at]) if at is not None and at < len(words) else ""
            recognise(room.code, phone.tokens[place], key, which, yes=yes is not bool(place), seen=seen)

        self._both(act)

    @precondition(lambda self: not self.closed)
    @rule()
    def the_room_is_told(self) -> None:
        """Karen lets the room see how many recognise their words; four people have answered, and four more since."""
        before = told_recognised(self.room.facts)
        if self._steer(tell_recognised):
            told = told_recognised(self.room.facts)
            assert told[2] - (before[2] if before else 0) >= LIVE

    @precondition(lambda self: not self.closed)
    @rule(values=st.lists(st.integers(0, 10), min_size=14, max_size=14), leave_out=st.integers(0, 40))
    def everybody_answers_all(self, values: list[int], leave_out: int) -> None:
        """All but one judge every statement; that one judges all but one."""
        for number, phone in enumerate(self.phones):
            for item in range(len(self.room.facts.items)):
                if (number, item) == (leave_out % len(self.phones), leave_out % 3):
                    continue
                if self._answer(phone, item, 1, (values[number] + item) % 11, sent()):
                    assert (item, 1) not in self.seen
                    phone.gave[item, 1] = (values[number] + item) % 11
                    phone.rows.add((item, 1))

    @precondition(lambda self: not self.closed)
    @rule(number=st.integers(0, 13), group=st.integers(0, 3), three=st.permutations(range(4)))
    def somebody_guesses_three(self, number: int, group: int, three: list[int]) -> None:
        """A phone guesses a group, its own or another; in the twin it guesses something else."""
        phone, key = self._phone(number), sent()
        self._both(
            lambda room, place: guess_three(
                room.code, phone.tokens[place], key, chosen={group: three[place : place + 3]}
            )
        )

    @precondition(lambda self: not self.closed)
    @rule(really=st.integers(0, 9))
    def close_early(self, really: int) -> None:
        """Now and then Karen closes wherever she is, perhaps before anybody judged."""
        if not really:
            self.look()
            close_by_key(self.room.control, self.room.facts.revision, actor=KAREN)
            self.closed = True
            self.look_after_close()

    def look(self) -> None:
        """See that nothing written is lost or shown, cases stay, and guesses keep their limits."""
        super().look()
        known = self.room.facts
        rows = Contribution.objects.filter(participant__session=self.room.id)
        assert rows.count() == sum(self.lines.values())
        if known.collecting is Collecting.LEFT:
            self.cases = self.cases or (known.cases, known.items)
            assert (known.cases, known.items) == self.cases
        else:
            assert known.items == ()
        if known.collecting is not Collecting.MERGE:
            assert listed(known) == []
        live = [one for item in known.revealed if (one := live_item(known, item)) is not None]
        for one in guessed_live(known, live):
            assert one.n >= LIVE
            assert all(
                any(block.name == one.group for block in item.blocks)
                for item in live
                if item.item % 2 == 0 and not item.withheld
            )

    def look_after_close(self) -> None:
        """See that of people who wrote and guessed nothing is left but counts of five and more."""
        super().look_after_close()
        assert not Contribution.objects.filter(participant__session=self.room.id).exists()
        kept = {block.name for one in stored_items(self.room.id) for block in one.blocks}
        for one in guessed_kept(self.room.id):
            assert one.n >= STORED
            assert one.group in kept


@pytest.mark.stores
@pytest.mark.django_db
def test_any_order_of_collecting(monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen, Asta and a dozen phones write, put together, judge and guess as it comes to their minds."""
    collected_template(monkeypatch)
    run_state_machine_as_test(
        AnyOrderOfCollecting, settings=settings(max_examples=12, stateful_step_count=40)
    )


@pytest.mark.slow
@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_any_order_of_collecting_many_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same as often as a night allows."""
    collected_template(monkeypatch)
    run_state_machine_as_test(
        AnyOrderOfCollecting, settings=settings(max_examples=250, stateful_step_count=60)
    )


@pytest.mark.stores
@pytest.mark.django_db
def test_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen, Asta and a dozen phones do whatever comes to their minds."""
    directed(monkeypatch)
    run_state_machine_as_test(AnyOrder, settings=settings(max_examples=15, stateful_step_count=35))


@pytest.mark.slow
@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_any_order_many_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen, Asta, a dozen phones and restarts of the server, as often as a night allows."""
    directed(monkeypatch)
    run_state_machine_as_test(AnyOrder, settings=settings(max_examples=400, stateful_step_count=60))
