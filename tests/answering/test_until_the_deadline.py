"""A link is opened until the deadline, and what was begun is saved until a quarter of an hour later. Not a second more."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from fagspejl.answering import views
from support.invited import OpenRound, open_round
from support.respondent import Respondent, rows

pytestmark = pytest.mark.django_db

DEADLINE = datetime(2026, 10, 25, 1, 30, tzinfo=UTC)  # the night when the clocks go back
SECOND = timedelta(seconds=1)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> OpenRound:
    """A round that ends in the night when an hour comes twice; the clock stands a day before."""
    made = open_round(deadline=DEADLINE)
    made.ask("Sofie Lund", "Karen Holm")
    _clock(monkeypatch, DEADLINE - timedelta(days=1))
    return made


def _clock(monkeypatch: pytest.MonkeyPatch, now: datetime) -> None:
    monkeypatch.setattr(views, "utc_now", lambda: now)


def test_a_link_opens_until_the_deadline(asked: OpenRound, monkeypatch: pytest.MonkeyPatch) -> None:
    """One second before, Sofie may begin; at the deadline she may not."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    _clock(monkeypatch, DEADLINE - SECOND)
    assert Respondent(link).begin().status == 200
    start = Respondent(link).open().fields("/svar/start/")
    _clock(monkeypatch, DEADLINE)
    assert Respondent(link).open().status == 404
    assert Respondent().send("/svar/start/", start).status == 404


def test_what_was_begun_is_finished(asked: OpenRound, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sofie began in time: within the quarter she saves, reads it through and sends."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    _clock(monkeypatch, DEADLINE + timedelta(minutes=15) - SECOND)
    sofie.press("/svar/gennemse/", u_dilemmas="4").press("/svar/send/")
    assert "Dit svar er registreret." in sofie.text


def test_after_the_quarter_nothing_is_taken(asked: OpenRound, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the quarter is over the page in hand leads nowhere, and what was stored stays as it was."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    sofie.press("/svar/side/", u_dilemmas="4")
    before, fields = rows(), sofie.fields()
    _clock(monkeypatch, DEADLINE + timedelta(minutes=15))
    for path in ("/svar/side/", "/svar/gennemse/", "/svar/send/", "/svar/slet/"):
        assert Respondent().send(path, {**fields, "u.dilemmas": "5", "kryds": "ja"}).status == 404
    assert rows() == before


def test_deadline_that_was_extended(asked: OpenRound, monkeypatch: pytest.MonkeyPatch) -> None:
    """The round got another day: the same link opens again, and tells the new deadline."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    _clock(monkeypatch, DEADLINE + timedelta(hours=2))
    assert Respondent(link).open().status == 404
    asked.round.deadline = DEADLINE + timedelta(days=1)
    asked.round.save()
    assert "mandag den 26. oktober 2026 kl. 2.30" in Respondent(link).open().text
