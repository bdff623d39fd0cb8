"""Mails about a note: each once, a link and at most a day; an unanswered note is asked about once, and stays visible."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from fagspejl.audit.types import Actor
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.mailing.models import PersonalMail
from fagspejl.mailing.services.personal import send_personal
from fagspejl.workspace.home.unit_page.links import address_of, renew_address
from fagspejl.workspace.notes.models import UpwardNote
from fagspejl.workspace.notes.services.reminding import due, look_at_notes
from fagspejl.workspace.notes.services.sending import answer_note
from fagspejl.workspace.notes.types import Part, Reply
from support.followed import put_above
from support.noted import FACT, IDA, RED, VALUES, known_note, sent_note
from support.post import Clock, Server, body, post_to, serving
from support.town import Town, entered, leader

TEXTS = (
    VALUES.about,
    VALUES.ask_text,
    FACT,
    RED.sentence,
    *(one for part in Part for one in VALUES.parts[part]),
)


def _morning(days: int, hour: int = 9) -> datetime:
    return (utc_now().astimezone(ZONE) + timedelta(days=days)).replace(hour=hour, minute=0)


def _told(server: Server, folder: Path, now: datetime) -> list[str]:
    """Let the worker have a morning; returns to whom mails came."""
    before = len(server.received)
    look_at_notes(now)
    send_personal(post_to(server.port, KeyStore(folder, None), Clock(now)))
    return sorted(mail["X-Envelope-To"].split("@")[0] for mail in server.received[before:])


@pytest.mark.stores
@pytest.mark.django_db(transaction=True)
def test_asked_about_once(here: Town, tmp_path: Path) -> None:
    """Mads gets one mail when the note comes and one after its day, never a third; Ida one with the answer."""
    made = sent_note(here.cancer, "Mads")
    with serving() as server:
        assert _told(server, tmp_path, _morning(0)) == ["mads"]
        assert [_told(server, tmp_path, _morning(days)) for days in (1, 14)] == [[], []]
        assert _told(server, tmp_path, _morning(15, hour=4)) == []
        assert _told(server, tmp_path, _morning(15)) == ["mads"]
        assert [_told(server, tmp_path, _morning(days)) for days in (15, 16, 30, 60, 400)] == [[]] * 5
        PersonalMail.objects.all().delete()  # the outbox forgets after thirty days
        assert _told(server, tmp_path, _morning(401)) == []
        text = "Vi ses om det."
        now = _morning(402)
        answer_note(made, 2, reply=Reply.GRANTED, text=text, by=None, actor=IDA, now=now)
        assert _told(server, tmp_path, now) == ["ida"]
    for mail in server.received:
        said = body(mail)
        assert f"/arbejdsrum/notater/{made}/" in said
        assert not [one for one in (*TEXTS, text, "Kræftafdelingen") if one in said]
        assert not re.search(r"\d af \d", said)


@pytest.mark.django_db
def test_unanswered_stays_visible(here: Town) -> None:
    """A month after its day: the note says since when it is unanswered, to Ida, to Mads and to the unit."""
    made = sent_note(here.cancer, "Mads")
    month = timedelta(days=44)
    row = UpwardNote.objects.get(id=made)
    UpwardNote.objects.filter(id=made).update(
        sent_on=row.sent_on - month if row.sent_on else None,
        answer_by=row.answer_by - month if row.answer_by else None,
    )
    renew_address(here.cancer, seen=0, language="da", actor=Actor("ida", "Ida"))
    wall = address_of(here.cancer)
    assert wall is not None
    for who in ("Ida", "Mads"):
        reader = entered(leader(who))
        assert "Ubesvaret siden" in unescape(reader.get(f"/arbejdsrum/notater/{made}/").content.decode())
        listed = unescape(reader.get("/arbejdsrum/notater/").content.decode())
        assert "<strong>Ubesvaret</strong>" in listed
        assert "44 dage indtil nu" in listed
    assert "<strong>Ubesvaret</strong>" in Client().get(wall.path).content.decode()


@pytest.mark.django_db
def test_successor_is_not_asked_again(here: Town) -> None:
    """Mads was asked about the note, then Lone took his place: she is told that it lies with her, and not asked too."""
    from fagspejl.organisation.models import Person

    sent_note(here.cancer, "Mads")
    look_at_notes(_morning(15))
    Person.objects.create(
        key="lone", name="Lone", unit_id=here.whole, is_leader=True, email="lone@fjordby.dk"
    )
    put_above("Lone", "Ida")
    look_at_notes(_morning(16))
    look_at_notes(_morning(30))
    kinds = sorted((mail.person.name, mail.kind) for mail in PersonalMail.objects.all())
    assert kinds == [("Ida", "note_moved"), ("Lone", "note"), ("Mads", "note"), ("Mads", "note_due")]


@pytest.mark.django_db
def test_workers_duty(here: Town) -> None:
    """The worker's duty does the same, and asks for no time of its own."""
    made = sent_note(here.cancer, "Mads")
    duty = due(_morning(15))
    assert duty.do(lambda *_: None, lambda: False) is None
    assert PersonalMail.objects.filter(kind="note_due").count() == 1
    assert known_note(made).answer is None
