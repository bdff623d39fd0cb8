"""A deadline is told with its weekday, in the time of Copenhagen, also around the nights when clocks change."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from fagspejl.answering.words import words_in


@pytest.mark.parametrize(
    ("moment", "danish", "english"),
    [
        (
            datetime(2026, 9, 18, 10, 0, tzinfo=UTC),
            "fredag den 18. september 2026 kl. 12",
            "Friday 18 September 2026 at 12:00",
        ),
        (
            datetime(2026, 12, 18, 22, 59, tzinfo=UTC),
            "fredag den 18. december 2026 kl. 23.59",
            "Friday 18 December 2026 at 23:59",
        ),
        (
            datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
            "søndag den 25. oktober 2026 kl. 2.30",
            "Sunday 25 October 2026 at 2:30",
        ),
        (
            datetime(2027, 3, 28, 1, 0, tzinfo=UTC),
            "søndag den 28. marts 2027 kl. 3",
            "Sunday 28 March 2027 at 3:00",
        ),
    ],
)
def test_moments(moment: datetime, danish: str, english: str) -> None:
    """Sofie reads the hour of the clock on her wall."""
    assert words_in("da").moment_of_week(moment).replace("\u00a0", " ") == danish
    assert words_in("en").moment_of_week(moment).replace("\u00a0", " ") == english


def test_zone_of_the_server_does_not_matter() -> None:
    """A server that counts in another zone tells the same hour."""
    there = datetime(2026, 9, 18, 5, 0, tzinfo=timezone(timedelta(hours=-5)))
    assert words_in("da").moment_of_week(there) == words_in("da").moment_of_week(there.astimezone(UTC))
