"""Whom mail does not reach, as a step of the round."""

from __future__ import annotations

from django.urls import reverse

from fagspejl.evaluation.selectors.people import addressees
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.wording import Wording
from fagspejl.planning.doing import Standing, State, Step


def step(here: Standing, words: Wording) -> Step:
    """Return the step: how many need a letter."""
    round_id = here.facts.id
    title, url = words.say("reach.step_title"), reverse("planning-reach", args=[round_id])
    if not can(Act.MAKE_LETTERS, here.facts.state):
        return Step("reach", title, words.say("reach.step_later"), url, "later")
    count = len(addressees(round_id, everybody=False))
    state: State = "open" if count else "done"
    said = words.say("reach.step_text", count=count) if count else words.say("reach.step_none")
    return Step("reach", title, said, url, state)
