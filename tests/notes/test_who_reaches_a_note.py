"""Who reaches a note: its unit's leader, a facilitator what was sent, and above whoever stands there today."""

from __future__ import annotations

from datetime import datetime, timedelta
from html import unescape
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.mailing.models import PersonalMail
from fagspejl.organisation.models import Assignment, Person
from fagspejl.workspace.notes.errors import UpwardRefused
from fagspejl.workspace.notes.services.reminding import look_at_notes
from fagspejl.workspace.notes.services.sending import send_note
from fagspejl.workspace.sessions.services.planning import appoint
from support.followed import put_above
from support.noted import IDA, VALUES, drafted_note, known_note, marked, sent_note
from support.staff import somebody
from support.town import Town, entered, form_with, leader

pytestmark = [pytest.mark.django_db, pytest.mark.stores]


def _tomorrow() -> datetime:
    return (utc_now().astimezone(ZONE) + timedelta(days=1)).replace(hour=9)


def _lone(here: Town) -> Person:
    return Person.objects.create(
        key="lone", name="Lone", unit_id=here.whole, is_leader=True, email="lone@fjordby.dk"
    )


def _statuses(who: Client, note: UUID) -> list[int]:
    paths = ("", "notat.pdf", "ret/", "maerk/", "send/", "svar/", "luk/", "slet/")
    return [who.get(f"/arbejdsrum/notater/{note}/{path}").status_code for path in paths]


def test_a_draft_is_the_leaders(here: Town) -> None:
    """Ida's draft: Mads, Karen, Ida's facilitator and HR find nothing."""
    made = drafted_note(here.cancer)
    omar = somebody("Omar")
    appoint(here.cancer, omar.staff.id, actor=IDA)
    assert 404 not in _statuses(entered(leader("Ida")), made)[:5]
    for who in (leader("Mads"), leader("Karen"), omar, somebody("Bente", "planner", app=True)):
        assert set(_statuses(entered(who), made)) == {404}


def test_a_sent_note(here: Town) -> None:
    """Sent: Mads reads and answers, Omar the facilitator reads; Karen and HR find nothing, and nobody may edit it."""
    made = sent_note(here.cancer, "Mads")
    omar = somebody("Omar")
    appoint(here.cancer, omar.staff.id, actor=IDA)
    assert _statuses(entered(leader("Mads")), made) == [200, 200, 404, 404, 404, 200, 404, 404]
    assert _statuses(entered(omar), made) == [200, 200, 404, 404, 404, 404, 404, 404]
    assert _statuses(entered(leader("Ida")), made) == [200, 200, 302, 302, 302, 404, 302, 302]
    for who in (leader("Karen"), somebody("Bente", "planner", app=True)):
        assert set(_statuses(entered(who), made)) == {404}


def test_addressee_replaced_before_sending(here: Town) -> None:
    """Lone took Mads' place before Ida sent: the refusal says whose place it is, and saving again leads to Lone."""
    made = marked(drafted_note(here.cancer, addressee=Person.objects.get(name="Mads").id))
    _lone(here)
    put_above("Lone", "Ida")
    ida = entered(leader("Ida"))
    page = f"/arbejdsrum/notater/{made}/"
    told = unescape(ida.post(f"{page}send/", form_with(ida.get(f"{page}send/"), "revision")).content.decode())
    assert "Mads er ikke længere din leder." in told
    assert "så går det til Lone" in told
    assert known_note(made).sent_on is None
    assert ida.post(f"{page}ret/", form_with(ida.get(f"{page}ret/"), "asked")).status_code == 302
    assert ida.post(f"{page}send/", form_with(ida.get(f"{page}send/"), "revision")).status_code == 302
    assert PersonalMail.objects.get().person.name == "Lone"


def test_addressee_left_before_sending(here: Town) -> None:
    """Mads left and nobody is named in his place: Ida is told whom to ask, and the draft stays."""
    made = marked(drafted_note(here.cancer, addressee=Person.objects.get(name="Mads").id))
    Person.objects.filter(name="Mads").update(leaves=True)
    with pytest.raises(UpwardRefused) as told:
        send_note(made, known_note(made).revision, sender=None, actor=IDA, now=utc_now())
    assert told.value.facts["field"] == "nobody_above"


def test_addressee_replaced_after_sending(here: Town) -> None:
    """Lone takes Mads' place: she finds the note and is told, Ida is told, Mads no longer reaches it."""
    made = sent_note(here.cancer, "Mads")
    lone = _lone(here)
    put_above("Lone", "Ida")
    assert look_at_notes(_tomorrow()) == 2
    assert look_at_notes(_tomorrow() + timedelta(days=1)) == 0
    told = {(mail.person.name, mail.kind) for mail in PersonalMail.objects.filter(state="queued")}
    assert told == {("Lone", "note"), ("Ida", "note_moved")}  # the one that waited for Mads never goes
    address = f"/arbejdsrum/notater/{made}/"
    assert entered(leader("Mads")).get(address).status_code == 404
    found = entered(somebody("Lone", person=lone.key))
    page = unescape(found.get(address).content.decode())
    assert "Sendt til Mads. Ligger nu hos Lone." in page
    sent = form_with(found.get(f"{address}svar/"), "asked")
    assert found.post(f"{address}svar/", {**sent, "reply": "granted", "answer": "Ja."}).status_code == 302
    answer = known_note(made).answer
    assert answer is not None
    assert answer.by == lone.id


def test_nobody_stands_above_any_more(here: Town) -> None:
    """Mads left after the note was sent, and nobody took his place: the note stays, and Ida's page says so."""
    made = sent_note(here.cancer, "Mads")
    Person.objects.filter(name="Mads").update(leaves=True)
    page = unescape(entered(leader("Ida")).get(f"/arbejdsrum/notater/{made}/").content.decode())
    assert "Ingen kan svare på notatet nu" in page
    assert VALUES.about in page


def test_a_leader_of_today_has_her_units_notes(here: Town) -> None:
    """Ida left and Asta leads the unit: she has its notes, the draft too, and Ida none."""
    made, draft = sent_note(here.cancer, "Mads"), drafted_note(here.cancer)
    ida = leader("Ida")
    asta = Person.objects.create(key="asta", name="Asta", unit_id=here.cancer, is_leader=True)
    Assignment.objects.create(rater=Person.objects.get(name="Mads"), leader=asta, perspective="superior")
    Person.objects.filter(name="Ida").update(is_leader=False)
    successor = entered(somebody("Asta", person="asta"))
    for one in (made, draft):
        assert successor.get(f"/arbejdsrum/notater/{one}/").status_code == 200
        assert entered(ida).get(f"/arbejdsrum/notater/{one}/").status_code == 404
    assert entered(leader("Mads")).get(f"/arbejdsrum/notater/{made}/").status_code == 200


def test_what_mads_typed_when_the_note_moved_is_shown_again(here: Town) -> None:
    """Mads writes an answer while the roster names Lone in his place: his text stands before him, nothing is stored."""
    made = sent_note(here.cancer, "Mads")
    mads = entered(leader("Mads"))
    page = f"/arbejdsrum/notater/{made}/svar/"
    form = form_with(mads.get(page), "asked")
    _lone(here)
    put_above("Lone", "Ida")
    told = mads.post(page, {**form, "reply": "granted", "answer": "Det her skrev jeg."})
    assert told.status_code == 404
    assert "Det her skrev jeg." in told.content.decode()
    assert known_note(made).answer is None


def test_nobody_of_the_organisation_besides(here: Town) -> None:
    """Somebody with an account who leads nobody has no page of notes at all."""
    who = somebody("Sofie")
    assert entered(who).get("/arbejdsrum/notater/").status_code == 404
