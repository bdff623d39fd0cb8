"""The organisation may set other days for the follow-up; what is no row of rising days is refused."""

from __future__ import annotations

import pytest

from fagspejl.lib.follow_up import DAYS, read_days


def test_days_as_said() -> None:
    """Nothing said is the usual; five rising days are taken."""
    assert read_days(" ") == DAYS == (14, 28, 42, 90, 180)
    assert read_days("21, 35, 50, 100, 200") == (21, 35, 50, 100, 200)


@pytest.mark.parametrize(
    "said", ["14", "14,28,42,90", "28,14,42,90,180", "0,1,2,3,4", "a,b,c,d,e", "1,2,3,4,1001"]
)
def test_nonsense_is_refused(said: str) -> None:
    """Too few days, days that fall, none at all, or years away: refused with the variable's name or Python's word."""
    with pytest.raises(ValueError, match=r"FAGSPEJL_FOLLOW_UP_DAYS|invalid literal"):
        read_days(said)
