"""What a unit is told where a lot decided who begins the follow-up first: its own half, and nothing of others."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from fagspejl.evaluation.selectors.lots import drawn_by, lots_waiting
from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import unit_keys


def drawn_told(units: Collection[UUID], words: Wording) -> dict[UUID, str]:
    """Return a sentence for each unit that drew a lot, until a round has told of it; no unit without one."""
    if not units or not lots_waiting():
        return {}
    keys = unit_keys(units)
    drawn = drawn_by(keys.values())
    return {
        unit: words.say(
            f"path_lot.{'begins' if drawn[key].begins else 'later'}", day=words.day(drawn[key].drawn_on)
        )
        for unit, key in keys.items()
        if key in drawn
    }
