"""The look from outside finds what would connect people with answers: each is planted, and each is named."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection, transaction

from fagspejl.answering.sealed import locator_of, seal
from fagspejl.answering.services import delete_answer, finish_moves, reissue, save_draft, submit
from fagspejl.answering.types import Payload
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors.links import links_meant
from fagspejl.inspection.types import Finding, Limit
from fagspejl.operations.services.rounds.new_links import give_new_links
from fagspejl.organisation.models import Person
from support.dumped import Loot
from support.roster import BENTE
from support.small_round import DEADLINE, KEY, SmallRound, small_round

PEOPLE = [f"p{number}" for number in range(12)]


@pytest.fixture
def made(loot: Loot) -> SmallRound:
    made = small_round({"Karen": {"employee": PEOPLE}})
    for name in PEOPLE[:6]:
        submit(made.place(name, "Karen"), {"shared_quality": 4}, save_id="s")
    return made


def _run(*statements: str) -> None:
    with connection.cursor() as cursor:
        for sql in statements:
            cursor.execute(sql)


@contextmanager
def _column(table: str, column: str, kind: str) -> Iterator[None]:
    """Add a column and take it away again: the database is the next test's too."""
    _run(f"ALTER TABLE {table} ADD COLUMN {column} {kind}")
    try:
        yield
    finally:
        _run(f"ALTER TABLE {table} DROP COLUMN {column}")


def save_draft_of(made: SmallRound) -> object:
    return save_draft(made.place("p9", "Karen"), {"shared_quality": 4}, save_id="t", version=0)


def submit_of(made: SmallRound) -> object:
    return submit(made.place("p3", "Karen"), {"shared_quality": 1}, save_id="t")


def delete_of(made: SmallRound) -> object:
    return delete_answer(made.place("p3", "Karen"), save_id="t")


def reissue_of(made: SmallRound) -> object:
    return reissue(made.invitations["p3", "Karen"], made.round.id, KEY)


def test_nothing_planted_nothing_found(made: SmallRound, loot: Loot) -> None:
    """Half of Karen's people have answered in the usual way; there is nothing to find."""
    assert loot.look().faults == ()


@pytest.mark.parametrize(
    ("table", "column", "kind", "finding"),
    [
        ("invitation", "answered", "boolean", Finding.COLUMN_ADDED),
        ("invitation", "opened_at", "timestamp", Finding.COLUMN_ADDED),
        ("invitation", "x", "integer", Finding.COLUMN_ADDED),
        ("response", "created_at", "timestamp", Finding.COLUMN_ADDED),
        ("response", "ip", "text", Finding.COLUMN_ADDED),
        ("response", "unit", "text", Finding.COLUMN_ADDED),
        ("outbox", "attempts", "integer", Finding.COLUMN_ADDED),
        ("person", "last_seen", "timestamp", Finding.COLUMN_TELLS),
        ("assignment", "responded", "boolean", Finding.COLUMN_TELLS),
    ],
)
def test_a_column_that_tells(
    made: SmallRound, loot: Loot, table: str, column: str, kind: str, finding: Finding
) -> None:
    """Somebody adds a flag or a time to make a report easier; the column is named."""
    with _column(table, column, kind):
        faults = [fault for fault in loot.look().faults if fault.finding is finding]
    assert [fault.where for fault in faults] == [f"{table}.{column}"]


def test_a_time_that_stands_in_two_places(made: SmallRound, loot: Loot) -> None:
    """The time of a save stands with the answer and with the person: the two columns are named as a pair."""
    with _column("response", "created_at", "text"), _column("person", "note", "text"):
        _run(
            "UPDATE response SET created_at = '2026-03-05 08:11:42.017'",
            "UPDATE person SET note = '2026-03-05 08:11:42.017' WHERE key = 'p1'",
        )
        shared = {
            (fault.where, fault.facts["other"])
            for fault in loot.look().faults
            if fault.finding is Finding.VALUE_SHARED
        }
    assert ("person.note", "response.created_at") in shared


@pytest.mark.parametrize("spelling", [bytes, bytes.hex, lambda place: f'{{"row": "{place.hex()}"}}'])
def test_a_place_noted_with_a_person(
    made: SmallRound, loot: Loot, spelling: Callable[[bytes], bytes | str]
) -> None:
    """The place of Sofie's answer is noted beside her name, as bytes, digits or inside a longer text."""
    place = spelling(locator_of(made.links["p0", "Karen"], made.round.id))
    kind = "text" if isinstance(place, str) else "bytea" if connection.vendor == "postgresql" else "blob"
    with _column("person", "note", kind):
        with connection.cursor() as cursor:
            cursor.execute("UPDATE person SET note = %s WHERE key = 'p0'", [place])
        assert Finding.VALUE_SHARED in loot.findings()


def test_places_that_follow_from_ids(made: SmallRound, loot: Loot) -> None:
    """Somebody replaces the secret derivation by a hash of the invitation's id."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT locator FROM response ORDER BY locator LIMIT 1")
        (old,) = cursor.fetchone()
        new = hashlib.sha256(made.invitations["p0", "Karen"].bytes).digest()
        cursor.execute("UPDATE response SET locator = %s WHERE locator = %s", [new, old])
    assert Finding.PLACE_GUESSED in loot.findings()


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE seen (invitation_id char(32) REFERENCES invitation (id), at text)",
        "CREATE TABLE seen (who text, at text)",
    ],
)
def test_a_table_of_those_who_answered(made: SmallRound, loot: Loot, sql: str) -> None:
    """A table of its own lists invitations whose link was used, with or without a foreign key."""
    if connection.vendor == "postgresql":
        sql = sql.replace("char(32)", "uuid")
    _run(sql)
    try:
        first = sql.split("(")[1].split()[0]
        with connection.cursor() as cursor:
            invitation = made.invitations["p0", "Karen"]
            value = invitation if connection.vendor == "postgresql" and "REF" in sql else invitation.hex
            cursor.execute(f"INSERT INTO seen ({first}, at) VALUES (%s, 'noon')", [value])
        assert Finding.KEY_TO_INVITATION in loot.findings()
    finally:
        _run("DROP TABLE seen")


def _note(model: str, name: str, made: SmallRound) -> None:
    """Write to a row about one of Karen's people."""
    if model == "person":
        Person.objects.filter(key=name).update(language="en")
    else:
        Invitation.objects.filter(id=made.invitations[name, "Karen"]).update(form="other")


@pytest.mark.parametrize("model", ["person", "invitation"])
def test_a_shared_transaction(made: SmallRound, loot: Loot, model: str) -> None:
    """A save that goes its own way writes an answer and a row about the person in one transaction."""
    place = made.place("p3", "Karen")
    blob = seal(place.link, place.round, Payload(place.form).as_dict())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE response SET blob = %s WHERE locator = %s", [blob, locator_of(place.link, place.round)]
        )
        _note(model, "p3", made)
    faults = [fault for fault in loot.look().faults if fault.finding is Finding.TRANSACTION_SHARED]
    assert [fault.where for fault in faults] == [model]


@pytest.mark.parametrize(
    "act", [save_draft_of, submit_of, delete_of, reissue_of], ids=lambda act: act.__name__
)
def test_a_save_refuses_to_share_a_transaction(made: SmallRound, act: Callable[[SmallRound], object]) -> None:
    """A well-meant change saves inside a larger transaction: it fails at once, and nothing is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT locator, blob FROM response ORDER BY locator")
        before = [tuple(map(bytes, row)) for row in cursor.fetchall()]
    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        act(made)
    with connection.cursor() as cursor:
        cursor.execute("SELECT locator, blob FROM response ORDER BY locator")
        assert [tuple(map(bytes, row)) for row in cursor.fetchall()] == before


def test_transactions_back_to_back(made: SmallRound, loot: Loot) -> None:
    """Every save is followed by a note about the person in a transaction of its own: neighbours tell as much."""
    for name in PEOPLE:
        submit(made.place(name, "Karen"), {"shared_quality": 4}, save_id="t")
        _note("person", name, made)
    assert Finding.TRANSACTIONS_NEXT in loot.findings()


def _new_link(made: SmallRound, name: str) -> None:
    """Give one person a new link as the command does: with its line in the log."""
    give_new_links(
        made.round.id,
        links_meant(made.round.id, name),
        KEY,
        by_mail=True,
        actor=BENTE,
        now=DEADLINE - timedelta(days=5),
    )
    finish_moves(made.round.id, KEY)


def test_one_new_link_is_a_limit_that_is_told(made: SmallRound, loot: Loot) -> None:
    """Omar gets a new link; until the night one can see that he had a row. It is said, and is no fault."""
    _new_link(made, "p3")
    look = loot.look()
    assert look.faults == ()
    assert Limit.MOVES_SEEN in {seen.limit for seen in look.limits}


@pytest.mark.parametrize("blob", [b"\x01" + b'{"submitted": {"q": 1}}'.ljust(4124, b"\x00"), b"\x01" * 50])
def test_an_answer_that_is_not_sealed(made: SmallRound, loot: Loot, blob: bytes) -> None:
    """A row holds plain text, padded to the right size or not."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE response SET blob = %s", [blob])
    findings = loot.findings()
    assert Finding.NOT_SEALED in findings
    assert Finding.SEALED_TWICE in findings


def test_rows_that_nobody_was_asked_for(made: SmallRound, loot: Loot) -> None:
    """There are rows of a round that does not exist, and more rows than invitations in one that does."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE response SET round = %s", [bytes(16)])
    assert Finding.ROUND_UNKNOWN in loot.findings()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE response SET round = %s", [made.round.id.bytes])
        cursor.execute("DELETE FROM invitation WHERE lookup IN (SELECT lookup FROM invitation LIMIT 8)")
    assert Finding.TOO_MANY_ROWS in loot.findings()


def test_a_database_that_would_let_limits_be_lowered(made: SmallRound, loot: Loot) -> None:
    """Per takes down a trigger, or replaces it by one that refuses nothing."""
    if connection.vendor == "postgresql":
        _run("ALTER TABLE round_policy DISABLE TRIGGER policy_no_update")
        assert Finding.REFUSAL_MISSING in loot.findings()
        _run("ALTER TABLE round_policy ENABLE TRIGGER policy_no_update")
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'policy_no_update'")
        (sql,) = cursor.fetchone()
    _run("DROP TRIGGER policy_no_update")
    assert Finding.REFUSAL_MISSING in loot.findings()
    _run("CREATE TRIGGER policy_no_update BEFORE UPDATE ON round_policy FOR EACH ROW BEGIN SELECT 1; END")
    try:
        assert Finding.REFUSAL_MISSING in loot.findings()
    finally:
        _run("DROP TRIGGER policy_no_update", sql)


def test_a_table_with_row_numbers(made: SmallRound, loot: Loot) -> None:
    """SQLite's table of answers is made anew with row numbers, which are the order of arrival."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no such tables")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'response'")
        (sql,) = cursor.fetchone()
    _run("ALTER TABLE response RENAME TO kept", sql.replace(" WITHOUT ROWID", ""))
    try:
        assert Finding.ANSWERS_KEEP_ORDER in loot.findings()
    finally:
        _run("DROP TABLE response", "ALTER TABLE kept RENAME TO response")


def test_deleted_pages_that_keep_what_stood_on_them(made: SmallRound, loot: Loot) -> None:
    """Somebody switches SQLite's overwriting off; deleted answers can be read in the file for years."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL has no freed pages in a file of its own")
    _run("PRAGMA wal_checkpoint(TRUNCATE)", "PRAGMA secure_delete = OFF")
    try:
        _run("DELETE FROM response", "PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        _run("PRAGMA secure_delete = ON")
    assert loot.findings() == {Finding.FREED_NOT_EMPTY}


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("log_statement", "all"),
        ("log_min_duration_statement", "0"),
        ("log_parameter_max_length_on_error", "64"),
    ],
)
def test_a_server_that_notes_statements(made: SmallRound, loot: Loot, setting: str, value: str) -> None:
    """Per lets PostgreSQL note every statement: its log then holds the hash of each link beside an answer's place."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite notes nothing")
    _run(f"ALTER ROLE CURRENT_USER SET {setting} = '{value}'")
    try:
        assert loot.findings() == {Finding.SETTING}
    finally:
        _run(f"ALTER ROLE CURRENT_USER RESET {setting}")
