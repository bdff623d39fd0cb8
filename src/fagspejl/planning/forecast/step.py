"""Where the forecast stands on the round's page."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.forecast import made_on
from fagspejl.planning.doing import State, Step


def step(round_id: UUID, words: Wording) -> Step:
    """Return the step: to be made, made on a day, or over."""
    found, made = round_facts(round_id), made_on(round_id)
    state: State = "open"
    text = words.say("forecast.step_open")
    if made is not None:
        day, fits = made
        state = "done" if fits else "open"
        text = words.say("forecast.step_made" if fits else "forecast.step_stale", day=words.day(day))
    if found is not None and not can(Act.OPEN, found.state):
        text, state = words.say("forecast.step_over"), "done"
    url = reverse("planning-forecast", args=[round_id])
    return Step("forecast", words.say("forecast.step"), text, url, state)
