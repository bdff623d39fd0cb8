"""Two windows, two phones, retries and old pages: nothing is doubled, nothing newer is overwritten in silence."""

from __future__ import annotations

import pytest

from fagspejl.answering.services import open_answer
from fagspejl.answering.types import Opened, Place
from support.invited import OpenRound, open_round
from support.respondent import Respondent, rows

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Sofie is asked about Karen and about Ida."""
    made = open_round()
    made.ask("Sofie Lund", "Karen Holm")
    made.ask("Sofie Lund", "Ida Krogh")
    return made


def _stored(asked: OpenRound) -> Opened:
    return open_answer(Place(asked.links["Sofie Lund", "Karen Holm"], asked.id, ""))


def test_older_page_is_refused_with_its_text_kept(asked: OpenRound) -> None:
    """Sofie wrote on her phone what the page at work has not seen: the page at work says so and hands her text back."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    work, phone = Respondent(link).begin(), Respondent(link).begin()
    phone.press("/svar/side/", u_dilemmas="4")
    work.press("/svar/gennemse/", u_dilemmas="1", k_works_well="Hun <lytter> altid.")
    assert work.status == 409
    assert "Dit svar er åbent i et andet vindue" in work.text
    assert "Hun <lytter> altid." in work.text
    assert _stored(asked).draft == {"dilemmas": 4}
    work.send("/svar/start/", work.fields("/svar/gennemse/"))
    assert 'name="u.dilemmas" value="4" checked' in work.page
    work.press("/svar/gennemse/", u_dilemmas="1")
    assert _stored(asked).draft == {"dilemmas": 1}


def test_refused_page_changes_its_language(asked: OpenRound) -> None:
    """The page that hands the text back speaks English too, and still holds the text."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    work, phone = Respondent(link).begin(), Respondent(link).begin()
    phone.press("/svar/side/", u_dilemmas="4")
    work.press("/svar/side/", k_works_well="Hun lytter.")
    work.send("/svar/side/", {**work.fields("/svar/side/"), "skift": "en"})
    assert work.status == 409
    assert "Your answer is open in another window" in work.text
    assert "Hun lytter." in work.text


def test_script_is_told_in_short(asked: OpenRound) -> None:
    """The script of the older page gets the status, and nothing is stored."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    work, phone = Respondent(link).begin(), Respondent(link).begin()
    phone.press("/svar/side/", u_dilemmas="4")
    work.send("/svar/side/", {**work.fields(), "u.dilemmas": "1"}, **JSON)
    assert (work.status, work.page) == (409, '{"fejl": "vindue"}')
    assert _stored(asked).draft == {"dilemmas": 4}


def test_retry_is_acknowledged_and_not_applied_twice(asked: OpenRound) -> None:
    """The train went into a tunnel: the same saving arrives three times and counts once."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    fields = {**sofie.fields(), "u.dilemmas": "4"}
    answers = [Respondent().send("/svar/side/", fields, **JSON).page for _ in range(3)]
    assert len(set(answers)) == 1
    assert _stored(asked).version == 1


def test_send_that_arrives_twice_is_one_answer(asked: OpenRound) -> None:
    """Sofie pressed twice: one answer, and both receipts say that it counts."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    sofie.press("/svar/gennemse/", u_dilemmas="4")
    fields = sofie.fields()
    for _ in range(2):
        assert "Dit svar er registreret" in Respondent().send("/svar/send/", fields).text
    assert _stored(asked).version == 2
    assert len(rows()) == 1


def test_reloaded_page_goes_on_from_what_is_stored(asked: OpenRound) -> None:
    """She reloads the second page after having gone on: the page shows what is stored now, not what was sent then."""
    asked = open_round(instrument="ledelse-af-fagprofessionelle@0.1")
    sofie = Respondent(asked.ask("Sofie Lund", "Karen Holm")).begin()
    first = {**sofie.fields(), "u.strain": "5", "til": "2"}
    sofie.send("/svar/side/", first).press("/svar/gennemse/", u_power="2")
    sofie.send("/svar/side/", first)
    assert 'name="u.power" value="2" checked' in sofie.page
    assert sofie.press("/svar/gennemse/", u_power="3").status == 200


def test_page_that_a_browser_brought_back_cannot_pretend(asked: OpenRound) -> None:
    """An old page comes back from the browser's memory with another choice in it: it is not acknowledged as saved."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    old = sofie.fields()
    sofie.press("/svar/side/", u_dilemmas="4")
    assert Respondent().send("/svar/side/", {**old, "u.dilemmas": "1"}, **JSON).status == 409
    assert _stored(asked).draft == {"dilemmas": 4}


def test_last_one_sent_counts(asked: OpenRound) -> None:
    """Sofie sends from work and from home: the later answer stands, alone."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    work, home = Respondent(link), Respondent(link)
    work.answer(u_dilemmas="1")
    home.answer(u_dilemmas="5")
    assert _stored(asked).has_submitted
    assert len(rows()) == 1


def test_one_leaders_form_is_refused_under_anothers_link(asked: OpenRound) -> None:
    """Two tabs were mixed up: the answers about Karen do not land with Ida."""
    karen = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin().fields()
    other = asked.links["Sofie Lund", "Ida Krogh"]
    for path in ("/svar/start/", "/svar/side/", "/svar/gennemse/", "/svar/send/", "/svar/slet/"):
        mixed = {**karen, "kode": other, "u.dilemmas": "4", "aendret": "1", "kryds": "ja"}
        assert Respondent().send(path, mixed).status == 400
    assert rows() == []


def test_form_of_an_earlier_round_is_refused(asked: OpenRound) -> None:
    """A page of last year's round with this year's link in it stores nothing."""
    later = open_round(instrument="ledelse-af-fagprofessionelle@0.1")
    link = later.ask("Sofie Lund", "Karen Holm")
    old = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin().fields()
    assert Respondent().send("/svar/side/", {**old, "kode": link, "u.dilemmas": "4"}).status == 400
    assert rows() == []
