"""The three weeks, closing and the results, as steps of the round."""

from __future__ import annotations

from django.urls import reverse

from fagspejl.evaluation.states import Act, can, is_behind
from fagspejl.evaluation.types import RoundFacts, RoundState
from fagspejl.lib.clock import utc_now
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.rounds.silence import fault_of
from fagspejl.planning.doing import Standing, State, Step
from fagspejl.planning.running.stages import closes_at
from fagspejl.planning.running.timeline import planned


def step(here: Standing, words: Wording) -> Step:
    """Return the three weeks: what comes next, while people can answer."""
    url = reverse("planning-running", args=[here.facts.id])
    state: State = "open"
    facts = here.facts
    if can(Act.OPEN, facts.state):
        text, state = words.say("running_step.not_open"), "later"
    elif not can(Act.ANSWER, facts.state):
        text, state = words.say("running_step.over"), "done"
    else:
        coming = next((one for one in planned(facts, words, utc_now()) if not one.missed), None)
        text = words.say("running_step.open", deadline=words.moment_of_week(facts.deadline))
        if coming is not None:
            text = words.say("running_step.next", text=coming.text, moment=coming.moment)
    return Step("running", words.say("running.title"), text, url, state)


def closing_step(here: Standing, words: Wording) -> Step:
    """Return closing: whose turn it is, and on which day it goes by itself."""
    url = reverse("planning-running-close", args=[here.facts.id])
    said, state, slots = _closing(here.facts, words)
    return Step(
        "closing", words.say("running_close.title"), words.say(f"running_step.{said}", **slots), url, state
    )


def results_step(here: Standing, words: Wording) -> Step:
    """Return the results, once there are any."""
    there = can(Act.READ, here.facts.state)
    url = reverse("planning-running-results", args=[here.facts.id])
    text = words.say("running_step.results" if there else "running_step.results_later")
    return Step("results", words.say("running_results.title"), text, url, "open" if there else "later")


def _closing(facts: RoundFacts, words: Wording) -> tuple[str, State, dict[str, str]]:
    if facts.state in (RoundState.DRAFT, RoundState.CANCELLED):
        return "close_none", "later", {}
    if is_behind(Act.PUBLISH, facts.state):
        return "published", "done", {}
    if not is_behind(Act.SEAL, facts.state):
        if utc_now() < closes_at(facts):
            return "close_later", "later", {"at": words.moment_of_week(closes_at(facts))}
        return "close_now", "open", {}
    if can(Act.REPORT_FAULT, facts.state) and fault_of(facts.id) is not None:
        return "fault", "blocked", {}
    name = "confirm" if can(Act.DESTROY_KEYS, facts.state) else "publish"
    wanted = "keys" if name == "confirm" else "publish"
    coming = next((one for one in planned(facts, words, utc_now()) if one.name == wanted), None)
    return (name, "open", {}) if coming is None else (f"{name}_until", "open", {"at": coming.moment})
