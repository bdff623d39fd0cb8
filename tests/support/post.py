"""A mail server with a mind of its own, a clock that obeys, and what is needed to send to it."""

from __future__ import annotations

import email
import email.policy
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.core.mail.backends.smtp import EmailBackend

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.mailing.services.mailing import Post
from fagspejl.mailing.services.message import Sender
from fagspejl.mailing.services.pace import Limits

SENDER = Sender("Egedal Kommune", "svar@egedal.example", "https://svar.egedal.example")
MAIL_KEY = bytes(range(32, 64))
UNLIMITED = Limits(per_minute=None, first=50, pause=timedelta(0))


@dataclass
class Clock:
    """Time that moves only when somebody sleeps, or the test says so."""

    now: datetime
    slept: float = 0

    def __call__(self) -> datetime:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept += seconds
        self.now += timedelta(seconds=seconds)


@dataclass
class Server:
    """Takes mail at `port`. `answer(address)` may refuse a recipient with an SMTP reply; None takes it."""

    port: int
    answer: Callable[[str], str | None] = lambda address: None
    received: list[EmailMessage] = field(default_factory=list)
    arrived: threading.Event = field(default_factory=threading.Event)

    async def handle_RCPT(  # noqa: N802 - aiosmtpd
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Refuse, or take the recipient."""
        refusal = self.answer(address)
        if refusal is None:
            envelope.rcpt_tos.append(address)
        return refusal or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the message."""
        content = envelope.original_content
        assert content is not None
        message = email.message_from_bytes(content.replace(b"\r\n", b"\n"), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        message["X-Envelope-To"] = ", ".join(envelope.rcpt_tos)
        self.received.append(message)
        self.arrived.set()
        return "250 OK"

    @property
    def addresses(self) -> list[str]:
        """Whom the received mails were for, in order of arrival."""
        return [str(message["X-Envelope-To"]) for message in self.received]


@contextmanager
def serving(port: int = 0, **given: Any) -> Iterator[Server]:
    """Run a mail server."""
    server = Server(port or free_port(), **given)
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()


def free_port() -> int:
    """A port that nobody uses at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def post_to(port: int, keys: KeyStore, clock: Clock, **given: Any) -> Post:
    """What is needed to send to a server on this machine."""
    facts: dict[str, Any] = {
        "connection": EmailBackend(host="127.0.0.1", port=port, timeout=10, use_tls=False),
        "sender": SENDER,
        "mail_key": MAIL_KEY,
        "keys": keys,
        "granted": lambda round_id, people: {},
        "limits": UNLIMITED,
        "clock": clock,
        "sleep": clock.sleep,
    }
    return Post(**{**facts, **given})


def body(message: EmailMessage) -> str:
    """The plain text of a mail."""
    return _part(message, "plain")


def html_of(message: EmailMessage) -> str:
    """The same as HTML."""
    return _part(message, "html")


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())
