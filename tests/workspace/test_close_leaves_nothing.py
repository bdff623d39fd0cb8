"""After the close nothing of a person is left: not in tables, not in samples, not in the bytes of the database."""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.apps import apps
from django.db import connection, connections

from fagspejl.lib.clock import utc_now
from fagspejl.workspace.sessions.errors import AnswerRefused
from fagspejl.workspace.sessions.keys import hash_of
from fagspejl.workspace.sessions.models import (
    AnswerSlip,
    Contribution,
    Participant,
    Response,
    Reveal,
    Session,
)
from fagspejl.workspace.sessions.selectors.collected import statement_mark
from fagspejl.workspace.sessions.selectors.sessions import session_of, stored_items
from fagspejl.workspace.sessions.services.closing import close_by_key, close_stale_sessions, overwrite
from fagspejl.workspace.sessions.services.collecting import recognise, take_back, tell_recognised
from fagspejl.workspace.sessions.services.joining import (
    answer,
    answer_all,
    consent,
    guess,
    guess_three,
    leave,
)
from fagspejl.workspace.sessions.services.outcomes import record_outcome
from fagspejl.workspace.sessions.services.planning import make_slips
from fagspejl.workspace.sessions.services.steering import choose_item
from fagspejl.workspace.sessions.types import (
    AnswerValues,
    Consideration,
    NoneBecause,
    OutcomeKind,
    OutcomeValues,
    PhaseCode,
    SplitGroup,
)
from support.collected_room import collected_template, listed_in, merged, open_collected, to_merging, wrote
from support.dumped import settle
from support.room import CASE, ITEM, KAREN, Room, directed, open_room, sent

pytestmark = [pytest.mark.stores, pytest.mark.django_db(transaction=True)]
BIG, SMALL = "Sagsbehandlerne", "Psykologerne"
PEOPLE = 24
ITEMS = 3
STATEMENTS = ("Vi lytter", "Vi holder det, vi lover", "Vi skriver til tiden", "Vi spørger", "Vi siger til")
NONE = OutcomeValues(kind=OutcomeKind.NONE, none_because=NoneBecause.NO_TIME)


def _reason(person: int, item: int, turn: int) -> str:
    return f"hvid ugle {person:03}-{item}-{turn} {'flyver over engen om natten ' * (turn % 3)}".strip()


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room in which 24 people answer three cases, change their minds and their words, judge again and leave.

    Beside them the people of another room answer, which stays open: their rows lie between these.
    """
    settle()
    directed(monkeypatch)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(
                "PRAGMA synchronous=OFF"
            )  # bytes are the same, and 800 answers need not wait for a disk
    beside = open_room(items=(ITEM,))
    beside.to(PhaseCode.JUDGE)
    made = open_room([SplitGroup(BIG, 21), SplitGroup(SMALL, 3)], items=(ITEM,) * ITEMS, cases=(CASE,))
    make_slips(made.id, ["seddel-der-aldrig-blev-brugt"])
    for person in range(PEOPLE):
        token = made.phone(1 if person < 3 else 0, is_leader=person == PEOPLE - 1)
        beside.phone()
        if person < 3:
            consent(made.code, token, sent(), alone=True)
    made.to(PhaseCode.JUDGE)
    chance = random.Random(7)
    turns = [(person, item) for person in range(PEOPLE) for item in range(ITEMS)]
    for turn in range(3):
        for person, item in chance.sample(turns, len(turns)):
            values = AnswerValues(
                value=chance.randrange(11),
                first_action=chance.randrange(3),
                considerations=(Consideration.CITIZEN,),
                reason=_reason(person, item, turn),
            )
            answer(made.code, made.phones[person], sent(), item=item, round_=1, values=values)
            beside.judged(beside.phones[person], 4, reason="sort krage flyver også " * turn)
    made.to(PhaseCode.GUESS)
    for token in made.phones:
        guess(made.code, token, sent(), of_ten=5)
    made.to(PhaseCode.REVEAL)
    made.to(PhaseCode.REJUDGE)
    at = made.facts.item
    for token in made.phones[:18]:
        made.judged(token, chance.randrange(11), round_=2, item=at)
    made.to(PhaseCode.AGREE)
    record_outcome(made.control, made.facts.revision, NONE)
    for turn in range(2):
        for person, token in enumerate(made.phones):
            leave(made.code, token, sent(), direction=(person + turn) % 11)
    made.to(PhaseCode.CLOSE)
    for token in made.phones:
        leave(made.code, token, sent(), understood=7, heard=8)
    return made


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> Room:
    """A room in which 24 people write, change their words, take some back, recognise them, judge and guess."""
    settle()
    collected_template(monkeypatch)
    made = open_collected([SplitGroup(BIG, 12), SplitGroup("Natholdet", 12)])
    for person in range(PEOPLE):
        made.phone(person % 2)
    for turn in range(2):
        for person in range(PEOPLE):
            wrote(made, made.phones[person], _written(person, turn), _written(person, turn + 5))
    to_merging(made)
    for person in range(0, PEOPLE, 5):
        take_back(made.code, made.phones[person], sent(), 1)
    half = list(listed_in(made))[::2]
    merged(made, STATEMENTS, dict.fromkeys(half, 0))
    for person, token in enumerate(made.phones):
        with suppress(AnswerRefused):
            recognise(made.code, token, sent(), 0, yes=person % 3 > 0, seen=statement_mark(STATEMENTS[0]))
    tell_recognised(made.control, made.facts.revision)
    made.to(PhaseCode.JUDGE)
    for person, token in enumerate(made.phones):
        values = {item: AnswerValues(value=(person + 3 * item) % 11) for item in range(2 * len(STATEMENTS))}
        answer_all(made.code, token, sent(), round_=1, values=values)
    made.to(PhaseCode.GUESS)
    for person, token in enumerate(made.phones):
        guess_three(made.code, token, sent(), chosen={1 - person % 2: [0, 1, 2 + person % 3]})
    made.to(PhaseCode.AGREE)
    record_outcome(made.control, made.facts.revision, NONE)
    made.to(PhaseCode.CLOSE)
    return made


def _written(person: int, turn: int) -> str:
    return f"grøn ugle {person:03}-{turn} {'sidder stille i træet ' * (turn % 3)}".strip()


def _everything() -> Iterator[bytes]:
    """Every byte of the database: SQLite's file and log; PostgreSQL's tables, indexes, samples."""
    if connection.vendor == "sqlite":
        main = Path(str(connection.settings_dict["NAME"]))
        assert main.is_file()
        for ending in ("", "-wal", "-journal"):
            part = main.with_name(main.name + ending)
            if part.exists():
                yield part.read_bytes()
        return
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT current_setting('data_directory') || '/base'")
        yield from (path.read_bytes() for path in Path(cursor.fetchone()[0]).rglob("*") if path.is_file())


def _needles(room: Room) -> dict[str, bytes]:
    """What was a person's: words, tokens and their hashes, ids of rows, the small group's name, keys."""
    people = list(Participant.objects.filter(session=room.id).values_list("id", "token_hash", "applied"))
    found = {f"hash {number}": bytes(hashed) for number, (_, hashed, _) in enumerate(people)}
    found |= {f"sent {who} {mark}": mark.encode() for who, _, marks in people for mark in marks}
    found |= {f"token {token}": token.encode() for token in room.phones}
    ids = [who for who, _, _ in people]
    ids += Response.objects.filter(participant__session=room.id).values_list("id", flat=True)
    ids += Contribution.objects.filter(participant__session=room.id).values_list("id", flat=True)
    for one in ids:
        # SQLite writes an id as text, PostgreSQL as its bytes.
        found[f"row {one}"] = one.hex.encode() if connection.vendor == "sqlite" else one.bytes
    found["reason"] = b"hvid ugle"
    found["group"] = SMALL.encode()
    found["slip"] = hash_of("token", "seddel-der-aldrig-blev-brugt")
    found["code"] = hash_of("code", room.code)
    found["control"] = hash_of("control", room.control)
    return found


def _left(needles: dict[str, bytes]) -> set[str]:
    data = b"\0\0".join(_everything())
    return {name for name, needle in needles.items() if needle in data}


def _analyse() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        cursor.execute(
            "SELECT tablename || '.' || attname, coalesce(most_common_vals::text, '') || "
            "coalesce(histogram_bounds::text, '') FROM pg_stats WHERE tablename = ANY(%s)",
            [
                [
                    "workspace_response",
                    "workspace_participant",
                    "workspace_slip",
                    "workspace_reveal",
                    "workspace_session",
                    "workspace_contribution",
                ]
            ],
        )
        return dict(cursor.fetchall())


def _nothing_in_tables(room: Room) -> None:
    for model in (Participant, AnswerSlip, Reveal):
        assert not model.objects.filter(session=room.id).exists()
    assert not Response.objects.filter(participant__session=room.id).exists()
    assert Response.objects.count() == PEOPLE  # of the room beside
    row = Session.objects.get(id=room.id)
    assert (row.code_hash, row.display_hash, row.control_hash) == (None, None, None)
    assert (row.groups, row.hidden_reasons, row.phase_since, row.touched_at) == ([], [], None, None)
    assert row.overwritten
    assert row.exit_answers["direction"] == sorted((one + 1) % 11 for one in range(PEOPLE - 1))
    every = str([list(model._base_manager.values_list()) for model in apps.get_models()])
    assert SMALL not in every
    assert "hvid ugle" not in every


def test_the_search_finds_them_while_the_room_is_open(room: Room) -> None:
    """Bente looks before the close and finds the words and the marks, so the searches below are no empty ones."""
    found = _left(_needles(room))
    assert {"reason", "group", "code", "control", "slip"} <= found
    assert sum(name.startswith("hash") for name in found) == PEOPLE
    assert sum(name.startswith("row") for name in found) > PEOPLE * (ITEMS + 1)


def test_after_the_close(room: Room) -> None:
    """Karen closes: tables, bytes and samples hold no word, token, mark, row or small group."""
    needles = _needles(room)
    if connection.vendor == "postgresql":
        assert _analyse() == {}
    close_by_key(room.control, room.facts.revision, actor=KAREN)
    _nothing_in_tables(room)
    assert _left(needles) == set()
    if connection.vendor == "postgresql":
        assert _analyse() == {}
        assert _left(needles) == set()


def test_after_the_job_closed_it(room: Room) -> None:
    """Karen's browser died; a day later the worker closes, and as little is left."""
    needles = _needles(room)
    Session.objects.exclude(id=room.id).update(touched_at=utc_now() + timedelta(hours=20))
    assert close_stale_sessions(utc_now() + timedelta(hours=23)) == 0
    assert close_stale_sessions(utc_now() + timedelta(hours=25)) == 1
    _nothing_in_tables(room)
    assert _left(needles) == set()


def test_of_what_was_collected(collected: Room) -> None:
    """Karen closes: of what was written only the statements are left, and of the guesses two counted lines."""
    needles = {**_needles(collected), "written": "grøn ugle".encode()}
    del needles["reason"], needles["slip"], needles["group"]
    found = _left(needles)
    assert {"written", "code"} <= found
    assert sum(name.startswith("row") for name in found) > PEOPLE * 9
    close_by_key(collected.control, collected.facts.revision, actor=KAREN)
    row = Session.objects.get(id=collected.id)
    assert (row.statements, row.confirmed, row.groups) == ([], [], [])
    assert not Contribution.objects.exists()
    assert [case["title"] for case in row.cases] == list(STATEMENTS)
    assert [(one["group"], one["n"], sum(one["picks"])) for one in row.guessed] == [
        (BIG, 12, 36),
        ("Natholdet", 12, 36),
    ]
    assert _left(needles) == set()
    if connection.vendor == "postgresql":
        assert _analyse() == {}


def test_two_cases_cannot_be_joined(room: Room) -> None:
    """Lone reads what is kept of two cases: values in order of size, in blocks of five, and no row of a person."""
    for item in range(ITEMS):
        if item not in room.facts.revealed:
            room.to(PhaseCode.AGREE)
            choose_item(room.control, room.facts.revision, item)
    close_by_key(room.control, room.facts.revision, actor=KAREN)
    kept = stored_items(room.id)
    assert [one.item for one in kept] == [0, 1, 2]
    for one in kept:
        assert [block.name for block in one.blocks] == [""]  # three more would be too few for a block
        for block in one.blocks:
            assert list(block.first) == sorted(block.first)
            assert list(block.second) == sorted(block.second)
            assert list(block.pairs) == sorted(block.pairs)
            assert block.n == PEOPLE - 1
    closed = session_of(room.id)
    assert closed is not None
    assert closed.groups == ()


def test_while_somebody_still_reads(room: Room) -> None:
    """A backup reads while Karen closes: it is not said that the storage forgot, and the worker sees to it later."""
    needles = _needles(room)
    other = connections.create_connection("default")
    try:
        with other.cursor() as cursor:
            cursor.execute(
                "BEGIN ISOLATION LEVEL REPEATABLE READ" if connection.vendor == "postgresql" else "BEGIN"
            )
            cursor.execute("SELECT count(*) FROM django_migrations")
            cursor.fetchall()
            close_by_key(room.control, room.facts.revision, actor=KAREN)
            assert not Session.objects.get(id=room.id).overwritten
            cursor.execute("ROLLBACK")
    finally:
        other.close()
    overwrite()
    assert Session.objects.get(id=room.id).overwritten
    assert _left(needles) == set()


def test_every_id_is_random(room: Room) -> None:
    """Whoever keeps an old copy learns no order of answers from ids: they are drawn, not counted."""
    assert all(
        isinstance(one, UUID) and one.version == 4
        for model in (Participant, Response)
        for one in model.objects.values_list("id", flat=True)
    )
