"""Guesses that arrive at the same moment are counted one by one: nobody gains tries by being quick."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import TypeVar

import pytest
from django.conf import settings
from django.core import mail
from django.db import connections
from django.test import Client

from fagspejl.accounts import forms
from fagspejl.accounts.attempts import count_attempt
from fagspejl.accounts.throttling import spend
from support.staff import ask_for_code, code_in, somebody

pytestmark = pytest.mark.django_db(transaction=True)

MANY = 12
Result = TypeVar("Result")


def _at_once(do: Callable[[int], Result], many: int = MANY) -> list[Result]:
    gate = Barrier(many)

    def one(number: int) -> Result:
        gate.wait()
        try:
            return do(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(one, range(many)))


def test_no_two_get_the_same_number() -> None:
    """Twelve at once, ten times each: every number from 1 to 120 is given, and each once."""
    given = _at_once(lambda _: [count_attempt("code", "karen", within=timedelta(hours=1)) for _ in range(10)])
    assert sorted(number for numbers in given for number in numbers) == list(range(1, MANY * 10 + 1))


def test_a_code_is_spent_once() -> None:
    """Twelve browsers send the same code of Bente's app at the same moment: one of them uses it."""
    assert sum(_at_once(lambda _: spend("bente", "123456", within=timedelta(minutes=2)))) == 1


def _browser(cookie: str) -> Client:
    client = Client()
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    return client


def test_codes_of_a_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody asks for a code to Karen's address and sends twelve guesses at once: three are looked at, no more."""
    karen, client, allowed = somebody("Karen Holm"), Client(), []
    ask_for_code(client, karen.email)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    counted = forms.may_guess_code

    def watched(code: str | None, session: str) -> bool:
        may = counted(code, session)
        allowed.append(may)
        return may

    monkeypatch.setattr(forms, "may_guess_code", watched)
    _at_once(lambda _: _browser(cookie).post("/log-ind/kode/", {"code": "BBBB-BBBB"}))
    assert sum(allowed) <= 3
    late = _browser(cookie)
    late.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[-1].body))})
    assert "_auth_user_id" not in late.session


def test_codes_of_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody has Karen's mailbox and sends twelve guesses of her app's code at once: five are looked at, no more."""
    karen, client, looked = somebody("Karen Holm", app=True), Client(), []
    ask_for_code(client, karen.email)
    client.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[-1].body))})
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    counted = forms.over

    def watched(*what: object) -> int:
        beyond = counted(*what)  # type: ignore[arg-type]
        looked.append(beyond == 0)
        return beyond

    monkeypatch.setattr(forms, "over", watched)
    _at_once(lambda number: _browser(cookie).post("/log-ind/bekraeft/", {"code": f"{number:06d}"}))
    assert sum(looked) <= 5
    assert len(looked) == MANY
