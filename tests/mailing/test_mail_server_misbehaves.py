"""Whatever a mail server does, nobody's invitation is lost, nobody is told on, and the planner hears what to do."""

from __future__ import annotations

import smtplib
import ssl
from collections import Counter
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend

from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.mailing.services.claims import LEASE
from fagspejl.mailing.services.faults import Verdict, judge
from fagspejl.mailing.services.mailing import REFUSED_IN_A_ROW, send_mailing
from fagspejl.mailing.services.queueing import due_mailings, queue_mailing, resume_mailings
from fagspejl.mailing.types import MailingKind, OutboxState
from fagspejl.organisation.selectors import refused_addresses
from support.post import Clock, body, free_port, post_to, serving
from support.roster import BENTE, CAST, NOW, employees, opened, taken_in

pytestmark = pytest.mark.django_db(transaction=True)
EVERYBODY = {f"{name}@egedal.example" for name in ("ida", "karen", "mads", "sofie")}


def _invited(folder: Path, *rows: str, **given: object) -> tuple[UUID, UUID, KeyStore]:
    round_id, keys = opened(folder, *rows, **given)
    return round_id, queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW).id, keys


def _none(_: UUID) -> tuple[UUID, ...]:
    return ()


def test_server_is_down(tmp_path: Path) -> None:
    """While the server is down nothing is lost; when it is back everybody gets one mail."""
    _, mailing, keys = _invited(tmp_path)
    clock, port = Clock(NOW), free_port()
    result = send_mailing(mailing, already_answered=_none, post=post_to(port, keys, clock))
    assert (result.mailed, result.finished, result.halted) == (0, False, "")
    assert result.unreachable
    assert result.again_at == NOW + timedelta(minutes=1)
    assert set(Outbox.objects.values_list("state", "lease")) == {(OutboxState.QUEUED, None)}
    with serving(port) as server:
        result = send_mailing(mailing, already_answered=_none, post=post_to(port, keys, clock))
        assert (result.mailed, result.finished) == (4, True)
    assert set(server.addresses) == EVERYBODY


def test_server_says_later(tmp_path: Path) -> None:
    """A server that does not know us yet gets Sofie's mail again ten minutes later, and takes it."""
    _, mailing, keys = _invited(tmp_path)
    clock = Clock(NOW)
    tries: Counter[str] = Counter()

    def greylist(address: str) -> str | None:
        tries[address] += 1
        return "451 try again later" if address.startswith("sofie") and tries[address] == 1 else None

    with serving(answer=greylist) as server:
        post = post_to(server.port, keys, clock)
        result = send_mailing(mailing, already_answered=_none, post=post)
        assert (result.mailed, result.finished, result.again_at) == (3, False, NOW + LEASE)
        assert send_mailing(mailing, already_answered=_none, post=post).mailed == 0
        clock.now += LEASE
        assert send_mailing(mailing, already_answered=_none, post=post).finished
    assert Counter(server.addresses) == dict.fromkeys(EVERYBODY, 1)
    assert tries["sofie@egedal.example"] == 2


def test_server_says_later_to_everybody(tmp_path: Path) -> None:
    """A server that is too busy for anybody is left alone after ten mails, and everybody waits."""
    _, mailing, keys = _invited(tmp_path, *CAST, *employees(20))
    with serving(answer=lambda address: "450 too many") as server:
        result = send_mailing(mailing, already_answered=_none, post=post_to(server.port, keys, Clock(NOW)))
    assert (result.mailed, result.finished, result.again_at) == (0, False, NOW + LEASE)
    assert Outbox.objects.filter(state=OutboxState.QUEUED, lease__gt=NOW).count() == REFUSED_IN_A_ROW
    assert not Mailing.objects.get().halted


def test_address_is_refused(tmp_path: Path) -> None:
    """Sofie's address does not exist: the others get theirs, and Bente sees the address until she corrects it."""
    _, mailing, keys = _invited(tmp_path)

    def refuse(address: str) -> str | None:
        return "550 5.1.1 no such user" if address.startswith("sofie") else None

    with serving(answer=refuse) as server:
        result = send_mailing(mailing, already_answered=_none, post=post_to(server.port, keys, Clock(NOW)))
    assert (result.mailed, result.finished) == (3, True)
    (refused,) = refused_addresses()
    assert (refused.name, refused.email) == ("Sofie Berg", "sofie@egedal.example")
    assert refused.said == "550 5.1.1 no such user"
    taken_in(tmp_path, *(row.replace("sofie@", "sofie.berg@") for row in CAST))
    assert refused_addresses() == []


def test_address_refused_in_a_silent_reminder_is_not_written_down(tmp_path: Path) -> None:
    """An address that fails in a reminder would tell that its owner had not answered: nobody learns of it."""
    round_id, invite, keys = _invited(tmp_path)
    with serving() as server:
        send_mailing(invite, already_answered=_none, post=post_to(server.port, keys, Clock(NOW)))
    reminder = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
    with serving(answer=lambda address: "550 gone") as server:
        result = send_mailing(
            reminder.id, already_answered=_none, post=post_to(server.port, keys, Clock(NOW))
        )
    assert (result.mailed, result.finished) == (0, True)
    assert refused_addresses() == []
    assert set(Outbox.objects.filter(mailing_id=reminder.id).values_list("state", "lease")) == {
        (OutboxState.DONE, None)
    }


def test_server_says_later_in_a_silent_reminder(tmp_path: Path) -> None:
    """What a reminder could not deliver is tried again from memory; the outbox never shows whose it was."""
    round_id, invite, keys = _invited(tmp_path)
    with serving() as server:
        send_mailing(invite, already_answered=_none, post=post_to(server.port, keys, Clock(NOW)))
    reminder = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
    clock = Clock(NOW)
    seen: list[set[tuple[str, object]]] = []

    def busy(address: str) -> str | None:
        return None if clock.now > NOW + timedelta(seconds=59) else "451 later"

    def sleep(seconds: float) -> None:
        seen.append(set(Outbox.objects.filter(mailing_id=reminder.id).values_list("state", "lease")))
        clock.sleep(seconds)

    with serving(answer=busy) as server:
        post = post_to(server.port, keys, clock, sleep=sleep)
        result = send_mailing(reminder.id, already_answered=_none, post=post)
    assert (result.mailed, result.finished) == (4, True)
    assert set(server.addresses) == EVERYBODY
    assert {frozenset(states) for states in seen} == {frozenset({(OutboxState.SENT, None)})}


def test_everything_stops_when_mail_after_mail_is_refused(tmp_path: Path) -> None:
    """Ten refusals in a row are no fault of ten people: sending stands still until somebody says go on."""
    round_id, mailing, keys = _invited(tmp_path, *CAST, *employees(20))
    with serving(answer=lambda address: "554 we do not take your mail") as server:
        post = post_to(server.port, keys, Clock(NOW))
        result = send_mailing(mailing, already_answered=_none, post=post)
        assert "10" in result.halted
        assert send_mailing(mailing, already_answered=_none, post=post).halted == result.halted
    assert due_mailings() == []
    assert resume_mailings(actor=BENTE, now=NOW, round_id=round_id) == 1
    with serving() as server:
        result = send_mailing(mailing, already_answered=_none, post=post_to(server.port, keys, Clock(NOW)))
    assert (result.mailed, result.finished) == (4 + 20 - REFUSED_IN_A_ROW, True)


class _NoLogin(BaseEmailBackend):
    """A server that refuses our login."""

    def open(self) -> bool:
        raise smtplib.SMTPAuthenticationError(535, b"5.7.8 bad credentials")

    def send_messages(self, messages: list[EmailMessage]) -> int:
        raise AssertionError("nothing is sent without a login")


def test_login_is_refused(tmp_path: Path) -> None:
    """When our login is refused, every mailing stops and says why, and nobody is marked as written to."""
    _, mailing, keys = _invited(tmp_path)
    result = send_mailing(
        mailing, already_answered=_none, post=post_to(0, keys, Clock(NOW), connection=_NoLogin())
    )
    assert result.halted == "login refused: 535 5.7.8 bad credentials"
    assert set(Outbox.objects.values_list("state", "lease")) == {(OutboxState.QUEUED, None)}


def test_safe_connection_is_missing(tmp_path: Path) -> None:
    """A server that offers no encryption, although we ask for it, stops everything: no link leaves in the clear."""
    _, mailing, keys = _invited(tmp_path)
    with serving() as server:
        secure = EmailBackend(host="127.0.0.1", port=server.port, use_tls=True, timeout=10)
        result = send_mailing(
            mailing, already_answered=_none, post=post_to(server.port, keys, Clock(NOW), connection=secure)
        )
    assert result.halted.startswith("the server lacks what we need")
    assert server.received == []


class _BreaksOff(EmailBackend):
    """A connection that is lost once, just after the server has taken a mail. Counts connections."""

    lost = False
    opened = 0

    def open(self) -> bool | None:
        is_new = super().open()
        self.opened += bool(is_new)
        return is_new

    def send_messages(self, messages: list[EmailMessage]) -> int:
        sent = super().send_messages(messages)
        if not self.lost:
            self.lost = True
            raise smtplib.SMTPServerDisconnected("connection lost")
        return sent or 0


def test_connection_is_lost_after_a_mail_was_taken(tmp_path: Path) -> None:
    """Nobody knows whether the mail was taken, so it goes again: the same links under the same Message-ID."""
    _, mailing, keys = _invited(tmp_path)
    with serving() as server:
        breaking = _BreaksOff(host="127.0.0.1", port=server.port, use_tls=False, timeout=10)
        result = send_mailing(
            mailing, already_answered=_none, post=post_to(server.port, keys, Clock(NOW), connection=breaking)
        )
    assert result.finished
    assert set(server.addresses) == EVERYBODY
    twice = [m for m in server.received if server.addresses.count(str(m["X-Envelope-To"])) == 2]
    assert len(twice) == 2
    assert twice[0]["Message-ID"] == twice[1]["Message-ID"]
    assert body(twice[0]) == body(twice[1])
    assert breaking.opened == 2, "mails after the one that broke off share the new connection"


def test_reminder_to_everyone_goes_to_everyone(tmp_path: Path) -> None:
    """In a round that reminds everyone, those who have answered are written to as well."""
    policy = RoundPolicyValues(access=AccessPolicy(reminder_mode="everyone"))
    round_id, invite, keys = _invited(tmp_path, *CAST, policy=policy)
    with serving() as server:
        post = post_to(server.port, keys, Clock(NOW))
        send_mailing(invite, already_answered=_none, post=post)
        server.received.clear()
        reminder = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
        every = set(Invitation.objects.values_list("id", flat=True))
        send_mailing(reminder.id, already_answered=lambda _: every, post=post)
    assert set(server.addresses) == EVERYBODY


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (smtplib.SMTPServerDisconnected("gone"), Verdict.BROKEN),
        (smtplib.SMTPDataError(451, b"later"), Verdict.LATER),
        (smtplib.SMTPDataError(554, b"spam"), Verdict.ADDRESS),
        (smtplib.SMTPDataError(421, b"closing"), Verdict.BROKEN),
        (smtplib.SMTPSenderRefused(550, b"who are you", "x"), Verdict.STOP),
        (smtplib.SMTPSenderRefused(450, b"slow down", "x"), Verdict.LATER),
        (smtplib.SMTPRecipientsRefused({"a": (550, b"none")}), Verdict.ADDRESS),
        (smtplib.SMTPRecipientsRefused({"a": (452, b"full")}), Verdict.LATER),
        (ssl.SSLCertVerificationError("certificate"), Verdict.STOP),
        (ssl.SSLEOFError("unexpected end"), Verdict.BROKEN),
        (smtplib.SMTPConnectError(554, b"not you"), Verdict.BROKEN),
        (TimeoutError("slow"), Verdict.BROKEN),
        (ConnectionResetError(), Verdict.BROKEN),
        (UnicodeEncodeError("ascii", "å", 0, 1, "no"), Verdict.ADDRESS),
    ],
)
def test_every_refusal_has_a_meaning(error: Exception, verdict: Verdict) -> None:
    """Per's table of what a server may say: later, this address, this connection, or stop."""
    assert judge(error).verdict == verdict


def test_a_fault_of_ours_is_not_the_servers() -> None:
    """An error in the program is not taken for a refusal."""
    with pytest.raises(KeyError):
        judge(KeyError("name"))
