"""What sending needs on this installation: mail server, sender, keys and limits, from settings and environment."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from typing import Final
from uuid import UUID

from django.conf import settings
from django.core.mail import get_connection

from fagspejl.answering.services.custody import who_has_answered
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.selectors import key_check_of
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.private_files import read_secret
from fagspejl.mailing.services.hook import Hook, hook_environment
from fagspejl.mailing.services.mailing import Post
from fagspejl.mailing.services.message import Sender
from fagspejl.mailing.services.pace import PACES, Limits, chosen_relay
from fagspejl.mailing.types import Plan, Relay, ReportReady
from fagspejl.reporting.selectors import granted_in

_PACE: Final = ("FAGSPEJL_MAIL_PER_SECOND", "FAGSPEJL_MAIL_PER_MINUTE")


class SenderUnset(FagspejlError):
    """The address that mails come from is no address."""

    def __init__(self, value: str) -> None:
        super().__init__(f"FAGSPEJL_MAIL_FROM must be an e-mail address; it is {value!r}")
        self.value = value


class MailLimitWrong(FagspejlError):
    """A limit in the environment is no number."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name} must be a number above 0, or none; it is {value}")
        self.name, self.value = name, value


def post(stop: Callable[[], bool] = lambda: False) -> Post:
    """Return what is needed to send. Raises MailLimitWrong."""
    return Post(
        connection=get_connection(),
        sender=sender_here(),
        mail_key=read_secret(settings.KEYS / "mail.secret").encode("ascii"),
        keys=KeyStore(settings.KEYS, None),
        granted=reports_ready,
        plan=plan_here(),
        limits=limits_here(),
        hook=hook_here(),
        stop=stop,
    )


def hook_here() -> Hook | None:
    """Return what reaches people without an address; None where nobody has set it, and in the demo.

    Set for the web server too, which never runs it: its pages say who is reached that way.
    """
    program = os.environ.get("FAGSPEJL_HOOK", "").strip()
    if settings.DEMO_DATA or not program:
        return None
    return Hook(Path(program), hook_environment(os.environ))


def sender_here() -> Sender:
    """Return whom mails come from."""
    name, address = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Sender(name, address, settings.BASE_URL, os.environ.get("FAGSPEJL_MAIL_REPLY_TO", ""))


def plan_here() -> Plan:
    """Return what is to happen how many days after publication."""
    return Plan(*settings.FOLLOW_UP_DAYS[:2])


def check_pace() -> None:
    """Raise MailLimitWrong where the environment sets a pace at which nothing could be sent."""
    limits(os.environ, demo=settings.DEMO_DATA)


def check_sending() -> None:
    """Raise MailLimitWrong or SenderUnset where nothing could be sent by the settings as they are.

    Asked before anything is queued, or changed because a mail will tell of it.
    """
    check_pace()
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    name, at, domain = address.rpartition("@")
    if not (name and at and domain):
        raise SenderUnset(settings.DEFAULT_FROM_EMAIL)


def limits_here() -> Limits:
    """Return how fast mail may go on this installation. Raises MailLimitWrong."""
    return limits(os.environ, demo=settings.DEMO_DATA, relay=chosen_relay() or Relay.MAILBOX)


def is_pace_set() -> bool:
    """Whether the environment sets the pace, so that nobody need be asked what takes the mails."""
    return settings.DEMO_DATA or any(os.environ.get(name, "").strip() for name in _PACE)


def limits(environ: Mapping[str, str], *, demo: bool, relay: Relay = Relay.MAILBOX) -> Limits:
    """Return how fast mail may go; the demo writes files and has no limit. Raises MailLimitWrong.

    A pace that the environment sets holds; without one, that of `relay`.
    """
    if demo:
        return Limits(per_minute=None, pause=timedelta(0))
    usual = PACES[relay]
    told = any(environ.get(name, "").strip() for name in _PACE)
    per_second = _number(environ, "FAGSPEJL_MAIL_PER_SECOND", None if told else usual.per_second)
    by_minute = Limits().per_minute if told else usual.per_minute
    per_minute = _number(environ, "FAGSPEJL_MAIL_PER_MINUTE", None if per_second else by_minute)
    per_day = _number(environ, "FAGSPEJL_MAIL_PER_DAY", None, least=1)  # whole mails: less than one is none
    first = _number(environ, "FAGSPEJL_MAIL_FIRST", usual.first)
    pause = _number(environ, "FAGSPEJL_MAIL_PAUSE", usual.pause.total_seconds())
    return Limits(
        per_minute=per_minute,
        per_second=per_second,
        per_day=None if per_day is None else int(per_day),
        first=int(first or 0),
        pause=timedelta(seconds=pause or 0),
    )


def answered_of(round_id: UUID) -> Collection[UUID]:
    """Return the invitations of a round with a registered answer: computed in memory, never stored."""
    key = KeyStore(settings.KEYS, None).read(round_id, key_check_of(round_id))
    return who_has_answered(round_id, key)


def reports_ready(round_id: UUID, people: Collection[UUID]) -> Mapping[UUID, Sequence[ReportReady]]:
    """Return the published reports that these people may read at this moment."""
    found: dict[UUID, list[ReportReady]] = defaultdict(list)
    for granted in granted_in(round_id, people):
        found[granted.person].append(ReportReady(granted.leader, granted.own))
    return found


def _number(environ: Mapping[str, str], name: str, usual: float | None, *, least: float = 0) -> float | None:
    said = environ.get(name, "").strip()
    if not said:
        return usual
    if said.lower() == "none":
        return None
    try:
        value = float(said)
    except ValueError:
        raise MailLimitWrong(name, said) from None
    if not 0 < value < float("inf") or value < least:
        raise MailLimitWrong(name, said)
    return value
