"""What a planner says of a roster's columns, as plain values that a draft and a source keep."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fagspejl.intake.roster.recognised import MappingSaid


def to_plain(said: MappingSaid) -> dict[str, Any]:
    """Return plain values."""
    return {
        "columns": {name: list(theirs) for name, theirs in said.columns.items()},
        "dates": said.dates,
        "separator": said.separator,
        "organisation": said.organisation,
        "values": {name: dict(words) for name, words in said.values.items()},
    }


def from_plain(told: Mapping[str, Any] | None) -> MappingSaid:
    """Return what plain values say; nothing where there are none."""
    if told is None:
        return MappingSaid()
    columns = {name: tuple(theirs) for name, theirs in told["columns"].items()}
    # a source that was remembered before words were has none
    return MappingSaid(
        columns, told["dates"], told["separator"], told["organisation"], told.get("values", {})
    )
