"""Putting a round's mail in the outbox and, if asked, sending it here and now, with progress."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Final
from urllib.parse import urlsplit
from uuid import UUID

import click
from django.conf import settings

from fagspejl.commands.cli import REFUSED
from fagspejl.commands.console import bar, operator
from fagspejl.commands.file_errors import end
from fagspejl.commands.round.errors import when
from fagspejl.commands.round.sentences import say
from fagspejl.lib.clock import utc_now
from fagspejl.lib.language import Language
from fagspejl.mailing.services.mailing import Sent, send_mailing
from fagspejl.mailing.services.queueing import Queued, queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.post_office import answered_of, post

_THIS_MACHINE: Final = ("localhost", "127.0.0.1", "::1")


def queue(
    round_id: UUID, kind: MailingKind, language: Language, *, here: bool = False, quiet: bool
) -> Queued:
    """Put a mailing in the outbox and say so, unless it is sent `here` right away."""
    queued = queue_mailing(round_id, kind, actor=operator(), now=utc_now())
    if not quiet and (queued.again or not here):
        what = say(kind, language, number=queued.number)
        key = "queued_again" if queued.again else "queued"
        click.echo(say(key, language, what=what, people=queued.people))
    return queued


def send_now(queued: Queued, round_id: UUID, language: Language, *, quiet: bool) -> None:
    """Send in this process until the mailing is finished, stopped, or has to wait for long. Ctrl-C stops it safely."""
    with stopping() as stop, bar(say("sending", language), quiet=quiet) as advance:
        result = send_mailing(queued.id, already_answered=answered_of, post=post(stop), progress=advance)
    tell_result(result, round_id, language, quiet=quiet)


def tell_result(result: Sent, round_id: UUID, language: Language, *, quiet: bool) -> None:
    """Say how far it came; end with exit code 1 where somebody has to do something."""
    if not quiet:
        click.echo(say("sent", language, count=result.mailed))
        if result.finished:
            click.echo(say("finished", language))
    if result.halted:
        end(REFUSED, say("halted", language, reason=result.halted, round=round_id))
    if result.unreachable:
        end(REFUSED, say("unreachable", language, said=result.unreachable))
    if result.again_at is not None and not quiet:
        click.echo(say("again_at", language, at=when(result.again_at, language)))


def tell_links_here(language: Language) -> None:
    """Warn where links would lead nobody anywhere: the address of the site is still this machine's own."""
    if not settings.DEMO_DATA and urlsplit(settings.BASE_URL).hostname in _THIS_MACHINE:
        click.echo(say("links_here", language, address=settings.BASE_URL), err=True)


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
