"""The demo's post: every mail becomes a file that a mail program can open, and nothing is sent."""

from __future__ import annotations

import email
import email.policy
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage as Message
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

ENDING = ".eml"
_NAME = re.compile(r"[0-9a-z][0-9a-z.@+-]*\.eml")
_NOT_IN_A_NAME = re.compile(r"[^0-9a-z.@+-]+")


class FileBackend(BaseEmailBackend):
    """Writes each mail into a folder (EMAIL_FILE_PATH), named by the time of writing and whom it is to."""

    def __init__(
        self,
        *args: object,
        folder: Path | None = None,
        clock: Callable[[], datetime] | None = None,
        **rest: object,
    ) -> None:
        super().__init__()
        self._folder, self._clock = folder or Path(settings.EMAIL_FILE_PATH), clock

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the mails; returns how many. `clock` gives their date, for rounds of long ago."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for message in email_messages:
            if self._clock is not None:
                message.extra_headers["Date"] = format_datetime(self._clock())
            to = _NOT_IN_A_NAME.sub("-", message.to[0].lower())
            path = self._folder / f"{time.time_ns()}-{to}{ENDING}"
            path.write_bytes(message.message().as_bytes())
        return len(email_messages)


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail as a page shows it. `name` is its file."""

    name: str
    to: str
    subject: str
    date: datetime | None
    text: str


def newest_mails(folder: Path, *, wanted: str = "", most: int = 100) -> Iterator[Mail]:
    """Yield mails, the last written first; only those to an address that holds `wanted`."""
    wanted = wanted.strip().lower()
    names = sorted((path.name for path in folder.glob(f"*{ENDING}")), reverse=True)
    shown = 0
    for name in names:
        if wanted in name.partition("-")[2].lower():
            found = read_mail(folder, name)
            if found is not None:
                yield found
                shown += 1
        if shown >= most:
            return


def read_mail(folder: Path, name: str) -> Mail | None:
    """Return one mail by the name of its file, or None."""
    if not _NAME.fullmatch(name):
        return None
    try:
        data = (folder / name).read_bytes()
    except FileNotFoundError:
        return None
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, Message)
    date = str(message["Date"] or "")
    return Mail(
        name=name,
        to=str(message["To"]),
        subject=str(message["Subject"]),
        date=_moment(date) if date else None,
        text=message.get_body(("plain",)).get_content(),  # type: ignore[union-attr]  # every mail of ours has one
    )


def _moment(date: str) -> datetime:
    """Return the moment of a mail. One that says -0000 says UTC, and Python then names no zone."""
    moment = parsedate_to_datetime(date)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
