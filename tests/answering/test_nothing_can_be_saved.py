"""When nothing can be saved the page says so, keeps everything in it, and a later try saves it once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import InterfaceError, OperationalError, connection

from fagspejl.answering import services, views
from fagspejl.answering.errors import NotSaved
from fagspejl.answering.services import open_answer
from fagspejl.answering.types import Place
from support.invited import OpenRound, open_round
from support.respondent import Respondent, rows

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}
POSTED = ("/svar/start/", "/svar/side/", "/svar/gennemse/", "/svar/send/", "/svar/slet/")


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Sofie is asked about Karen."""
    made = open_round()
    made.ask("Sofie Lund", "Karen Holm")
    return made


@contextmanager
def _away(error: type[Exception]) -> Iterator[None]:
    """The database answers nothing but an error."""

    def refuse(execute: object, sql: object, params: object, many: object, context: object) -> None:
        raise error("away")

    with connection.execute_wrapper(refuse):
        yield


@pytest.mark.parametrize("error", [OperationalError, InterfaceError])
@pytest.mark.parametrize("path", POSTED)
def test_database_away(asked: OpenRound, path: str, error: type[Exception]) -> None:
    """The database is away while Sofie presses: 503, when to come again, and every word she typed, ready to be sent."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    typed = {**sofie.fields(), "u.dilemmas": "4", "k.works_well": "Hun <b>lytter</b>\nog\r\n svarer."}
    with _away(error):
        sofie.send(path, typed)
    assert sofie.status == 503
    assert sofie.headers["Retry-After"] == "5"
    assert "Ikke gemt endnu" in sofie.text
    kept = sofie.fields(path)
    assert {name: text.replace("\r\n", "\n") for name, text in kept.items()} == {
        name: text.replace("\r\n", "\n") for name, text in typed.items()
    }
    assert rows() == []


def test_trying_again_saves_it_once(asked: OpenRound) -> None:
    """The database is back: Sofie presses "Prøv igen" twice, and one answer is registered."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    sofie.press("/svar/gennemse/", u_dilemmas="4")
    with _away(OperationalError):
        sofie.press("/svar/send/")
    kept = sofie.fields("/svar/send/")
    with _away(OperationalError):
        sofie.send("/svar/send/", {**kept, "skift": "en"})
    assert "Not saved yet" in sofie.text
    kept = sofie.fields("/svar/send/")
    for _ in range(2):
        assert "Your answer is registered" in Respondent().send("/svar/send/", kept).text
    assert open_answer(Place(asked.links["Sofie Lund", "Karen Holm"], asked.id, "")).version == 2


def test_script_is_told_to_wait(asked: OpenRound) -> None:
    """The script gets 503 and tries again by itself."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    with _away(OperationalError):
        sofie.send("/svar/side/", {**sofie.fields(), "u.dilemmas": "4"}, **JSON)
    assert (sofie.status, sofie.headers["Retry-After"], sofie.page) == (503, "5", '{"fejl": "senere"}')


def test_link_cannot_be_opened_just_now(asked: OpenRound) -> None:
    """Opening the link while the database is away asks for patience, not for a new link."""
    with _away(OperationalError):
        sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).open()
    assert sofie.status == 503
    assert "Vent lidt, og prøv igen." in sofie.text
    assert "Wait a moment and try again." in sofie.text


def test_answer_on_its_way_to_a_new_link(asked: OpenRound) -> None:
    """Sofie got a new link a second ago, and her answer is still being moved: she is asked to wait."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    invitation = asked.invitation("Sofie Lund")
    invitation.moving = True
    invitation.save()
    for path in POSTED:
        waiting = Respondent().send(path, {**sofie.fields(), "u.dilemmas": "4", "kryds": "ja"})
        assert (waiting.status, waiting.headers["Retry-After"]) == (503, "5")
    assert Respondent(sofie.link).open().status == 503
    assert rows() == []


def test_row_that_is_always_taken(asked: OpenRound, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else writes the same row again and again: nothing is claimed to be saved."""

    def never(*args: object, **named: object) -> None:
        raise NotSaved

    monkeypatch.setattr(views, "save_draft", never)
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    assert sofie.press("/svar/side/", u_dilemmas="4").status == 503
    assert services.save_draft is not never
