"""Copies of the database: what a reader of old backups learns. Pure."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID

from fagspejl.inspection.files import Wanted
from fagspejl.inspection.pages import PagesUnreadable
from fagspejl.inspection.schema import ANSWERS, COLUMNS, INVITATIONS, schema_faults
from fagspejl.inspection.shared import Secrets, shared_values
from fagspejl.inspection.sqlite_dump import SqliteDump
from fagspejl.inspection.types import CLOSED_STATES, Dump, Fault, Finding, Limit, RoundSeen, Seen
from fagspejl.inspection.values import read_answers

_FROZEN = "frozen"


@dataclass(slots=True)
class Copies:
    """What the copies came to, and the lookups in them: a link may be found by an old one."""

    faults: list[Fault] = field(default_factory=list)
    limits: list[Seen] = field(default_factory=list)
    lookups: set[bytes] = field(default_factory=set)


def inspect_copies(paths: Iterable[Path], rounds: Iterable[RoundSeen]) -> Copies:
    """Look at every copy as at the database itself: columns, sealed rows, shared values, rounds that are closed."""
    found = Copies()
    closed = {UUID(seen.id).bytes: seen for seen in rounds if seen.state in CLOSED_STATES}
    for path in paths:
        if any(seen.id in path.name and _FROZEN in path.name for seen in closed.values()):
            found.faults.append(Fault(Finding.FROZEN_COPY_LEFT, path.name))
        try:
            with closing(SqliteDump(path)) as dump:
                _one(dump, path.name, closed, found)
        except (sqlite3.Error, PagesUnreadable, struct.error, RecursionError, OSError) as error:
            found.faults.append(Fault(Finding.FILE_UNREADABLE, path.name, {"fact": str(error)}))
    return found


def lookups_of(dump: Dump) -> set[bytes]:
    """Return the hashes of the links that a database knows."""
    return {bytes(lookup) for (lookup,) in dump.rows(INVITATIONS, ("lookup",)) if lookup is not None}


def _one(dump: SqliteDump, name: str, closed: dict[bytes, RoundSeen], found: Copies) -> None:
    tables = dump.tables()
    found.faults += [
        replace(fault, where=f"{name}: {fault.where}") for fault in schema_faults(tables, copy=True)
    ]
    if not all(
        table in tables and COLUMNS[table] <= set(tables[table].columns) for table in (ANSWERS, INVITATIONS)
    ):
        return
    found.lookups |= lookups_of(dump)
    answers = read_answers(dump, tables[ANSWERS])
    secrets = Secrets.of(dump, tables, answers)
    wanted = Wanted(frozenset(lookups_of(dump)), frozenset(), ())
    faults = [*answers.faults, *shared_values(dump, tables, answers, secrets, wanted)]
    found.faults += [replace(fault, where=f"{name}: {fault.where}") for fault in faults]
    for home in sorted(set(answers.rows) & set(closed)):
        found.limits.append(Seen(_old_backup(closed[home]), {"file": name, "title": closed[home].title}))


def _old_backup(seen: RoundSeen) -> Limit:
    if not seen.has_copy_outside:
        return Limit.OLD_BACKUP
    return Limit.OLD_BACKUP_AND_COPY if seen.copy_is_open else Limit.OLD_BACKUP_BY_WORD
