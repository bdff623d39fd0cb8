"""Where the draft of a round and its promise stand."""

from __future__ import annotations

from django.urls import reverse

from fagspejl.evaluation.states import Act, can
from fagspejl.lib.wording import Wording
from fagspejl.planning.doing import Standing, Step


def step(here: Standing, words: Wording) -> Step:
    """Return the step of settling what the round asks, about whom and when."""
    url = reverse("planning-draft", args=[here.facts.id])
    title = words.say("draft_step.settings")
    if not can(Act.OPEN, here.facts.state):
        return Step("draft", title, words.say("draft_step.settled"), url, "done")
    missing = [
        name
        for name in ("purpose", "contact", "invitation_on", "union_told_on")
        if not getattr(here.plan, name)
    ]
    about = (
        words.counted("draft_step.about", len(here.leaders))
        if here.leaders
        else words.say("draft_step.nobody")
    )
    if missing:
        named = words.series([words.say(f"draft_step.{name}") for name in missing])
        return Step("draft", title, f"{about} {words.say('draft_step.missing', missing=named)}", url)
    return Step("draft", title, f"{about} {words.say('draft_step.settings_done')}", url, "done")


def promise_step(here: Standing, words: Wording) -> Step:
    """Return the step of settling and reading what people are promised."""
    url, title = reverse("planning-promise", args=[here.facts.id]), words.say("draft_step.promise")
    if not can(Act.OPEN, here.facts.state):
        return Step("promise", title, words.say("draft_step.frozen"), url, "done")
    if here.plan.promise_read_on is None:
        return Step("promise", title, words.say("draft_step.unread"), url)
    day = words.day(here.plan.promise_read_on)
    return Step("promise", title, words.say("draft_step.read", day=day), url, "done")
