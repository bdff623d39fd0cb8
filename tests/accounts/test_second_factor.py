"""A second factor: leaders may add one, whoever holds a role must, and without it sees nothing but its set-up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client

from fagspejl.accounts import attempts
from fagspejl.accounts.models import User
from fagspejl.accounts.services import forget_second_factor
from fagspejl.audit.selectors import entries_by
from fagspejl.lib.clock import utc_now
from support.staff import PER, Cast, ask_for_code, code_in, factors_of, log_in, somebody


def _turn_on_app(client: Client, who: Cast) -> Cast:
    page = client.get("/sikkerhed/app/")
    secret = page.context["form"].secret
    assert secret in page.content.decode()
    made = Cast(who.staff, secret)
    answer = client.post("/sikkerhed/app/", {"code": made.app_code()})
    assert answer["Location"] == "/sikkerhed/noedkoder/", answer.content
    return made


@pytest.mark.parametrize("role", ["planner", "operator", "dpo"])
def test_planner_sets_one_up_before_anything_else(db: None, client: Client, role: str) -> None:
    """Bente logs in for the first time: every page leads to the set-up, and after it they open."""
    bente = somebody("Bente Skov", role)  # type: ignore[arg-type]
    log_in(client, bente)
    for path in ("/", "/rapport/6f1ed002-ab59-45fc-a2a0-a4b8f0a1b1a1/", "/sikkerhed/noedkoder/nye/"):
        assert client.get(path)["Location"] == "/sikkerhed/"
    assert "Du skal slå totrinslogin til" in client.get("/sikkerhed/").content.decode()
    _turn_on_app(client, bente)
    assert client.get("/").status_code == 200
    assert factors_of(bente) == {"totp", "recovery_codes"}
    assert [e.event for e in entries_by(str(bente.staff.id))] == ["second_factor_added", "logged_in"]


def test_code_that_turned_the_app_on_opens_nothing(db: None, client: Client) -> None:
    """Somebody reads the first code over Bente's shoulder while she sets her app up: it is used up, the next is not."""
    bente = somebody("Bente Skov", "planner")
    log_in(client, bente)
    made = Cast(bente.staff, client.get("/sikkerhed/app/").context["form"].secret)
    first = made.app_code()
    client.post("/sikkerhed/app/", {"code": first})
    assert factors_of(bente) == {"totp", "recovery_codes"}
    for lets_in in (False, True):
        code = made.app_code(next_one=True) if lets_in else first
        other = Client()
        ask_for_code(other, bente.email)
        other.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[-1].body))})
        other.post("/log-ind/bekraeft/", {"code": code})
        assert ("_auth_user_id" in other.session) is lets_in


def test_leader_may_go_without(db: None, client: Client) -> None:
    """Karen reads her report with the code from her mail alone."""
    log_in(client, somebody("Karen Holm"))
    assert client.get("/").status_code == 200
    assert "Kode-appen er ikke slået til" in client.get("/sikkerhed/").content.decode()


def test_leader_who_has_one_is_asked_for_it(db: None, client: Client) -> None:
    """Karen turned the code app on: the code from the mail alone does not let anybody in."""
    karen = somebody("Karen Holm", app=True)
    ask_for_code(client, karen.email)
    answer = client.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[0].body))})
    assert answer["Location"] == "/log-ind/bekraeft/"
    assert client.get("/")["Location"].startswith("/log-ind/")
    wrong = client.post("/log-ind/bekraeft/", {"code": "000000"}).content.decode()
    assert "Koden passer ikke. Vent på den næste kode i appen" in wrong
    client.post("/log-ind/bekraeft/", {"code": karen.app_code()})
    assert client.get("/").status_code == 200


def test_code_of_the_app_works_once(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody reads the code over Karen's shoulder: it has been used."""
    karen = somebody("Karen Holm", app=True)
    log_in(client, karen)
    code = karen.app_code()
    other = Client()
    ask_for_code(other, karen.email)
    other.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[-1].body))})
    cache.clear()  # django-allauth forgets a used code after half a minute
    other.post("/log-ind/bekraeft/", {"code": code})
    assert "_auth_user_id" not in other.session
    spent = "spent", str(karen.staff.id), code
    for seconds, tries in ((0, 2), (80, 2), (95, 0)):  # as long as the code could be accepted
        late = utc_now() + timedelta(seconds=seconds)
        monkeypatch.setattr(attempts, "utc_now", lambda late=late: late)
        assert attempts.attempts_of(*spent) == tries


def test_guesses_are_counted(db: None, client: Client) -> None:
    """Somebody has Karen's mailbox and guesses the app's code: after five guesses the right one waits too."""
    karen = somebody("Karen Holm", app=True)
    ask_for_code(client, karen.email)
    client.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[0].body))})
    for _ in range(5):
        client.post("/log-ind/bekraeft/", {"code": "000000"})
    answer = client.post("/log-ind/bekraeft/", {"code": karen.app_code()})
    assert "Vent fem minutter" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_recovery_codes_are_shown_once_and_work_once(db: None, client: Client) -> None:
    """Bente writes down her recovery codes; later one of them stands in for her lost phone, one single time."""
    bente = somebody("Bente Skov", "planner")
    log_in(client, bente)
    _turn_on_app(client, bente)
    codes = client.get("/sikkerhed/noedkoder/").context["unused_codes"]
    assert len(codes) == 10
    again = client.get("/sikkerhed/noedkoder/").content.decode()
    assert not any(code in again for code in codes)
    for works in (True, False):
        other = Client()
        ask_for_code(other, bente.email)
        other.post("/log-ind/kode/", {"code": code_in(str(mail.outbox[-1].body))})
        other.post("/log-ind/bekraeft/", {"code": codes[0]})
        assert ("_auth_user_id" in other.session) is works


def test_secret_is_encrypted_in_the_database(db: None, client: Client) -> None:
    """Per reads the tables: the secret of Bente's code app is not in them."""
    bente = somebody("Bente Skov", "planner")
    log_in(client, bente)
    made = _turn_on_app(client, bente)
    row = Authenticator.objects.get(type="totp")
    assert made.secret is not None
    assert made.secret not in str(row.data)
    assert row.wrap().validate_code(made.app_code()) in (True, False)  # it opens with the site's key


def test_older_session_must_prove_it(db: None, client: Client) -> None:
    """Bente has two browsers open and sets her code app up in one: the other asks for it before it goes on."""
    bente = somebody("Bente Skov", "planner")
    other = Client()
    log_in(other, bente)
    log_in(client, bente)
    made = _turn_on_app(client, bente)
    answer = other.get("/")
    assert answer["Location"] == "/sikkerhed/bekraeft/?next=/"
    answer = other.post("/sikkerhed/bekraeft/?next=/", {"code": made.app_code(next_one=True)})
    assert answer["Location"] == "/"
    assert other.get("/").status_code == 200


def test_turning_it_off_asks_again_and_shuts_the_planner_out(db: None, client: Client) -> None:
    """Bente turns her code app off: she proves it is her, and is back at the set-up."""
    bente = somebody("Bente Skov", "planner", app=True)
    log_in(client, bente)
    assert client.get("/sikkerhed/app/fra/")["Location"].startswith("/sikkerhed/bekraeft/")
    client.post("/sikkerhed/bekraeft/?next=/sikkerhed/app/fra/", {"code": bente.app_code(next_one=True)})
    assert client.get("/sikkerhed/app/fra/").status_code == 200
    answer = client.post("/sikkerhed/app/fra/")
    assert answer["Location"] == "/sikkerhed/"
    assert factors_of(bente) == set()
    assert client.get("/")["Location"] == "/sikkerhed/"
    assert entries_by(str(bente.staff.id))[0].event == "second_factor_removed"


def test_lost_factor_is_forgotten_by_an_operator(db: None, client: Client) -> None:
    """Bente lost phone and codes: Per removes them, her sessions end, and she sets up anew."""
    bente = somebody("Bente Skov", "planner", app=True)
    log_in(client, bente)
    forget_second_factor(email=bente.email, actor=PER)
    assert client.get("/")["Location"].startswith("/log-ind/")
    fresh = Client()
    log_in(fresh, Cast(bente.staff))
    assert fresh.get("/")["Location"] == "/sikkerhed/"


def test_nobody_has_a_password(db: None, client: Client) -> None:
    """There is no password to guess, steal or reset, and no page for one."""
    karen = somebody("Karen Holm", app=True)
    assert not User.objects.get(id=karen.staff.id).has_usable_password()
    for path in ("/accounts/login/", "/login/", "/accounts/signup/", "/accounts/password/reset/", "/admin/"):
        assert client.get(path).status_code == 404
