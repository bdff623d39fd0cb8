"""The site that a command works on: its folders found, Django started on them, its tables made or found to fit."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import Final, Literal

from fagspejl.audit.types import Actor
from fagspejl.commands.console import Terminal, acting_option, operator, site_options
from fagspejl.commands.database_away import reach_database, told_if_away
from fagspejl.commands.error_edge import refusing
from fagspejl.config.environment import database, proxies
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language
from fagspejl.lib.private_files import check_keys_outside, check_private

Body = Callable[..., None]
_MADE_WITH_TABLES: Final = ("django_migrations", "django_content_type", "auth_permission")


@dataclass(frozen=True, slots=True, kw_only=True)
class Site(Terminal):
    """What a command on a site is handed: who reads, who acts, and the folders that were named.

    `actor` is the user of the machine until `acting` has looked up the account that --as names.
    """

    actor: Actor
    named: str | None = None
    data: Path | None = None
    keys: Path | None = None

    def acting(self) -> Site:
        """Return the site with the member of staff who acts. Ends the command where nobody is named who may."""
        from fagspejl.accounts.selectors import staff_acting

        with refusing(self, only=FagspejlError):
            staff = staff_acting(self.named)
        if staff is None:
            return self
        return replace(self, actor=replace(staff.actor, machine_user=self.actor.name))


def with_site(
    *, makes: bool = False, starts: bool = True, waits: bool = False, acts: bool = False
) -> Callable[[Body], Body]:
    """Give a command --data, --keys, --language and --quiet; start Django there and hand the command its `Site`.

    `makes`: the command begins a site where there is none. `acts`: it changes something, and --as says who does it;
    with --dry-run nobody is asked. Without `starts` the command looks at something else first and calls `use_data` or
    `start`, and `acting`, itself. A database that is away ends it in one sentence; with `waits` it is waited for at
    the start.
    """

    def decorate(command: Body) -> Body:
        @site_options
        @wraps(command)
        def run(
            *,
            data: Path | None,
            keys: Path | None,
            language: Language,
            quiet: bool,
            acting: str | None = None,
            **given: object,
        ) -> None:
            site = Site(language=language, quiet=quiet, actor=operator(), named=acting, data=data, keys=keys)
            with told_if_away(site):
                if starts:
                    start(data, keys, terminal=site, makes=makes)
                    fit_tables(site, makes=makes, waits=waits and not given.get("once"))
                command(site.acting() if starts and acts and not given.get("dry_run") else site, **given)

        return acting_option(run, hidden=not acts)

    return decorate


def use_data(data: Path | None, keys: Path | None = None, *, terminal: Terminal | None = None) -> None:
    """Point Django at a data folder (default FAGSPEJL_DATA or ./var/data) and start it; make what is missing.

    For what begins a site. A database of another version ends the command with exit code 1; keys inside the data folder
    end it with exit code 2, before anything is made.
    """
    terminal = terminal or Terminal()
    start(data, keys, terminal=terminal, makes=True)
    fit_tables(terminal, makes=True)


def use_existing(data: Path | None, keys: Path | None = None, *, terminal: Terminal) -> None:
    """Do the same for every other command, which makes nothing: without a database it ends with exit code 2.

    A mistyped folder would otherwise look like a new site.
    """
    start(data, keys, terminal=terminal, makes=False)
    fit_tables(terminal, makes=False)


def start(data: Path | None, keys: Path | None, *, terminal: Terminal, makes: bool) -> None:
    """Point Django at a data folder and start it; its tables stay as they are. Refuses as those above."""
    if data is not None:
        os.environ["FAGSPEJL_DATA"] = str(data)
    if keys is not None:
        os.environ["FAGSPEJL_KEYS"] = str(keys)
    folder = Path(os.environ.get("FAGSPEJL_DATA", "var/data")).resolve()
    key_folder = Path(os.environ.get("FAGSPEJL_KEYS", f"{folder}-keys")).resolve()
    escrow = Path(os.environ.get("FAGSPEJL_ESCROW", f"{key_folder}-escrow"))
    with refusing(terminal, folder):
        check_keys_outside(key_folder, folder)
        check_private(folder, key_folder, escrow)
        database(folder)  # addresses are read before anything is made
        proxies(os.environ)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fagspejl.config.settings")
    import django
    from django.apps import apps

    # Looked for before anything is made, the site's secret included. Django that runs already has its database.
    if not makes and not apps.ready and _lacks_file(folder):
        terminal.misused("site.no_database", folder=folder)
    folder.mkdir(parents=True, exist_ok=True)
    with refusing(terminal, folder, only=FagspejlError):
        django.setup()


def fit_tables(terminal: Terminal, *, makes: bool, migrate: bool = False, waits: bool = False) -> None:
    """End the command unless the tables fit this version; make those of a new site, or with `migrate` change them.

    Exit code 1 for a database of a newer version, of an older one without `migrate`, or that does not answer (with
    `waits` it is waited for); 2 for one without tables where the command makes no sites.
    """
    reach_database(terminal, wait=waits)
    state = schema_state()
    if state == "pending" and makes and _is_untouched():
        state = "empty"  # the first start was interrupted between two migrations: nothing is there to lose
    if state == "newer" or (state == "pending" and not migrate):
        terminal.refuse(f"site.{state}")
    if state == "empty" and not makes:
        from django.db import connection

        place = Path(connection.settings_dict["NAME"])
        if connection.vendor == "sqlite":
            terminal.misused("site.no_database", folder=place.parent)
        terminal.misused("site.no_tables", name=place.name)
    if state != "current":
        from fagspejl.commands.whole_migrations import migrate as bring_up_to_date

        bring_up_to_date()


def check_site(terminal: Terminal, *, sends: bool, anew: bool = False) -> None:
    """Before a process that runs for long: the secrets are those of the other machines, and time has not gone back.

    Refuses with exit code 1. That the database is an older copy is told on stderr, once.
    """
    from fagspejl.operations.services.keys.site_secrets import check_secrets
    from fagspejl.operations.services.older_copy import check_not_older

    with refusing(terminal):
        check_secrets(sends=sends, anew=anew)
        check_not_older()
    tell_restored(terminal)


def tell_restored(terminal: Terminal) -> None:
    """Say on stderr, once, that the log has fewer lines than this machine has seen."""
    from fagspejl.operations.services.older_copy import lines_gone

    if gone := lines_gone():
        terminal.line(terminal.counted("site.restored", gone), err=True)


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


def _is_untouched() -> bool:
    """Whether nobody has ever used the database: its tables hold nothing but what making them leaves."""
    from django.db import connection

    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in _MADE_WITH_TABLES:
                continue
            cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608 - our own name
            if cursor.fetchone():
                return False
    return True


def _lacks_file(folder: Path) -> bool:
    """Whether the database is a file that is not there; whether a server has one, only asking it tells."""
    settings = database(folder)
    return bool(settings["ENGINE"].endswith("sqlite3")) and not Path(settings["NAME"]).is_file()
