"""On the screen in the staff room a letter's code is typed, and every page of the visit can be cleared."""

from __future__ import annotations

import re
from random import Random

import pytest

from fagspejl.answering import views
from fagspejl.answering.services import open_answer
from fagspejl.answering.types import Place
from fagspejl.lib.unknown_codes import UnknownCodes
from support.invited import OpenRound, open_round
from support.respondent import Respondent, rows

pytestmark = [pytest.mark.django_db, pytest.mark.stores]
HOME = "/svar/kiosk/"
SIGNS = "abcdefghijklmnopqrstuvwxyz234567"
CLEAR = 'href="/svar/kiosk/?ryd=1">Ryd skærmen</a>'


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Omar, who has no e-mail, and Sofie, who has, are asked about Karen."""
    made = open_round()
    made.ask("Omar Said", "Karen Holm", email="")
    made.ask("Sofie Lund", "Karen Holm")
    return made


def _typed(link: str) -> Respondent:
    """Type the code at the shared screen, with what its page sends along."""
    reader = Respondent().open(HOME)
    return reader.send(HOME, {**reader.fields(HOME), "kode": link})


def _begun(link: str) -> Respondent:
    reader = _typed(link)
    return reader.send("/svar/start/", reader.fields("/svar/start/"))


def _is_shared(reader: Respondent) -> None:
    assert CLEAR in reader.page
    assert "<body data-kiosk>" in reader.page
    assert "<title>Svar med kode - Fagspejl</title>" in reader.page
    assert "/static/kiosk." in reader.page
    assert "/static/answer." in reader.page, "the style"
    assert not re.search(r"/static/answer\.\w+\.js", reader.page)
    assert "<noscript>" in reader.page
    assert 'http-equiv="refresh"' not in reader.page
    assert reader.headers["Cache-Control"].startswith("no-store")
    assert "Set-Cookie" not in reader.headers
    assert "Refresh" not in reader.headers


def test_every_page_of_a_visit_can_be_cleared(asked: OpenRound) -> None:
    """From the code to the receipt, each page knows where it stands, and the receipt leaves no form behind."""
    reader = Respondent().open(HOME)
    _is_shared(reader)
    reader = _typed(asked.links["Omar Said", "Karen Holm"])
    _is_shared(reader)
    reader.send("/svar/start/", reader.fields("/svar/start/"))
    _is_shared(reader)
    _is_shared(reader.press("/svar/side/", u_dilemmas="4", k_more_of="Mere tid."))
    _is_shared(reader.press("/svar/gennemse/"))
    _is_shared(reader.press("/svar/send/"))
    assert "Tak for dit svar" in reader.text
    assert asked.links["Omar Said", "Karen Holm"] not in reader.page.partition('id="sprog"')[0]
    assert "Slet dit svar" not in reader.text
    assert open_answer(Place(asked.links["Omar Said", "Karen Holm"], asked.id, "")).has_submitted


def test_what_stands_in_the_way_can_be_cleared_too(asked: OpenRound) -> None:
    """A slip, a dead code, a page that was tampered with, and one that is asked for by another site."""
    link = asked.links["Omar Said", "Karen Holm"]
    _is_shared(_typed("abcd"))
    dead = _typed("a" * 26)
    assert dead.status == 404
    _is_shared(dead)
    reader = _begun(link)
    wrong = Respondent().send("/svar/side/", {**reader.fields(), "tjek": "x"})
    assert wrong.status == 400
    _is_shared(wrong)
    foreign = Respondent().send("/svar/side/", reader.fields(), sec_fetch_site="cross-site")
    assert foreign.status == 403
    _is_shared(foreign)


@pytest.mark.parametrize("name", ["Omar Said", "Sofie Lund"])
def test_no_draft_is_shown(asked: OpenRound, name: str) -> None:
    """Sofie, who has e-mail, types her code here: what she began at home is not shown on a screen that is everybody's."""
    link = asked.links[name, "Karen Holm"]
    Respondent(link).begin().press("/svar/side/", u_dilemmas="3", k_more_of="Mere tid.")
    page = _begun(link)
    assert "Mere tid." not in page.page
    assert " checked" not in page.page
    assert "version" not in page.fields()


def test_it_tells_nothing_of_what_was_there(asked: OpenRound) -> None:
    """The pages behind a code are the same before and after an answer was sent with it."""
    link = asked.links["Omar Said", "Karen Holm"]
    drawn = re.compile(r'name="gem" value="[0-9a-f]+"')
    first = [drawn.sub("", page.page) for page in (_typed(link), _begun(link))]
    _begun(link).press("/svar/gennemse/", u_dilemmas="4").press("/svar/send/")
    assert [drawn.sub("", page.page) for page in (_typed(link), _begun(link))] == first


def test_looking_writes_nothing(asked: OpenRound) -> None:
    """Opening the page, typing a code and clearing the screen leave no row."""
    _begun(asked.links["Omar Said", "Karen Holm"])
    cleared = Respondent().open(f"{HOME}?ryd=1")
    assert cleared.headers["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in Respondent().open(HOME).headers
    assert rows() == []


def test_code_after_code_is_refused_here_too(asked: OpenRound, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tries thirty codes from one network waits, at the shared screen as everywhere."""
    monkeypatch.setattr(views, "_unknown_codes", UnknownCodes(views.MOST_UNKNOWN))
    random = Random(7)
    for _ in range(views.MOST_UNKNOWN):
        assert _typed("".join(random.choices(SIGNS, k=26))).status == 404
    refused = _typed(asked.links["Omar Said", "Karen Holm"])
    assert refused.status == 429
    _is_shared(refused)


def test_the_mark_is_nowhere_else(asked: OpenRound) -> None:
    """Omar's own phone shows the pages as ever."""
    reader = Respondent(asked.links["Omar Said", "Karen Holm"]).begin()
    assert "kiosk" not in reader.page
    assert "kiosk" not in Respondent().open("/svar/").page
