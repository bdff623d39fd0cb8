"""Two lecturers act at once: one cause, one sentence, and nothing lost."""

from __future__ import annotations

import pytest

from fagspejl.workspace.courses.questions.errors import QuestionRefused
from fagspejl.workspace.courses.questions.selectors import question_at, standing_of, unanswered_of
from fagspejl.workspace.courses.questions.services.moderating import moderate
from fagspejl.workspace.courses.questions.types import Act, State, Unanswered
from fagspejl.workspace.sessions.errors import MovedOn, TextAsks, TextRefused
from support.asked_course import AskedCourse, open_course

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
A, B, C = "Hvad er kvalitet?", "Hvad er god kvalitet?", "Hvem bestemmer?"


@pytest.fixture
def room() -> AskedCourse:
    """Three questions of three phones: A and B open, C waiting."""
    made = open_course()
    for text in (A, B, C):
        made.asks(made.phone(), text)
    made.does(Act.LET_IN, A, B)
    return made


def test_both_mean_the_same(room: AskedCourse) -> None:
    """Underviseren and her colleague both let C in: it is in, and nobody is told of a fault."""
    seen = room.seen(C)
    moderate(room.id, Act.LET_IN, seen)
    before = room.facts.asked_revision
    moderate(room.id, Act.LET_IN, seen)
    assert room.question(C).state is State.OPEN
    assert room.facts.asked_revision == before


def test_both_mean_something_else(room: AskedCourse) -> None:
    """One hides A while the other puts it and C together: nothing of the second act is done."""
    seen = room.seen(A, C)
    room.does(Act.HIDE, A, text="Det er besvaret i oplægget")
    with pytest.raises(MovedOn):
        moderate(room.id, Act.MERGE, seen)
    with pytest.raises(MovedOn):
        moderate(room.id, Act.LET_IN, seen)
    assert room.question(C).state is State.WAITING
    assert room.question(A).hidden_because == "Det er besvaret i oplægget"


def test_one_taken_back_meanwhile(room: AskedCourse) -> None:
    """The asker of C withdraws it while it is being let in with others: the others wait for a second look."""
    from fagspejl.workspace.courses.questions.services.asking import take_back

    seen = room.seen(A, C)
    take_back(room.code, room.phones[2], room.question(C).id)
    with pytest.raises(MovedOn):
        moderate(room.id, Act.ANSWERED, seen)
    assert room.question(A).state is State.OPEN


def test_merged_twice(room: AskedCourse) -> None:
    """A double press puts A and B together once; a third lecturer with the old list is told."""
    seen = room.seen(A, B)
    for _ in range(2):
        moderate(room.id, Act.MERGE, seen)
    assert len(standing_of(room.id)) == 2
    with pytest.raises(MovedOn):
        moderate(room.id, Act.MERGE, {**seen, **room.seen(C)})


def test_votes_of_those_put_together(room: AskedCourse) -> None:
    """Lone voted for both A and B: together they have three phones behind them. Apart again, each has its own."""
    lone = room.phone()
    room.votes(lone, A)
    room.votes(lone, B)
    room.does(Act.MERGE, A, B)
    (root,) = [one for one in standing_of(room.id) if one.merged]
    assert root.question.votes == 3
    room.does(Act.SPLIT, root.question.text)
    assert {room.question(A).votes, room.question(B).votes} == {2}


def test_let_go_of_those_put_together(room: AskedCourse) -> None:
    """Lone takes her vote back from the one that stands for both: no vote of hers is left in it."""
    lone = room.phone()
    room.votes(lone, A)
    room.votes(lone, B)
    room.does(Act.MERGE, A, B)
    (root,) = [one.question for one in standing_of(room.id) if one.merged]
    room.votes(lone, root.text, on=False)
    assert next(one.question.votes for one in standing_of(room.id) if one.merged) == 2


def test_one_on_the_wall(room: AskedCourse) -> None:
    """A stands on the wall; when B is put there, A leaves it. What is answered leaves it too."""
    room.does(Act.PIN, A)
    room.does(Act.PIN, B)
    assert [room.question(one).pinned for one in (A, B, C)] == [False, True, False]
    room.does(Act.ANSWERED, B)
    assert (room.question(B).pinned, room.question(B).state) == (False, State.ANSWERED)
    with pytest.raises(QuestionRefused):
        room.does(Act.PIN, B)
    room.does(Act.PIN, C)  # what waits is let in by it
    assert (room.question(C).pinned, room.question(C).state) == (True, State.OPEN)


def test_put_together_with_the_one_on_the_wall(room: AskedCourse) -> None:
    """B is on the wall and has fewer votes than A: put together, A stands for both, on the wall."""
    room.votes(room.phone(), A)
    room.does(Act.PIN, B)
    room.does(Act.MERGE, A, B)
    assert (room.question(A).pinned, room.question(B).pinned) == (True, False)


def test_hiding_needs_a_reason(room: AskedCourse) -> None:
    """Underviseren hides without a reason and is asked for one; a number or a name in it is stopped as anywhere."""
    for text, error in (
        ("", QuestionRefused),
        ("Ringede 010190-1234?", TextRefused),
        ("Det er Sofie Holm der spørger", TextAsks),
    ):
        with pytest.raises(error):
            room.does(Act.HIDE, A, text=text)
    assert room.question(A).state is State.OPEN


def test_answers_reach_the_asker(room: AskedCourse) -> None:
    """Days later the answer to the merged question is written: it stands at the addresses of both askers."""
    addresses = [room.asks(room.phone(), text) for text in ("Hvor finder jeg tid?", "Hvornår er der tid?")]
    room.does(Act.MERGE, "Hvor finder jeg tid?", "Hvornår er der tid?")
    (root,) = [one.question for one in standing_of(room.id) if one.merged]
    room.close()
    room.does(Act.ANSWER, root.text, text="I de møder, I har i forvejen.")
    for address in addresses:
        found = question_at(address)
        assert found is not None
        assert found[2].answer == "I de møder, I har i forvejen."


def test_after_the_close(room: AskedCourse) -> None:
    """After the course questions are answered, let in and hidden; nothing is put together nor on the wall."""
    room.does(Act.PIN, A)
    room.close()
    assert not room.question(A).pinned
    for act in (Act.PIN, Act.MERGE, Act.SPLIT):
        with pytest.raises(QuestionRefused):
            room.does(act, A, B)
    room.does(Act.LET_IN, C)
    room.does(Act.ANSWER, A, text="Det, borgeren kan mærke.")
    room.does(Act.HIDE, B, text="Det samme som det første")
    assert unanswered_of(room.id) == Unanswered(0, 1)


def test_opened_again_keeps_the_answer(room: AskedCourse) -> None:
    """The colleague marks A as answered in the room after an answer was written: the words stay."""
    room.does(Act.ANSWER, A, text="Det, borgeren kan mærke.")
    room.does(Act.LET_IN, A)
    room.does(Act.ANSWERED, A)
    assert room.question(A).answer == "Det, borgeren kan mærke."
