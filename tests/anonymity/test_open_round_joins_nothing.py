"""While the round is open, a thief with every table and file but no key cannot tell who has answered, nor what.

The attacks are written here a second time, on the bare tables and with the truth at hand, so that they do not lean on
the look from outside.
"""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any
from uuid import UUID

import numpy as np
import pytest
from django.db import connection

from fagspejl.answering.sealed import locator_of
from fagspejl.answering.services import rewrite_all, save_draft, submit
from fagspejl.mailing.models import Mailing, Outbox
from support.dumped import Loot
from support.small_round import KEY, SmallRound, small_round

PEOPLE = [f"p{number:03}" for number in range(120)]


@pytest.fixture
def made(loot: Loot) -> SmallRound:
    """A round in which a mailing went to all, and two of three then answered; some of those only a draft."""
    made = small_round({"Karen": {"employee": PEOPLE}})
    mailing = Mailing.objects.create(round=made.round, kind="invite", finished=True)
    rows = [Outbox(mailing=mailing, person_id=person, state="done") for person in _persons().values()]
    Outbox.objects.bulk_create(rows)
    for number, name in enumerate(answerers()):
        place = made.place(name, "Karen")
        if number % 5 == 0:
            save_draft(place, {"shared_quality": 3}, save_id="d", version=0)
        else:
            submit(place, {"shared_quality": 1 + number % 5, "comment:works_well": "Tak"}, save_id="s")
    return made


def answerers() -> list[str]:
    """Who answers, in the order of arrival."""
    return random.Random(7).sample(PEOPLE, 80)


def _persons() -> dict[str, UUID]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, id FROM person")
        return {key: UUID(str(value)) for key, value in cursor.fetchall()}


def _tables() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in the order in which it lies, as the database's own tools give it."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = {}
        for name in names:
            cursor.execute(f'SELECT * FROM "{name}"')
            found[name] = cursor.fetchall()
    return found


def _value(raw: object) -> object:
    if isinstance(raw, memoryview | bytes):
        return bytes(raw)
    text = str(raw)
    if len(text) == 32 and set(text) <= set("0123456789abcdef"):
        return UUID(text).bytes
    return raw.bytes if isinstance(raw, UUID) else text


def test_no_value_joins_an_answer_to_anything(made: SmallRound) -> None:
    """Of all values in the answer table, only the round's id stands anywhere else, and it is the same in each row."""
    tables = _tables()
    answers = {_value(raw) for row in tables.pop("response") for raw in row}
    others = {_value(raw) for rows in tables.values() for row in rows for raw in row}
    assert answers & others == {made.round.id.bytes}


def test_no_bytes_join_an_answer_to_anything(made: SmallRound) -> None:
    """No piece of a place, in bytes or digits, stands in any row about a person, also not inside a longer value."""
    tables = _tables()
    places = [bytes(row[0]) for row in tables.pop("response")]
    rest = "\x00".join(repr(_value(raw)) for rows in tables.values() for row in rows for raw in row)
    pieces = [place[start : start + 8] for place in places for start in (0, 8, 16, 24)]
    assert not [piece for piece in pieces if piece.hex() in rest or repr(piece)[2:-1] in rest]


def _order(made: SmallRound) -> dict[str, float]:
    """Where the answers of those who answered lie, as a thief can read it: physical order of the table."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT locator FROM response" + (" ORDER BY ctid" if _postgres() else ""))
        rows = [bytes(row[0]) for row in cursor.fetchall()]
    places = {locator_of(made.links[name, "Karen"], made.round.id): name for name in PEOPLE}
    return {places[locator]: float(rank) for rank, locator in enumerate(rows)}


def _postgres() -> bool:
    return connection.vendor == "postgresql"


def _orders_of_people(made: SmallRound) -> dict[str, dict[str, float]]:
    """Every order in which a thief can put people: by place, name, id, lookup, invitation, mail."""
    persons = {value: key for key, value in _persons().items()}
    place = "ctid" if _postgres() else "rowid"
    orders = {}
    for table, column in (
        ("person", "id"),
        ("invitation", "person_id"),
        ("outbox", "person_id"),
    ):
        keys = [place, "id", "key" if table == "person" else "id"]
        if table == "invitation":
            keys.append("lookup")
        for by in keys:
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT {column} FROM {table} ORDER BY {by}")
                names = [persons[UUID(str(row[0]))] for row in cursor.fetchall()]
            orders[f"{table} by {by}"] = {name: float(rank) for rank, name in enumerate(names)}
    return orders


def _correlation(one: dict[str, float], other: dict[str, float]) -> float:
    names = sorted(set(one) & set(other))
    ranks = [np.argsort(np.argsort([order[name] for name in names])) for order in (one, other)]
    return float(np.corrcoef(ranks[0], ranks[1])[0, 1])


# Two random orders of 80 people: |correlation| stays below this except once in a million.
CHANCE = 4.9 / np.sqrt(79)


def test_no_order_of_people_is_the_order_of_answers(made: SmallRound) -> None:
    """Whatever order Lone puts people in, answers lie in no such order, neither before the night nor after it."""
    for _ in range(2):
        answers = _order(made)
        assert len(answers) == 80
        found = {
            name: round(value, 2)
            for name, order in _orders_of_people(made).items()
            if abs(value := _correlation(answers, order)) > CHANCE
        }
        assert found == {}
        rewrite_all(made.round.id, KEY)


def test_after_the_night_no_order_is_that_of_arrival(made: SmallRound) -> None:
    """The order in which answers lie and were written in the night has nothing to do with who came first."""
    arrival = {name: float(rank) for rank, name in enumerate(answerers())}
    rewrite_all(made.round.id, KEY)
    assert abs(_correlation(_order(made), arrival)) < CHANCE
    if _postgres():
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(DISTINCT xmin::text) FROM response")
            assert cursor.fetchone()[0] == 1


def test_transactions_join_nobody_to_an_answer(made: SmallRound) -> None:
    """On PostgreSQL no row about a person was written by the transaction of an answer, nor by its neighbour."""
    if not _postgres():
        pytest.skip("SQLite's rows do not name their transaction")
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text::bigint FROM response")
        answers = {row[0] for row in cursor.fetchall()}
        for table in ("person", "invitation", "outbox", "assignment", "report_grant"):
            cursor.execute(f"SELECT xmin::text::bigint FROM {table}")
            written = {row[0] for row in cursor.fetchall()}
            # The round was made in single steps here; its very last one lies beside the first answer.
            assert len({x + step for x in written for step in (-1, 0, 1)} & answers) <= 1, table


def test_the_same_people_answering_or_not_leave_the_same_tables(made: SmallRound, loot: Loot) -> None:
    """Lone compares the rows of those who answered with those who did not: column by column nothing tells them apart."""
    persons = _persons()
    answered = {persons[name] for name in answerers()}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id, perspective, form, generation, moving, revoked, leader_id FROM invitation"
        )
        rows = [(UUID(str(row[0])) in answered, row[1:]) for row in cursor.fetchall()]
    assert {row for did, row in rows if did} == {row for did, row in rows if not did}
    assert sum(did for did, _ in rows) == 80
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id, state, lease FROM outbox")
        mails = [(UUID(str(row[0])) in answered, row[1:]) for row in cursor.fetchall()]
    assert {row for did, row in mails if did} == {row for did, row in mails if not did}


def test_links_and_texts_are_in_no_file(made: SmallRound, loot: Loot) -> None:
    """No link and no word of an answer can be found in the database's file, its log, or PostgreSQL's heap."""
    main = loot.take()
    if _postgres():
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT current_setting('data_directory')")
            folder = Path(cursor.fetchone()[0])
        # base: rows; pg_wal: the log; log: what the server notes of errors
        data = b"".join(p.read_bytes() for p in folder.rglob("*") if p.is_file())
        data += (folder.parent / "log").read_bytes() if (folder.parent / "log").exists() else b""
    else:
        data = b"".join(p.read_bytes() for p in main.parent.rglob("*") if p.is_file())
    assert len(data) > 80 * 4096
    texts = [b"Tak", *(link.encode("ascii") for link in made.links.values())]
    found = [text for text in texts[1:] if text in data]
    assert found == []
    assert b'works_well": "Tak' not in data
    assert b'"works_well":"Tak' not in data
    assert b'"submitted":' not in data
