"""A mail scanner opens the link, runs scripts and presses every button: nothing is stored, nothing is changed."""

from __future__ import annotations

import pytest
from django.test import Client

from support.invited import OpenRound, open_round
from support.respondent import Form, Respondent, rows

pytestmark = pytest.mark.django_db

POSTED = ("/svar/", "/svar/start/", "/svar/side/", "/svar/gennemse/", "/svar/send/", "/svar/slet/")


@pytest.fixture
def asked() -> OpenRound:
    """A round in which Sofie is asked about Karen."""
    made = open_round()
    made.ask("Sofie Lund", "Karen Holm")
    return made


def _press_everything(link: str) -> None:
    """Open the link and send every form of every page one meets, untouched, to every address."""
    seen: set[tuple[str, ...]] = set()
    pages = [Respondent(link).open()]
    while pages:
        page = pages.pop()
        for action, fields in Form(page.page).forms.items():
            for path in POSTED:
                pressed = (page.text[:100], action, path, fields.get("sprog", ""))
                if pressed not in seen:
                    seen.add(pressed)
                    pages.append(Respondent(link).send(path, {**fields, "til": "1"}))
                    pages.append(Respondent(link).send(path, {**fields, "skift": "en"}))
    assert len(seen) > 30


def test_before_the_first_answer(asked: OpenRound) -> None:
    """The scanner of Sofie's mail comes first: not one row, and her form is as empty as it was."""
    _press_everything(asked.links["Sofie Lund", "Karen Holm"])
    assert rows() == []


def test_a_draft_is_not_sent_by_a_scanner(asked: OpenRound) -> None:
    """Sofie left a draft, and the reminder is scanned: the draft stays a draft, byte for byte."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    Respondent(link).begin().press("/svar/side/", u_dilemmas="4", k_works_well="Hun lytter.")
    before = rows()
    assert len(before) == 1
    _press_everything(link)
    assert rows() == before


def test_a_registered_answer_is_left_alone(asked: OpenRound) -> None:
    """Sofie has sent her answer: it is neither replaced nor deleted by pressing what stands on the pages."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    Respondent(link).answer(u_dilemmas="4")
    before = rows()
    _press_everything(link)
    assert rows() == before


@pytest.mark.parametrize("method", ["get", "head", "options", "put", "delete", "patch"])
def test_other_ways_of_asking(asked: OpenRound, method: str) -> None:
    """GET and HEAD of every address, and methods that no page uses, store nothing."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    client = Client()
    for path in (f"/svar/{link}/", f"/svar/{link}", *POSTED):
        response = getattr(client, method)(path)
        assert response.status_code in ((200, 302) if method in ("get", "head") else (405,)), path
    assert rows() == []


def test_she_who_looked_through_her_draft_sends_it(asked: OpenRound) -> None:
    """Sofie comes back to her draft, changes nothing, ticks that she has read it, and it is registered."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    Respondent(link).begin().press("/svar/side/", u_dilemmas="4")
    sofie = Respondent(link).begin().press("/svar/gennemse/")
    assert "Svarene er fra en kladde, der er gemt før." in sofie.text
    sofie.press("/svar/send/")
    assert "Sæt et kryds ved" in sofie.text
    assert "registreret" not in sofie.text
    sofie.press("/svar/send/", kryds="ja")
    assert "Dit svar er registreret." in sofie.text


def test_she_who_changed_her_draft_needs_no_tick(asked: OpenRound) -> None:
    """Sofie comes back and changes one answer: that was her, and she just sends."""
    link = asked.links["Sofie Lund", "Karen Holm"]
    Respondent(link).begin().press("/svar/side/", u_dilemmas="4")
    sofie = Respondent(link).begin().press("/svar/gennemse/", u_dilemmas="5")
    assert "registreret" in sofie.press("/svar/send/").text
