"""Everybody asked gets one mail with one link for each leader, and whoever looks at the outbox sees nothing of it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from fagspejl.evaluation.keys.derivation import lookup_of
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors.lookup import invitation_by_lookup
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind, OutboxState
from support.post import Clock, Server, body, post_to, serving
from support.roster import BENTE, CAST, NOW, opened

pytestmark = pytest.mark.django_db(transaction=True)
LINK = re.compile(r"https://svar\.egedal\.example/svar/([a-z2-7]{26})/")


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_one_mail_each_with_a_link_for_each_leader(tmp_path: Path, server: Server) -> None:
    """Karen gets one mail with three links, each with the leader's name beside it; Omar, without address, none."""
    round_id, keys = opened(tmp_path)
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    assert mailing.people == 5
    result = send_mailing(
        mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW))
    )
    assert (result.mailed, result.finished) == (4, True)
    assert sorted(server.addresses) == [
        f"{name}@egedal.example" for name in ("ida", "karen", "mads", "sofie")
    ]
    (mail,) = [m for m in server.received if m["X-Envelope-To"] == "karen@egedal.example"]
    told = body(mail)
    assert told.startswith("Kære Karen Lund\n")
    assert "indtil tirsdag den 15. september kl. 12." in told
    found = []
    for line, after in zip(told.splitlines(), told.splitlines()[1:], strict=False):
        if link := LINK.search(after):
            asked = invitation_by_lookup(lookup_of(link[1]))
            assert asked is not None
            assert asked.invitation.perspective == "self" or asked.invitation.leader_name in line
            found.append((asked.invitation.perspective, line))
    assert found == [
        ("self", "Om dig selv som leder:"),
        ("subordinate_leader", "Om din leder Mads Holm:"),
    ]


def test_superior_and_peer_are_told_who(tmp_path: Path, server: Server) -> None:
    """Mads is told which link is about which of the leaders he leads, and Ida that Karen is a fellow leader."""
    round_id, keys = opened(tmp_path)
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    send_mailing(mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW)))
    told = {str(m["X-Envelope-To"]): body(m) for m in server.received}
    assert "Om Ida Bro, som du er leder for:" in told["mads@egedal.example"]
    assert "Om Karen Lund, som du er leder for:" in told["mads@egedal.example"]
    assert "Om din lederkollega Karen Lund:" in told["ida@egedal.example"]
    assert "Vi spørger dig om 3 ledere." in told["ida@egedal.example"]


def test_nothing_but_what_it_needs(tmp_path: Path, server: Server) -> None:
    """A mail is text for one person, plain and as HTML, says who sends it, and holds no picture, receipt or second recipient."""
    round_id, keys = opened(tmp_path, *CAST, title="Ledelse\r\nBcc: lone@example.org")
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    send_mailing(mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW)))
    for mail in server.received:
        assert mail["From"] == "Egedal Kommune <svar@egedal.example>"
        assert mail["Subject"] == "Ledelse Bcc: lone@example.org: Vil du svare?"
        assert [part.get_content_type() for part in mail.walk()] == [
            "multipart/alternative",
            "text/plain",
            "text/html",
        ]
        assert not {"Bcc", "Cc", "Disposition-Notification-To", "Return-Receipt-To"} & set(mail.keys())
        assert mail["Auto-Submitted"] == "auto-generated"
        assert "," not in mail["X-Envelope-To"]


def test_the_outbox_tells_nothing_afterwards(tmp_path: Path, server: Server) -> None:
    """When the reminder is finished, the rows of those who had answered and of those reminded are the same."""
    round_id, keys = opened(tmp_path)
    post = post_to(server.port, keys, Clock(NOW))
    first = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    send_mailing(first.id, already_answered=lambda _: (), post=post)
    server.received.clear()
    sofies = set(Invitation.objects.filter(person__key="sofie").values_list("id", flat=True))
    reminder = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
    result = send_mailing(reminder.id, already_answered=lambda _: sofies, post=post)
    assert result.finished
    assert sorted(server.addresses) == [f"{name}@egedal.example" for name in ("ida", "karen", "mads")]
    rows = Outbox.objects.filter(mailing_id=reminder.id)
    assert Counter(rows.values_list("state", "lease")) == {(OutboxState.DONE, None): 5}


def test_who_has_answered_about_one_leader_is_reminded_of_the_rest(tmp_path: Path, server: Server) -> None:
    """Karen has answered about herself and not about Mads: she is reminded, with the same links as before."""
    round_id, keys = opened(tmp_path)
    post = post_to(server.port, keys, Clock(NOW))
    first = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    send_mailing(first.id, already_answered=lambda _: (), post=post)
    (invited,) = [m for m in server.received if m["X-Envelope-To"] == "karen@egedal.example"]
    server.received.clear()
    herself = set(
        Invitation.objects.filter(person__key="karen", perspective="self").values_list("id", flat=True)
    )
    reminder = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
    send_mailing(reminder.id, already_answered=lambda _: herself, post=post)
    (reminded,) = [m for m in server.received if m["X-Envelope-To"] == "karen@egedal.example"]
    assert LINK.findall(body(invited)) == LINK.findall(body(reminded))
    assert invited["Message-ID"] != reminded["Message-ID"]
    assert reminded["Subject"] == "Påmindelse: Faglig ledelse 2026"


def test_two_who_press_send_make_one_mailing(tmp_path: Path, server: Server) -> None:
    """Bente and Per both send the invitation, and the reminder: each goes out once."""
    round_id, keys = opened(tmp_path)
    post = post_to(server.port, keys, Clock(NOW))
    for kind in (MailingKind.INVITE, MailingKind.REMIND):
        first, second = (queue_mailing(round_id, kind, actor=BENTE, now=NOW) for _ in range(2))
        assert (first.id, first.again, second.again) == (second.id, False, True)
        for mailing in (first, second):
            send_mailing(mailing.id, already_answered=lambda _: (), post=post)
        third = queue_mailing(round_id, kind, actor=BENTE, now=NOW)
        assert third.id == first.id
        send_mailing(third.id, already_answered=lambda _: (), post=post)
    assert Counter(server.addresses) == {
        f"{name}@egedal.example": 2 for name in ("ida", "karen", "mads", "sofie")
    }
    assert Mailing.objects.count() == 2


def test_english_for_who_reads_english(tmp_path: Path, server: Server) -> None:
    """Omar, who reads English, gets his mail in English."""
    omar = "omar;Omar Said;omar@egedal.example;en;fam;;;medarbejder;;karen;;;;"
    round_id, keys = opened(tmp_path, *CAST[:-1], omar)
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    send_mailing(mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW)))
    (mail,) = [m for m in server.received if m["X-Envelope-To"] == "omar@egedal.example"]
    assert mail["Subject"] == "Faglig ledelse 2026: will you answer?"
    assert "until Tuesday 15 September at 12:00 (Danish time)." in body(mail)
    assert "About your leader Karen Lund:" in body(mail)
