"""Omar has no e-mail address: the organisation's own program sends him his link as a text message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from fagspejl.evaluation.keys.derivation import lookup_of
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors.lookup import invitation_by_lookup
from fagspejl.mailing.models import Outbox
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.organisation.selectors import refused_addresses, unreached_people
from support.hook import gateway, hook_of, keeping, kept_in, sms_hook
from support.post import Clock, Server, free_port, post_to, serving
from support.roster import BENTE, CAST, NOW, opened

pytestmark = pytest.mark.django_db(transaction=True)
LINK = re.compile(r"https://svar\.egedal\.example/svar/([a-z2-7]{26})/")
LONE = "lone;Lone Friis;;da;fam;;;medarbejder;;karen;;;;"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def test_his_own_link_and_no_mail_more_or_less(tmp_path: Path, server: Server) -> None:
    """The gateway is told Omar's number and one link, which is his and about Karen; the others get their mails."""
    round_id, keys = opened(tmp_path)
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    with gateway(tmp_path) as (port, screen):
        hook = sms_hook(tmp_path, port, omar="+4520000017")
        post = post_to(server.port, keys, Clock(NOW), hook=hook)
        result = send_mailing(mailing.id, already_answered=lambda _: (), post=post)
        told = screen.read_text(encoding="utf-8")
    assert (result.mailed, result.handed, result.finished, result.hook_fault) == (4, 1, True, None)
    assert told.startswith("To +4520000017:\nEgedal Kommune is asking you about leadership in daily work.")
    assert "About your leader Karen Lund: https://svar.egedal.example/svar/" in told
    (link,) = LINK.findall(told)
    asked = invitation_by_lookup(lookup_of(link))
    assert asked is not None
    assert asked.by_letter, "what is true of a letter is true of a text message"
    assert Invitation.objects.get(id=asked.invitation.id).person.key == "omar"
    assert len(server.received) == 4


def test_a_gateway_that_is_away_is_asked_again(tmp_path: Path, server: Server) -> None:
    """While the gateway is down Omar's message waits and nobody else's does; when it is back he gets it once."""
    round_id, keys = opened(tmp_path)
    clock = Clock(NOW)
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    nobody = sms_hook(tmp_path, free_port(), omar="+4520000017")
    first = send_mailing(
        mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, clock, hook=nobody)
    )
    assert (first.mailed, first.handed, first.finished) == (4, 0, False)
    assert first.again_at is not None
    clock.now = first.again_at
    with gateway(tmp_path) as (port, screen):
        post = post_to(server.port, keys, clock, hook=sms_hook(tmp_path, port, omar="+4520000017"))
        second = send_mailing(mailing.id, already_answered=lambda _: (), post=post)
        third = send_mailing(mailing.id, already_answered=lambda _: (), post=post)
        told = screen.read_text(encoding="utf-8")
    assert (second.mailed, second.handed, second.finished) == (0, 1, True)
    assert (third.mailed, third.handed) == (0, 0)
    assert told.count("To +4520000017") == 1


def test_who_cannot_be_reached_is_left_to_a_letter(tmp_path: Path, server: Server) -> None:
    """Lone is in no list of numbers and Omar's is wrong: the reasons are kept in a word of ours, until one is reached."""
    round_id, keys = opened(tmp_path, *CAST, LONE)
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    with gateway(tmp_path) as (port, _):
        hook = sms_hook(tmp_path, port, omar="+4520000000")
        post = post_to(server.port, keys, Clock(NOW), hook=hook)
        result = send_mailing(mailing.id, already_answered=lambda _: (), post=post)
    assert (result.handed, result.finished) == (0, True)
    assert sorted(unreached_people().values()) == ["invalid", "no_contact"]
    assert refused_addresses() == [], "no address of theirs was refused: they have none"
    notice = queue_mailing(round_id, MailingKind.EXTEND, actor=BENTE, now=NOW)
    post = post_to(server.port, keys, Clock(NOW), hook=hook_of(keeping(tmp_path)))
    send_mailing(notice.id, already_answered=lambda _: (), post=post)
    assert unreached_people() == {}


def test_what_a_program_is_told_word_for_word(tmp_path: Path, server: Server) -> None:
    """The line about Omar holds what the guide describes, and nothing else of him or of anybody."""
    round_id, keys = opened(tmp_path)
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    post = post_to(server.port, keys, Clock(NOW), hook=hook_of(keeping(tmp_path)))
    send_mailing(mailing.id, already_answered=lambda _: (), post=post)
    (told,) = kept_in(tmp_path)
    (link,) = told["links"]
    assert LINK.fullmatch(link["address"])
    assert set(told) - {"argv", "environ"} == {
        *("version", "id", "person", "name", "language", "kind", "organisation", "title", "deadline"),
        *("subject", "text", "short", "links"),
    }
    assert (told["version"], told["person"], told["name"], told["language"]) == (1, "omar", "Omar Said", "en")
    assert (told["kind"], told["deadline"]) == ("invite", "2026-09-15T12:00+02:00")
    assert told["text"].startswith("Dear Omar Said\n")
    assert "close the page, you have to start again" in told["text"]
    assert "nobody can see who answered what" in told["text"]
    assert "svar@egedal.example" not in told["text"], "it comes from no mail address"
    assert "mail" not in told["text"].lower().replace("mads", "")


def test_without_a_hook_nothing_is_different(tmp_path: Path, server: Server) -> None:
    """Where nobody has set a hook, Omar's row is dealt with as before, and nothing is noted of him."""
    round_id, keys = opened(tmp_path)
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    result = send_mailing(
        mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW))
    )
    assert (result.mailed, result.handed, result.finished) == (4, 0, True)
    assert set(Outbox.objects.values_list("state", flat=True)) == {"done"}
    assert unreached_people() == {}
