"""What a mail server's refusal means: try later, a bad address, or stop everything."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What to do about a mail that was not taken."""

    LATER = "later"  # the server is busy, or does not know us yet
    ADDRESS = "address"  # this mail will never be taken: somebody has to look at the address
    BROKEN = "broken"  # the connection is gone
    STOP = "stop"  # nothing will be taken before somebody has looked at our set-up


@dataclass(frozen=True, slots=True)
class Fault:
    """A verdict and what the server said, on one line."""

    verdict: Verdict
    said: str


def judge(error: Exception) -> Fault:
    """Return what an error of the mail library means. Other errors than its own are raised again."""
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return Fault(Verdict.STOP, f"login refused: {_said(error.smtp_code, error.smtp_error)}")
    if isinstance(error, smtplib.SMTPNotSupportedError):
        return Fault(Verdict.STOP, f"the server lacks what we need: {error}")
    if isinstance(error, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError):
        return Fault(Verdict.BROKEN, str(error))
    if isinstance(error, ssl.SSLError):
        return Fault(Verdict.STOP, f"no safe connection: {error}")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, text = next(iter(error.recipients.values()))
        return Fault(_by_code(code, Verdict.ADDRESS), _said(code, text))
    if isinstance(error, smtplib.SMTPSenderRefused):
        return Fault(_by_code(error.smtp_code, Verdict.STOP), _said(error.smtp_code, error.smtp_error))
    if isinstance(error, smtplib.SMTPServerDisconnected | smtplib.SMTPConnectError | smtplib.SMTPHeloError):
        return Fault(Verdict.BROKEN, str(error))
    if isinstance(error, smtplib.SMTPResponseException):
        return Fault(_by_code(error.smtp_code, Verdict.ADDRESS), _said(error.smtp_code, error.smtp_error))
    if isinstance(error, OSError):  # the mail library's own base, and the network's
        return Fault(Verdict.BROKEN, str(error) or type(error).__name__)
    if isinstance(error, UnicodeError | ValueError):  # an address that no mail can be written to
        return Fault(Verdict.ADDRESS, type(error).__name__)
    raise error


def _by_code(code: int, final: Verdict) -> Verdict:
    if code == 421:
        return Verdict.BROKEN
    return final if code // 100 == 5 else Verdict.LATER  # no threshold: the class of an SMTP reply


def _said(code: int, text: bytes | str) -> str:
    said = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return " ".join(f"{code} {said}".split())[:200]
