"""Every text of an agreement passes the screen before it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fagspejl.workspace.agreements.rules import EXCEPTION_SIGNS, SIGNS
from fagspejl.workspace.agreements.types import ExceptionValues, VersionValues
from fagspejl.workspace.sessions.services.texts import checked_text
from fagspejl.workspace.sessions.types import Consideration


def checked_values(values: VersionValues, *, asked: bool) -> VersionValues:
    """Return what a version says without blanks around it. Raises TextRefused, TextAsks."""
    texts: dict[str, Any] = {
        field: checked_text(field, getattr(values, field), asked=asked) for field in SIGNS
    }
    first, second, third, fourth = (
        checked_text(f"consideration_{name}", text, asked=asked)
        for name, text in zip(Consideration, values.considerations, strict=True)
    )
    return replace(values, **texts, considerations=(first, second, third, fourth))


def checked_exceptions(values: Sequence[ExceptionValues], *, asked: bool) -> tuple[ExceptionValues, ...]:
    """Return exceptions without blanks around their texts. Raises TextRefused, TextAsks."""
    return tuple(
        ExceptionValues(
            **{
                field: checked_text(f"{field}_{place}", getattr(one, field), asked=asked)
                for field in EXCEPTION_SIGNS
            }
        )
        for place, one in enumerate(values)
    )
