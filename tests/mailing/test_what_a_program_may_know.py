"""The program on the hook learns what Omar is told, and neither who has answered nor a secret of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.mailing.models import Outbox
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.queueing import queue_mailing, queue_new_links
from fagspejl.mailing.types import MailingKind
from fagspejl.organisation.models import Person
from support.hook import hook_of, keeping, kept_in
from support.post import Clock, Server, post_to, serving
from support.roster import BENTE, CAST, NOW, opened

pytestmark = pytest.mark.django_db(transaction=True)
LONE = "lone;Lone Friis;;da;fam;;;medarbejder;;karen;;;;"


@pytest.fixture
def server() -> Iterator[Server]:
    with serving() as running:
        yield running


def _reminded(folder: Path, server: Server, mode: str) -> tuple[list[str], list[str]]:
    """Whom the program and the mail server are told of in a reminder, once Omar and Sofie have answered."""
    policy = RoundPolicyValues(access=AccessPolicy(reminder_mode=mode))  # type: ignore[arg-type]
    round_id, keys = opened(folder, *CAST, LONE, policy=policy)
    post = post_to(server.port, keys, Clock(NOW), hook=hook_of(keeping(folder)))
    first = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    send_mailing(first.id, already_answered=lambda _: (), post=post)
    assert sorted(told["person"] for told in kept_in(folder)) == ["lone", "omar"]
    server.received.clear()
    (folder / "kept.jsonl").unlink()
    answered = set(Invitation.objects.filter(person__key__in=("omar", "sofie")).values_list("id", flat=True))
    second = queue_mailing(round_id, MailingKind.REMIND, actor=BENTE, now=NOW)
    assert send_mailing(second.id, already_answered=lambda _: answered, post=post).finished
    assert set(Outbox.objects.values_list("state", "lease")) == {("done", None)}
    return sorted(told["person"] for told in kept_in(folder)), sorted(server.addresses)


def test_a_silent_reminder_does_not_go_by_it(tmp_path: Path, server: Server) -> None:
    """Only those who have not answered are reminded: a gateway outside the house is told of nobody, answered or not."""
    told, mailed = _reminded(tmp_path, server, "silent")
    assert told == []
    assert mailed == [f"{name}@egedal.example" for name in ("ida", "karen", "mads")]


def test_a_reminder_to_everyone_tells_nothing(tmp_path: Path, server: Server) -> None:
    """Where everybody is reminded, Omar and Lone are, and the program cannot tell that Omar has answered."""
    told, mailed = _reminded(tmp_path, server, "everyone")
    assert told == ["lone", "omar"]
    assert mailed == [f"{name}@egedal.example" for name in ("ida", "karen", "mads", "sofie")]


def test_no_secret_and_no_link_beside_the_pipe(
    tmp_path: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is given its own settings and a few of the system's; neither its arguments nor those hold a link."""
    secret = "postgresql://fagspejl:hemmelig@/fagspejl"
    environ = {"PATH": "/usr/bin", "FAGSPEJL_DATABASE": secret, "FAGSPEJL_HOOK_TOKEN": "mit"}
    round_id, keys = opened(tmp_path)
    hook = hook_of(keeping(tmp_path), **environ)
    monkeypatch.setenv("FAGSPEJL_SMTP", "smtp://bruger:hemmelig@mail.example")
    mailing = queue_mailing(round_id, MailingKind.INVITE, actor=BENTE, now=NOW)
    send_mailing(
        mailing.id, already_answered=lambda _: (), post=post_to(server.port, keys, Clock(NOW), hook=hook)
    )
    (told,) = kept_in(tmp_path)
    assert len(told["argv"]) == 1
    assert "hemmelig" not in json.dumps(told)
    assert told["environ"]["FAGSPEJL_HOOK_TOKEN"] == "mit"
    assert set(told["environ"]) - {"LC_CTYPE"} == {"PATH", "FAGSPEJL_HOOK_TOKEN"}
    assert "/svar/" not in json.dumps([told["argv"], told["environ"]])


def test_what_needs_an_address_does_not_go_by_it(tmp_path: Path, server: Server) -> None:
    """A new link for Omar stays a letter: it was lost, or somebody else has it."""
    round_id, keys = opened(tmp_path)
    queue_new_links(round_id, Person.objects.get(key="omar").id, now=NOW)
    mailing = Outbox.objects.get().mailing_id
    post = post_to(server.port, keys, Clock(NOW), hook=hook_of(keeping(tmp_path)))
    assert send_mailing(mailing, already_answered=lambda _: (), post=post).finished
    assert kept_in(tmp_path) == []


def test_a_new_deadline_goes_by_it(tmp_path: Path, server: Server) -> None:
    """Omar, who was told the old deadline, is told the new one, in his language and with his link."""
    round_id, keys = opened(tmp_path)
    mailing = queue_mailing(round_id, MailingKind.EXTEND, actor=BENTE, now=NOW)
    post = post_to(server.port, keys, Clock(NOW), hook=hook_of(keeping(tmp_path)))
    send_mailing(mailing.id, already_answered=lambda _: (), post=post)
    (told,) = kept_in(tmp_path)
    assert told["kind"] == "extend"
    assert told["short"].startswith("The deadline has moved to")
    assert told["subject"] == "New deadline: Faglig ledelse 2026"
