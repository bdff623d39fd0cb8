"""Bente's session runs out while she writes: what she wrote stands on the page that answers, and is stored nowhere."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.core import mail
from django.test import Client

from fagspejl.evaluation.selectors.plan import plan_of
from support.desk import drafted
from support.staff import HERE, Cast, ask_for_code, code_in, log_in, somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db]
WRITTEN = 'Linje 1\r\n"Linje" <2> & æ'


def _fields(html: str) -> dict[str, str]:
    """The hidden fields of the page's own form, as a browser reads them."""
    form = html.split('<form method="post" action="/planlaeg/')[1]
    found = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)
    return {unescape(name): unescape(value) for name, value in found}


def _bente(client: Client) -> Cast:
    """Log Bente in with a client that asks for tokens, as a browser meets the site."""
    found = somebody("Bente Rosenvang", "planner", app=True)
    client.handler.enforce_csrf_checks = False
    log_in(client, found)
    client.handler.enforce_csrf_checks = True
    return found


def test_nothing_typed_is_lost(client: Client, tmp_path: Path) -> None:
    """Bente sends her form after half an hour away, logs in, presses twice, and the purpose is kept as she wrote it."""
    round_id = drafted(tmp_path)
    bente = _bente(client)
    url = f"/planlaeg/runde/{round_id}/opsaetning/"
    form = client.get(url).context["form"]
    sent = {name: str(value) for name, value in form.initial.items() if value not in (None, "")}
    sent |= {
        "perspectives": "employee",
        "deadline_at": "12:00",
        "purpose": WRITTEN,
        "csrfmiddlewaretoken": "x",
    }
    client.cookies.clear()
    lost = client.post(url, sent, headers=HERE)
    assert lost.status_code == 403
    assert "no-store" in lost["Cache-Control"]
    assert not client.cookies
    typed = _fields(lost.content.decode())
    assert typed["purpose"] == WRITTEN
    assert "csrfmiddlewaretoken" not in typed
    client.handler.enforce_csrf_checks = False
    _again(client, bente)
    client.handler.enforce_csrf_checks = True
    here = client.post(url, typed, headers=HERE)
    again = _fields(here.content.decode())
    assert again["purpose"] == WRITTEN
    assert "csrfmiddlewaretoken" in again
    assert client.post(url, again, headers=HERE).status_code == 302
    assert plan_of(round_id).values.purpose == WRITTEN.replace("\r\n", "\n")


def _again(client: Client, who: Cast) -> None:
    """Log in a second time: a code of the app works once, so the next one is shown."""
    ask_for_code(client, who.email)
    client.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[-1].body))})
    client.post("/log-ind/bekraeft/", {"code": who.app_code(next_one=True)})
    assert "_auth_user_id" in client.session


def test_another_site_gets_nothing(client: Client, tmp_path: Path) -> None:
    """A page elsewhere that sends Bente's browser a form gets the refusal and no button to press."""
    round_id = drafted(tmp_path)
    _bente(client)
    url = f"/planlaeg/runde/{round_id}/opsaetning/"
    for headers in (
        {"Origin": "https://else.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {},
    ):
        answer = client.post(url, {"title": "Overtaget"}, headers=headers)
        assert answer.status_code == 403
        assert "Overtaget" not in answer.content.decode()


def test_codes_are_never_given_back(client: Client, db: None) -> None:
    """What was typed to log in, or to prove who one is, stands on no page that answers."""
    client.handler.enforce_csrf_checks = True
    for path in ("/log-ind/kode/", "/log-ind/bekraeft/", "/sikkerhed/app/"):
        answer = client.post(path, {"code": "ABCD-EFGH", "csrfmiddlewaretoken": "x"}, headers=HERE)
        assert "ABCD-EFGH" not in answer.content.decode()
    assert Session.objects.count() == 0
