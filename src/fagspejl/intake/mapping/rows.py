"""What a mapping says of rows: `[rows]` and its `[[rows.leave_out]]`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, get_args

from fagspejl.intake.mapping.leave_out import LeaveOut, Reason

KEYS: Final = ("leave_out", "hidden")
_RULE: Final = ("column", "is", "is_not", "reason")
_REASONS: Final[tuple[Reason, ...]] = get_args(Reason)
_HIDDEN: Final = ("leave-out", "read")
Fault = Callable[..., None]


def rules_of(table: Mapping[str, object], fault: Fault) -> tuple[LeaveOut, ...]:
    """Return the rules, each with `is` or `is_not`; records those that are none."""
    given = table.get("leave_out", [])
    if not isinstance(given, list) or not all(isinstance(rule, dict) for rule in given):
        fault("mapping_rule", "rows.leave_out", names=", ".join(_REASONS))
        return ()
    return tuple(rule for number, told in enumerate(given, 1) if (rule := _rule(told, number, fault)))


def reads_hidden(table: Mapping[str, object], fault: Fault) -> bool:
    """Whether rows that the workbook hides are answers too."""
    said = table.get("hidden", "leave-out")
    if said not in _HIDDEN:
        fault("mapping_hidden", "rows.hidden", value=said)
    return said == "read"


def _rule(told: Mapping[str, object], number: int, fault: Fault) -> LeaveOut | None:
    column, reason = told.get("column"), told.get("reason", "other")
    wanted = [key for key in ("is", "is_not") if key in told]
    given = told.get(wanted[0]) if len(wanted) == 1 else None
    values = given if isinstance(given, list) else [given]
    texts = [str(value) for value in values if isinstance(value, str | int | float)]
    known = next((one for one in _REASONS if one == reason), None)
    whole = isinstance(column, str) and column.strip() and known and len(texts) == len(values)
    if not whole or known is None or not set(told) <= set(_RULE):
        fault("mapping_rule", f"rows.leave_out.{number}", names=", ".join(_REASONS))
        return None
    return LeaveOut(str(column), frozenset(texts), known, unless=wanted == ["is_not"])
