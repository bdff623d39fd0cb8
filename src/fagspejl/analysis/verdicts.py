"""What a coefficient of the whole organisation has earned to be called: by size and interval, never by being there.

Pure judgement on finished numbers; cut-offs are `VerdictPolicy`. Where nothing can be said, `Silence` names the reason:
nobody answered, nobody answered everything, or everybody answered alike; too few people only where that is why.
Held by tests/analysis/test_random_answers_earn_no_praise.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.arrays import Floats
from fagspejl.analysis.consensus.within_group import agreement_word
from fagspejl.analysis.leaders.icc import OneWay, icc2_for
from fagspejl.analysis.policy import ReportingPolicy, VerdictPolicy
from fagspejl.analysis.structure.mcdonald import Omega
from fagspejl.analysis.structure.reliability import Alpha, ItemCovariance, alpha_if_deleted
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Missing

Verdict = Literal[
    "too_few",
    "shown",
    "turned",
    "opposed",
    "constant",
    "stray",
    "weak",
    "unsure",
    "one_thing",
    "untested",
    "unclear",
    "several_things",
    "loose",
    "no_factor",
    "differ",
    "may_differ",
    "no_difference",
    "certain_size",
    "perhaps_size",
    "uncertain_size",
    "alike",
    "alike_anyway",
    "some_spread",
    "seen_differently",
    "means",
    "relations",
    "apart",
    "follows",
    "no_link",
]
# Sentences that a reader takes as leave to use, compare or trust something: answers given at random must not earn them.
FAVOURABLE: frozenset[Verdict] = frozenset(
    {"shown", "one_thing", "differ", "certain_size", "alike", "means", "relations", "follows"}
)
# Why nothing can be said, of a theme in a group; `reason_...` in the words of the page.
Why = Literal[
    "too_few",
    "no_answers",
    "one_item",
    "no_complete",
    "few_complete",
    "no_variance",
    "few_scores",
    "few_own",
    "few_leaders",
    "few_pairs",
    "few_in_group",
    "same_scores",
    "same_over_leaders",
    "two_items",
    "no_fit",
    "did_not_converge",
    "poor_fit",
    "heywood",
    "loose",
]
_ZERO = 1e-12  # of a variance: rounding
_TESTABLE = 4  # items from which a one-factor model can fail


@dataclass(frozen=True, slots=True)
class Silence:
    """Why a theme has no coefficient in a group; `items` are the columns that are the reason, where some are."""

    why: Why
    items: tuple[int, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Too few, or not to be computed from these answers however many they are."""
        return "too_few" if self.why in ("too_few", "few_complete") else "no_factor"


@dataclass(frozen=True, slots=True)
class Judged:
    """A verdict, and the items (places in the covariance matrix) that it names."""

    verdict: Verdict
    items: tuple[int, ...] = ()


def columns_asked(table: ResponseTable, theme: str, rows: NDArray[np.intp]) -> tuple[int, ...]:
    """Columns of a theme's items that stood on the form of any of these rows."""
    columns = table.theme_columns(theme)
    asked = (table.missing[np.ix_(rows, np.array(columns))] != Missing.NOT_ASKED).any(axis=0)
    return tuple(c for c, there in zip(columns, asked, strict=True) if there)


def people_among(table: ResponseTable, rows: NDArray[np.intp]) -> int:
    """Distinct people behind rows: fewer than forms where one rates several."""
    people = table.person[rows]
    if people.size == 0 or people.min() < 0 or people.max() > 8 * table.rows:
        return int(np.unique(people).size)
    seen = np.zeros(
        int(people.max()) + 1, dtype=np.bool_
    )  # np.unique takes 200 times as long at 400,000 rows
    seen[people] = True
    return int(np.count_nonzero(seen))


def complete_people(table: ResponseTable, rows: NDArray[np.intp], columns: Sequence[int]) -> int:
    """Distinct people among `rows` who answered every one of the columns in one form."""
    complete = (table.values[np.ix_(rows, np.array(columns))] != 0).all(axis=1)
    return people_among(table, rows[complete])


def silence(
    table: ResponseTable, rows: NDArray[np.intp], columns: Sequence[int], policy: ReportingPolicy
) -> Silence | None:
    """Say why answers of these rows to these columns carry no reliability coefficient; None where they do.

    Below `policy.alpha_n` people nothing but "too_few" is said, whatever they answered.
    """
    if people_among(table, rows) < policy.alpha_n:
        return Silence("too_few")
    given = table.values[np.ix_(rows, np.array(columns))] != 0
    if not given.any():
        return Silence("no_answers")
    if people_among(table, rows[given.any(axis=1)]) < policy.alpha_n:
        return Silence("too_few")
    if len(columns) == 1:
        return Silence("one_item")
    unanswered = tuple(c for c, any_ in zip(columns, given.any(axis=0), strict=True) if not any_)
    if unanswered:
        return Silence("no_answers", unanswered)
    complete = people_among(table, rows[given.all(axis=1)])
    if complete < policy.alpha_n:
        return Silence("few_complete" if complete else "no_complete")
    if all(np.ptp(table.values[rows[given.all(axis=1)], c]) == 0 for c in columns):
        return Silence("no_variance")
    return None


def constant_items(cov: ItemCovariance) -> tuple[int, ...]:
    """Places of the items to which everybody gave the same answer."""
    return tuple(int(i) for i in np.flatnonzero(np.diag(cov.cov) <= _ZERO))


def turned_items(cov: ItemCovariance, verdicts: VerdictPolicy) -> tuple[int, ...]:
    """Places of the items that may be turned the wrong way.

    Their sign on the first principal component of the correlations differs from that of most items, and their
    correlation with the sum of the others is at most -`verdicts.turned_r`. () with constant items, and where as many
    items have one sign as the other: then nobody can say which are turned.
    """
    sd = np.sqrt(np.maximum(np.diag(cov.cov), 0.0))
    if (sd * sd <= _ZERO).any():
        return ()
    first = np.linalg.eigh(cov.cov / np.outer(sd, sd))[1][:, -1]
    up = first > 0
    if 2 * int(up.sum()) == up.size:
        return ()
    fewer = up if 2 * int(up.sum()) < up.size else ~up
    drops = alpha_if_deleted(cov).r_drop
    return tuple(int(i) for i in np.flatnonzero(fewer) if drops[i] <= -verdicts.turned_r)


def usable(found: Alpha, cov: ItemCovariance, verdicts: VerdictPolicy) -> bool:
    """Whether a sum of the items may describe anything: lower limit high enough, and every item goes with the rest."""
    enough = found.lower is not None and found.lower >= verdicts.reliability
    return enough and bool((alpha_if_deleted(cov).r_drop > 0).all())


def judge_alpha(found: Alpha, cov: ItemCovariance, verdicts: VerdictPolicy) -> Judged:
    """Judge alpha by its limits and by the items that do not go with the rest."""
    if constant := constant_items(cov):
        return Judged("constant", constant)
    if turned := turned_items(cov, verdicts):
        return Judged("turned", turned)
    if found.value is None or found.lower is None or found.upper is None or found.value < 0:
        return Judged("opposed")
    if found.lower < verdicts.reliability:
        return Judged("weak" if found.upper < verdicts.reliability else "unsure")
    stray = tuple(int(i) for i in np.flatnonzero(~(alpha_if_deleted(cov).r_drop > 0)))
    return Judged("stray", stray) if stray else Judged("shown")


def judge_omega(found: Omega, summed: Judged, verdicts: VerdictPolicy) -> Judged:
    """Judge whether items measure one thing: fit, and standardised loadings of one sign. `summed`: alpha's verdict."""
    if summed.verdict in ("constant", "turned", "opposed"):
        return summed
    if found.value is None:
        return Judged("no_factor")
    if found.reason in ("poor_fit", "heywood"):
        return Judged("several_things" if summed.verdict in ("shown", "stray") else "loose")
    loadings = found.loadings / np.sqrt(found.loadings**2 + found.residuals)
    low = bool((loadings < verdicts.loading).any())  # the first one is positive: so all have one sign
    fits = found.cfi is not None and found.cfi >= verdicts.fit_cfi
    fits &= found.rmsea is not None and found.rmsea <= verdicts.fit_rmsea
    if low or not fits:
        return Judged("loose" if summed.verdict == "weak" else "unclear")
    return Judged("one_thing" if found.k >= _TESTABLE else "untested")


def judge_difference(found: OneWay, level: float, family: int) -> Verdict:
    """Judge whether leaders differ. `family`: how many such tests the page shows; chance alone gives some of them."""
    if found.icc1 is None or found.icc1 <= 0:
        return "no_difference"
    if found.p is None:  # no variance within groups
        return "differ"
    tail = (1 - level) / 2
    return "differ" if found.p <= tail / family else "may_differ" if found.p <= tail else "no_difference"


def judge_size(
    value: float | None, lower: float | None, otherwise: Verdict, verdicts: VerdictPolicy
) -> Verdict:
    """Judge the reliability of one leader's mean at one group size: how certain her figure is."""
    if value is None:
        return otherwise
    if value < verdicts.icc2:
        return "uncertain_size"
    return "certain_size" if lower is not None and lower >= verdicts.icc2 else "perhaps_size"


def lower_at(found: OneWay, n: int) -> float | None:
    """Lower limit of the reliability of a mean of n raters, from that of ICC(1)."""
    return None if found.lower is None else icc2_for(found.lower, n)


def judge_agreement(
    ad: Floats,
    star: Floats,
    scale: tuple[int, int],
    differ: Verdict,
    policy: ReportingPolicy,
    verdicts: VerdictPolicy,
) -> Verdict:
    """Judge agreement from (value, lower, upper) of the means of AD and r*wg(J) over leaders.

    "alike" needs the whole interval of AD on its side, and that of r*wg(J) above `verdicts.agreement`: the mean of many
    answers given at random lies close to the middle too. Where leaders do not `differ`, answers about one leader are no
    more alike than answers about several: "alike_anyway".
    """
    word = agreement_word(float(ad[0]), float(star[0]), *scale, policy)
    if word is None:
        return "too_few"
    if word != "alike":
        return word
    surely = agreement_word(float(ad[2]), float(star[0]), *scale, policy) == "alike"
    if not surely or star[1] < verdicts.agreement:
        return "some_spread"
    return "alike" if differ == "differ" else "alike_anyway"
