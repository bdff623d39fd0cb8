"""When a band is drawn, what it rests on, and when bounds take its place."""

from __future__ import annotations

from fagspejl.disclosure.types import Code, Limits, Response
from support.tiny import group_of, team, tiny_round

SPREAD = [[3, 4, 3], [4, 4, 5], [2, 3, 3], [4, 5, 4], [3, 3, 4], [5, 4, 4]]


def _theme(rows, invited: int):
    leader = tiny_round(team("Karen", rows), invited={"Karen": (invited, 0, 0)}).release().leader("Karen")
    return group_of(leader).response, group_of(leader).themes[0]


def test_when_all_answered_there_is_no_band() -> None:
    """All six answered Karen: the score is theirs, and no band is drawn."""
    response, theme = _theme(SPREAD, 6)
    assert response == Response(6, 6, Code.ALL_ANSWERED)
    assert (theme.band, theme.bounds) == (None, None)


def test_a_band_of_six_rests_on_the_organisations_spread_not_the_groups() -> None:
    """Two groups of six with the same mean have the same band, though one agrees and one does not."""
    same = [[4, 4, 4], [4, 4, 4], [3, 4, 3], [4, 4, 4], [3, 3, 4], [4, 4, 4]]
    far = [[5, 5, 5], [5, 5, 5], [1, 2, 1], [5, 5, 5], [1, 1, 2], [5, 5, 5]]
    far = [[a, b, c] for a, b, c in far]
    _, agreeing = _theme(same, 8)
    _, other = _theme(far, 8)
    assert agreeing.score.tenths == other.score.tenths
    assert agreeing.band == other.band
    assert agreeing.method is Code.BAND_POOLED


def test_below_sixty_per_cent_bounds_take_the_place_of_the_band() -> None:
    """Six of twelve answered: no band, only what is possible whatever the other six think."""
    response, theme = _theme(SPREAD, 12)
    assert response.code is Code.FEW_ANSWERS
    assert theme.band is None
    assert theme.score.tenths == 37
    # From 3.65 and six times 1 to 3.75 and six times 5, each over twelve, and rounded outward: 2.325 and 4.375.
    assert theme.bounds == Limits(23, 44)


def test_where_n_is_unknown_there_is_a_band_and_no_bounds() -> None:
    """Bente's file does not say how many were invited: the band uses no finite correction."""
    theme = group_of(tiny_round(team("Karen", SPREAD)).release().leader("Karen")).themes[0]
    _, narrower = _theme(SPREAD, 8)
    assert theme.bounds is None
    assert theme.band.upper - theme.band.lower > narrower.band.upper - narrower.band.lower


def test_two_camps_are_said_before_any_average() -> None:
    """Twelve of Ida's nurses stand in two camps: the spread word says so, from the printed counts alone."""
    rows = [[1, 1, 1]] * 6 + [[5, 5, 5]] * 6
    _, theme = _theme(rows, 15)
    assert theme.spread is Code.SPREAD_DIVIDED
    assert theme.method is Code.BAND_BLENDED
    _, small = _theme(rows[3:9], 8)
    assert small.spread is None


def test_a_band_never_reaches_outside_what_is_possible() -> None:
    """Five of Karen's six answered near the low end: the band stops where even a seventh opinion could not reach."""
    low = [[1, 2, 2], [2, 2, 1], [2, 1, 2], [2, 2, 2], [1, 2, 2]]
    _, theme = _theme(low, 6)
    assert theme.band.lower >= theme.bounds.lower
    assert theme.band.upper <= theme.bounds.upper


def test_bounds_hold_where_every_statement_was_rounded_up() -> None:
    """Twenty of 21 answered Karen, 3.40 in truth, and each statement's half and the score's round up to 3.5.

    If the last one says 1 throughout, the average of all is 3.29: bounds from the printed 3.5 alone would begin at 3.3.
    """
    columns = [[3] * 13 + [4] * 7, [3] * 11 + [4] * 9] * 2  # 3.35 and 3.45
    rows = [list(row) for row in zip(*columns, strict=True)]
    _, theme = _theme(rows, 21)
    assert [item.mean.tenths for item in theme.items] == [34, 35, 34, 35]
    assert theme.score.tenths == 35
    assert theme.bounds.lower / 10 <= (20 * 3.40 + 1) / 21 < 3.3


def test_ends_are_rounded_outward() -> None:
    """Seven of eight answered 3.0 on average: 3.0 -+ 0.05 and one more answer give 2.706 to 3.294, printed 2.7 to 3.3."""
    rows = [[3, 2, 4], [3, 4, 2], [2, 3, 4], [4, 3, 2], [3, 3, 3], [2, 4, 3], [4, 2, 3]]
    _, theme = _theme(rows, 8)
    assert theme.score.tenths == 30
    assert theme.bounds == Limits(27, 33)
