"""Putting a round's mail in the outbox and, if asked, sending it here and now, with progress."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings

from fagspejl.commands.console import Terminal, bar
from fagspejl.commands.error_edge import when
from fagspejl.commands.site import Site
from fagspejl.lib.clock import utc_now
from fagspejl.mailing.services.mailing import Sent, send_mailing
from fagspejl.mailing.services.queueing import Queued, queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.mailing.words import name_of_mailing
from fagspejl.operations.services.post_office import answered_of, check_sending, post

_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "::1")


def queue(site: Site, round_id: UUID, kind: MailingKind, *, here: bool = False) -> Queued:
    """Put a mailing in the outbox; say so, unless it is sent `here` right away.

    Raises MailLimitWrong, SenderUnset before anything is queued.
    """
    check_sending()
    queued = queue_mailing(round_id, kind, actor=site.actor, now=utc_now())
    if queued.again or not here:
        what = name_of_mailing(kind, queued.number, site.language)
        site.tell("round.queued_again" if queued.again else "round.queued", what=what, people=queued.people)
    return queued


def send_now(terminal: Terminal, queued: Queued, round_id: UUID) -> None:
    """Send in this process until the mailing is finished, stopped, or has to wait for long. Ctrl-C stops it safely."""
    with stopping() as stop, bar(terminal.say("round.sending"), quiet=terminal.quiet) as advance:
        result = send_mailing(queued.id, already_answered=answered_of, post=post(stop), progress=advance)
    tell_result(terminal, result, round_id)


def tell_result(terminal: Terminal, result: Sent, round_id: UUID) -> None:
    """Say how far it came; end with exit code 1 where somebody has to do something."""
    terminal.tell("round.sent", count=result.mailed)
    if result.handed:
        terminal.tell("round.handed", count=result.handed)
    if result.finished:
        terminal.tell("round.finished")
    if result.halted:
        terminal.refuse("round.halted", reason=result.halted, round=round_id)
    if result.hook_fault is not None:
        terminal.line(terminal.say(f"worker.hook_{result.hook_fault}"), err=True)
    if result.unreachable:
        terminal.refuse("round.unreachable", said=result.unreachable)
    if result.again_at is not None:
        terminal.tell("round.again_at", at=when(result.again_at, terminal.language))


def tell_links_here(terminal: Terminal) -> None:
    """Warn where links would lead nobody anywhere: the address of the site is still this machine's own."""
    if not settings.DEMO_DATA and urlsplit(settings.BASE_URL).hostname in _THIS_MACHINE:
        terminal.line(terminal.say("round.links_here", address=settings.BASE_URL), err=True)


@contextmanager
def stopping() -> Iterator[Callable[[], bool]]:
    """Yield a question: has somebody asked us to stop (SIGTERM, Ctrl-C)? Work in hand is brought to an end first."""
    asked = False

    def ask(number: int, frame: FrameType | None) -> None:
        nonlocal asked
        asked = True

    before = {number: signal.signal(number, ask) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
