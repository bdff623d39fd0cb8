"""'Higher' and 'lower' are words that must be earned."""

from __future__ import annotations

import pytest

from fagspejl.analysis.gaps import gap
from fagspejl.analysis.types import Estimate


def others(value, lower, upper, reason=None):
    return Estimate(value, lower, upper, 9, 12, 0, "unit", "pooled", reason)


@pytest.mark.parametrize(
    ("own", "mean", "lower", "upper", "word"),
    [
        (4.2, 3.7, 3.4, 4.0, "higher"),  # 0.5 in plain arithmetic is a hair more or less
        (4.1, 3.6, 3.3, 3.9, "higher"),
        (3.2, 3.7, 3.4, 4.0, "lower"),
        (4.1, 3.7, 3.5, 3.9, "same"),  # 0.4 is too little
        (4.3, 3.7, 3.1, 4.3, "same"),  # the interval touches 0
    ],
)
def test_words_need_size_and_clarity(own, mean, lower, upper, word) -> None:
    """Karen reads 'higher' only at half a point and a band that excludes her own rating."""
    found = gap(own, others(mean, lower, upper))
    assert found.word == word
    assert found.lower == pytest.approx(own - upper)
    assert found.upper == pytest.approx(own - lower)


def test_coded_end_uses_the_size_alone() -> None:
    """Where the nurses' mean prints as '4.5 or higher', Ida's own 4.0 is half a point lower."""
    coded = others(4.5, None, None, "end_coded")
    assert gap(4.0, coded).word == "lower"
    assert gap(4.2, coded).word == "same"
    assert gap(4.0, coded).lower is None


def test_nothing_to_compare_has_a_reason() -> None:
    """Without a self-rating or a mean there is no word, and the reason says why."""
    assert gap(None, others(3.0, 2.8, 3.2)).reason == "no_self"
    withheld = gap(4.0, others(None, None, None, "too_few"))
    assert (withheld.word, withheld.value, withheld.reason) == (None, None, "too_few")
    no_band = gap(4.0, others(3.0, None, None, "no_variance_known"))
    assert (no_band.word, no_band.reason) == (None, "no_variance_known")


def test_scale_width_carries_the_threshold() -> None:
    """On a scale of 1-7 half a point becomes three quarters."""
    assert gap(4.6, others(4.0, 3.9, 4.1), lo=1, hi=7).word == "same"
    assert gap(4.8, others(4.0, 3.9, 4.1), lo=1, hi=7).word == "higher"


def test_codes_are_compared_at_the_nearest_mean_they_permit() -> None:
    """Ida's nurses print "about 3.0" and may be anywhere from 2.2 to 3.6: 4.0 is no half point above that, 4.1 is."""
    about = others(3.0, None, None, "end_coded")
    assert gap(4.0, about, permitted=(2.2, 3.6)).word == "same"
    higher = gap(4.1, about, permitted=(2.2, 3.6))
    assert (higher.word, higher.value) == ("higher", pytest.approx(0.5))
    assert gap(1.7, about, permitted=(2.2, 3.6)).word == "lower"
    inside = gap(2.4, about, permitted=(2.2, 3.6))
    assert (inside.word, inside.value) == ("same", 0.0)
