"""What people ask while a round runs, and what a planner may answer: from the round's own promise, ready to copy."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from fagspejl.answering.preview import who_sees_what
from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.wording import Wording


class Question(NamedTuple):
    """A question and its answer."""

    title: str
    text: str


def questions(facts: RoundFacts, words: Wording) -> list[Question]:
    """Return the questions that this round's promise has an answer to."""
    policy, plan = policy_of(facts.id), plan_of(facts.id).values
    access = policy.access
    slots = {
        "k": words.number_word(policy.disclosure.k),
        "k_comments": words.number_word(policy.disclosure.k_comments),
        "comment_readers": _readers(access.comment_readers, words),
        "deadline": words.moment_of_week(facts.deadline),
        "contact": plan.contact or words.say("running_questions.us"),
    }
    who = Question(words.say("running_questions.who"), who_sees_what(policy, words.language))
    return [who] + [
        Question(words.say(f"running_questions.{name}"), words.say(f"running_questions.{text}", **slots))
        for name, text in _chosen(access.comments, access.reminder_mode, show_drafts=access.show_drafts)
    ]


def _readers(names: Sequence[str], words: Wording) -> str:
    return words.series([words.say(f"running_questions.reader_{name}") for name in names])


def _chosen(comments: bool, reminders: str, *, show_drafts: bool) -> Iterator[tuple[str, str]]:
    """Yield a question and which of its answers is true in this round."""
    yield "small", "small_text"
    yield "comments", "comments_text" if comments else "comments_none"
    yield "hr", "hr_text"
    yield "lost", "lost_text"
    yield "reminded", f"reminded_{reminders}"
    yield "change", "change_drafts" if show_drafts else "change_text"
    yield "phone", "phone_text"
    yield "wrong_leader", "wrong_leader_text"
    yield "must", "must_text"
    yield "after", "after_text"
