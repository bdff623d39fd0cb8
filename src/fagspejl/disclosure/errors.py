"""What can stop a round from being closed or published. Nothing is ever lost by it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from fagspejl.lib.errors import FagspejlError


class CloseReason(StrEnum):
    """Why a round is not closed or published (now)."""

    NO_SUCH_ROUND = "no_such_round"
    NOT_OPEN = "not_open"
    NOT_YET = "not_yet"
    SOMEBODY_ELSE = "somebody_else"
    INSTRUMENT_CHANGED = "instrument_changed"
    ROWS_CHANGED = "rows_changed"
    AUDIT_FAULT = "audit_fault"
    NOT_CLOSED = "not_closed"
    KEY_REMAINS = "key_remains"
    COPY_ELSEWHERE = "copy_elsewhere"
    NO_MARKER = "no_marker"
    KEYS_REMAIN = "keys_remain"
    COPY_UNCONFIRMED = "copy_unconfirmed"


class CloseRefused(FagspejlError):
    """A closing step was refused; `reason` and `facts` say why."""

    def __init__(self, reason: CloseReason, **facts: Any) -> None:
        super().__init__(f"{reason.value} {facts}" if facts else reason.value)
        self.reason, self.facts = reason, facts
