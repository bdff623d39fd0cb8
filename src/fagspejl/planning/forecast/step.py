"""Where the forecast stands on the round's page."""

from __future__ import annotations

from django.urls import reverse

from fagspejl.evaluation.states import Act, can
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.forecast import made_on
from fagspejl.planning.doing import Standing, State, Step


def step(here: Standing, words: Wording) -> Step:
    """Return the step: to be made, made on a day, or over."""
    made = made_on(here.facts.id)
    state: State = "open"
    text = words.say("forecast.step_open")
    if made is not None:
        day, fits = made
        state = "done" if fits else "open"
        text = words.say("forecast.step_made" if fits else "forecast.step_stale", day=words.day(day))
    if not can(Act.OPEN, here.facts.state):
        text, state = words.say("forecast.step_over"), "done"
    url = reverse("planning-forecast", args=[here.facts.id])
    return Step("forecast", words.say("forecast.step"), text, url, state)
