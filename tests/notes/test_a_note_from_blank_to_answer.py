"""A note on the staff's pages, without script: written, marked, sent, answered, closed, and seen by the unit."""

from __future__ import annotations

from datetime import timedelta
from html import unescape
from uuid import UUID

import pytest
from django.test import Client

from fagspejl.audit.types import Actor
from fagspejl.mailing.models import PersonalMail
from fagspejl.workspace.home.unit_page.links import address_of, renew_address
from fagspejl.workspace.notes.selectors import note_of, notes_of
from fagspejl.workspace.notes.types import NoteStatus, Part, UpwardFacts
from fagspejl.workspace.sessions.models import StartingPoint
from fagspejl.workspace.sessions.services.planning import today_here
from support.noted import FACT, VALUES, drafted_note, known_note
from support.town import Town, entered, form_with, leader

NOTES = "/arbejdsrum/notater/"
TEXTS = {part.value: "\n".join(said) for part, said in VALUES.parts.items()}


@pytest.fixture
def ida(here: Town) -> Client:
    """Ida, logged in."""
    return entered(leader("Ida"))


@pytest.fixture
def mads(here: Town) -> Client:
    """Mads, logged in."""
    return entered(leader("Mads"))


def _one(unit: UUID) -> UpwardFacts:
    (found,) = notes_of([unit])
    return known_note(found.id)


def _send(who: Client, page: str, **said: object) -> str:
    """Fill in a form on top of what it shows, send it, and return the page that follows."""
    sent = {**form_with(who.get(page), "asked"), **said}
    answered = who.post(page, sent, follow=True)
    assert answered.status_code == 200
    return unescape(answered.content.decode())


def _written(ida: Client, here: Town, **said: object) -> UpwardFacts:
    later = (today_here() + timedelta(days=14)).isoformat()
    asked = {"about": VALUES.about, "ask_text": VALUES.ask_text, "answer_by": later, **TEXTS, **said}
    _send(ida, f"{NOTES}nyt/?enhed={here.cancer}", **asked)
    return _one(here.cancer)


def test_a_whole_life(ida: Client, mads: Client, here: Town) -> None:
    """Ida writes, marks and sends; Mads gets a mail, reads and answers; Ida closes, and the unit sees all of it."""
    note = _written(ida, here)
    address = f"{NOTES}{note.id}/"
    draft = unescape(ida.get(address).content.decode())
    assert "Mærk alle sætninger." in draft
    assert mads.get(address).status_code == 404
    marks = {f"tag_{one.id.hex}": "judgement" for one in note.sentences}
    assert "Send notatet" in _send(ida, f"{address}maerk/", **marks)
    sent = _send(ida, f"{address}send/")
    assert "Svar ønskes senest" in sent
    assert PersonalMail.objects.get().person.name == "Mads"
    page = unescape(mads.get(address).content.decode())
    for said in (VALUES.about, VALUES.ask_text, FACT, "Faglig vurdering", "Vi beder om en beslutning"):
        assert said in page
    assert "1 notat venter på dit svar." in unescape(mads.get("/").content.decode())
    replied = _send(
        mads, f"{address}svar/", reply="partly", answer="Tre uger med fire.", because="Budgettet."
    )
    assert "Delvist imødekommet" in replied
    renew_address(here.cancer, seen=0, language="da", actor=Actor("ida", "Ida"))
    wall = address_of(here.cancer)
    assert wall is not None
    seen = unescape(Client().get(wall.path).content.decode())
    assert VALUES.about in seen
    assert "Delvist imødekommet (samme dag)" in seen
    whole = unescape(Client().get(f"{wall.path}notat/{note.id}/").content.decode())
    assert "Tre uger med fire." in whole
    assert "Budgettet." in whole
    assert "Lukket." in _send(ida, f"{address}luk/")
    assert known_note(note.id).status is NoteStatus.CLOSED
    listed = unescape(ida.get(NOTES).content.decode())
    assert VALUES.about in listed


def test_from_what_a_session_lifted(ida: Client, here: Town) -> None:
    """Ida begins from the outcome "Løftes opad": its words stand in the note, and the unit's page leads to it."""
    point = StartingPoint.objects.create(
        unit=here.cancer,
        from_kind="escalation",
        from_id="x",
        text="Vi kan ikke nå begge dele.",
        made_on=today_here(),
    )
    unit = f"/arbejdsrum/enhed/{here.cancer}/"
    assert f"{NOTES}nyt/?afsaet={point.id}" in ida.get(unit).content.decode()
    page = ida.get(f"{NOTES}nyt/?afsaet={point.id}").content.decode()
    assert "Vi kan ikke nå begge dele." in page
    _send(ida, f"{NOTES}nyt/?afsaet={point.id}", about="Begge dele")
    note = _one(here.cancer)
    assert note.from_point == point.id
    assert [one.text for one in note.part(Part.SEEN)] == ["Vi kan ikke nå begge dele."]
    assert f"{NOTES}{note.id}/" in ida.get(unit).content.decode()


def test_two_tabs(ida: Client, here: Town) -> None:
    """Ida has the note open twice: the second is told, keeps what she typed, and nothing of it is stored."""
    note = _written(ida, here)
    page = f"{NOTES}{note.id}/ret/"
    first, second = form_with(ida.get(page), "asked"), form_with(ida.get(page), "asked")
    assert ida.post(page, {**first, "seen": "Først."}).status_code == 302
    answered = unescape(ida.post(page, {**second, "seen": "Dernæst."}).content.decode())
    assert "ændret i et andet vindue" in answered
    assert "Dernæst." in answered
    assert [one.text for one in known_note(note.id).part(Part.SEEN)] == ["Først."]


def test_deleted_meanwhile(ida: Client, here: Town) -> None:
    """Ida deletes the draft in one window and saves in the other: her text stands before her."""
    note = _written(ida, here)
    page = f"{NOTES}{note.id}/ret/"
    open_one = form_with(ida.get(page), "asked")
    _send(ida, f"{NOTES}{note.id}/slet/")
    answered = ida.post(page, {**open_one, "seen": "Det her skrev jeg."})
    assert answered.status_code == 404
    assert "Det her skrev jeg." in answered.content.decode()
    assert notes_of([here.cancer]) == []


def test_pressed_twice(ida: Client, here: Town) -> None:
    """Ida presses twice: there is one draft."""
    page = f"{NOTES}nyt/?enhed={here.cancer}"
    form = {**form_with(ida.get(page), "asked"), "about": "Aftenvagten"}
    for _ in range(2):
        assert ida.post(page, form).status_code == 302
    assert len(notes_of([here.cancer])) == 1


def test_gone_back_to(ida: Client, here: Town) -> None:
    """Ida goes back in her browser and saves other words: the draft says those; the third time she is told."""
    page = f"{NOTES}nyt/?enhed={here.cancer}"
    form = {**form_with(ida.get(page), "asked"), "about": "Aftenvagten", "seen": "Tre er for få."}
    for text in ("Tre er for få.", "Tre er for få om aftenen."):
        assert ida.post(page, {**form, "seen": text}).status_code == 302
    (note,) = notes_of([here.cancer])
    known = note_of(note.id)
    assert known is not None
    assert [one.text for one in known.sentences] == ["Tre er for få om aftenen."]
    told = ida.post(page, {**form, "seen": "Vi er for få."})
    assert told.status_code == 200
    assert "Vi er for få." in told.content.decode()
    assert len(notes_of([here.cancer])) == 1


def test_not_an_answer_twice(mads: Client, ida: Client, here: Town) -> None:
    """Mads answers in two windows: the second is told, and what he typed stands there still."""
    note = _written(ida, here)
    marks = {f"tag_{one.id.hex}": "judgement" for one in note.sentences}
    _send(ida, f"{NOTES}{note.id}/maerk/", **marks)
    _send(ida, f"{NOTES}{note.id}/send/")
    page = f"{NOTES}{note.id}/svar/"
    first, second = form_with(mads.get(page), "asked"), form_with(mads.get(page), "asked")
    assert mads.post(page, {**first, "reply": "granted", "answer": "Ja."}).status_code == 302
    told = mads.post(page, {**second, "reply": "granted", "answer": "Nej, dog."}).content.decode()
    assert "Nej, dog." in told
    answer = known_note(note.id).answer
    assert answer is not None
    assert answer.text == "Ja."


def test_a_no_says_why(mads: Client, ida: Client, here: Town) -> None:
    """Mads says no without a reason: he is asked for it, and nothing is stored."""
    from support.noted import sent_note

    made = sent_note(here.cancer, "Mads")
    told = _send(mads, f"{NOTES}{made}/svar/", reply="not_granted", answer="Nej.")
    assert "Skriv hvorfor" in told
    assert known_note(made).answer is None


def test_more_than_fits_is_told_at_its_field(ida: Client, here: Town) -> None:
    """Ida writes five sentences in a field and one that is too long: each is told where it stands."""
    page = f"{NOTES}nyt/?enhed={here.cancer}"
    told = _send(ida, page, about="Aftenvagten", seen="a\nb\nc\nd\ne")
    assert "Skriv fra én til 4 sætninger om, hvad I ser." in told
    told = _send(ida, page, about="Aftenvagten", work="a" * 241)
    assert "En sætning er længere end 240 tegn." in told
    assert notes_of([here.cancer]) == []


def test_an_address_that_is_missing_is_told(ida: Client, here: Town) -> None:
    """Mads has no e-mail: Ida is told to say herself that the note is there."""
    from fagspejl.organisation.models import Person
    from support.noted import marked

    Person.objects.filter(name="Mads").update(email="")
    made = marked(drafted_note(here.cancer, addressee=Person.objects.get(name="Mads").id))
    assert "Modtageren har ingen e-mail" in _send(ida, f"{NOTES}{made}/send/")
