"""How long sending takes, as people say it."""

from __future__ import annotations

from datetime import timedelta

from fagspejl.lib.wording import Wording

_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)


def said(lasts: timedelta, words: Wording) -> str:
    """Return a length of time in minutes, whole hours from two on, or days from two on; never less than it lasts."""
    if lasts >= 2 * _DAY:
        return words.counted("opening_page.days", -(-lasts // _DAY))
    if lasts >= 2 * _HOUR:
        return words.counted("opening_page.hours", -(-lasts // _HOUR))
    return words.counted("opening_page.minutes", max(1, -(-lasts // timedelta(minutes=1))))
