"""What the worker does for each kind of order. Each handler may be run again after a kill."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from fagspejl.answering.services import drop_answers
from fagspejl.evaluation.selectors import facts_for
from fagspejl.evaluation.services.changing import cancel_round
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.states import Act
from fagspejl.lib.duty import Duty
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.desk import (
    close_desk,
    close_round,
    confirm_close,
    key_store,
    publish_and_grant,
)
from fagspejl.operations.services.keys.key_copy import check_copy
from fagspejl.operations.services.keys.key_places import opening_store
from fagspejl.operations.services.orders.doing import Doing, Handler, do_orders
from fagspejl.operations.services.orders.key_orders import key_half, prepare_key
from fagspejl.operations.services.orders.links import letters, reissue
from fagspejl.operations.services.orders.one_more import ask_more
from fagspejl.operations.services.orders.trial import trial
from fagspejl.operations.services.post_office import check_sending
from fagspejl.operations.types import OrderKind

_WHOLE: Final = 100


def orders_due(now: datetime) -> Duty:
    """What planners have ordered."""
    return Duty("orders", lambda tell, stop: do_orders(HANDLERS, tell, stop))


def _open(order: Doing) -> None:
    store = opening_store(order.round, None)
    open_round(order.round, keys=store, actor=order.actor, now=order.now, progress=order.progress)


def _close(order: Doing) -> None:
    def tell(step: str, share: float) -> None:
        order.progress(int(share * _WHOLE), _WHOLE)

    close_round(round_id=order.round, desk=close_desk(order.round, order.actor, tell))


def _confirm(order: Doing) -> None:
    confirm_close(round_id=order.round, desk=close_desk(order.round, order.actor))


def _publish(order: Doing) -> None:
    publish_and_grant(order.round, order.actor)


def _cancel(order: Doing) -> None:
    if order.facts.get("tell"):
        check_sending()
    if order.facts.get("draft"):
        facts_for(order.round, Act.OPEN)  # somebody else's order has opened it meanwhile: that was not meant
    store = key_store(order.round)
    cancel_round(order.round, keys=store, drop_answers=drop_answers, actor=order.actor, now=order.now)
    if order.facts.get("tell"):
        queue_mailing(order.round, MailingKind.CANCEL, actor=order.actor, now=order.now)


def _check_copy(order: Doing) -> None:
    check_copy(order.round)


HANDLERS: Final[Mapping[OrderKind, Handler]] = {
    OrderKind.OPEN: _open,
    OrderKind.CLOSE: _close,
    OrderKind.CONFIRM: _confirm,
    OrderKind.PUBLISH: _publish,
    OrderKind.CANCEL: _cancel,
    OrderKind.LETTERS: letters,
    OrderKind.REISSUE: reissue,
    OrderKind.ASK_MORE: ask_more,
    OrderKind.PREPARE_KEY: prepare_key,
    OrderKind.KEY_HALF: key_half,
    OrderKind.TRIAL_MAIL: trial,
    OrderKind.CHECK_COPY: _check_copy,
}
