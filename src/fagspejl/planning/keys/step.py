"""The step of a round in which the second copy of its key is made safe."""

from __future__ import annotations

from django.urls import reverse

from fagspejl.evaluation.selectors.escrow import copy_outside
from fagspejl.evaluation.selectors.witnessed import witnessed_copy
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.wording import Wording
from fagspejl.planning.doing import Standing, State, Step


def step(here: Standing, words: Wording) -> Step:
    """Return the step, whatever kind of copy the round has."""
    state, said = _stands(here.facts, here.policy.access.escrow)
    url = reverse("planning-key", args=[here.facts.id])
    return Step("key", words.say("planning_key.title"), words.say(f"planning_key.step_{said}"), url, state)


def _stands(facts: RoundFacts, kind: str) -> tuple[State, str]:
    if kind != "witnessed":
        return "done", kind
    copy, outside = witnessed_copy(facts.id), copy_outside(facts.id)
    if outside is not None and outside.key_destroyed_on is not None:
        return ("done", "gone") if outside.confirmed_on is not None else ("open", "to_destroy")
    if copy is None:
        return "open", "to_make"
    if copy.is_lost:
        return ("blocked" if can(Act.OPEN, facts.state) else "open"), "lost"
    return ("done", "safe") if copy.is_safe else ("open", "to_read")
