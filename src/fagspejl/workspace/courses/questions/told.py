"""Questions as people read them: on phones, on the wall, on pages. Told of plain values, never of who stands behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.courses.questions.types import (
    UNANSWERED,
    AskedQuestion,
    OwnQuestion,
    Standing,
    State,
    Unanswered,
)

_LONG: Final = 120  # signs from which a question stands in smaller type on the wall


@dataclass(frozen=True, slots=True)
class ToldQuestion:
    """A question in words. `state`: where it is and what became of it, a line each. `key`: names it in a form."""

    key: str
    text: str
    votes: str
    name: str
    state: tuple[str, ...]
    open: bool
    pinned: bool
    asked: bool = False
    voted: bool = False
    may_take_back: bool = False
    long: bool = False


def told(part: Standing, words: Wording, own: OwnQuestion = OwnQuestion()) -> ToldQuestion:  # noqa: B008 - frozen
    """Tell a question that stands for itself, and what a phone has to do with it."""
    one = part.question
    ids = {one.id, *(each.id for each in part.merged)}
    return ToldQuestion(
        key=one.id.hex,
        text=one.text,
        votes=votes_told(one, words),
        name=words.say("asked_state.signed", name=one.name) if one.name else "",
        state=state_told(one, words) if one.state is State.ANSWERED else (),
        open=one.state is State.OPEN,
        pinned=one.pinned,
        asked=bool(own.asked & ids),
        voted=bool(own.voted & ids),
        long=len(one.text) > _LONG,
    )


def own_told(parts: Sequence[Standing], own: OwnQuestion, words: Wording) -> list[ToldQuestion]:
    """Tell the questions of one phone, each in its own words with what became of the one it was merged into."""
    return [
        _own(one, part, words)
        for part in parts
        for one in (part.question, *part.merged)
        if one.id in own.asked
    ]


def _own(one: AskedQuestion, part: Standing, words: Wording) -> ToldQuestion:
    alone = one.into is None and not part.merged
    return ToldQuestion(
        key=one.id.hex,
        text=one.text,
        votes=votes_told(part.question, words),
        name=words.say("asked_state.signed", name=one.name) if one.name else "",
        state=alone_told(one, part.question, words),
        open=part.question.state is State.OPEN,
        pinned=part.question.pinned,
        asked=True,
        may_take_back=alone and one.state is State.WAITING,
    )


def alone_told(one: AskedQuestion, root: AskedQuestion, words: Wording) -> tuple[str, ...]:
    """Tell where a question is, in its own words: of one that was merged, where the other is."""
    merged = (words.say("asked_state.merged", text=words.quote(root.text)),) if one.id != root.id else ()
    if merged and root.state is State.WAITING:
        merged = ()  # nobody else has seen the other yet
    return (*merged, *state_told(root, words))


def state_told(one: AskedQuestion, words: Wording) -> tuple[str, ...]:
    """Tell where a question is, and its answer or the reason why it is hidden."""
    if one.state is State.ANSWERED:
        return (
            words.say("asked_state.written", answer=one.answer)
            if one.answer
            else words.say("asked_state.said"),
        )
    if one.state is State.HIDDEN:
        return (words.say("asked_state.because", because=one.hidden_because),)
    return (words.say("asked_state.pinned" if one.pinned else f"asked_state.{one.state}"),)


def votes_told(one: AskedQuestion, words: Wording) -> str:
    """Tell how many phones stand behind a question."""
    return words.counted("asked_phone.votes", one.votes)


def unanswered_told(count: Unanswered, words: Wording) -> str:
    """Tell how many questions nobody has answered: all of them, also those that are not let in."""
    text = words.counted("asked_wall.unanswered", count.all)
    if not count.waiting:
        return f"{text}."
    return f"{text}, {words.say('asked_wall.waiting_too', waiting=count.waiting)}."


def is_unanswered(part: Standing) -> bool:
    """Whether nobody has answered it."""
    return part.question.state in UNANSWERED
