"""How often a group reaches its figures in the draws is how often chance alone says that it does."""

from __future__ import annotations

import pytest
from scipy.stats import binom

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.disclosure.forecast.draws import chances
from fagspejl.disclosure.forecast.large_enough import least_asked, share_reaching
from fagspejl.disclosure.forecast.outlook import outlook
from support.foretold import team_of

DRAWS = 4_000


@pytest.mark.parametrize("rate", [0.6, 0.7, 0.8])
def test_shares_of_draws_are_the_tails_of_the_binomial(rate: float) -> None:
    """Teams of 4 to 20 around Karen: reports and full reports come as often as scipy's binomial says."""
    sizes = tuple(range(4, 21))
    asked = team_of(*sizes)
    told = outlook(
        asked,
        DisclosurePolicy(),
        chances(asked.people, seed=7, draws=DRAWS),
        rate=rate,
        seed=7,
        merged=True,
    )
    for size, one in zip(sizes, told.leaders, strict=True):
        some, full = binom.sf(4, size, rate), binom.sf(9, size, rate)
        for counted, share in ((one.full + one.partly, some), (one.full, full)):
            above = binom.sf(counted - 1, DRAWS, share)  # the exact law of the count: tails near 0 and 1 too
            below = binom.cdf(counted, DRAWS, share)
            assert min(above, below) > 1e-6, (size, counted, share)
        assert one.asked == size
        assert one.half in {binom.ppf(0.5, size, rate) + step for step in (-1, 0, 1)}


@pytest.mark.parametrize("rate", [0.3, 0.6, 0.7, 0.8, 0.95])
def test_the_least_group_is_the_smallest_that_is_sure_enough(rate: float) -> None:
    """Bente reads how many must be asked for five answers in nine of ten courses: one fewer would not do."""
    least = least_asked(rate, 5, 0.9)
    assert binom.sf(4, least, rate) >= 0.9 > binom.sf(4, least - 1, rate)
    assert share_reaching(least, rate, 5) == pytest.approx(binom.sf(4, least, rate))


def test_a_group_smaller_than_the_limit_never_reaches_it() -> None:
    """Omar and three colleagues are four people: no course of the round gives their leader a report."""
    assert share_reaching(4, 0.95, 5) == pytest.approx(0.0)
