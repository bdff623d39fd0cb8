"""A session ends by itself, at log-out, and when the account is closed; its id changes at login."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from fagspejl.accounts import middleware
from fagspejl.accounts.models import SharedCache
from fagspejl.accounts.services import disable_user, enable_user, give_role, retention, take_role
from fagspejl.accounts.sessions import begin_session, is_over, note_request
from fagspejl.audit.selectors import entries_by
from fagspejl.lib.clock import utc_now
from support.staff import PER, ask_for_code, code_in, log_in, somebody

NOON = datetime(2026, 3, 15, 12, tzinfo=UTC)


def _later(monkeypatch: pytest.MonkeyPatch, **by: float) -> None:
    moment = utc_now() + timedelta(**by)
    monkeypatch.setattr(middleware, "utc_now", lambda: moment)


def _is_in(client: Client) -> bool:
    return client.get("/").status_code == 200


def test_half_an_hour_without_a_click(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Karen is called away for half an hour: whoever sits down at her screen has to log in."""
    log_in(client, somebody("Karen Holm"))
    _later(monkeypatch, minutes=29)
    assert _is_in(client)
    _later(monkeypatch, minutes=58)
    assert _is_in(client)
    _later(monkeypatch, minutes=89)
    assert not _is_in(client)
    _later(monkeypatch, minutes=0)
    assert not _is_in(client)


def test_eight_hours_in_all(db: None, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bente clicks all day: after eight hours she logs in again."""
    log_in(client, somebody("Karen Holm"))
    for quarter in range(1, 32):
        _later(monkeypatch, minutes=15 * quarter)
        assert _is_in(client)
    _later(monkeypatch, minutes=15 * 32)
    assert not _is_in(client)


def test_session_without_its_times_is_over() -> None:
    """A session that does not say when it began is not trusted."""
    session: dict[str, object] = {}
    assert is_over(session, now=NOON)
    begin_session(session, now=NOON)
    assert not is_over(session, now=NOON)
    assert is_over({**session, "seen": "now"}, now=NOON)


def test_session_is_not_written_at_every_click() -> None:
    """Karen scrolls through pages: her session is noted once a minute."""
    session: dict[str, object] = {}
    begin_session(session, now=NOON)
    note_request(session, now=NOON + timedelta(seconds=59))
    assert session["seen"] == session["began"]
    note_request(session, now=NOON + timedelta(seconds=60))
    assert session["seen"] != session["began"]


def test_id_changes_at_login(db: None, client: Client) -> None:
    """Somebody planted a session id in Karen's browser before she logged in: it is worth nothing afterwards."""
    karen = somebody("Karen Holm")
    ask_for_code(client, karen.email)
    planted = client.cookies["fagspejl"].value
    log_in(client, karen)
    assert client.cookies["fagspejl"].value != planted
    thief = Client()
    thief.cookies["fagspejl"] = planted
    assert not _is_in(thief)


def test_log_out_needs_a_press(db: None, client: Client) -> None:
    """A link to log out only asks; the button ends the session, and both are in the log."""
    karen = somebody("Karen Holm")
    log_in(client, karen)
    assert client.get("/log-ud/").status_code == 200
    assert _is_in(client)
    assert client.post("/log-ud/")["Location"] == "/log-ind/"
    assert not _is_in(client)
    assert [entry.event for entry in entries_by(str(karen.staff.id))] == ["logged_out", "logged_in"]


def test_closing_an_account_ends_its_sessions(db: None, client: Client) -> None:
    """Per closes Karen's account while she is logged in: her next click finds nobody, also when it is opened again."""
    karen = somebody("Karen Holm")
    log_in(client, karen)
    disable_user(email=karen.email, actor=PER)
    assert not _is_in(client)
    enable_user(email=karen.email, actor=PER)
    assert not _is_in(client)


def test_role_counts_from_the_next_click(db: None, client: Client) -> None:
    """Karen becomes a planner and stops being one: her rights follow at once."""
    karen = somebody("Karen Holm")
    log_in(client, karen)
    give_role(email=karen.email, role="planner", actor=PER)
    assert client.get("/")["Location"] == "/sikkerhed/"
    take_role(email=karen.email, role="planner", actor=PER)
    assert _is_in(client)


def test_cookie_is_the_only_one_and_kept_from_scripts(db: None, client: Client) -> None:
    """Karen's browser holds one cookie, which no script reads and which ends with the browser."""
    log_in(client, somebody("Karen Holm"))
    (cookie,) = client.cookies.values()
    assert cookie.key == "fagspejl"
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert not cookie["max-age"]


def test_code_from_a_mail_is_not_kept_after_login(db: None, client: Client) -> None:
    """Karen is in: what she typed is nowhere in her session."""
    from django.core import mail

    log_in(client, somebody("Karen Holm"))
    assert code_in(str(mail.outbox[0].body)) not in str(dict(client.session))


def test_what_ran_out_is_forgotten(db: None, client: Client) -> None:
    """The night's work deletes sessions and counters that ran out, and leaves Karen's alone."""
    log_in(client, somebody("Karen Holm"))
    ask_for_code(Client(), "lone@fjordby.dk")
    for rule in retention(utc_now()):
        assert rule.delete() == 0
    assert _is_in(client)
    assert Session.objects.count() == 2
    assert SharedCache.objects.exists()
    for rule in retention(utc_now() + timedelta(hours=9)):
        assert rule.delete() > 0
    assert (Session.objects.count(), SharedCache.objects.count()) == (0, 0)
