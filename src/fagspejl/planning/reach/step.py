"""Whom mail does not reach, as a step of the round."""

from __future__ import annotations

from django.urls import reverse

from fagspejl.evaluation.selectors.people import addressees
from fagspejl.evaluation.states import Act, can, is_behind
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.rounds.other_way import other_way
from fagspejl.planning.doing import Standing, State, Step


def step(here: Standing, words: Wording) -> Step:
    """Return the step: how many need a letter."""
    round_id = here.facts.id
    title, url = words.say("reach.step_title"), reverse("planning-reach", args=[round_id])
    if not can(Act.MAKE_LETTERS, here.facts.state):
        over = is_behind(Act.MAKE_LETTERS, here.facts.state)
        said = words.say("reach.step_over" if over else "reach.step_later")
        return Step("reach", title, said, url, "done" if over else "later")
    way = other_way(round_id)
    count = len(addressees(round_id, everybody=False) if way is None else way.refused)
    state: State = "open" if count else "done"
    if way is not None and way.people:
        said = words.say(
            "reach.step_hook", count=count, people=words.counted("planning_count.people", len(way.people))
        )
        return Step("reach", title, said, url, state)
    said = words.counted("reach.step_text", count) if count else words.say("reach.step_none")
    return Step("reach", title, said, url, state)
