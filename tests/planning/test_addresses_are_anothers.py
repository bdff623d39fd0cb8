"""Karen plans rounds and is rated: while a round is open she takes in no list that sends her raters' links elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from fagspejl.organisation.models import Person, RosterImport
from support.desk import planner
from support.import_desk import decide_all, keep_columns, send, take_in, text_of
from support.roster import CAST, opened, roster_text
from support.staff import log_in, somebody

pytestmark = [pytest.mark.stores, pytest.mark.django_db]


def _given(client: Client, text: str) -> None:
    send(client, text)
    assert keep_columns(client).status_code == 302
    decide_all(client)


def test_she_changes_no_address_of_her_raters(client: Client, tmp_path: Path) -> None:
    """Karen rates and is rated: her list gives Sofie another address, and nothing of it is kept; Bente takes it in."""
    opened(tmp_path)
    text = roster_text(*CAST).replace("sofie@egedal.example", "sofie.b@egedal.example")
    log_in(client, somebody("Karen Lund", "planner", app=True, person="karen"))
    _given(client, text)
    count = RosterImport.objects.count()
    told = take_in(client)
    assert told.status_code == 409
    assert "En anden planlægger skal håndtere linket" in text_of(told)
    assert Person.objects.get(key="sofie").email == "sofie@egedal.example"
    assert RosterImport.objects.count() == count
    bente = Client()
    planner(bente)
    assert take_in(bente).status_code == 302
    assert Person.objects.get(key="sofie").email == "sofie.b@egedal.example"
