"""Sofie answers without a script, from the link in her mail to the receipt."""

from __future__ import annotations

import pytest

from fagspejl.answering.sealed import unseal
from fagspejl.answering.services import open_answer
from fagspejl.answering.types import Place
from support.invited import OpenRound, open_round
from support.respondent import Respondent, rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Sofie and Omar are asked about Karen."""
    made = open_round()
    made.ask("Sofie Lund", "Karen Holm")
    made.ask("Omar Said", "Karen Holm")
    return made


def _sofie(asked: OpenRound) -> Respondent:
    return Respondent(asked.links["Sofie Lund", "Karen Holm"])


def _registered(asked: OpenRound) -> list[object]:
    """What Sofie's link opens: only the test may look."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    return [unseal(link, asked.id, blob)["submitted"] for _, blob in rows()]


def test_start_page_tells_who_when_and_what(asked: OpenRound) -> None:
    """The first page names Karen, the owner of the link, the deadline, the number asked and the promise."""
    sofie = _sofie(asked).open()
    assert sofie.status == 200
    for told in (
        "Svar om Karen Holm",
        "S. L., Familieområdet.",
        "Du er en af 2 medarbejdere, der bliver spurgt om Karen Holm.",
        "5 udsagn og 2 spørgsmål, hvor du kan skrive selv.",
        "Fjordby Kommune · Ledelsesevaluering 2026",
        "Det er frivilligt at svare.",
        asked.round.policy.sha256[:12],
    ):
        assert told in sofie.text
    assert "Sofie Lund" not in sofie.text


def test_four_requests_make_an_answer(asked: OpenRound) -> None:
    """Link, form, review, receipt: one row, and in it what she chose."""
    sofie = _sofie(asked).begin()
    assert "en familie skal have råd" in sofie.text
    sofie.press("/svar/gennemse/", u_dilemmas="4", u_dialogue="dont_know", k_works_well="Hun lytter.")
    assert "Min leder understøtter håndteringen af konkrete faglige dilemmaer. Enig" in sofie.text
    assert "Ved ikke" in sofie.text
    assert "Ikke besvaret" in sofie.text
    assert "Din leder og din leders leder læser præcis dette:" in sofie.text
    sofie.press("/svar/send/")
    assert sofie.status == 200
    assert "Dit svar er registreret. Du kan erstatte det indtil" in sofie.text
    assert "har du et link til hver af dem" in sofie.text
    assert _registered(asked) == [
        {"dilemmas": 4, "dialogue": "dont_know", "comment:works_well": "Hun lytter."}
    ]


def test_what_was_chosen_stays_chosen_from_page_to_page() -> None:
    """In a questionnaire of two pages she goes forth and back, and nothing is lost on the way."""
    asked = open_round(instrument="ledelse-af-fagprofessionelle@0.1")
    sofie = Respondent(asked.ask("Sofie Lund", "Karen Holm")).begin()
    sofie.press("/svar/side/", u_strain="5", til="2")
    assert "Side 2 af 2" in sofie.text
    sofie.press("/svar/side/", u_power="2", k_more_of="Mere tid", til="1")
    assert 'value="5" checked' in sofie.page
    assert sofie.fields()["u.power"] == "2"
    sofie.press("/svar/gennemse/", u_strain="1")
    sofie.press("/svar/send/")
    assert _registered(asked) == [{"strain": 1, "power": 2, "comment:more_of": "Mere tid"}]


def test_language_changes_without_losing_anything(asked: OpenRound) -> None:
    """She turns the page into English in the middle of it: the same page, her choices in it, and the receipt in English."""
    sofie = _sofie(asked).begin()
    sofie.press("/svar/side/", u_dilemmas="4", k_more_of="Mere tid", skift="en")
    assert 'lang="en"' in sofie.page
    assert "My leader supports" in sofie.text
    assert sofie.fields()["u.dilemmas"] == "4"
    assert sofie.fields()["k.more_of"] == "Mere tid"
    sofie.press("/svar/gennemse/").press("/svar/send/")
    assert "Your answer is registered." in sofie.text


def test_language_of_the_start_page(asked: OpenRound) -> None:
    """The first page changes its language without the link coming back into an address."""
    sofie = _sofie(asked).open()
    sofie.send("/svar/", {**sofie.fields("/svar/"), "skift": "en"})
    assert "Answer about Karen Holm" in sofie.text
    sofie.send("/svar/start/", sofie.fields("/svar/start/"))
    assert "How much do you agree" in sofie.text


def test_person_with_another_language_meets_it_first(asked: OpenRound) -> None:
    """Somebody whom the roster lists with English reads English at once."""
    link = asked.ask("Ann Smith", "Karen Holm", language="en")
    assert "Answering is voluntary." in Respondent(link).open().text


def test_every_role_can_answer(asked: OpenRound) -> None:
    """Karen, her leader and her colleague each answer in their own words, and are told what holds for them."""
    for name, role, told in (
        ("Karen Holm", "self", "Du svarer om dig selv."),
        ("Mads Berg", "superior", "Du svarer som leder for Karen Holm."),
        ("Ida Krogh", "peer", "Den leder, du svarer om, lederens leder og HR"),
        ("Nadia Friis", "subordinate_leader", "Du er en af 3 medarbejdere og ledere"),
    ):
        someone = Respondent(asked.ask(name, "Karen Holm", role)).open()
        assert told in someone.text, name
        assert someone.answer(u_dilemmas="3").status == 200
        assert "Dit svar er registreret." in someone.text
    assert len(rows()) == 4


def test_round_without_comments_shows_none() -> None:
    """Where the policy takes no comments, no page asks for words."""
    asked = open_round(access={"comments": False})
    sofie = Respondent(asked.ask("Sofie Lund", "Karen Holm")).begin()
    assert "<textarea" not in sofie.page
    assert sofie.press("/svar/gennemse/", u_dilemmas="3", k_works_well="Alligevel").status == 400
    assert rows() == []


def test_what_looks_like_a_person_is_shown_before_sending(asked: OpenRound) -> None:
    """Sofie wrote a name and a number: the review quotes both, and lets her send it as it stands."""
    sofie = _sofie(asked).begin()
    sofie.press("/svar/gennemse/", k_works_well="Ring 12 34 56 78, sagde Lone.")
    assert "»12 34 56 78« ligner et telefonnummer." in sofie.text
    assert "»Lone« ligner et navn." in sofie.text
    assert "registreret" in sofie.press("/svar/send/").text


def test_nothing_chosen_is_not_sent(asked: OpenRound) -> None:
    """Sofie chose nothing: the review says so and has no button to send with, and a forced send changes nothing."""
    sofie = _sofie(asked).begin().press("/svar/gennemse/")
    assert "Du har ikke valgt eller skrevet noget her." in sofie.text
    assert '<button class="button button-primary"' not in sofie.page
    assert "Du har ikke valgt eller skrevet noget her." in sofie.press("/svar/send/").text
    assert rows() == []


def test_answer_counts_for_the_leader_of_the_link(asked: OpenRound) -> None:
    """Sofie is asked about Ida too: each link leads to its own leader and its own answer."""
    other = asked.ask("Sofie Lund", "Ida Krogh")
    assert "Svar om Ida Krogh" in Respondent(other).open().text
    Respondent(other).answer(u_dilemmas="1")
    _sofie(asked).answer(u_dilemmas="5")
    assert open_answer(Place(other, asked.id, "x")).has_submitted
    assert len(rows()) == 2
