"""Every figure of one leader's report about one group, from the blocks' measured statements, by the written rules.

Exact fractions; floating point only in the half width of a band (square root and Student's t). Figures are rows by
(kind, id): what is printed there, or "withheld".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, inf, sqrt
from typing import Any

from scipy.stats import t as student

from independent.organisation import (
    K_COUNTS,
    SHARE,
    Block,
    Cell,
    Form,
    K,
    Scale,
    half_up,
    needed,
)
from independent.spread_by_definition import word_of

Figures = dict[tuple[str, str], Any]
SAME = "gap_same"
CLOSE = 1e-9


@dataclass(frozen=True)
class Within:
    """How far people inside groups lie apart in a theme: standard deviations, and the degrees of freedom behind."""

    score: float
    item: float
    df: int


@dataclass(frozen=True)
class Score:
    """A theme's score: a number, or a code; `about` where coded statements enter."""

    value: Fraction | None
    code: str | None
    exact: Fraction
    most: Fraction


def within_groups(blocks: Sequence[Block], items: Sequence[str], scale: Scale) -> Within:
    """Pool the spread inside leaders' own groups: of people's theme scores, and of each statement."""
    own = [block for block in blocks if block.own]
    scores = [[s for form in block.forms if (s := _score_of(form, items)) is not None] for block in own]
    score, df, groups = _pooled(scores)
    variances = []
    for item in items:
        answers = [
            [Fraction(v) for form in block.forms if (v := form.value(item)) is not None] for block in own
        ]
        if (variance := _pooled(answers)[0]) is not None:
            variances.append(variance)
    if score is not None and variances and groups >= 20 and df >= 100:
        deviations = [_two(sqrt(score)), _two(sqrt(sum(variances) / len(variances)))]
        if min(deviations) > 0:
            return Within(deviations[0], deviations[1], df)
    return Within(0.85 * (scale.hi - scale.lo) / 4, 0.0, 0)


def _two(value: float) -> float:
    return floor(100 * value + 0.5 + 1e-7) / 100


def _score_of(form: Form, items: Sequence[str]) -> Fraction | None:
    given = [v for item in items if (v := form.value(item)) is not None]
    return Fraction(sum(given), len(given)) if given and len(given) >= needed(len(items)) else None


def _pooled(groups: Iterable[Sequence[Fraction]]) -> tuple[Fraction | None, int, int]:
    squares, df, used = Fraction(0), 0, 0
    for values in groups:
        if len(values) >= K:
            mean = sum(values, Fraction(0)) / len(values)
            squares += sum(((v - mean) ** 2 for v in values), Fraction(0))
            df, used = df + len(values) - 1, used + 1
    return (squares / df if df else None), df, used


def coded_side(cells: Iterable[Cell]) -> str | None:
    """The code of a mean all of whose parts are coded to one side."""
    codes = [cell.code for cell in cells]
    for side, plain, alike in (
        ("low", "at_most", "alike_low"),
        ("high", "at_least", "alike_high"),
    ):
        if all(code in (plain, alike) for code in codes):
            return f"alike_{side}" if alike in codes else plain
    return None


def score_of(cells: Sequence[Cell], scale: Scale) -> Score | None:
    """A theme's score from its statements' cells; None where too few of them print."""
    shown = [cell for cell in cells if cell.kind != "none"]
    if not shown or len(shown) < needed(len(cells)):
        return None
    exact = sum((cell.lent(scale) for cell in shown), Fraction(0)) / len(shown)
    most = sum((cell.permitted(scale)[1] for cell in shown), Fraction(0)) / len(shown)
    if code := coded_side(shown):
        return Score(None, code, exact, most)
    about = "about" if any(cell.code for cell in shown) else None
    return Score(half_up(exact), about, exact, most)


@dataclass(frozen=True)
class Drawn:
    """A band and bounds around a score, in printed numbers; None where not drawn."""

    band: tuple[Fraction, Fraction] | None
    bounds: tuple[Fraction, Fraction] | None


class Ruler:
    """Draws bands and bounds about one block's score of one theme."""

    def __init__(self, block: Block, cells: Sequence[Cell], within: Within, scale: Scale) -> None:
        self.n, self.asked, self.scale = block.n, block.asked, scale
        self.few = few(self.n, self.asked)
        shown = [cell for cell in cells if cell.kind != "none"]
        self.blended = all(cell.kind == "full" for cell in shown)
        self.variance, self.df = within.score**2, within.df or inf
        counted = [cell.options for cell in shown if cell.options]
        if self.blended and counted:
            share = (within.score / within.item) ** 2 if within.df else 0.55
            own = share * float(sum((_variance(c, scale.lo) for c in counted), Fraction(0)) / len(counted))
            self.variance = ((self.n - 1) * own + 6 * self.variance) / (self.n + 5)
            self.df = self.n + 5

    def draw(self, mean: Fraction) -> Drawn:
        """Band round the printed score, ends outward; bounds from half a tenth outside the printed cells' mean."""
        if self.n == self.asked:
            return Drawn(None, None)
        score, lo, hi = half_up(mean), Fraction(self.scale.lo), Fraction(self.scale.hi)
        least, most, bounds = lo, hi, None
        if self.asked is not None:
            silent = self.asked - self.n
            half = Fraction(1, 20)
            least = max(lo, ((min(mean, score) - half) * self.n + silent * lo) / self.asked)
            most = min(hi, ((max(mean, score) + half) * self.n + silent * hi) / self.asked)
            bounds = (down(float(least)), up(float(most)))
        if self.few:
            return Drawn(None, bounds)
        width = half_width(self.variance, self.df, self.n, self.asked)
        lower, upper = (
            max(float(score) - width, float(least)),
            min(float(score) + width, float(most)),
        )
        return Drawn((down(lower), up(upper)), bounds)


def half_width(variance: float, df: float, n: int, asked: int | None) -> float:
    """t times the standard error, the part that answered taken away."""
    left = 1 - n / asked if asked is not None else 1.0
    return float(student.ppf(0.975, df if df != inf else 1e12)) * sqrt(variance * left / n)


def few(n: int, asked: int | None) -> bool:
    """Whether fewer than 60 % answered."""
    return asked is not None and n < SHARE * asked


def down(value: float) -> Fraction:
    """To the tenth below."""
    return Fraction(floor(10 * value + CLOSE), 10)


def up(value: float) -> Fraction:
    """To the tenth above."""
    return Fraction(ceil(10 * value - CLOSE), 10)


def _variance(options: Sequence[int], lo: int) -> Fraction:
    n = sum(options)
    mean = Fraction(sum(c * (lo + i) for i, c in enumerate(options)), n)
    return sum((c * (lo + i - mean) ** 2 for i, c in enumerate(options)), Fraction(0)) / (n - 1)


def response(n: int, asked: int | None) -> Any:
    """n of N, and what is said of it."""
    code = "all_answered" if n == asked else "few_answers" if few(n, asked) else None
    return ([n, asked], code)


def block_figures(
    block: Block,
    cells: Mapping[str, Cell],
    themes: Mapping[str, Sequence[str]],
    within: Mapping[str, Within],
    own: Form | None,
    scale: Scale,
) -> Figures:
    """Everything printed of a leader's own group; `own` are the leader's own answers, if a gap may be told."""
    found: Figures = {("response", ""): response(block.n, block.asked)}
    scores: dict[str, Score] = {}
    drawn: dict[str, Drawn] = {}
    for theme, items in themes.items():
        row = [cells[item] for item in items]
        score = score_of(row, scale)
        found["theme", theme] = (score.value, score.code) if score else "withheld"
        if word := spread_word(block, row, items, scale):
            found["spread", theme] = f"spread_{word}"
        if not score:
            continue
        ruler = Ruler(block, row, within[theme], scale)
        scores[theme] = score
        drawn[theme] = ruler.draw(score.exact) if score.code is None else Drawn(None, None)
        if band := drawn[theme].band:
            found["band", theme] = (band, "band_blended" if ruler.blended else "band_pooled")
        if bounds := drawn[theme].bounds:
            found["bounds", theme] = bounds
        if own and (gap := gap_word(own, items, row, ruler, scale)):
            found["gap", theme] = gap
    found.update(_strengths(scores, drawn, few(block.n, block.asked), scale))
    for item, cell in cells.items():
        found["item", item] = "withheld" if cell.kind == "none" else (cell.mean, cell.code)
        if cell.options:
            found["answers", item] = (list(cell.options), cell.dont_know, cell.no_disclose)
    return found


def _strengths(
    scores: Mapping[str, Score], drawn: Mapping[str, Drawn], few_answered: bool, scale: Scale
) -> Figures:
    """Themes clear of the leader's own average of at least three, in which coded ones count with the most they permit."""
    if len(scores) < 3:
        return {}
    plain = {theme: score.value for theme, score in scores.items() if score.code is None}
    highest = [plain.get(theme) or score.most for theme, score in scores.items()]
    average = sum(highest, Fraction(0)) / len(scores)
    found: Figures = {}
    for theme, value in plain.items():
        assert value is not None
        interval = drawn[theme].bounds if few_answered else drawn[theme].band
        floor_ = interval[0] if interval else value
        if floor_ > average and value - average >= Fraction(3, 10) * Fraction(scale.hi - scale.lo, 4):
            found["strength", theme] = "strength"
    return found


def gap_word(
    own: Form, items: Sequence[str], cells: Sequence[Cell], ruler: Ruler, scale: Scale
) -> str | None:
    """The leader's own view against the group's, on the statements that both have."""
    both = [
        (Fraction(value), cell)
        for item, cell in zip(items, cells, strict=True)
        if cell.kind != "none" and (value := own.value(item)) is not None
    ]
    if not both or len(both) < needed(len(items)):
        return None
    count, least = len(both), Fraction(scale.hi - scale.lo, 8)
    mine = sum((value for value, _ in both), Fraction(0)) / count
    theirs = sum((cell.lent(scale) for _, cell in both), Fraction(0)) / count
    if not any(cell.code for cell in cells):
        found = ruler.draw(theirs)
        mine, theirs = half_up(mine), half_up(theirs)
        low, high = found.band or found.bounds or (theirs, theirs)
        if mine - theirs >= least and mine > high:
            return "gap_higher"
        return "gap_lower" if theirs - mine >= least and mine < low else SAME
    low, high = (sum((cell.permitted(scale)[end] for _, cell in both), Fraction(0)) / count for end in (0, 1))
    far_low, far_high = low, high
    if ruler.few and ruler.asked:
        silent = ruler.asked - ruler.n
        far_low = (ruler.n * low + silent * scale.lo) / ruler.asked
        far_high = (ruler.n * high + silent * scale.hi) / ruler.asked
    if mine - high >= least and mine > far_high:
        return "gap_higher"
    return "gap_lower" if low - mine >= least and mine < far_low else SAME


def spread_word(block: Block, cells: Sequence[Cell], items: Sequence[str], scale: Scale) -> str | None:
    """The word on spread; in a pool people count once, and none of them for more than half."""
    if any(cell.kind == "few" for cell in cells):
        return None
    full = [item for item, cell in zip(items, cells, strict=True) if cell.kind == "full"]
    if len(full) < needed(len(items)) or not full:
        return None
    kept = [
        form
        for form in block.forms
        if sum(form.value(item) is not None for item in full) >= needed(len(full))
    ]
    people = [form.person for form in kept]
    if len(set(people)) < K_COUNTS or 2 * max(people.count(one) for one in set(people)) > len(people):
        return None
    rows = [[form.value(item) if item in full else None for item in items] for form in block.forms]
    return word_of(rows, scale.lo, scale.hi)
