"""Somebody goes back to a receipt: it says whether that answer still counts."""

from __future__ import annotations

import pytest

from support.invited import open_round
from support.respondent import Respondent

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

COUNTS = "Dit svar er registreret."
LATER = "Svaret nåede frem, men der er sendt et nyere siden. Det er det nyere, der tæller."


@pytest.fixture
def link() -> str:
    """Sofie's link about Karen."""
    return open_round().ask("Sofie Lund", "Karen Holm")


@pytest.fixture
def sent(link: str) -> dict[str, str]:
    """What Sofie's browser sends again when she goes back to her first receipt."""
    sofie = Respondent(link).begin().press("/svar/gennemse/", u_dilemmas="1")
    fields = sofie.fields()
    assert COUNTS in sofie.send("/svar/send/", fields).text
    return fields


def _again(sent: dict[str, str]) -> Respondent:
    return Respondent().send("/svar/send/", sent)


def test_answer_that_counts_says_so(sent: dict[str, str]) -> None:
    """Nothing came after it: the receipt says what it said."""
    assert COUNTS in _again(sent).text


def test_draft_of_a_new_answer_changes_nothing(link: str, sent: dict[str, str]) -> None:
    """Sofie has only begun on a new answer: the first one still counts."""
    Respondent(link).begin().press("/svar/side/", u_dilemmas="5")
    assert COUNTS in _again(sent).text


def test_later_answer_is_told(link: str, sent: dict[str, str]) -> None:
    """Sofie sent another answer since: the old receipt says that the newer one counts, in her language."""
    Respondent(link).answer(u_dilemmas="5")
    again = _again(sent)
    assert LATER in again.text
    assert COUNTS not in again.text
    assert "The newer one counts." in _again({**sent, "skift": "en"}).text


def test_deleted_answer_is_told(link: str, sent: dict[str, str]) -> None:
    """Sofie deleted her answer since: the old receipt does not call it registered."""
    sofie = Respondent(link).begin()
    sofie.send("/svar/slet/", {**sofie.fields("/svar/slet/"), "kryds": "ja"})
    again = _again(sent)
    assert "Svaret nåede frem, men det er slettet siden." in again.text
    assert COUNTS not in again.text
    assert "gælder, indtil" not in again.text
