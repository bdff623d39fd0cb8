"""Everybody asked is thanked in one mailing, answered or not: neither mails nor outbox nor log differ by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.audit.models import AccessEntry
from fagspejl.evaluation.models import Invitation
from fagspejl.mailing.models import Outbox
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.desk import publish_and_grant
from support.announced import NOW, STAFF, sealed, send_all, texts
from support.mail import MailSink
from support.staff import PER

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.stores]
ALL = {f"{name}@fjordby.dk" for name in (*STAFF, "karen", "ida", "mads")}


def _forget() -> None:
    from django.core.management import call_command

    call_command("flush", verbosity=0, interactive=False)


def test_answered_and_unanswered_get_the_same_mail(tmp_path: Path, mail_sink: MailSink) -> None:
    """Sofie's colleagues answer or stay silent, half of them or all: to each goes the same mail, byte for byte."""
    bodies = []
    for silent in ((), STAFF[::2]):
        mail_sink.received.clear()
        publish_and_grant(sealed(tmp_path / f"{len(bodies)}", silent=silent).id, PER, now=NOW)
        told = texts(send_all(mail_sink), "Tak")
        assert set(told) == ALL
        bodies.append(told)
        _forget()
    assert all(told == bodies[0] for told in bodies)
    assert len({text.replace(name, "") for name, text in _by_name(bodies[0])}) == 1


def _by_name(told: dict[str, str]) -> list[tuple[str, str]]:
    return [(text.splitlines()[0].removeprefix("Kære "), text) for text in told.values()]


def test_no_row_of_the_outbox_tells(tmp_path: Path, mail_sink: MailSink) -> None:
    """Lone reads the database when mails wait, half-way and afterwards: every row of the thanks is like the next; the log counts the asked."""
    publish_and_grant(sealed(tmp_path, silent=STAFF[::2]).id, PER, now=NOW)
    thanks = Outbox.objects.filter(mailing__kind=MailingKind.THANKS)
    assert {row.email for row in _people(thanks)} == ALL
    assert set(thanks.values_list("state", "lease")) == {("queued", None)}
    send_all(mail_sink, stop=lambda: len(mail_sink.received) >= 8)
    assert set(thanks.values_list("state", "lease")) == {("queued", None), ("sent", None)}
    send_all(mail_sink)
    assert set(thanks.values_list("state", "lease")) == {("done", None)}
    queued = AccessEntry.objects.filter(event="mailing_queued").values_list("facts", flat=True)
    assert [(facts["kind"], facts["people"]) for facts in queued] == [("report", 3), ("thanks", 15)]


def _people(rows: object) -> list[object]:
    return [row.person for row in rows.select_related("person")]  # type: ignore[attr-defined]


def test_who_is_asked_no_longer_is_not_thanked(tmp_path: Path, mail_sink: MailSink) -> None:
    """Omar's only link was revoked under way: he was told nothing then, and is told nothing now."""
    made = sealed(tmp_path)
    Invitation.objects.filter(person__key=STAFF[0]).update(revoked=True)
    publish_and_grant(made.id, PER, now=NOW)
    assert set(texts(send_all(mail_sink), "Tak")) == ALL - {f"{STAFF[0]}@fjordby.dk"}
