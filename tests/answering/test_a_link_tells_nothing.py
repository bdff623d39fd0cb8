"""Whoever opens a link learns nothing from it: the page is the same before and after, and nobody looks for an answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from support.invited import OpenRound, open_round
from support.respondent import Respondent, rows

pytestmark = [pytest.mark.django_db, pytest.mark.stores]

ANSWERED = "Dit svar er registreret."


@pytest.fixture(params=["sofie@fjordby.example", ""], ids=["mail", "letter"])
def link(request: pytest.FixtureRequest) -> str:
    """Sofie's link about Karen, in a mail or in a letter."""
    asked: OpenRound = open_round()
    return asked.ask("Sofie Lund", "Karen Holm", email=request.param)


def _delete(link: str) -> None:
    sofie = Respondent(link).begin()
    sofie.send("/svar/slet/", {**sofie.fields("/svar/slet/"), "kryds": "ja"})


def test_same_bytes_whatever_was_done(link: str) -> None:
    """Sofie drafts, sends, drafts a new answer, replaces and deletes: her link opens the same page, byte for byte."""
    before = Respondent(link).open().page
    acts: tuple[Callable[[], object], ...] = (
        lambda: Respondent(link).begin().press("/svar/side/", u_dilemmas="4", k_works_well="Hun lytter."),
        lambda: Respondent(link).answer(u_dilemmas="5"),
        lambda: Respondent(link).begin().press("/svar/side/", u_follow_up="2"),
        lambda: Respondent(link).answer(u_dilemmas="1"),
        lambda: _delete(link),
    )
    for act in acts:
        stored = rows()
        act()
        assert rows() != stored
        assert Respondent(link).open().page == before


def test_typed_code_opens_the_same_page(link: str) -> None:
    """The start page behind a typed code, and in the other language, is the same before and after too."""

    def opened(**more: str) -> str:
        return Respondent().send("/svar/", {"kode": link, "sprog": "da", **more}).page

    before = opened(brev="1"), opened(skift="en")
    Respondent(link).answer(u_dilemmas="4")
    assert (opened(brev="1"), opened(skift="en")) == before


def test_nobody_looks_for_an_answer(link: str) -> None:
    """Opening Sofie's link puts no statement about answers to the database; beginning by mail does."""
    Respondent(link).answer(u_dilemmas="4")
    statements: list[str] = []

    def noted(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        statements.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(noted):
        page = Respondent(link).open()
        opening = [sql for sql in statements if "response" in sql.lower()]
        seen = len(statements)
        page.send("/svar/start/", page.fields("/svar/start/"))
    assert seen > 0
    assert opening == []
    begun = [sql for sql in statements[seen:] if "response" in sql.lower()]
    assert (len(begun) > 0) == (ANSWERED in page.text)


def test_it_is_told_after_the_button_only() -> None:
    """Sofie got her link by mail: the start page does not say that she has answered, the page after "Begynd" does."""
    link = open_round().ask("Sofie Lund", "Karen Holm")
    Respondent(link).answer(u_dilemmas="4")
    assert ANSWERED not in Respondent(link).open().text
    assert ANSWERED in Respondent(link).begin().text
