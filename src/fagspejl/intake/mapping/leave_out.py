"""Which rows of an answer file are no answers, said as a rule with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reason = Literal["preview", "test", "unfinished", "total", "hidden", "heading", "other"]


@dataclass(frozen=True, slots=True)
class LeaveOut:
    """Rows whose cell in `column` (a heading of the file) is one of `values` are left out because of `reason`.

    `values` are compared as `normal()` says; "" is an empty cell. With `unless`, rows whose cell is none of `values`.
    `rule`: who says so, the name of a system (`qualtrics`) or "" for a person's own mapping.
    """

    column: str
    values: frozenset[str]
    reason: Reason
    unless: bool = False
    rule: str = ""
