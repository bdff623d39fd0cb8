"""When answers are taken and what is shown again. Pure: time comes in as an argument."""

from __future__ import annotations

from datetime import datetime

from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import GRACE, RoundFacts
from fagspejl.evaluation.types.policy import RoundPolicyValues


def takes_starts(round_: RoundFacts, *, now: datetime) -> bool:
    """Whether a page may be opened: the round is open and its deadline lies ahead."""
    return can(Act.ANSWER, round_.state) and now < round_.deadline


def takes_saves(round_: RoundFacts, *, now: datetime) -> bool:
    """Whether what was begun is still saved: until a quarter of an hour after the deadline."""
    return can(Act.ANSWER, round_.state) and now < round_.deadline + GRACE


def shows_draft(policy: RoundPolicyValues, *, by_letter: bool) -> bool:
    """Whether a link shows its draft again. A code from a letter never does: paper lies about."""
    return policy.access.show_drafts and not by_letter
