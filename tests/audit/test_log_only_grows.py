"""The staff access log: written at its end, never changed, and tampering shows."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, connections, transaction

from fagspejl.audit.models import AccessEntry
from fagspejl.audit.selectors import chain_state, entries_about, entries_by
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.lib.triggers import remove

KAREN = Actor("1", "Karen Holm")
MADS = Actor("2", "Mads Lund")
REPORT = uuid4()


def _three_lines() -> None:
    record(actor=KAREN, event=Event.REPORT_READ, object=REPORT, facts={"comments": True})
    record(actor=MADS, event=Event.REPORT_PDF_READ, object=REPORT)
    record(actor=MADS, event=Event.LOGGED_OUT)


def test_looks_are_told_newest_first(db: None) -> None:
    """Karen asks who has looked at her report and sees Mads before herself."""
    _three_lines()
    looks = entries_about(REPORT, events=(Event.REPORT_READ, Event.REPORT_PDF_READ))
    assert [(look.actor_name, look.event) for look in looks] == [
        ("Mads Lund", "report_pdf_read"),
        ("Karen Holm", "report_read"),
    ]
    assert looks[1].facts == {"comments": True}
    assert [look.event for look in entries_by("2", limit=1)] == ["logged_out"]


def test_whole_chain_fits(db: None) -> None:
    """The data protection officer reads the log from its first line, and every line fits."""
    assert chain_state().lines == 0
    _three_lines()
    state = chain_state()
    assert (state.lines, state.broken_at) == (3, None)
    assert state.head == AccessEntry.objects.latest("number").chain


def test_events_of_nobody_are_refused(db: None) -> None:
    """An act that is not on the list of events can not be recorded."""
    with pytest.raises(ValueError, match="answered"):
        record(actor=KAREN, event="answered")  # type: ignore[arg-type]
    assert chain_state().lines == 0


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_log SET actor_name = 'Lone'",
        "UPDATE access_log SET chain = chain",
        "DELETE FROM access_log",
    ],
)
def test_database_refuses_changes(db: None, statement: str) -> None:
    """Per tries to tidy the log with SQL, and the database refuses."""
    _three_lines()
    with (
        pytest.raises(DatabaseError, match="only grows"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert chain_state().lines == 3


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE access_log SET actor_name = 'Lone' WHERE event = 'report_pdf_read'",
        "UPDATE access_log SET at = '2026-01-01 00:00:00+00:00' WHERE event = 'report_pdf_read'",
        "DELETE FROM access_log WHERE event = 'report_pdf_read'",
    ],
)
def test_tampering_shows(transactional_db: None, statement: str) -> None:
    """Somebody with full control drops the trigger and changes a line; reading the chain names the place."""
    from importlib import import_module

    refusals = import_module("fagspejl.audit.migrations.0002_log_only_grows").REFUSALS
    shortened = import_module("fagspejl.audit.migrations.0003_old_lines_go")
    _three_lines()
    with connection.schema_editor() as editor:
        remove(editor, refusals)
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
        broken = chain_state().broken_at
        AccessEntry.objects.all().delete()
    finally:
        from fagspejl.lib.triggers import install

        with connection.schema_editor() as editor:
            install(editor, refusals)
            shortened.allow_shortening(editor)
    assert broken is not None


def test_two_writers_never_fork_the_chain(transactional_db: None) -> None:
    """Karen and Mads open reports at the same moment, many times: each line follows exactly one other."""

    def look(actor: Actor) -> None:
        try:
            for _ in range(10):
                record(actor=actor, event=Event.REPORT_READ, object=REPORT)
        finally:
            connections.close_all()

    writers = [threading.Thread(target=look, args=(actor,)) for actor in (KAREN, MADS, KAREN, MADS)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    state = chain_state()
    assert (state.lines, state.broken_at) == (40, None)


def test_time_comes_from_outside(db: None) -> None:
    """The moment of an act can be given, and is kept to the microsecond."""
    moment = datetime(2026, 3, 15, 9, 30, 15, 123456, tzinfo=UTC)
    record(actor=KAREN, event=Event.LOGGED_IN, at=moment)
    assert entries_by("1")[0].at == moment
    assert chain_state().broken_at is None
