"""Whatever phones and lecturers do in whatever order: votes are phones, each once, and nothing that was asked is lost."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from fagspejl.workspace.courses.questions.errors import EnoughAsked, QuestionRefused
from fagspejl.workspace.courses.questions.models import CourseVote
from fagspejl.workspace.courses.questions.rules import public
from fagspejl.workspace.courses.questions.selectors import own_of, question_at, standing_of, unanswered_of
from fagspejl.workspace.courses.questions.services.asking import ask, take_back, vote
from fagspejl.workspace.courses.questions.services.moderating import moderate
from fagspejl.workspace.courses.questions.types import PUBLIC, UNANSWERED, Act, State
from fagspejl.workspace.courses.selectors import phone_of
from fagspejl.workspace.sessions.errors import MovedOn, SessionGone
from fagspejl.workspace.sessions.keys import new_token
from support.asked_course import open_course

PHONES = 5
ACTS = tuple(Act)
few = st.lists(st.integers(0, 11), min_size=1, max_size=4, unique=True)


@dataclass
class Asked:
    """A question as this test knows it: who stands behind it, and what was sent."""

    text: str
    asker: str
    address: str
    voted: set[str] = field(default_factory=set)


class AnyOrderOfQuestions(RuleBasedStateMachine):
    """A course of five phones and lecturers with old and new lists, looked at after every act."""

    def __init__(self) -> None:
        super().__init__()
        self.room = open_course()
        for _ in range(PHONES):
            self.room.phone()
        self.asked: list[Asked] = []
        self.forms: list[tuple[str, str, str, bool]] = []  # votes that were sent: who, key, which, on
        self.number = 0
        self.closed = False
        self.stale = self.room.seen()
        self.counted: dict[str, int] = {}

    @rule(phone=st.integers(0, PHONES - 1), signed=st.booleans(), times=st.integers(1, 2))
    def somebody_asks(self, phone: int, signed: bool, times: int) -> None:
        """A phone asks, its form perhaps sent twice."""
        who, address = self.room.phones[phone], new_token()
        self.number += 1
        text = f"Spørgsmål {self.number}?"
        try:
            for _ in range(times):
                ask(self.room.code, who, address, text, "Asta" if signed else "")
        except EnoughAsked:
            assert sum(one.asker == who for one in self.asked) == 10
        except SessionGone:
            assert self.closed
        else:
            self.asked.append(Asked(text, who, address, {who}))

    @rule(phone=st.integers(0, PHONES - 1), which=st.integers(0, 11), on=st.booleans())
    def somebody_votes(self, phone: int, which: int, on: bool) -> None:
        """A phone votes or lets go, of a question that may be in any state."""
        if self.asked:
            one = self.asked[which % len(self.asked)]
            self._vote(self.room.phones[phone], new_token(), one, on)

    @rule(which=st.integers(0, 30))
    def an_old_form_is_sent_again(self, which: int) -> None:
        """A browser sends a vote again, long after: it counts no second time and takes nothing away."""
        if self.forms:
            who, key, text, on = self.forms[which % len(self.forms)]
            found = [one for one in self.asked if one.text == text]
            if found:
                with suppress(SessionGone, QuestionRefused):
                    vote(self.room.code, who, key, self.room.question(text).id, on=on)

    @rule(which=st.integers(0, 11))
    def somebody_takes_back(self, which: int) -> None:
        """An asker withdraws what nobody has seen."""
        if not self.asked:
            return
        one = self.asked[which % len(self.asked)]
        try:
            take_back(self.room.code, one.asker, self.room.question(one.text).id)
        except (QuestionRefused, SessionGone):
            return
        assert len(one.voted) == 1
        self.asked.remove(one)

    @rule()
    def a_lecturer_looks(self) -> None:
        """One lecturer keeps a list that others will act upon meanwhile."""
        self.stale = {one.question.id: one.question.version for one in standing_of(self.room.id)}

    @rule(act=st.sampled_from(ACTS), which=few, old=st.booleans())
    def a_lecturer_acts(self, act: Act, which: list[int], old: bool) -> None:
        """A lecturer acts on some of what she sees, or saw a while ago."""
        now = {one.question.id: one.question.version for one in standing_of(self.room.id)}
        seen = list((self.stale if old else now).items())
        chosen = dict(seen[one % len(seen)] for one in which) if seen else {}
        before = standing_of(self.room.id)
        refused: Exception | None = None
        try:
            moderate(self.room.id, act, chosen, text="Fordi vi har talt om det")
        except (QuestionRefused, MovedOn) as error:
            refused = error
        if refused is not None:
            assert standing_of(self.room.id) == before
            assert old or not isinstance(refused, MovedOn)

    @rule()
    def the_course_closes(self) -> None:
        """Numbers stay as they were, and who stood behind them is forgotten."""
        if self.closed or len(self.asked) < 3:
            return
        self.counted = {one.question.text: one.question.votes for one in standing_of(self.room.id)}
        self.room.close()
        self.closed = True
        assert not CourseVote.objects.filter(question__course=self.room.id).exists()

    @invariant()
    def holds(self) -> None:
        """Every question is there once, its votes are phones, the order is theirs, and the public number is true."""
        parts = standing_of(self.room.id)
        here = [each.text for one in parts for each in (one.question, *one.merged)]
        assert sorted(here) == sorted(one.text for one in self.asked)
        by_text = {one.text: one for one in self.asked}
        for part in parts:
            together = [by_text[each.text] for each in (part.question, *part.merged)]
            behind = set().union(*(one.voted for one in together))
            assert all(each.into == part.question.id for each in part.merged)
            if not self.closed:
                assert part.question.votes == len(behind) <= PHONES
            else:
                assert part.question.votes == self.counted[part.question.text]
            for one in together:
                found = question_at(one.address)
                assert found is not None
                assert (found[1].text, found[2].id) == (one.text, part.question.id)
        numbers = [one.question.votes for one in parts]
        assert numbers == sorted(numbers, reverse=True)
        assert sum(one.question.pinned for one in parts) <= 1
        assert all(one.question.state is State.OPEN for one in parts if one.question.pinned)
        assert unanswered_of(self.room.id).all == sum(one.question.state in UNANSWERED for one in parts)
        assert all(one.question.state in PUBLIC for one in public(parts))
        assert all(one.question.hidden_because for one in parts if one.question.state is State.HIDDEN)
        if not self.closed:
            for token in self.room.phones:
                me = phone_of(self.room.facts, token)
                assert me is not None
                assert len(own_of(me.id).asked) == sum(one.asker == token for one in self.asked)

    def _vote(self, who: str, key: str, one: Asked, on: bool) -> None:
        try:
            vote(self.room.code, who, key, self.room.question(one.text).id, on=on)
        except (QuestionRefused, SessionGone):
            return
        self.forms.append((who, key, one.text, on))
        if on:
            one.voted.add(who)
            return
        parts = standing_of(self.room.id)
        group = next(
            {each.text for each in (part.question, *part.merged)}
            for part in parts
            if one.text in {each.text for each in (part.question, *part.merged)}
        )
        for other in self.asked:
            if other.text in group and other.asker != who:
                other.voted.discard(who)


def _run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        AnyOrderOfQuestions,
        settings=settings(max_examples=examples, stateful_step_count=steps, deadline=None),
    )


@pytest.mark.django_db
def test_any_order() -> None:
    """Underviseren, her colleague and five phones in every order that a short walk finds."""
    _run(8, 25)


@pytest.mark.slow
@pytest.mark.stores
@pytest.mark.django_db
def test_any_long_order() -> None:
    """The same in long walks."""
    _run(30, 60)
