"""A copied database logs nobody in and shows no code: it holds hashes of sessions' ids and sealed content."""

from __future__ import annotations

import base64

from django.contrib.sessions.models import Session
from django.core import mail
from django.db import connection
from django.test import Client

from fagspejl.accounts.session_store import SessionStore, stored_id
from support.staff import ask_for_code, code_in, log_in, somebody


def _everything() -> str:
    """Every value of every table of the site, as a reader of the database sees it, base64 undone beside it."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [str(value) for row in cursor.fetchall() for value in row]
    raw = [_decoded(text) for text in found]
    return "\n".join(found + raw)


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode("latin-1")
    except ValueError:
        return ""


def test_an_id_from_the_database_is_no_login(db: None, client: Client) -> None:
    """Lone reads the sessions in a stolen backup and sends each as her cookie: she is sent to the login page."""
    log_in(client, somebody("Karen Holm"))
    assert client.get("/").status_code == 200
    (row,) = Session.objects.all()
    held = client.cookies["fagspejl"].value
    assert row.session_key == stored_id(held) != held
    assert held not in _everything()
    for tried in (row.session_key, row.session_data[:32], row.session_key[:32]):
        lone = Client()
        lone.cookies["fagspejl"] = tried
        assert lone.get("/")["Location"].startswith("/log-ind/")
    assert Session.objects.count() == 1


def test_no_code_can_be_read(db: None, client: Client) -> None:
    """Karen's code waits for her to type it: no table shows it, nor whom it is for in the session."""
    ask_for_code(client, somebody("Karen Holm").email)
    code = code_in(str(mail.outbox[0].body))
    everything = _everything()
    assert code not in everything
    assert code.replace("-", "") not in everything
    assert not SessionStore(Session.objects.get().session_key).items()
    row = Session.objects.get()
    assert "account_login" not in row.session_data + str(row.get_decoded())


def test_a_session_moved_to_another_id_is_empty(db: None, client: Client) -> None:
    """Somebody who may write in the database puts Karen's session under the id of Lone's: it opens nothing."""
    log_in(client, somebody("Karen Holm"))
    karens = Session.objects.get()
    mine = SessionStore()
    mine.create()
    Session.objects.filter(session_key=stored_id(mine.session_key or "")).update(
        session_data=karens.session_data
    )
    lone = Client()
    lone.cookies["fagspejl"] = mine.session_key or ""
    assert lone.get("/")["Location"].startswith("/log-ind/")


def test_ending_a_session_deletes_its_row(db: None, client: Client) -> None:
    """Karen logs out: nothing is left of her session, and its cookie opens nothing."""
    log_in(client, somebody("Karen Holm"))
    held = client.cookies["fagspejl"].value
    client.post("/log-ud/", headers={"Origin": "http://testserver"})
    assert not Session.objects.filter(session_key=stored_id(held)).exists()
