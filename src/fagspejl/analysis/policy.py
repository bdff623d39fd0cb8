"""Every threshold of the product, once. No other module holds a threshold literal (tests/architecture/).

Values in scale points are for a scale whose range is 4 and are scaled with (hi - lo) / 4 where they are used.
Source of each value: docs/explanation/measurement.md.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

from fagspejl.lib.canonical import canonical
from fagspejl.lib.errors import FagspejlError

FLOORS: Final[Mapping[str, int | float]] = {
    "k": 5,
    "k_distribution": 10,
    "k_comments": 5,
    "comment_authors": 3,
    "k_breakdown": 10,
    "org_leaders": 3,
    "team_min": 6,
    "rate_step": 10,
    "rate_invited": 5,
    "end_code": 0.5,
    "decimals": 1,  # cells print tenths: another number would be promised and not kept
    "min_days_between_rounds": 90,
}
# Least share of a total's people that must stand in its distribution, which else would speak for the whole and show a
# part. The same in every round, so it is none of the values that a round freezes.
DISTRIBUTION_SHARE = 0.6
# Installations behind any total that several of them are added to: with two, each could subtract its own.
LEAST_INSTALLATIONS: Final = 3
# Of coefficients of the whole organisation in a release: decimals, and the step to which their people are rounded.
COEFFICIENT_DECIMALS: Final = 2
COEFFICIENT_PEOPLE_STEP: Final = 10
# A drawn half: fewer units a side are nearly a list of them.
LOT_LEAST_A_SIDE: Final = 20
LOT_LEADERS_LEFT: Final = 3
LOT_READ: Final = 3  # whoever reads reports of the units reads all, or one in so many at most
LOT_LEVEL: Final = 0.95
# How often a lot of so many units a side tells of 0.3 standard deviations of units' scores, in per cent. Told before a
# lot is drawn; made by scripts/lot_simulation.py, held by tests/analysis.
LOT_POWER: Final[Mapping[int, int]] = {20: 15, 50: 35, 200: 86}
# A coefficient of fewer groups is a fact about those groups; a distribution of fewer answers is nearly a list of them.
_REPORTING_FLOORS: dict[str, float] = {"within_units": 20, "within_df": 100, "percent_from": 30}
CEILINGS: Final[Mapping[str, int | float]] = {
    "k": 10,
    "k_comments": 10,
    "decimals": 1,
    "end_code": 1.9,  # from 2 on, the low end of a scale and its high end would meet in the middle
}


def limits() -> dict[str, float]:
    """Return every limit that no policy may go below, by name: what a registered promise says of the program."""
    found: dict[str, float] = {
        f"floor.{name}": limit for name, limit in {**FLOORS, **_REPORTING_FLOORS}.items()
    }
    found |= {f"ceiling.{name}": limit for name, limit in CEILINGS.items()}
    return found | {
        "distribution_share": DISTRIBUTION_SHARE,
        "coefficient_decimals": COEFFICIENT_DECIMALS,
        "coefficient_people_step": COEFFICIENT_PEOPLE_STEP,
    }


def thresholds_sha256(disclosure: DisclosurePolicy, reporting: ReportingPolicy) -> str:
    """Return SHA-256 of both policies in canonical JSON: the hash that a release shows as its policy's."""
    policies = {"disclosure": disclosure.as_dict(), "reporting": reporting.as_dict()}
    return hashlib.sha256(canonical(policies).encode()).hexdigest()


def span(name: str) -> str:
    """Return the numbers that a value of a policy may take, as help texts say them: "5 to 10"."""
    return f"{FLOORS[name]} to {CEILINGS[name]}"


class PolicyTooWeak(FagspejlError):
    """A disclosure value would protect less than the floor in code (or fall outside what the product can promise)."""

    def __init__(self, name: str, value: float, limit: float, kind: str) -> None:
        super().__init__(f"{name} = {value}: the {kind} is {limit}")
        self.name, self.value, self.limit, self.kind = name, value, limit, kind


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosurePolicy:
    """Who must stand behind a printed figure. Floors are checked at construction and raise for everyone."""

    k: int = 5  # distinct raters behind any mean, score or band
    k_distribution: int = 10  # answers per option, spread, agreement
    k_comments: int = 5  # raters in the perspective before comments are shown
    comment_authors: int = 3  # people who commented: one or two voices are recognised by everyone
    k_breakdown: int = 10  # category and complement
    org_leaders: int = 3  # leaders behind any organisation figure
    team_min: int = 6  # the version for employees
    rate_step: int = 10  # response rates while open, rounded down to this many per cent
    rate_invited: int = 5  # response rates of smaller groups name people
    end_code: float = 0.5  # means this close to an end of the scale are printed coded
    decimals: int = 1  # of every score, mean and difference
    min_days_between_rounds: int = 90

    def __post_init__(self) -> None:
        for name, floor in FLOORS.items():
            value = getattr(self, name)
            if not value >= floor:  # also refuses NaN
                raise PolicyTooWeak(name, value, floor, "floor")
        for name, ceiling in CEILINGS.items():
            value = getattr(self, name)
            if not 0 <= value <= ceiling:
                raise PolicyTooWeak(name, value, ceiling, "ceiling")
        if self.k > self.k_comments:
            raise PolicyTooWeak("k_comments", self.k_comments, self.k, "floor set by k")
        if self.k > self.k_distribution:
            raise PolicyTooWeak("k_distribution", self.k_distribution, self.k, "floor set by k")

    def raised_from(self, old: DisclosurePolicy) -> DisclosurePolicy:
        """Return self if every value is at least as strict as in `old`; raise PolicyTooWeak otherwise."""
        for field in fields(self):
            new_value, old_value = getattr(self, field.name), getattr(old, field.name)
            weaker = new_value > old_value if field.name == "decimals" else new_value < old_value
            if weaker:
                raise PolicyTooWeak(field.name, new_value, old_value, "value already promised")
        return self

    @property
    def team_least(self) -> int:
        """How many must answer before there is a version for employees: they know their own answer, so k others."""
        return max(self.team_min, self.k + 1)

    def as_dict(self) -> dict[str, Any]:
        """Return the values by name, ready for canonical JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingPolicy:
    """When words, bands and coefficients are earned. Changing one changes wording; those that protect have floors."""

    level: float = 0.95
    item_share: float = 0.6  # 3 of 5 items: fewer and the score is another construct
    response_floor: float = 0.6
    dm_prior_total: float = 1.0  # 1/K per option
    dm_exact_unseen: int = 60
    blend_df: int = 6
    within_sd: float = 0.85  # fallback when the organisation is too small to pool
    score_share: float = (
        0.55  # variance of theme scores / mean variance of items inside units (0.49-0.63 measured)
    )
    within_units: int = 20
    within_df: int = 100
    gap: float = 0.5
    change: float = 0.3
    ad_alike: float = 0.5
    ad_divided: float = 0.8
    percent_from: int = 30
    benchmark_units: int = 20
    benchmark_in_first_report: bool = False
    alpha_n: int = 50
    omega_cfi: float = 0.90
    omega_logit_from: int = 100
    invariance_group: int = 100
    delta_cfi: float = -0.010
    delta_rmsea: float = 0.015
    surface_leaders: int = 100
    noise_judges: int = 6

    def __post_init__(self) -> None:
        for name, floor in _REPORTING_FLOORS.items():
            value = getattr(self, name)
            if not value >= floor:
                raise PolicyTooWeak(name, value, floor, "floor")

    def as_dict(self) -> dict[str, Any]:
        """Return the values by name, ready for canonical JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictPolicy:
    """When the analyst's page calls a coefficient of the whole organisation good enough. It protects nobody.

    Not part of a round's policies: it decides words about the questionnaire, and nothing that a report prints.
    """

    reliability: float = 0.60  # lower limit of alpha: below it a theme's sum describes nothing well
    turned_r: float = 0.20  # |correlation with the rest| from which a statement may be turned the wrong way
    fit_cfi: float = 0.95
    fit_rmsea: float = 0.08
    loading: float = 0.30  # standardised: below it a statement is hardly about the same thing
    icc2: float = 0.70  # below it one leader's figure is uncertain at this size
    agreement: float = 0.50  # lower limit of the mean r*wg(J) (LeBreton & Senter 2008: moderate from .51)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastPolicy:
    """How the forecast before opening is made and read. It protects nobody: the block rule itself is what is run.

    Not part of a round's policies: no answer has been given when a forecast is made.
    """

    draws: int = 200  # simulated courses of the round
    rates: tuple[float, ...] = (0.6, 0.7, 0.8)  # response, side by side
    lowest: int = 30  # per cent: what a planner may ask for besides
    highest: int = 95
    danger: float = 0.1  # a report missing in more of the draws than this is in danger
    sure: float = 0.9  # how often a group is to get its figures before it is called large enough
