"""A backup that closing makes is opened and compared: its rows, and the Release down to the last part."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from fagspejl.disclosure.services import close_round, storage
from fagspejl.disclosure.services.storage import BackupDoesNotOpen
from fagspejl.evaluation.models import Round
from support.closing import answered_round, desk

pytestmark = pytest.mark.django_db(transaction=True)
DAMAGE = {
    "a figure changed": "UPDATE release_part SET body = replace(body, '1', '2') WHERE kind = 'head'",
    "a report is missing": "DELETE FROM release_part WHERE kind = 'leader'",
    "the release is missing": "DELETE FROM release",
    "the hashes agree with a changed figure": (
        "UPDATE release_part SET body = body || ' ', sha256 = 'x' WHERE kind = 'head'"
    ),
}


def _damage(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path)) as copy:
        triggers = copy.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            copy.execute(f"DROP TRIGGER {name}")
        assert copy.execute(statement).rowcount > 0
        copy.commit()


@pytest.mark.parametrize("what", DAMAGE)
def test_a_copy_with_another_release_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Per's disk damages the copy of the sealed database: closing stops before the keys go, and goes on once it is whole."""
    made = answered_round()
    at = desk(tmp_path, made)
    flush = storage._flush

    def damaging(path: Path) -> None:
        flush(path)
        if path.name.endswith("-sealed.sqlite3"):
            _damage(path, DAMAGE[what])

    with monkeypatch.context() as broken:
        broken.setattr(storage, "_flush", damaging)
        with pytest.raises(BackupDoesNotOpen, match="its release is not the one that was sealed"):
            close_round(round_id=made.round.id, desk=at)
    stands = Round.objects.get()
    assert (stands.state, stands.close_step) == ("sealed", 7)
    close_round(round_id=made.round.id, desk=at)
    assert Round.objects.get().close_step == 8
