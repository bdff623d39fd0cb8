"""Where the forecast stands on the round's page."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from fagspejl.lib.wording import Wording
from fagspejl.operations.services.forecast import made_on
from fagspejl.planning.doing import Step


def step(round_id: UUID, words: Wording) -> Step:
    """Return the step: to be made, or made on a day."""
    day = made_on(round_id)
    text = (
        words.say("forecast.step_open")
        if day is None
        else words.say("forecast.step_made", day=words.day(day))
    )
    return Step(
        "forecast",
        words.say("forecast.step"),
        text,
        reverse("planning-forecast", args=[round_id]),
        "open" if day is None else "done",
    )
