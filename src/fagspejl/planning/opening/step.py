"""Where the opening of a round stands."""

from __future__ import annotations

from django.urls import reverse

from fagspejl.evaluation.states import Act, can
from fagspejl.lib.wording import Wording
from fagspejl.mailing.selectors import invitations_sent
from fagspejl.operations.services.orders import orders_of
from fagspejl.operations.types import OrderKind
from fagspejl.planning.doing import Standing, Step


def step(here: Standing, words: Wording) -> Step:
    """Return the step of opening and inviting."""
    found, round_id = here.facts, here.facts.id
    title = words.say("opening_step.title")
    if can(Act.OPEN, found.state):
        ordered = any(not one.is_over for one in orders_of(round_id, OrderKind.OPEN, limit=1))
        said = "ordered" if ordered else "ready"
        return Step(
            "opening", title, words.say(f"opening_step.{said}"), reverse("planning-opening", args=[round_id])
        )
    url, sent = reverse("planning-opening-mails", args=[round_id]), invitations_sent(round_id)
    if sent is None:
        may = can(Act.INVITE, found.state)
        said = "uninvited" if may else "never"
        return Step("opening", title, words.say(f"opening_step.{said}"), url, "open" if may else "done")
    if sent.halted:
        return Step("opening", title, words.say("opening_step.halted"), url)
    return Step(
        "opening",
        title,
        words.say("opening_step.done" if sent.finished else "opening_step.sending"),
        url,
        "done" if sent.finished else "open",
    )
