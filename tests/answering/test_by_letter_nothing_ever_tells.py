"""A letter lies about: no page behind its code tells whether anybody has answered, drafted or deleted with it."""

from __future__ import annotations

import re

import pytest

from fagspejl.answering.services import open_answer
from fagspejl.answering.types import Opened, Place
from support.invited import OpenRound, open_round
from support.respondent import Respondent, rows

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
JSON = {"accept": "application/json"}


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Omar, who has no e-mail, and Sofie, who has, are asked about Karen."""
    made = open_round()
    made.ask("Omar Said", "Karen Holm", email="")
    made.ask("Sofie Lund", "Karen Holm")
    return made


def _typed(link: str) -> Respondent:
    """Type the code and press the button."""
    reader = Respondent().send("/svar/", {"kode": link, "sprog": "da", "brev": "1"})
    return reader.send("/svar/start/", reader.fields("/svar/start/"))


def _stored(asked: OpenRound, name: str) -> Opened:
    return open_answer(Place(asked.links[name, "Karen Holm"], asked.id, ""))


def _but_drawn(page: str) -> str:
    """The page without the save ids that every page draws anew."""
    return re.sub(r'name="gem" value="[0-9a-f]+"', "", page)


def _through(link: str) -> list[tuple[int, str]]:
    """Every page from the code to the receipt, then deleting, as they look to whoever holds the letter."""
    reader = _typed(link)
    pages = [(reader.status, _but_drawn(reader.page))]
    for path in ("/svar/gennemse/", "/svar/send/"):
        reader.press(path, **({"u_dilemmas": "3"} if path == "/svar/gennemse/" else {}))
        pages.append((reader.status, _but_drawn(reader.page)))
    return pages


@pytest.mark.parametrize("name", ["Omar Said", "Sofie Lund"])
def test_every_page_is_the_same_as_the_first_time(asked: OpenRound, name: str) -> None:
    """Whoever goes from code to receipt sees the same pages whether nothing, a draft or an answer was there before."""
    link = asked.links[name, "Karen Holm"]
    first = _through(link)
    assert [status for status, _ in first] == [200, 200, 200]
    assert _through(link) == first
    _typed(link).press("/svar/side/", u_follow_up="5", k_more_of="Mere tid.")
    assert _through(link) == first


@pytest.mark.parametrize("name", ["Omar Said", "Sofie Lund"])
def test_no_page_carries_a_version(asked: OpenRound, name: str) -> None:
    """No field, no receipt and no word to the script holds a version: it would count what came before."""
    reader = _typed(asked.links[name, "Karen Holm"])
    assert "version" not in reader.fields()
    reader.press("/svar/side/", u_dilemmas="3")
    assert "version" not in reader.fields()
    told = Respondent().send("/svar/side/", {**reader.fields(), "u.dilemmas": "4"}, **JSON)
    assert "version" not in told.page
    assert "version" not in reader.press("/svar/gennemse/").press("/svar/send/").text


def test_first_save_replaces_whatever_draft_there_is(asked: OpenRound) -> None:
    """Omar began yesterday and begins again today: today's draft takes the place of yesterday's, without a word."""
    link = asked.links["Omar Said", "Karen Holm"]
    _typed(link).press("/svar/side/", u_dilemmas="4", k_more_of="Mere tid.")
    today = _typed(link).press("/svar/side/", u_follow_up="2")
    assert today.status == 200
    assert _stored(asked, "Omar Said").draft == {"follow_up": 2}
    assert "Mere tid" not in today.page


def test_deleting_is_the_same_where_there_was_nothing(asked: OpenRound) -> None:
    """Deleting under a code that was never used looks like deleting an answer; and the answer is gone."""
    link = asked.links["Omar Said", "Karen Holm"]

    def deleted() -> tuple[int, str]:
        reader = _typed(link)
        reader.send("/svar/slet/", {**reader.fields("/svar/slet/"), "kryds": "ja"})
        return reader.status, reader.page

    never = deleted()
    assert rows() == []
    assert "Der er intet svar fra dig nu." in never[1]
    _through(link)
    assert deleted() == never
    assert not _stored(asked, "Omar Said").has_submitted


def test_receipt_of_an_older_answer_does_not_name_the_newer_one(asked: OpenRound) -> None:
    """Omar answers twice and goes back to the first receipt: by letter it says what it said."""
    link = asked.links["Omar Said", "Karen Holm"]
    first = _typed(link).press("/svar/gennemse/", u_dilemmas="1")
    fields = first.fields()
    receipt = _but_drawn(first.send("/svar/send/", fields).page)
    _through(link)
    assert _but_drawn(Respondent().send("/svar/send/", fields).page) == receipt
    assert _stored(asked, "Omar Said").has_submitted
