"""Where the checking of lists stands, as a step of the round."""

from __future__ import annotations

from django.urls import reverse

from fagspejl.evaluation.selectors.lists import lists_stand
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.wording import Wording
from fagspejl.planning.doing import Standing, State, Step


def step(here: Standing, words: Wording) -> Step:
    """Return the step: how many lists are confirmed, or why nobody is asked to check them."""
    round_id = here.facts.id
    stand = lists_stand(round_id, here.leaders)
    state: State = "open"
    if here.plan.lists_waived:
        text, state = words.say("lists.step_waived"), "done"
    elif not stand.asked:
        text = words.say("lists.step_not_sent")
    else:
        told = {"confirmed": stand.confirmed, "leaders": stand.leaders, "wishes": stand.wishes}
        text = words.say("lists.step_stand", **told)
        state = "done" if stand.confirmed >= stand.leaders and not stand.wishes else "open"
    if not can(Act.OPEN, here.facts.state):
        text, state = words.say("lists.step_locked"), "done"
    return Step("lists", words.say("lists.title"), text, reverse("planning-lists", args=[round_id]), state)
