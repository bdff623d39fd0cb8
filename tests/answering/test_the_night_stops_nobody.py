"""While somebody reads for long, the night's work waits beside the queue, not in it: people go on answering."""

from __future__ import annotations

import threading
import time

import psycopg
import pytest
from django.db import connection

from fagspejl.answering.models import Response
from fagspejl.answering.services import locks, open_answer, rewrite_all, submit
from fagspejl.answering.services.locks import StillRead
from fagspejl.answering.services.storage import rewrite_storage
from fagspejl.answering.types import Place
from support.dumped import server_parameters
from support.small_round import KEY, SmallRound, small_round

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite's readers stop nobody"),
]
PEOPLE = [f"p{number}" for number in range(12)]


@pytest.fixture
def made() -> SmallRound:
    made = small_round({"Karen": {"employee": PEOPLE}})
    for name in PEOPLE:
        submit(made.place(name, "Karen"), {"shared_quality": 3}, save_id="first")
    return made


def _blobs() -> set[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT blob FROM response")
        return {bytes(blob) for (blob,) in cursor.fetchall()}


def _answers(place: Place, until: threading.Event, waits: list[float]) -> None:
    """Save again and again, and note how long each save took."""
    number = 0
    try:
        while not until.is_set():
            number += 1
            began = time.monotonic()
            submit(place, {"shared_quality": 1 + number % 5}, save_id=f"s{number}")
            waits.append(time.monotonic() - began)
            time.sleep(0.02)
    finally:
        connection.close()


def test_a_long_read_stops_no_respondent(made: SmallRound, capsys: pytest.CaptureFixture[str]) -> None:
    """A backup reads for six seconds while the night begins: Sofie's saves pass, and afterwards the night is done."""
    before, done, waits = _blobs(), threading.Event(), list[float]()
    saver = threading.Thread(target=_answers, args=(made.place("p0", "Karen"), done, waits))
    with psycopg.connect(**server_parameters()) as reader:
        reader.execute("SELECT count(*) FROM response")
        ends = threading.Timer(6, reader.rollback)
        ends.start()
        saver.start()
        began = time.monotonic()
        assert rewrite_all(made.round.id, KEY) == len(PEOPLE)
        took = time.monotonic() - began
        ends.join()
    done.set()
    saver.join()
    assert took > 5
    assert before & _blobs() == set()
    with capsys.disabled():
        print(f"\nnight behind a reader of 6 s: {took:.1f} s; {len(waits)} saves, longest {max(waits):.2f} s")
    # Behind the night in the server's queue one save would have taken nearly as long as the reader.
    assert max(waits) < 3


def test_a_reader_that_never_ends(made: SmallRound, monkeypatch: pytest.MonkeyPatch) -> None:
    """A forgotten session holds the table all night: nothing is half done, and the next try does it."""
    monkeypatch.setattr(locks, "PAUSES", (0.1,))
    before = _blobs()
    with psycopg.connect(**server_parameters()) as reader:
        reader.execute("SELECT count(*) FROM response")
        with pytest.raises(StillRead):
            rewrite_all(made.round.id, KEY)
        assert _blobs() == before
    assert rewrite_all(made.round.id, KEY) == len(PEOPLE)
    assert before & _blobs() == set()
    assert open_answer(made.place("p3", "Karen")).has_submitted


def test_an_old_view_for_a_moment(made: SmallRound) -> None:
    """The server counts its rows while Bente's round is closed: its view ends, and no dead answer is left."""
    with psycopg.connect(**server_parameters()) as counting:
        counting.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        counting.execute("SELECT count(*) FROM django_migrations")
        Response.objects.all().delete()
        ends = threading.Timer(1, counting.rollback)
        ends.start()
        rewrite_storage()
        ends.join()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_relation_size('response')")
        assert cursor.fetchone() == (0,)


def test_other_faults_are_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A statement that fails for another reason fails at once, and is called what it is."""
    monkeypatch.setattr(locks, "PAUSES", (60.0,))

    def cancelled() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 50")
            cursor.execute("SELECT pg_sleep(10)")

    with pytest.raises(locks.OperationalError):
        locks.patiently(cancelled)
