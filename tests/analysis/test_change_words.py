"""'Up' and 'down' need a change of size and a clear interval, from what two reports printed."""

from __future__ import annotations

import numpy as np
import pytest

from fagspejl import analysis
from fagspejl.analysis.errors import TargetsMixed, ValueOutsideScale
from fagspejl.analysis.types import Estimate


def printed(value, half, *, n=9, method="pooled", people=12):
    return Estimate(value, value - half, value + half, n, people, 0, "unit", method)


def test_a_clear_rise_is_up_and_a_clear_fall_is_down() -> None:
    """Karen's score went from 3.1 to 3.8 with bands of 0.3: up; the other way round: down."""
    first, second = printed(3.1, 0.3), printed(3.8, 0.3)
    up = analysis.change_unit(first, second)
    assert (up.word, up.method) == ("up", "bands")
    assert up.lower == pytest.approx(0.7 - 0.3 * np.sqrt(2), abs=1e-9)
    assert analysis.change_unit(second, first).word == "down"


def test_small_or_unclear_changes_have_no_word() -> None:
    """0.2 with narrow bands is too small; 0.4 with wide ones is not clear."""
    assert analysis.change_unit(printed(3.1, 0.05), printed(3.3, 0.05)).word == "none"
    assert analysis.change_unit(printed(3.1, 0.3), printed(3.5, 0.3)).word == "none"


def test_two_complete_rounds_have_no_band() -> None:
    """All answered both times: the difference is a point, and 0.3 is enough for a word."""
    whole = [printed(v, 0.0, method="complete", people=9) for v in (3.4, 3.7)]
    found = analysis.change_unit(*whole)
    assert (found.lower, found.upper, found.method, found.word) == (
        found.value,
        found.value,
        "complete",
        "up",
    )


def test_bounds_must_exclude_nothing_happened() -> None:
    """Where few answered, bounds stand in for the band and only bounds decide."""
    first, second = printed(2.5, 0.6, method="bounds"), printed(3.5, 0.3)
    found = analysis.change_unit(first, second)
    assert (found.method, found.word) == ("bounds", "up")
    assert found.lower == pytest.approx(0.1)


def test_a_limit_at_the_end_of_the_scale_is_not_taken_for_the_band() -> None:
    """A band cut at 5 is as wide as its other side says."""
    cut = Estimate(4.8, 4.4, 5.0, 9, 12, 0, "unit", "pooled")
    found = analysis.change_unit(printed(4.0, 0.4), cut)
    assert found.value - found.lower == pytest.approx(0.4 * np.sqrt(2))


def test_blended_bands_use_their_degrees_of_freedom() -> None:
    """Two bands of ten raters with 15 degrees of freedom each give 30 together."""
    found = analysis.change_unit(*(printed(v, 0.3, n=10, method="blended") for v in (3.0, 3.2)))
    se = 0.3 / 2.131449545559323 * np.sqrt(2)
    assert found.upper - found.value == pytest.approx(2.042272456301238 * se)


def test_changed_wording_is_refused() -> None:
    """A new version of the statements cannot be compared, and the reason says so."""
    found = analysis.change_unit(printed(3.1, 0.1), printed(3.9, 0.1), same_instrument=False)
    assert (found.value, found.word, found.reason) == (None, None, "changed_instrument")


def test_a_withheld_round_gives_no_change() -> None:
    """Where one round showed nothing, the change shows nothing and repeats the reason."""
    hidden = Estimate(None, None, None, 4, 9, 0, "unit", "pooled", "too_few")
    assert analysis.change_unit(printed(3.1, 0.1), hidden).reason == "too_few"
    coded = Estimate(4.5, None, None, 9, 12, 0, "unit", "pooled", "end_coded")
    found = analysis.change_unit(coded, printed(3.1, 0.1))
    assert (found.value, found.word, found.reason) == (None, None, "end_coded")


def test_a_round_that_is_about_gives_no_change_even_when_all_answered() -> None:
    """All twelve answered both times, the second time "about 3.9": half a point of it may be the code's."""
    first = Estimate(3.1, 3.1, 3.1, 12, 12, 0, "unit", "complete")
    second = Estimate(3.9, None, None, 12, 12, 0, "unit", "complete", "end_coded")
    assert analysis.change_unit(first, second).word is None
    assert analysis.change_unit(first, Estimate(3.9, 3.9, 3.9, 12, 12, 0, "unit", "complete")).word == "up"


def test_targets_are_never_mixed() -> None:
    """What these twelve say and what raters in general would say are two questions."""
    general = Estimate(3.0, 2.8, 3.2, 9, None, 0, "leader", "reml")
    with pytest.raises(TargetsMixed):
        analysis.change_unit(general, printed(3.5, 0.1))
    with pytest.raises(TargetsMixed):
        analysis.gap(4.0, general)
    with pytest.raises(TypeError):
        _ = printed(3.1, 0.1) - general


def test_reliable_change_of_one_person() -> None:
    """Ida's own score moved 1.0 with SD 0.8 and reliability 0.75: z = 1.77, not quite reliable."""
    found = analysis.reliable_change(3.0, 4.0, 0.8, 0.75)
    assert float(found.z) == pytest.approx(1.0 / (0.4 * np.sqrt(2)))
    assert float(found.p) > 0.05
    assert found.smallest > 1.0
    with pytest.raises(ValueOutsideScale):
        analysis.reliable_change(3.0, 4.0, 0.8, 1.0)
