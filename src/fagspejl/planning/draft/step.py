"""Where the draft of a round and its promise stand."""

from __future__ import annotations

from uuid import UUID

from django.urls import reverse

from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.wording import Wording
from fagspejl.planning.doing import Step


def step(round_id: UUID, words: Wording) -> Step:
    """Return the step of settling what the round asks, about whom and when."""
    found, values = round_facts(round_id), plan_of(round_id).values
    url = reverse("planning-draft", args=[round_id])
    title = words.say("draft_step.settings")
    if found is not None and not can(Act.OPEN, found.state):
        return Step("draft", title, words.say("draft_step.settled"), url, "done")
    missing = [
        name for name in ("purpose", "contact", "invitation_on", "union_told_on") if not getattr(values, name)
    ]
    if missing:
        named = words.series([words.say(f"draft_step.{name}") for name in missing])
        return Step("draft", title, words.say("draft_step.missing", missing=named), url)
    return Step("draft", title, words.say("draft_step.settings_done"), url, "done")


def promise_step(round_id: UUID, words: Wording) -> Step:
    """Return the step of settling and reading what people are promised."""
    found, values = round_facts(round_id), plan_of(round_id).values
    url, title = reverse("planning-promise", args=[round_id]), words.say("draft_step.promise")
    if found is not None and not can(Act.OPEN, found.state):
        return Step("promise", title, words.say("draft_step.frozen"), url, "done")
    if values.promise_read_on is None:
        return Step("promise", title, words.say("draft_step.unread"), url)
    day = f"{values.promise_read_on:%d.%m.%Y}"
    return Step("promise", title, words.say("draft_step.read", day=day), url, "done")
