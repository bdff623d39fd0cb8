"""After the night's rewrite the storage is the same, byte place by byte place, in whatever order people answered."""

from __future__ import annotations

import random
from contextlib import closing

import pytest
from django.db import connection

from fagspejl.answering.services import open_answer, rewrite_all, save_draft, submit, who_has_answered
from fagspejl.answering.services.custody import count_rows
from fagspejl.inspection.sqlite_dump import SqliteDump
from fagspejl.inspection.types import Limit
from support.dumped import Loot, settle
from support.small_round import KEY, SmallRound, small_round

PEOPLE = [f"p{number}" for number in range(40)]


@pytest.fixture
def made(loot: Loot) -> SmallRound:
    return small_round({"Karen": {"employee": PEOPLE}})


def _answer(made: SmallRound, seed: int) -> list[str]:
    """Everybody answers, in an order of chance; a few save drafts before and replace afterwards."""
    chance = random.Random(seed)
    order = chance.sample(PEOPLE, len(PEOPLE))
    for number, name in enumerate(order):
        place = made.place(name, "Karen")
        if number % 4 == 0:
            save_draft(place, {"shared_quality": 2}, save_id="d", version=0)
        submit(place, {"shared_quality": 1 + number % 5}, save_id="s")
    for name in chance.sample(order, 8):
        submit(made.place(name, "Karen"), {"shared_quality": 5}, save_id="again")
    return order


def _empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM response")
    settle()


def _layout(loot: Loot) -> object:
    """Where each row lies, and by which transactions rows were written."""
    if connection.vendor == "sqlite":
        with closing(SqliteDump(loot.take())) as dump:
            return dump.places()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT locator, ctid::text, xmin::text = min(xmin::text) OVER (), "
            "rank() OVER (ORDER BY pg_column_toast_chunk_id(blob)) FROM response ORDER BY locator"
        )
        return [(bytes(row[0]), *row[1:]) for row in cursor.fetchall()]


def test_layout_says_nothing_of_the_order(made: SmallRound, loot: Loot) -> None:
    """Forty people answer twice, in two orders. Before the night the places differ, after it they are the same."""
    before, after = [], []
    for seed in (1, 2):
        _answer(made, seed)
        before.append(_layout(loot))
        rewrite_all(made.round.id, KEY)
        after.append(_layout(loot))
        _empty()
    assert before[0] != before[1]
    assert after[0] == after[1]


def test_nothing_of_the_evening_is_left(made: SmallRound, loot: Loot) -> None:
    """Lone takes everything in the morning: no log, no freed page and no dead row tells who came first."""
    _answer(made, 1)
    assert Limit.ORDER_SEEN in {seen.limit for seen in loot.look().limits}
    rewrite_all(made.round.id, KEY)
    look = loot.look()
    assert look.faults == ()
    assert Limit.ORDER_SEEN not in {seen.limit for seen in look.limits}
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CREATE EXTENSION IF NOT EXISTS pageinspect")
            cursor.execute(
                "SELECT count(*) FROM generate_series(0, pg_relation_size('response') / 8192 - 1) AS block, "
                "heap_page_items(get_raw_page('response', block::int)) WHERE lp_len > 0"
            )
            (rows,) = cursor.fetchone()
        assert rows == len(PEOPLE)


def test_no_answer_is_lost_by_it(made: SmallRound) -> None:
    """All forty answers are there afterwards, each still opened by its own link only, with its version."""
    _answer(made, 3)
    before = {name: open_answer(made.place(name, "Karen")) for name in PEOPLE}
    assert rewrite_all(made.round.id, KEY) == len(PEOPLE)
    assert {name: open_answer(made.place(name, "Karen")) for name in PEOPLE} == before
    assert who_has_answered(made.round.id, KEY) == set(made.invitations.values())
    assert count_rows(made.round.id) == len(PEOPLE)
