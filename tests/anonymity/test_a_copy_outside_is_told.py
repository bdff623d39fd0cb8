"""A person keeps a copy of the key: no look can see it, so the look from outside says what follows from it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from fagspejl.disclosure.services import close_round, confirm_close
from fagspejl.disclosure.services.close_round import Desk
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.models import Round
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.inspection.sentences import round_sentence
from fagspejl.inspection.types import Inspected, Limit, RoundSeen
from support.closing import answered_round, desk
from support.dumped import Loot, settle

OFFLINE = RoundPolicyValues(access=AccessPolicy(escrow="offline"))


@pytest.fixture
def closed(loot: Loot, tmp_path: Path) -> Loot:
    """A closed round of which Lone has the key on a stick, and on SQLite a nightly backup from before closing."""
    made = answered_round(policy=OFFLINE)
    at = desk(tmp_path, made)
    loot.folder.mkdir()
    loot.keys = at.keys.folder
    at = Desk(KeyStore(at.keys.folder, None), loot.folder / "backups", at.now)
    if connection.vendor == "sqlite":
        (loot.folder / "backups").mkdir()
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(loot.folder / "backups" / "nightly.sqlite3")])
    close_round(round_id=made.round.id, desk=at)
    confirm_close(round_id=made.round.id, desk=at)
    return loot


def _limits(look: Inspected) -> list[Limit]:
    return [seen.limit for seen in look.limits]


def _backup(limit: Limit) -> list[Limit]:
    """PostgreSQL's own backups are not in the data folder."""
    return [limit] if connection.vendor == "sqlite" else []


def _sentence(look: Inspected) -> str:
    return round_sentence(look.rounds[0], look, "da", "i dag")


def test_unconfirmed_it_is_a_limit(closed: Loot) -> None:
    """Lone has said nothing yet: no fault, but nobody is told that the key to the old backup is gone."""
    look = closed.look()
    assert look.faults == ()
    assert _limits(look) == [Limit.COPY_UNCONFIRMED, *_backup(Limit.OLD_BACKUP_AND_COPY)]
    assert "nøglen på serveren blev slettet i dag" in _sentence(look)
    assert "Uden kopien af nøglen kan intet her" in _sentence(look)


def test_confirmed_it_is_known_by_word_only(closed: Loot) -> None:
    """Lone has confirmed: the look says that it has only her word for it."""
    Round.objects.update(escrow_destruction_confirmed_on=date(2026, 3, 20))
    settle()
    look = closed.look()
    assert look.faults == ()
    assert look.rounds[0].copy_confirmed_on == "2026-03-20"
    assert _limits(look) == [Limit.COPY_BY_WORD, *_backup(Limit.OLD_BACKUP_BY_WORD)]
    assert "Intet her kan forbinde et svar med en person." in _sentence(look)


def test_a_word_does_not_outweigh_the_file(closed: Loot, tmp_path: Path) -> None:
    """Lone has confirmed, but the copy still lies in the folder of second copies: a fault, whatever was said."""
    Round.objects.update(escrow_destruction_confirmed_on=date(2026, 3, 20))
    settle()
    closed.escrow = tmp_path / "escrow"
    assert list(closed.escrow.glob("*.key"))
    assert [fault.finding.value for fault in closed.look().faults] == ["key_left"]


@pytest.mark.parametrize("name", ["witnessed", "half-planner", "witnessed.new"])
def test_a_sealed_copy_or_half_that_is_left_is_a_fault(closed: Loot, tmp_path: Path, name: str) -> None:
    """Of a witnessed copy the sealed file, or half of what opens it, still lies there: the look names the file."""
    made = Round.objects.get()
    closed.escrow = tmp_path / "witnessed"
    closed.escrow.mkdir()
    (closed.escrow / f"{made.id}.{name}").write_bytes(b"x" * 65)
    faults = [(fault.finding.value, fault.facts["file"]) for fault in closed.look().faults]
    assert faults == [("key_left", f"{made.id}.{name}")]


@pytest.mark.parametrize("policy", [None, [], {}, {"access": []}, {"access": {}}])
def test_a_policy_that_says_nothing(policy: object) -> None:
    """A damaged policy is found elsewhere; here it claims no copy, and stops nothing."""
    seen = RoundSeen(str(UUID(int=1)), "R", "published", b"", "", "", None, "", 0, 0, 0)
    assert not replace(seen, policy=policy).copy_is_open  # type: ignore[arg-type]
