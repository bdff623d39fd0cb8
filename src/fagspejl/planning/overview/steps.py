"""The steps of a round, each offered by its own folder, in the order in which they are taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.asking import leaders_meant
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.wording import Wording
from fagspejl.planning.compose.step import step as compose_step
from fagspejl.planning.doing import Standing, Step
from fagspejl.planning.draft.step import promise_step
from fagspejl.planning.draft.step import step as draft_step
from fagspejl.planning.forecast.step import step as forecast_step
from fagspejl.planning.keys.step import step as key_step
from fagspejl.planning.lists.step import step as lists_step
from fagspejl.planning.mails.step import step as mails_step
from fagspejl.planning.opening.step import step as opening_step
from fagspejl.planning.reach.step import step as reach_step
from fagspejl.planning.running.step import closing_step, results_step
from fagspejl.planning.running.step import step as running_step

Offer = Callable[[Standing, Wording], Step]
STEPS: Final[tuple[Offer, ...]] = (
    draft_step,
    compose_step,
    promise_step,
    lists_step,
    forecast_step,
    mails_step,
    key_step,
    opening_step,
    reach_step,
    running_step,
    closing_step,
    results_step,
)


def steps_of(facts: RoundFacts, words: Wording) -> list[Step]:
    """Return the steps of a round in the order in which they are taken."""
    plan = plan_of(facts.id).values
    leaders = leaders_meant(facts.id, plan) if can(Act.OPEN, facts.state) else []
    standing = Standing(facts, plan, policy_of(facts.id), tuple(leader.id for leader in leaders))
    return [offer(standing, words) for offer in STEPS]
