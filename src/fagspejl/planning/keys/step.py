"""The step of a round in which the second copy of its key is made safe."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.escrow import copy_outside, escrow_of
from fagspejl.evaluation.selectors.witnessed import witnessed_copy
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.wording import Wording
from fagspejl.planning.doing import State, Step


def step(round_id: UUID, words: Wording) -> Step:
    """Return the step, whatever kind of copy the round has."""
    kind = escrow_of(round_id) or "path"
    state, said = _stands(round_id, kind)
    url = reverse("planning-key", args=[round_id])
    return Step("key", words.say("planning_key.title"), words.say(f"planning_key.step_{said}"), url, state)


def _stands(round_id: UUID, kind: str) -> tuple[State, str]:
    if kind != "witnessed":
        return "done", kind
    copy, outside, found = witnessed_copy(round_id), copy_outside(round_id), round_facts(round_id)
    if outside is not None and outside.key_destroyed_on is not None:
        return ("done", "gone") if outside.confirmed_on is not None else ("open", "to_destroy")
    if copy is None:
        return "open", "to_make"
    if copy.is_lost:
        return ("blocked" if found is not None and can(Act.OPEN, found.state) else "open"), "lost"
    return ("done", "safe") if copy.is_safe else ("open", "to_read")
