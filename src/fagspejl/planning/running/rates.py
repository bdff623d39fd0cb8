"""Response rates as a planner may see them: last night's, in steps, by unit; never more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.progress import UnitRate
from fagspejl.lib.wording import Wording

_WHOLE = 100


@dataclass(frozen=True, slots=True)
class RateLine:
    """A unit and its rate in words. `indent`: how deep it lies, at most as deep as a phone can show."""

    unit: str
    indent: int
    text: str


def rate_lines(round_id: UUID, rates: Sequence[UnitRate], words: Wording) -> list[RateLine]:
    """Return the rates of some units in words."""
    step = policy_of(round_id).disclosure.rate_step
    found = []
    for rate in rates:
        if rate.percent is None:
            text = words.say("running_rates.none")
        elif rate.percent + step == _WHOLE:
            text = words.say("running_rates.top", percent=rate.percent)
        else:
            text = words.say("running_rates.at_least", percent=rate.percent)
        found.append(RateLine(rate.name, min(rate.depth, 4), text))
    return found
