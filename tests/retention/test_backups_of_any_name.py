"""A backup is opened whatever an operator called it, and wherever the data folder lies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.conf import settings

from fagspejl.evaluation.models import Round
from fagspejl.evaluation.types import RoundState
from fagspejl.lib.clock import ZONE, utc_now
from fagspejl.lib.retention import DAYS
from fagspejl.operations.services.kept_files import IN_BACKUPS, retention
from support.small_round import small_round

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("name", ["50% #1?.sqlite3", "før & efter.db"])
def test_who_was_asked_goes_from_it(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Per called his backup as he liked, and Sofie's and Omar's names go from it with the others."""
    monkeypatch.setattr(settings, "DATA", tmp_path / "data #2?")
    made = small_round({"Karen": {"employee": ["Sofie", "Omar"]}}).round.id
    today = utc_now().astimezone(ZONE).date()
    over = today.fromordinal(today.toordinal() - DAYS)
    Round.objects.update(state=RoundState.PUBLISHED, keys_destroyed_on=over)
    path = settings.DATA / "backups" / name
    path.parent.mkdir(parents=True)
    with closing(sqlite3.connect(path)) as copy:
        copy.execute("CREATE TABLE invitation (id, round_id)")
        copy.executemany(
            "INSERT INTO invitation VALUES (?, ?)", [(1, made.hex), (2, made.hex), (3, "f" * 32)]
        )
        copy.commit()
    (rule,) = [one for one in retention(utc_now()) if one.rule == IN_BACKUPS]
    assert (rule.look().count, rule.delete(), rule.look().count) == (2, 2, 0)
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT id FROM invitation").fetchall() == [(3,)]
