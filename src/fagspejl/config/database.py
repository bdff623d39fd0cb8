"""Start Django on one data folder: what every command that touches a database does first."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal

from fagspejl.config.environment import check_keys_outside


def use_data(data: Path | None, keys: Path | None = None) -> None:
    """Point Django at a data folder (default FAGSPEJL_DATA or ./var/data), start it and bring tables up to date.

    Raises KeysInsideData before anything is made.
    """
    start(data, keys)
    bring_up_to_date()


def start(data: Path | None, keys: Path | None = None) -> None:
    """Point Django at a data folder and start it; its tables stay as they are. Raises KeysInsideData."""
    if data is not None:
        os.environ["FAGSPEJL_DATA"] = str(data)
    if keys is not None:
        os.environ["FAGSPEJL_KEYS"] = str(keys)
    folder = Path(os.environ.get("FAGSPEJL_DATA", "var/data")).resolve()
    key_folder = Path(os.environ.get("FAGSPEJL_KEYS", f"{folder}-keys")).resolve()
    check_keys_outside(key_folder, folder)
    folder.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fagspejl.config.settings")
    import django

    django.setup()


def bring_up_to_date() -> None:
    """Make the tables that are missing, and change those of older versions."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0, interactive=False)


def schema_state() -> Literal["empty", "current", "pending", "newer"]:
    """Say whether the database fits this version. "newer": a later version has changed it."""
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    applied, known = set(executor.loader.applied_migrations), set(executor.loader.disk_migrations)
    rooms = {label for label, _ in known}
    if not applied:
        return "empty"
    if any(one not in known and one[0] in rooms for one in applied):
        return "newer"
    return "pending" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else "current"
