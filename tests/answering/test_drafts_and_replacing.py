"""What is shown again and what never is: drafts until they are sent, an answer never."""

from __future__ import annotations

import pytest

from fagspejl.answering.services import open_answer
from fagspejl.answering.types import Opened, Place
from fagspejl.evaluation.keys.derivation import in_groups
from support.invited import OpenRound, open_round
from support.respondent import Respondent, rows

pytestmark = pytest.mark.django_db

DRAFT = "Din kladde er gemt. Den tæller først med, når du trykker »Send svar«."


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Sofie is asked about Karen."""
    made = open_round()
    made.ask("Sofie Lund", "Karen Holm")
    return made


def _stored(asked: OpenRound) -> Opened:
    return open_answer(Place(asked.links["Sofie Lund", "Karen Holm"], asked.id, ""))


def test_draft_is_there_on_another_phone(asked: OpenRound) -> None:
    """Sofie began on the bus and goes on at home: the page after "Begynd" says so, and the form holds her draft."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    Respondent(link).begin().press("/svar/side/", u_dilemmas="4", k_more_of="Mere tid")
    home = Respondent(link).begin()
    assert DRAFT in home.text
    assert home.fields()["u.dilemmas"] == "4"
    assert home.fields()["k.more_of"] == "Mere tid"


def test_submitted_answer_is_never_shown_again(asked: OpenRound) -> None:
    """Sofie's answer is registered: no page that her link opens holds it, and a new one begins empty."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    sofie = Respondent(link).answer(u_dilemmas="4", k_works_well="Hun lytter til os.")
    pages = [sofie.page, Respondent(link).open().page, Respondent(link).begin().page]
    again = Respondent(link).begin()
    pages.append(again.press("/svar/gennemse/").page)
    for page in pages:
        assert "lytter til os" not in page
        assert " checked" not in page
        assert "<dd>Enig</dd>" not in page
    assert "Dit svar er registreret." in Respondent(link).begin().text


def test_replacement_takes_its_place_when_it_is_sent(asked: OpenRound) -> None:
    """Until Sofie sends the new answer the old one counts; a draft of a new one is shown and the old one is not."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    Respondent(link).answer(u_dilemmas="4")
    again = Respondent(link).begin().press("/svar/side/", u_follow_up="2")
    assert _stored(asked) == Opened(3, True, {"follow_up": 2})
    start = Respondent(link).begin()
    assert "Dit svar er registreret." in start.text
    assert DRAFT in start.text
    assert again.press("/svar/gennemse/").press("/svar/send/").status == 200
    assert _stored(asked) == Opened(4, True, None)
    assert len(rows()) == 1


def test_round_that_shows_no_drafts(asked: OpenRound) -> None:
    """Where drafts are not shown, the page says so, a new visit is empty, and the one in hand loses nothing."""
    asked = open_round(access={"show_drafts": False})
    link = asked.ask("Sofie Lund", "Karen Holm")
    sofie = Respondent(link).open()
    assert "Svar på én gang." in sofie.text
    sofie.begin().press("/svar/side/", u_dilemmas="4", skift="en")
    assert sofie.fields()["u.dilemmas"] == "4"
    assert "u.dilemmas" not in Respondent(link).begin().fields()
    assert DRAFT not in Respondent(link).begin().text
    anew = Respondent(link).begin().press("/svar/gennemse/", u_follow_up="2").press("/svar/send/")
    assert "registreret" in anew.text


def test_code_from_a_letter_shows_no_draft(asked: OpenRound) -> None:
    """A letter lies on a desk: who types its code finds no draft, though one is stored."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    Respondent(link).begin().press("/svar/side/", u_dilemmas="4")
    reader = Respondent().open("/svar/")
    reader.send("/svar/", {**reader.fields("/svar/"), "kode": in_groups(link).upper()})
    assert "Svar om Karen Holm" in reader.text
    assert DRAFT not in reader.text
    reader.send("/svar/start/", reader.fields("/svar/start/"))
    assert "u.dilemmas" not in reader.fields()
    reader.press("/svar/side/", u_follow_up="1", skift="en")
    assert reader.fields()["brev"] == "1"


def test_letter_with_a_square_to_scan_shows_no_draft(asked: OpenRound) -> None:
    """Omar has no e-mail: his link stands on paper, and whoever scans it finds no draft either."""
    link = asked.ask("Omar Said", "Karen Holm", email="")
    assert "Svar på én gang." in Respondent(link).open().text
    omar = Respondent(link).begin().press("/svar/side/", u_dilemmas="4", til="1")
    assert omar.fields()["u.dilemmas"] == "4"
    assert DRAFT not in Respondent(link).begin().text
    assert "u.dilemmas" not in Respondent(link).begin().fields()


def test_deleting_needs_a_tick(asked: OpenRound) -> None:
    """Sofie regrets: with the box ticked nothing is left of her answer, and the same link begins anew."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    sofie = Respondent(link).answer(u_dilemmas="4")
    delete = sofie.fields("/svar/slet/")
    sofie.send("/svar/slet/", delete)
    assert "Sæt et kryds ved" in sofie.text
    assert "Behold dit svar" in sofie.text
    assert _stored(asked).has_submitted
    sofie.send("/svar/slet/", {**sofie.fields("/svar/slet/"), "kryds": "ja"})
    assert "Dit svar er slettet" in sofie.text
    assert _stored(asked) == Opened(3, False, None)
    assert "registreret" not in Respondent(link).begin().text
    assert "registreret" in Respondent(link).answer(u_dilemmas="1").text


def test_sent_answer_stands_until_the_next_one_is_sent(asked: OpenRound) -> None:
    """Sofie answers again: receipt and first page say that the first answer counts until she sends another."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    stands = "Det svar, du har sendt, gælder, indtil du sender et nyt."
    assert stands not in Respondent(link).begin().text
    assert stands in Respondent(link).answer(u_dilemmas="4").text
    assert stands in Respondent(link).begin().text
    again = Respondent(link).begin().press("/svar/gennemse/")
    assert "Du har ikke valgt eller skrevet noget her." in again.text
    assert _stored(asked) == Opened(2, True, None)


def test_deleting_what_never_was_stores_nothing(asked: OpenRound) -> None:
    """A ticked box under a link that was never used makes no row."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    assert sofie.send("/svar/slet/", {**sofie.fields(), "kryds": "ja"}).status == 200
    assert rows() == []


def test_emptied_draft_is_empty(asked: OpenRound) -> None:
    """Sofie takes back the only thing she wrote: the draft on her next visit does not hold it."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    sofie = Respondent(link).begin().press("/svar/side/", k_works_well="For meget sagt.")
    sofie.press("/svar/side/", k_works_well="")
    assert _stored(asked).draft == {}
    assert "For meget sagt" not in Respondent(link).begin().page
