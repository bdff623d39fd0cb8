"""Twenty requests at the same moment under one link: one row, one answer, nothing doubled, nobody left with an error."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from fagspejl.answering.services import open_answer
from fagspejl.answering.types import Place
from support.invited import open_round
from support.respondent import Respondent, rows

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 20


def _all_at_once(path: str, sent: list[dict[str, str]]) -> list[Respondent]:
    gate = Barrier(len(sent))

    def one(fields: dict[str, str]) -> Respondent:
        someone = Respondent()
        gate.wait()
        try:
            return someone.send(path, fields)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(sent)) as pool:
        return list(pool.map(one, sent))


def test_twenty_times_the_same_button() -> None:
    """Sofie's finger trembles: the same sending arrives twenty times, and it is one answer, saved once."""
    made = open_round()
    link = made.ask("Sofie Lund", "Karen Holm")
    sofie = Respondent(link).begin()
    fields = sofie.press("/svar/gennemse/", u_dilemmas="4").fields()
    answers = _all_at_once("/svar/send/", [fields] * MANY)
    assert {answer.status for answer in answers} == {200}
    assert open_answer(Place(link, made.id, "")).version == 2
    assert len(rows()) == 1


def test_twenty_windows_send() -> None:
    """Twenty windows send different answers: each acknowledged one was stored in its turn, and one answer stands."""
    made = open_round()
    link = made.ask("Sofie Lund", "Karen Holm")
    sent = [
        {**Respondent(link).begin().fields(), "u.dilemmas": str(n % 5 + 1), "aendret": "1"}
        for n in range(MANY)
    ]
    answers = _all_at_once("/svar/send/", sent)
    assert {answer.status for answer in answers} <= {200, 503}
    acknowledged = sum(answer.status == 200 for answer in answers)
    assert acknowledged >= MANY // 2
    assert len(rows()) == 1
    opened = open_answer(Place(link, made.id, ""))
    assert (opened.version, opened.has_submitted) == (acknowledged, True)


def test_twenty_windows_save() -> None:
    """Twenty windows save at once: one is first, and the others are told so."""
    made = open_round()
    link = made.ask("Sofie Lund", "Karen Holm")
    sent = [{**Respondent(link).begin().fields(), "u.dilemmas": str(n % 5 + 1)} for n in range(MANY)]
    answers = _all_at_once("/svar/side/", sent)
    assert sorted(answer.status for answer in answers) == [200, *[409] * (MANY - 1)]
    assert len(rows()) == 1
