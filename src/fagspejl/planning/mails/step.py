"""The mails as a step of the round."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.states import Act, is_behind
from fagspejl.lib.clock import utc_now
from fagspejl.lib.wording import Wording
from fagspejl.mailing.selectors import planned_of
from fagspejl.mailing.types import PlannedState
from fagspejl.planning.doing import State, Step


def step(round_id: UUID, words: Wording) -> Step:
    """Return the step: which mail goes next by itself."""
    found = round_facts(round_id)
    title, url = words.say("mails.title"), reverse("planning-mails", args=[round_id])
    coming = [] if found is None else planned_of(found, utc_now())
    over = found is None or is_behind(Act.REMIND, found.state)  # what was planned for later goes no more
    waits = [one for one in coming if not over and one.state in (PlannedState.COMING, PlannedState.DUE)]
    if not waits:
        state: State = "done" if coming else "open"
        return Step("mails", title, words.say("mails.step_none"), url, state)
    said = words.say(
        "mails.step", what=words.say(f"mails_kind.{waits[0].kind}"), moment=words.moment_of_week(waits[0].at)
    )
    return Step("mails", title, said, url)
