"""The code in a letter is the link in groups; how it is typed does not matter."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from fagspejl.evaluation.keys.derivation import in_groups
from support.invited import OpenRound, open_round
from support.respondent import Respondent

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Omar gets a letter about Karen."""
    made = open_round()
    made.ask("Omar Said", "Karen Holm")
    return made


def _type(code: str, language: str = "da") -> Respondent:
    return Respondent().send("/svar/", {"kode": code, "sprog": language, "brev": "1"})


def test_as_people_type(asked: OpenRound) -> None:
    """Omar types in capitals, with spaces or hyphens, and 0, 1 and 8 for the letters they look like."""
    link = asked.links["Omar Said", "Karen Holm"]
    looks_like = link.translate(str.maketrans({"o": "0", "l": "1", "b": "8"}))
    for typed in (link, in_groups(link), link.upper(), f" {in_groups(link).replace(' ', '-')} ", looks_like):
        assert "Svar om Karen Holm" in _type(typed).text


def test_slip_is_told_with_what_was_typed(asked: OpenRound) -> None:
    """Too few signs: the page counts them, and keeps what he typed."""
    short = _type("abcd efgh")
    assert "Den har 28 tegn, og du har skrevet 8." in short.text
    assert short.fields("/svar/")["kode"] == "abcd efgh"
    assert "Koden passer ikke. Se efter i brevet, og prøv igen." in _type("9" * 28).text
    assert "and you typed 8." in _type("abcd efgh", "en").text


def test_group_with_the_slip_is_told_before_anything_is_looked_up(
    asked: OpenRound, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Omar mistakes one sign: the page names the group, keeps what he typed, and asks the database nothing."""
    printed = in_groups(asked.links["Omar Said", "Karen Holm"])
    wrong = printed[:10] + ("x" if printed[10] != "x" else "y") + printed[11:]
    with django_assert_num_queries(0):
        slip = _type(wrong)
    assert slip.status == 200
    assert (
        f"Koden passer ikke. Se efter i brevet, især gruppe 3 (»{wrong[10:14]}«), og prøv igen." in slip.text
    )
    assert slip.fields("/svar/")["kode"] == wrong
    assert "Check the letter, especially group 3" in _type(wrong, "en").text


def test_what_was_typed_stands_in_the_groups_of_the_letter(asked: OpenRound) -> None:
    """Omar typed without spaces: the page shows it in groups of four, to hold beside his letter."""
    printed = in_groups(asked.links["Omar Said", "Karen Holm"])
    wrong = printed[:10] + ("x" if printed[10] != "x" else "y") + printed[11:]
    assert f"Du har skrevet: {wrong} " in _type(wrong.replace(" ", "-")).text
    assert "You typed: ABCD efgh i " in _type("ABCDefgh i", "en").text
    assert "Du har skrevet" not in Respondent().open("/svar/").text


def test_wrong_code_is_a_dead_link() -> None:
    """A code that opens nothing gets the page that every dead link gets."""
    wrong = _type("a" * 26)
    assert (wrong.status, wrong.page) == (404, Respondent("a" * 26).open().page)


def test_page_speaks_both_languages() -> None:
    """The page with the empty field is there in Danish and in English."""
    assert "Skriv koden fra dit brev" in Respondent().open("/svar/").text
    assert "Type the code from your letter" in Respondent().open("/svar/?sprog=en").text
    assert "Skriv koden fra dit brev" in Respondent().open("/svar/?sprog=xx").text
