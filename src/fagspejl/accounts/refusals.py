"""Log-ins that were refused, as lines of the staff access log."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from typing import Final

from django.http import HttpRequest

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event

_SOMEBODY: Final = Actor("log-in", "?")  # who it was is just what nobody knows


class Refusal(StrEnum):
    """Why somebody was not let in."""

    UNKNOWN = "unknown_address"
    CLOSED = "account_closed"
    TOO_MANY = "too_many"
    MAIL_CODE = "mail_code"
    SECOND_FACTOR = "second_factor"
    PASSKEY = "passkey"


def log_refusal(request: HttpRequest, why: Refusal, account: str = "") -> None:
    """Write it down when the answer has left, so that its time tells nothing. `account`: whose, where there is one."""
    line = partial(
        record, actor=_SOMEBODY, event=Event.LOGIN_REFUSED, object=account, facts={"why": why.value}
    )
    request.fagspejl_afterwards.append(line)  # type: ignore[attr-defined]
