"""Logging in by a code in a mail: short-lived, used once, in no address, and no hint of who has an account."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from fagspejl.accounts.models import User
from fagspejl.audit.selectors import entries_by
from support.staff import HERE, ask_for_code, code_in, log_in, somebody


def test_karen_logs_in(db: None, client: Client) -> None:
    """Karen asks for a code, types it, and is at her reports; the log says so."""
    karen = somebody("Karen Holm")
    log_in(client, karen)
    page = client.get("/")
    assert page.status_code == 200
    assert "Karen Holm" in page.content.decode()
    assert [entry.event for entry in entries_by(str(karen.staff.id))] == ["logged_in"]


def test_mail_holds_the_code_and_no_link(db: None, client: Client) -> None:
    """Karen's mail goes to her alone, holds the code once, and nothing to click."""
    karen = somebody("Karen Holm")
    ask_for_code(client, karen.email)
    (sent,) = mail.outbox
    assert sent.to == ["karen@fjordby.dk"]
    assert sent.subject == "Din kode til Fagspejl"
    assert "http" not in str(sent.body)
    assert code_in(str(sent.body)) not in client.get("/log-ind/kode/").content.decode()


def test_stranger_and_karen_see_the_same(db: None, client: Client) -> None:
    """Lone tries addresses: the pages do not tell which of them has an account, and nothing is sent."""
    somebody("Karen Holm")
    pages = []
    for email in ("karen@fjordby.dk", "hanne@fjordby.dk"):
        one = Client()
        ask_for_code(one, email)
        pages.append(one.get("/log-ind/kode/").content.decode().replace(email, "EMAIL"))
    bodies = [page[page.index("<h1>") : page.index("<form")] for page in pages]
    assert bodies[0] == bodies[1]
    assert [sent.to for sent in mail.outbox] == [["karen@fjordby.dk"]]


def test_login_page_leads_to_where_a_code_is_typed(db: None, client: Client) -> None:
    """Omar has a letter and comes to the login page: one press on, in his language, he types his code."""
    for language, title in (("da", "Skriv koden fra dit brev"), ("en", "Type the code from your letter")):
        page = client.get(f"/log-ind/?sprog={language}").content.decode()
        (address,) = re.findall(r'<a href="(/svar/[^"]*)">', page)
        assert title in client.get(address).content.decode()


def test_login_page_sets_no_cookie(db: None, client: Client) -> None:
    """Sofie opens the login page by mistake: it leaves nothing in her browser."""
    page = client.get("/log-ind/")
    assert page.status_code == 200
    assert client.cookies == {}
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Referer": "https://evil.example/"},
        {},
    ],
)
def test_form_of_another_site_is_refused(db: None, client: Client, headers: dict[str, str]) -> None:
    """Another site sends Karen's browser to our login form: nothing is sent, no cookie is set."""
    somebody("Karen Holm")
    answer = client.post("/log-ind/", {"email": "karen@fjordby.dk"}, headers=headers)
    assert answer.status_code == 403
    assert client.cookies == {}
    assert mail.outbox == []


def test_code_works_once(db: None, client: Client) -> None:
    """Somebody reads Karen's mail later: the code she has used opens nothing."""
    karen = somebody("Karen Holm")
    log_in(client, karen)
    other = Client()
    ask_for_code(other, karen.email)
    used = code_in(str(mail.outbox[0].body))
    answer = other.post("/log-ind/kode/", {"code": used})
    assert "Koden passer ikke" in answer.content.decode()
    assert "_auth_user_id" not in other.session


def test_code_belongs_to_the_browser_that_asked(db: None, client: Client) -> None:
    """Lone sees Karen's code over her shoulder: in another browser it opens nothing."""
    karen = somebody("Karen Holm")
    ask_for_code(client, karen.email)
    other = Client()
    answer = other.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[0].body))})
    assert answer["Location"] == "/log-ind/"


def test_code_runs_out(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen finds the mail after eleven minutes and has to ask again."""
    import time

    karen = somebody("Karen Holm")
    ask_for_code(client, karen.email)
    late = time.time() + timedelta(minutes=11).total_seconds()
    monkeypatch.setattr(time, "time", lambda: late)
    answer = client.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[0].body))})
    assert answer["Location"] == "/log-ind/"
    assert "_auth_user_id" not in client.session


def test_three_wrong_codes_are_the_end(db: None, client: Client) -> None:
    """Somebody guesses: after three wrong codes the right one no longer works, and the page says why."""
    karen = somebody("Karen Holm")
    ask_for_code(client, karen.email)
    for _ in range(3):
        answer = client.post("/log-ind/kode/", {"code": "BBBB-BBBB"})
    assert answer["Location"] == "/log-ind/"
    assert "Få en ny kode" in client.get("/log-ind/").content.decode()
    client.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[0].body))})
    assert "_auth_user_id" not in client.session


def test_disabled_account_gets_no_code(db: None, client: Client) -> None:
    """Karen has left: her address is answered like any other, and no mail is sent."""
    karen = somebody("Karen Holm")
    User.objects.filter(id=karen.staff.id).update(is_active=False)
    ask_for_code(client, karen.email)
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("typed", "said"), [("", "Skriv din e-mail"), ("karen", "ligner ikke en e-mailadresse")]
)
def test_faults_are_told_in_words(db: None, client: Client, typed: str, said: str) -> None:
    """Karen types half an address and is told what it should look like."""
    answer = client.post("/log-ind/", {"email": typed}, headers=HERE).content.decode()
    assert said in answer
    assert "<title>Fejl: Log ind" in answer


def test_new_code_replaces_the_old(db: None, client: Client) -> None:
    """Karen asks again: the way back to the login page is open, and only the newest code works."""
    karen = somebody("Karen Holm")
    ask_for_code(client, karen.email)
    assert client.get("/log-ind/").status_code == 200
    ask_for_code(client, karen.email)
    first, second = (code_in(str(sent.body)) for sent in mail.outbox)
    assert client.post("/log-ind/kode/", {"code": first}).status_code == 200
    assert client.post("/log-ind/kode/", {"code": second}).status_code == 302


def test_capitals_do_not_matter(db: None, client: Client) -> None:
    """Karen's phone writes her address with a capital, and she copies the code in small letters without its hyphen."""
    somebody("Karen Holm")
    ask_for_code(client, "Karen@Fjordby.dk ")
    typed = code_in(str(mail.outbox[0].body)).replace("-", " ").lower()
    assert client.post("/log-ind/kode/", {"code": typed})["Location"] == "/"


def test_english_all_the_way(db: None, client: Client) -> None:
    """A planner from abroad chooses English on the login page: the mail and the next pages are English too."""
    karen = somebody("Karen Holm")
    client.post("/log-ind/?sprog=en", {"email": karen.email}, headers=HERE)
    assert mail.outbox[0].subject == "Your code for Fagspejl"
    assert "Enter the code" in client.get("/log-ind/kode/").content.decode()
    client.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[0].body))})
    assert 'lang="en"' in client.get("/").content.decode()


def test_way_back_is_kept_inside_the_site(db: None, client: Client) -> None:
    """Karen follows a link to a page, logs in and is there; a link to another site leads home."""
    karen = somebody("Karen Holm")
    asked = client.get("/sikkerhed/")
    assert asked["Location"] == "/log-ind/?next=/sikkerhed/"
    for target, arrives in (("/sikkerhed/", "/sikkerhed/"), ("https://evil.example/", "/")):
        one = Client()
        one.post(f"/log-ind/?next={target}", {"email": karen.email}, headers=HERE)
        answer = one.post(f"/log-ind/kode/?next={target}", {"code": code_in(str(mail.outbox[-1].body))})
        assert answer["Location"] == arrives
