"""Values of the operations room. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

PAPER_KEPT: Final = timedelta(minutes=15)  # until it was taken, at the longest


class OrderKind(StrEnum):
    """What needs a round's key, and is therefore done by the worker."""

    OPEN = "open"
    CLOSE = "close"
    CONFIRM = "confirm"  # the close record is right: destroy the keys
    PUBLISH = "publish"
    CANCEL = "cancel"
    LETTERS = "letters"
    REISSUE = "reissue"
    ASK_MORE = "ask-more"  # one person who was forgotten, about one leader
    PREPARE_KEY = "prepare-key"
    KEY_HALF = "key-half"
    TRIAL_MAIL = "trial-mail"  # to the planner who asks for it
    CHECK_COPY = "check-copy"  # look whether the second copy of the key could be written where it is to lie


class OrderState(StrEnum):
    """Where an order stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something was not done: the name of the error and its facts as plain values."""

    name: str
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True)
class OrderStatus:
    """Where an order stands, for the page that waits for it."""

    id: UUID
    kind: OrderKind
    round: UUID
    state: OrderState
    placed_at: datetime
    by: str
    done: int
    total: int
    refusals: tuple[Refusal, ...]
    has_paper: bool

    @property
    def is_over(self) -> bool:
        """Whether nothing more happens."""
        return self.state not in (OrderState.WAITING, OrderState.RUNNING)


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as its maker hands it over."""

    name: str
    content_type: str
    body: bytes
