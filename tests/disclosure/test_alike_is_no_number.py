"""Answers that are all alike are printed as a part of the scale; a word beside them claims no more than that."""

from __future__ import annotations

import pytest

from fagspejl.disclosure.types import Code
from support.tiny import group_of, team, tiny_round


@pytest.mark.parametrize(
    ("everybody", "herself", "word"),
    [
        (
            2,
            2,
            Code.GAP_SAME,
        ),  # the lower part is 1 to 3: nobody can say that two or three is higher than that
        (1, 2, Code.GAP_SAME),
        (2, 3, Code.GAP_SAME),
        (3, 4, Code.GAP_HIGHER),
        (2, 4, Code.GAP_HIGHER),
        (4, 4, Code.GAP_SAME),
        (5, 4, Code.GAP_SAME),
        (4, 3, Code.GAP_LOWER),
        (1, 1, Code.GAP_SAME),
    ],
)
def test_karen_is_not_told_that_she_rates_herself_higher_when_she_may_not(
    everybody: int, herself: int, word: Code
) -> None:
    """Ten employees all chose the same option; Karen compares her own answer with its part of the scale, not with 2."""
    forms = [*team("Karen", [[everybody] * 3] * 10), ("Karen", "self", "Karen", [herself] * 3)]
    (theme,) = group_of(tiny_round(forms).release().leader("Karen")).themes
    assert theme.gap is word
