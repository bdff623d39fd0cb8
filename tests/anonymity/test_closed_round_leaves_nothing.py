"""After closing nothing anywhere connects an answer with a person: not in files, rows, orders or times."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from fagspejl.answering.sealed import locator_of
from fagspejl.answering.services import submit
from fagspejl.disclosure.models import ReleasePart
from fagspejl.disclosure.services import close_round, confirm_close, publish_round
from fagspejl.disclosure.services.close_round import Desk, _compute
from fagspejl.evaluation.models import Invitation
from fagspejl.evaluation.selectors import round_facts
from fagspejl.inspection.types import Finding, Limit
from support.closing import ITEMS, answered_round, desk
from support.dumped import Loot, settle
from support.small_round import KEY, SmallRound, small_round

WRITTEN = "Hemmelig tekst"


@dataclass
class Closed:
    """A round that went all the way, and what a thief could have noted of it while it was open."""

    made: SmallRound
    desk: Desk
    loot: Loot
    blobs: list[bytes]


def _blobs() -> list[bytes]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT blob FROM response ORDER BY locator")
        return [bytes(blob) for (blob,) in cursor.fetchall()]


@pytest.fixture
def closed(loot: Loot, tmp_path: Path) -> Closed:
    made = answered_round()
    at = desk(tmp_path, made)
    loot.folder.mkdir()
    at = Desk(at.keys, loot.folder / "backups", at.now)
    loot.keys, loot.escrow = at.keys.folder, at.keys.escrow
    blobs = _blobs()
    close_round(round_id=made.round.id, desk=at)
    confirm_close(round_id=made.round.id, desk=at)
    publish_round(round_id=made.round.id, keys=at.keys, today=date(2026, 4, 1))
    return Closed(made, at, loot, blobs)


def _everything(closed: Closed) -> Iterator[tuple[str, bytes]]:
    """Every byte a thief can get: the database's files, backups, key folders; PostgreSQL's rows and heap files."""
    closed.loot.take()
    for folder in (closed.loot.folder, closed.desk.keys.folder, closed.desk.keys.escrow):
        assert folder is not None
        for path in folder.rglob("*"):
            if path.is_file():
                yield path.name, path.read_bytes()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT current_setting('data_directory') || '/base'")
            for path in Path(cursor.fetchone()[0]).rglob("*"):
                if path.is_file():
                    yield path.name, path.read_bytes()


def test_no_link_text_or_sealed_answer_is_anywhere(closed: Closed) -> None:
    """Lone searches every file for the links, the places, the sealed bytes and the texts of those below the limit."""
    links = [link.encode("ascii") for link in closed.made.links.values()]
    places = [locator_of(link.decode("ascii"), closed.made.round.id) for link in links]
    pieces = [blob[1 + 12 * part : 13 + 12 * part] for blob in closed.blobs for part in (0, 30, 200)]
    unread = [f"{WRITTEN} {who}".encode() for who in ("k7", "b0 om Bente", "b1 om Bente", "Karen om Mads")]
    needles = [*links, *places, *pieces, *unread, KEY]
    found = {(name, needle) for name, data in _everything(closed) for needle in needles if needle in data}
    assert found == set()


def test_the_search_would_find_them_while_the_round_is_open(loot: Loot) -> None:
    """The same bytes are in the database while the round is open, so the search above is no empty one."""
    made = answered_round()
    (place, *_) = (locator_of(link, made.round.id) for link in made.links.values())
    (blob, *_) = _blobs()
    main = loot.take()
    if connection.vendor == "sqlite":
        data = main.read_bytes() + main.with_name(main.name + "-wal").read_bytes()
    else:
        with connection.cursor() as cursor:
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT current_setting('data_directory') || '/base'")
            data = b"".join(
                path.read_bytes() for path in Path(cursor.fetchone()[0]).rglob("*") if path.is_file()
            )
    assert place in data
    assert blob[1:13] in data


def test_the_look_from_outside_agrees(closed: Closed) -> None:
    """The promise holds, and nothing is left to tell but that the round is over."""
    look = closed.loot.look()
    assert (look.faults, look.limits) == ((), ())
    assert [seen.state for seen in look.rounds] == ["published"]


def test_the_release_does_not_depend_on_the_order_of_answers(loot: Loot, tmp_path: Path) -> None:
    """The same people give the same answers in two orders; every part of both Releases is the same, but for comments'
    own order."""
    bodies = []
    made = answered_round()
    people = list(made.links)
    for seed in (1, 2):
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM response")
        settle()
        for rater, leader in random.Random(seed).sample(people, len(people)):
            chance = random.Random(f"{rater} {leader}")
            values = {item: chance.randint(1, 5) for item in ITEMS}
            submit(made.place(rater, leader), {**values, "comment:works_well": f"fra {rater}"}, save_id="s")
        at = desk(tmp_path / str(seed), made)
        bodies.append(_release_as_if_closed(made, at))
    assert bodies[0] == bodies[1]


def _release_as_if_closed(made: SmallRound, at: Desk) -> list[object]:
    """Compute the Release as closing would, and return its parts with comments in alphabetical order."""
    facts = round_facts(made.round.id)
    assert facts is not None
    audited, _, _ = _compute(facts, KEY, at)
    return [(part.kind, part.key, _sorted(json.loads(part.body))) for part in audited.parts]


def _sorted(value: object) -> object:
    if isinstance(value, dict):
        return {name: _sorted(part) for name, part in value.items()}
    if isinstance(value, list) and value and all(isinstance(part, str) for part in value):
        return sorted(value)
    return [_sorted(part) for part in value] if isinstance(value, list) else value


def test_what_is_left_behind_is_found(closed: Closed) -> None:
    """A row, a link, a key, a copy, a missing marker: each is put back, named, and taken away again."""
    home = closed.made.round.id
    keys = closed.desk.keys.folder
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO response VALUES (%s, %s, %s)", [closed.blobs[0][:32], home.bytes, closed.blobs[0]]
        )
    assert Finding.ANSWERS_LEFT in closed.loot.findings()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM response")
    settle()
    Invitation.objects.filter(id=closed.made.invitations["k0", "Karen"]).update(lookup=b"x" * 32)
    assert closed.loot.findings() == {Finding.LOOKUPS_LEFT}
    Invitation.objects.update(lookup=None)
    settle()
    (keys / f"{home}.key").write_bytes(KEY)
    assert closed.loot.findings() == {Finding.KEY_LEFT}
    (keys / f"{home}.key").unlink()
    marker = keys / f"{home}.destroyed"
    marker.rename(keys / "elsewhere")
    assert closed.loot.findings() == {Finding.MARKER_MISSING}
    (keys / "elsewhere").rename(marker)
    backups = closed.loot.folder / "backups"
    shutil.copyfile(backups / f"{home}-sealed.sqlite3", backups / f"{home}-frozen.sqlite3")
    assert closed.loot.findings() == {Finding.FROZEN_COPY_LEFT}


def test_remains_in_the_log_are_found(closed: Closed) -> None:
    """SQLite's log still holds pages of answers after closing, because nobody emptied it."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's log is not beside the data")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO response VALUES (%s, %s, %s)",
            [closed.blobs[0][:32], closed.made.round.id.bytes, closed.blobs[0]],
        )
        cursor.execute("DELETE FROM response")
    assert closed.loot.findings() == {Finding.REMAINS_LEFT}


def test_dead_rows_are_found(closed: Closed) -> None:
    """PostgreSQL still holds dead rows of answers after closing, because nothing swept them up."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no dead rows")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO response VALUES (%s, %s, %s)",
            [closed.blobs[0][:32], closed.made.round.id.bytes, closed.blobs[0]],
        )
        cursor.execute("DELETE FROM response")
    assert closed.loot.findings() == {Finding.REMAINS_LEFT}


def test_a_changed_release_is_found(closed: Closed) -> None:
    """A part is added to the Release behind the system's back."""
    first = ReleasePart.objects.first()
    assert first is not None
    ReleasePart.objects.create(release=first.release, kind="unit", key="x", body="{}", sha256="0" * 64)
    assert closed.loot.findings() == {Finding.RELEASE_DAMAGED}


def _force(sql: str, *values: object) -> None:
    """Write past the triggers, as somebody with full control of the database can."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            cursor.execute(sql, values)
            cursor.execute("SET session_replication_role = origin")
            return
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'round_policy'"
        )
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(sql, values)
        for _, text in triggers:
            cursor.execute(text)


@pytest.mark.parametrize(("limit", "finding"), [(4, Finding.POLICY_WEAK), (6, Finding.POLICY_HASH)])
def test_changed_limits_are_found(loot: Loot, limit: int, finding: Finding) -> None:
    """A promise below the floor, or another one than was given, was written past the database's refusals."""
    small_round({"Karen": {"employee": ["Sofie"]}})
    with connection.cursor() as cursor:
        cursor.execute('SELECT "values" FROM round_policy')
        (raw,) = cursor.fetchone()
    values = json.loads(raw) if isinstance(raw, str) else raw
    values["disclosure"].update(k=limit, k_comments=max(limit, 5))
    _force('UPDATE round_policy SET "values" = %s', json.dumps(values))
    assert loot.findings() == {finding}


def test_an_old_backup_is_told_and_no_fault(closed: Closed) -> None:
    """A nightly backup from before closing holds sealed answers; their key is gone, and the look says so."""
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's own backups are not in the data folder")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO response VALUES (%s, %s, %s)",
            [closed.blobs[0][20:52], closed.made.round.id.bytes, closed.blobs[0]],
        )
        cursor.execute("VACUUM INTO %s", [str(closed.loot.folder / "backups" / "nightly.sqlite3")])
        cursor.execute("DELETE FROM response")
    settle()
    look = closed.loot.look()
    assert look.faults == ()
    assert [(seen.limit, seen.facts["file"]) for seen in look.limits] == [
        (Limit.OLD_BACKUP, "nightly.sqlite3")
    ]
