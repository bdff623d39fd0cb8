"""What a thief takes: the database with its log, and the folder around it. The look from outside gets this and no key."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from django.db import connection

from fagspejl.inspection import Site, inspect
from fagspejl.inspection.types import Finding, Inspected


def server_parameters() -> dict[str, str]:
    """Return how psycopg reaches the database of the test."""
    parameters = connection.get_connection_params()
    return {
        name: str(parameters[name]) for name in ("dbname", "user", "host", "port") if parameters.get(name)
    }


@dataclass
class Loot:
    """A folder like a site's, made anew from the database at each look."""

    folder: Path
    keys: Path | None = None
    escrow: Path | None = None
    also: tuple[Path, ...] = field(default=())

    def take(self) -> Path:
        """Copy the file and its log, as they lie on the disk while people answer."""
        self.folder.mkdir(parents=True, exist_ok=True)
        main = self.folder / "fagspejl.sqlite3"
        if connection.vendor == "sqlite":
            for ending in ("", "-wal"):
                source = Path(f"{connection.settings_dict['NAME']}{ending}")
                target = main.with_name(main.name + ending)
                target.unlink(missing_ok=True)
                if source.exists():
                    shutil.copyfile(source, target)
            main.with_name(main.name + "-shm").unlink(missing_ok=True)
        return main

    def site(self) -> Site:
        """Return what the look from outside is given."""
        server = server_parameters() if connection.vendor == "postgresql" else None
        return Site(self.folder, server, self.keys, self.escrow, self.also)

    def look(self) -> Inspected:
        """Take it all and look."""
        self.take()
        return inspect(self.site())

    def findings(self) -> set[Finding]:
        """Return the kinds of faults found."""
        return {fault.finding for fault in self.look().faults}


def settle() -> None:
    """Forget what earlier tests left in freed pages, in the log and in dead rows."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        else:
            cursor.execute("VACUUM FULL")


@pytest.fixture
def loot(transactional_db: None, tmp_path: Path) -> Loot:
    """A clean database to fill, and a folder for what is stolen of it."""
    settle()
    return Loot(tmp_path / "stolen")
