"""Unknown, revoked, replaced, too late, closed, cancelled: one page, one status, not a byte of difference."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from fagspejl.evaluation.types import RoundState
from support.invited import OpenRound, open_round
from support.respondent import Respondent, rows

pytestmark = pytest.mark.django_db


def _revoke(asked: OpenRound) -> None:
    invitation = asked.invitation("Sofie Lund")
    invitation.revoked = True
    invitation.save()


def _replace(asked: OpenRound) -> None:
    invitation = asked.invitation("Sofie Lund")
    invitation.lookup = b"\x01" * 32
    invitation.save()


def _state(state: RoundState) -> Callable[[OpenRound], None]:
    def change(asked: OpenRound) -> None:
        asked.round.state = state
        asked.round.save()

    return change


def _late(asked: OpenRound) -> None:
    asked.round.deadline = asked.round.opened_at
    asked.round.save()


CAUSES = {
    "revoked": _revoke,
    "replaced": _replace,
    "too late": _late,
    **{
        str(state): _state(state) for state in RoundState if state is not RoundState.OPEN and state != "draft"
    },
}


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Sofie is asked about Karen."""
    made = open_round()
    made.ask("Sofie Lund", "Karen Holm")
    return made


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_looks_like_a_link_that_never_was(asked: OpenRound, cause: str) -> None:
    """Lone tries a link and cannot learn from the answer what became of it; nor can Sofie, and both languages say it."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).open()
    start = sofie.fields("/svar/start/")
    never = Respondent("a" * 26).open()
    CAUSES[cause](asked)
    dead = Respondent(sofie.link).open()
    assert (dead.status, dead.page, dict(dead.headers)) == (404, never.page, dict(never.headers))
    assert (
        "Linket virker ikke længere. Evalueringen kan være lukket, eller du kan have fået et nyt link."
        in dead.text
    )
    assert "This link no longer works." in dead.text
    begun = Respondent().send("/svar/start/", start)
    assert (begun.status, begun.page) == (404, never.page)


@pytest.mark.parametrize("cause", [cause for cause in CAUSES if cause != "too late"])
def test_a_page_in_hand_dies_with_its_link(asked: OpenRound, cause: str) -> None:
    """Sofie had the form open when the link died: nothing is stored from then on."""
    sofie = Respondent(asked.links["Sofie Lund", "Karen Holm"]).begin()
    CAUSES[cause](asked)
    for path in ("/svar/side/", "/svar/gennemse/", "/svar/send/", "/svar/slet/"):
        fields = {**sofie.fields(), "u.dilemmas": "4", "aendret": "1", "kryds": "ja"}
        assert Respondent().send(path, fields).status == 404
    assert rows() == []


@pytest.mark.parametrize("link", ["x", "a" * 25, "a" * 27, "1" * 26, "æ" * 26, "a" * 3000])
def test_what_cannot_be_a_link(link: str) -> None:
    """An address that holds no link at all gets the same page."""
    odd = Respondent(link).open()
    assert (odd.status, odd.page) == (404, Respondent("a" * 26).open().page)


def test_link_as_mail_programs_bend_it(asked: OpenRound) -> None:
    """A mail program wrote the link in capitals, or without its last stroke: it still leads to Karen."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    for path in (f"/svar/{link.upper()}/", f"/svar/{link}"):
        assert "Svar om Karen Holm" in Respondent().open(path).text
