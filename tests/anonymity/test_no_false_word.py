"""On a clean site the look from outside finds no fault, in whatever state a round is and whatever staff have done."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import psycopg
import pytest
from django.db import connection

from fagspejl.answering.services import finish_moves, rewrite_all, save_draft, submit
from fagspejl.disclosure.services import close_round, confirm_close, publish_round
from fagspejl.disclosure.services.close_round import Desk
from fagspejl.evaluation.selectors.links import links_meant
from fagspejl.evaluation.services.correcting import revoke_links
from fagspejl.evaluation.types import RevokeReason
from fagspejl.inspection import Site, inspect
from fagspejl.mailing.services.claims import claim, finish, mark
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.rounds.new_links import give_new_links
from support.closing import ITEMS, answered_round, desk
from support.dumped import Loot, server_parameters, settle
from support.roster import BENTE
from support.small_round import DEADLINE, KEY, SmallRound

DURING = DEADLINE - timedelta(days=5)


def _faults(loot: Loot) -> list[tuple[str, str]]:
    return [(fault.finding.value, fault.where) for fault in loot.look().faults]


@pytest.fixture
def made(loot: Loot) -> SmallRound:
    return answered_round()


def _again(made: SmallRound) -> None:
    """People go on: one corrects a draft, two replace their answers."""
    save_draft(made.place("k6", "Karen"), {ITEMS[0]: 2}, save_id="d", version=None)
    for name in ("i0", "i1"):
        submit(made.place(name, "Ida"), {ITEMS[0]: 3}, save_id="again")


def _reissue(made: SmallRound, person: str) -> None:
    links = links_meant(made.round.id, person)
    give_new_links(made.round.id, links, KEY, by_mail=True, actor=BENTE, now=DURING)
    finish_moves(made.round.id, KEY)


def test_while_a_round_is_open(made: SmallRound, loot: Loot) -> None:
    """Saves, mails, a new link, a link taken back and the night's work, one after the other: never a fault."""
    assert _faults(loot) == []
    queued = queue_mailing(made.round.id, MailingKind.INVITE, actor=BENTE, now=DURING)
    assert _faults(loot) == []
    held = claim(queued.id, 5, now=DURING)
    mark(held.rows[0][0], held.lease)
    assert _faults(loot) == []
    finish(queued.id, whatever=True)
    _again(made)
    assert _faults(loot) == []
    _reissue(made, "k3")
    assert _faults(loot) == []
    revoke_links(
        made.round.id,
        links_meant(made.round.id, "k4"),
        reason=next(iter(RevokeReason)),
        actor=BENTE,
        now=DURING,
    )
    assert _faults(loot) == []
    rewrite_all(made.round.id, KEY)
    assert _faults(loot) == []
    _again(made)
    assert _faults(loot) == []


def test_from_closing_to_publication(made: SmallRound, loot: Loot, tmp_path: Path) -> None:
    """The round is closed, confirmed and published, with copies from before beside it: never a fault."""
    at = desk(tmp_path, made)
    loot.folder.mkdir()
    loot.keys, loot.escrow = at.keys.folder, at.keys.escrow
    at = Desk(at.keys, loot.folder / "backups", at.now)
    _reissue(made, "k3")
    close_round(round_id=made.round.id, desk=at)
    assert _faults(loot) == []
    confirm_close(round_id=made.round.id, desk=at)
    assert _faults(loot) == []
    publish_round(round_id=made.round.id, keys=at.keys, today=date(2026, 4, 1))
    assert _faults(loot) == []


def test_after_a_backup_is_restored(made: SmallRound, loot: Loot, tmp_path: Path) -> None:
    """Per puts yesterday's backup back, on PostgreSQL all in one transaction: that ties nobody to an answer."""
    _again(made)
    settle()
    if connection.vendor == "sqlite":
        backup = tmp_path / "fagspejl.sqlite3"
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(backup)])
        loot.folder.mkdir()
        shutil.copyfile(backup, loot.folder / "fagspejl.sqlite3")
        assert inspect(Site(loot.folder)).faults == ()
        return
    with psycopg.connect(**server_parameters()) as restored:  # type: ignore[arg-type]
        restored.execute("SET session_replication_role = replica")
        rows = restored.execute(
            "SELECT table_name::text, min(column_name::text) FROM information_schema.columns "
            "WHERE table_schema = current_schema() GROUP BY 1"
        ).fetchall()
        for table, column in rows:
            restored.execute(f'UPDATE "{table}" SET "{column}" = "{column}"')  # type: ignore[arg-type]
    assert _faults(loot) == []
