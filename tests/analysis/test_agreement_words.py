"""How alike a unit answers, in a word."""

from __future__ import annotations

import numpy as np
import pytest

from fagspejl import analysis
from fagspejl.analysis.errors import ValueOutsideScale
from fagspejl.analysis.types import Counts


def test_words_follow_the_spread_of_theme_scores() -> None:
    """Half a point apart is alike, more than 0.8 or two camps is seen differently."""
    words = [analysis.agreement_word(ad, 0.4, 1, 5) for ad in (0.5, 0.51, 0.8, 0.81)]
    assert words == ["alike", "some_spread", "some_spread", "seen_differently"]
    assert analysis.agreement_word(0.3, -0.1, 1, 5) == "seen_differently"
    assert analysis.agreement_word(float("nan"), 0.4, 1, 5) is None
    assert analysis.agreement_word(0.7, 0.4, 1, 7) == "alike"


def test_ad_of_scores_by_hand() -> None:
    """Scores 2, 4 and 3 lie two thirds of a point from their mean; one score has no spread."""
    found = analysis.ad_scores([2.0, 4.0, 3.0, 5.0, np.nan], [0, 0, 0, 1, 1], 2)
    assert found[0, 0] == pytest.approx(2 / 3)
    assert np.isnan(found[1, 0])


def test_two_camps_are_negative_before_the_cut() -> None:
    """Half 1 and half 5: rWG is cut at 0, the raw value tells of two camps."""
    camps = Counts(np.array([[[5, 0, 0, 0, 5]]], dtype=np.int32), np.zeros((1, 1, 4), dtype=np.int32))
    assert analysis.item_agreement(camps, 1, 5, "rwg")[0, 0] == 0
    assert analysis.item_agreement(camps, 1, 5, "rwg_raw")[0, 0] < -1


def test_slight_skew_is_only_known_for_five_options() -> None:
    """Asta asks for a null nobody proved here and is told so; a number of her own is taken."""
    assert analysis.null_variance(5, "slight_skew") == 1.34
    assert analysis.null_variance(7, 2.9) == 2.9
    with pytest.raises(ValueOutsideScale):
        analysis.null_variance(7, "slight_skew")


def test_five_answers_earn_no_word() -> None:
    """At n = 5 'significant' agreement needs AD <= 0.4 or rWG >= .85."""
    found = analysis.null_agreement(5, 5)
    assert found.ad_crit == pytest.approx(0.4)
    assert found.rwg_crit == pytest.approx(0.85)
    with pytest.raises(ValueOutsideScale):
        analysis.null_agreement(1, 5)
    with pytest.raises(ValueOutsideScale):
        analysis.null_agreement(60, 11)


def test_two_answers_have_no_rare_agreement() -> None:
    """With two raters even full agreement happens one time in five: there is no critical value."""
    found = analysis.null_agreement(2, 5)
    assert (found.ad_crit, found.rwg_crit) == (None, None)
