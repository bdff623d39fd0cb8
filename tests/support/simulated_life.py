"""A site that lives through many days in a second: rounds, mails, logins, looks and backups, at a clock of its own.

Beside it stands a ledger of the test's own: what there is, and until which day it may be there.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import connection
from django.utils.module_loading import import_string

from fagspejl.accounts.models import SharedCache
from fagspejl.answering.services import submit
from fagspejl.answering.types import Place
from fagspejl.audit.models import AccessEntry
from fagspejl.audit.services import record
from fagspejl.audit.types import Event
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.models import Invitation, Round
from fagspejl.evaluation.selectors import clocks, key_check_of
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.types import RoundState
from fagspejl.lib import clock
from fagspejl.lib.clock import ZONE
from fagspejl.mailing.models import Mailing, Outbox
from fagspejl.mailing.services.queueing import queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.desk import key_store
from fagspejl.operations.services.retention import RuleStands, report
from support.roster import BENTE, CAST, draft, employees, taken_in

BEGIN = date(2026, 1, 5)
MONTH = timedelta(days=30)


class _Clock:
    """Stands in for `datetime` where time enters."""

    moment = datetime(2026, 1, 5, tzinfo=UTC)

    @classmethod
    def now(cls, zone: object) -> datetime:
        return cls.moment


@dataclass
class Life:
    """One site and its days. `ended` is the day on which each round was over: its key destroyed, its reports out."""

    folder: Path
    day: date = BEGIN
    said: list[str] = field(default_factory=list)
    rounds: list[UUID] = field(default_factory=list)
    asked: dict[UUID, set[UUID]] = field(default_factory=dict)
    ended: dict[UUID, date] = field(default_factory=dict)
    files: dict[Path, date] = field(default_factory=dict)

    def at(self, hour: int) -> datetime:
        """Set the clock of the whole site to an hour of this day in Denmark, and return it."""
        _Clock.moment = datetime(self.day.year, self.day.month, self.day.day, hour, tzinfo=ZONE).astimezone(
            UTC
        )
        return _Clock.moment

    def begin_round(self, *people: str) -> UUID:
        """Take in a roster, open a round of fourteen days, invite, and let most of Karen's people answer."""
        now = self.at(9)
        taken_in(self.folder, *CAST, *(people or employees(10)))
        made = draft(now=now, deadline=now + timedelta(days=14), title=f"Runde {self.day}")
        open_round(made, keys=key_store(made), actor=BENTE, now=now)
        queue_mailing(made, MailingKind.INVITE, actor=BENTE, now=now)
        key = key_store(made).read(made, key_check_of(made))
        for row in Invitation.objects.filter(
            round_id=made, perspective="employee", person__key__startswith="p"
        )[:8]:
            place = Place(link_of(key, made, row.id, 0), made, row.form)
            submit(place, {"shared_quality": 4, "comment:works_well": "Vi taler om faget"}, save_id="s" * 32)
        self.rounds.append(made)
        self.asked[made] = set(Invitation.objects.filter(round_id=made).values_list("id", flat=True))
        return made

    def remind(self, made: UUID) -> None:
        """Put a reminder in the outbox."""
        queue_mailing(made, MailingKind.REMIND, actor=BENTE, now=self.at(9))

    def pass_day(self, *, work: Callable[[datetime], None] | None = None) -> None:
        """Let the worker do the night, somebody log in and look, an operator copy the database; then a day is over."""
        (work or self.work)(self.at(3))
        self._note()
        self._visit()
        self.check()
        if self.day.day % 5 == 0:
            self._copy_database()
        self.work(self.at(21))
        self._note()
        self.day += timedelta(days=1)

    def work(self, now: datetime) -> None:
        """Do everything that is due, as the worker does."""
        for name in settings.DUE:
            import_string(name)(now).do(self._tell, lambda: False)

    def _tell(self, key: str, **facts: object) -> None:
        self.said.append(f"{self.day} {key} {facts}")

    def _visit(self) -> None:
        now = self.at(12)
        record(actor=BENTE, event=Event.REPORT_LOOKS_READ, object="report", at=now)
        Session.objects.create(
            session_key=f"s{self.day}", session_data="", expire_date=now + timedelta(hours=8)
        )
        SharedCache.objects.create(cache_key=f"c{self.day}", value="", expires=now + timedelta(minutes=5))

    def _copy_database(self) -> None:
        """What an operator's own rotation leaves: a copy of the database, and copies of closing's backups."""
        folder = settings.DATA / "backups" / "weekly"
        folder.mkdir(parents=True, exist_ok=True)
        if connection.vendor == "sqlite":
            copy = folder / f"{self.day}.sqlite3"
            with closing(sqlite3.connect(copy)) as target:
                connection.connection.backup(target)
                target.execute("PRAGMA journal_mode=DELETE")
        for path in (settings.DATA / "backups").glob("*-sealed.sqlite3"):
            shutil.copy(path, folder / f"{path.name}.{self.day}")

    def _note(self) -> None:
        """Date new files by the clock of this life, and note rounds that are over."""
        for path in (settings.DATA / "backups").rglob("*"):
            if path.is_file() and path not in self.files:
                self.files[path] = self.day
                noon = datetime(self.day.year, self.day.month, self.day.day, 12, tzinfo=ZONE).timestamp()
                os.utime(path, (noon, noon))
        for found in Round.objects.filter(state=RoundState.PUBLISHED).exclude(id__in=self.ended):
            assert found.keys_destroyed_on == self.day
            self.ended[found.id] = self.day

    def check(self) -> None:
        """At noon: everything whose time is over is gone, everything else is there."""
        for made in self.rounds:
            over = self.ended.get(made)
            kept = over is None or self.day < over + MONTH
            rows = set(Invitation.objects.filter(round_id=made).values_list("id", flat=True))
            assert rows == (self.asked[made] if kept else set()), (self.day, made)
            state = Round.objects.values_list("state", flat=True).get(id=made)
            for mailing in Mailing.objects.filter(round_id=made):
                assert mailing.queued_on is not None
                there = Outbox.objects.filter(mailing=mailing).exists()
                assert there == (state == RoundState.OPEN or self.day < mailing.queued_on + MONTH), (
                    self.day,
                    mailing,
                )
        here = {path for path in (settings.DATA / "backups").rglob("*") if path.is_file()}
        for path, day in self.files.items():
            if path.name.endswith("-frozen.sqlite3"):
                (made,) = (made for made in self.rounds if str(made) in path.name)
                assert (path in here) == (made not in self.ended), (self.day, path)
                continue
            days = [day, *(over for made, over in self.ended.items() if str(made) in path.name)]
            assert (path in here) == (self.day < min(days) + MONTH), (self.day, path)
        first = AccessEntry.objects.order_by("number").first()
        assert first is not None
        assert first.at.astimezone(ZONE).date() >= _a_year_before(self.day), self.day
        assert Session.objects.filter(expire_date__lte=_Clock.moment - timedelta(days=1)).count() == 0

    def lines(self, stands: tuple[RuleStands, ...] | None = None) -> list[str]:
        """Return the deletion report as a table of text."""
        last = [
            (one.rule.name, one.due, one.next, one.last_at and one.last_at.astimezone(ZONE).date(), one.last)
            for one in stands or report(self.at(12))
        ]
        return [
            f"{name:12} due {due:3}  next {then}  last {at} ({count})" for name, due, then, at, count in last
        ]


def _a_year_before(day: date) -> date:
    """The first day that the log may still hold: later than the same day a year ago."""
    return day.replace(year=day.year - 1) + timedelta(days=1)


def deleted_by_rule() -> dict[str, list[tuple[date, int]]]:
    """Return every deletion that the log reports, by rule."""
    found: dict[str, list[tuple[date, int]]] = {}
    for line in AccessEntry.objects.filter(event=Event.DATA_DELETED).order_by("number"):
        found.setdefault(line.object, []).append((line.at.astimezone(ZONE).date(), line.facts["count"]))
    return found


def traces(ids: set[UUID]) -> list[str]:
    """Return the files of the site that hold one of these ids in any of the ways a database writes it."""
    wanted = [form for one in ids for form in (one.bytes, one.hex.encode(), str(one).encode())]
    files = [path for path in settings.DATA.rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        name = Path(str(connection.settings_dict["NAME"]))
        files += [path for path in name.parent.glob(f"{name.name}*") if path.is_file()]
    return [path.name for path in files if any(form in path.read_bytes() for form in wanted)]


def new_life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Life:
    """Return a site of its own on its first day, at its own clock."""
    monkeypatch.setattr(clock, "datetime", _Clock)
    monkeypatch.setattr(clocks, "database_now", clock.utc_now)
    monkeypatch.setenv("FAGSPEJL_MAIL_PER_MINUTE", "none")
    monkeypatch.setenv("FAGSPEJL_MAIL_PAUSE", "none")
    monkeypatch.setattr(settings, "DATA", tmp_path / "data")
    monkeypatch.setattr(settings, "EMAIL_FILE_PATH", tmp_path / "data" / "mailbox")
    (tmp_path / "data" / "mailbox").mkdir(parents=True)
    return Life(tmp_path)
