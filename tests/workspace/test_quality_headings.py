"""Four headings: shared and succeeds, shared but uneven, disagreed, can wait."""

from __future__ import annotations

import pytest

from fagspejl.workspace.arithmetic.findings import QualityWord
from fagspejl.workspace.arithmetic.quality import quality_heading


@pytest.mark.parametrize(
    ("importance", "practice", "word"),
    [
        ([9] * 8 + [5] * 2, [8] * 8 + [5] * 2, QualityWord.SHARED_AND_SUCCEEDS),
        ([9] * 8 + [5] * 2, [8] * 7 + [5] * 3, QualityWord.SHARED_BUT_UNEVEN),
        ([9] * 7 + [5] * 3, [8] * 10, QualityWord.DISAGREED),
        ([9] * 2 + [5] * 8, [8] * 10, QualityWord.CAN_WAIT),
        ([9] * 3, [8] * 10, None),
        ([9] * 10, [8] * 3, None),
    ],
)
def test_the_heading(importance, practice, word) -> None:
    """Ida finds a statement where its ratings put it, from six up, with fewer than m on the other side."""
    found = quality_heading(importance, practice, {})
    assert (found.word, found.speak, found.n) == (word, word is not None, len(importance))


def test_one_shift_is_enough_to_be_uneven() -> None:
    """Sixteen do it nearly all, and the evening shift of five does not: uneven."""
    day, evening = [8] * 12, [8, 8, 8, 4, 4]
    shifts = {"day": day, "evening": evening}
    assert quality_heading([9] * 17, day + evening, {}).word is QualityWord.SHARED_AND_SUCCEEDS
    assert quality_heading([9] * 17, day + evening, shifts).word is QualityWord.SHARED_BUT_UNEVEN
