"""The whole look: one site, from its database to the last file beside it. Pure: reads, writes nothing."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import psycopg

from fagspejl.inspection.backups import Copies, inspect_copies, lookups_of
from fagspejl.inspection.files import Searched, Wanted, databases_below, search
from fagspejl.inspection.marks import mark_faults
from fagspejl.inspection.pages import PagesUnreadable
from fagspejl.inspection.postgres_dump import PostgresDump
from fagspejl.inspection.rounds import closed_faults, policy_faults, read_rounds, release_faults
from fagspejl.inspection.schema import (
    ANSWERS,
    COLUMNS,
    NEEDED,
    QUESTIONNAIRES,
    people_tables,
    refusal_faults,
    schema_faults,
    thing_faults,
)
from fagspejl.inspection.shared import Secrets, shared_values, text_faults
from fagspejl.inspection.sqlite_dump import SqliteDump
from fagspejl.inspection.types import (
    CLOSED_STATES,
    OPEN_STATES,
    Check,
    Dump,
    Inspected,
    Limit,
    Named,
    RoundSeen,
    Seen,
    Table,
)
from fagspejl.inspection.values import read_answers, row_faults
from fagspejl.instrument.loader import load, read
from fagspejl.instrument.types import Instrument
from fagspejl.lib.errors import FagspejlError

_FILE = "fagspejl.sqlite3"
# What a database that is damaged, cut off or out of reach may raise.
_BROKEN = (sqlite3.Error, psycopg.Error, PagesUnreadable, struct.error, RecursionError, OSError)


class NothingToInspect(FagspejlError):
    """There is no database of Fagspejl where one was looked for, or it cannot be read. `fact` says which."""

    def __init__(self, fact: str) -> None:
        super().__init__(fact)
        self.fact = fact


@dataclass(frozen=True, slots=True)
class Site:
    """What to look at. `server`: how to reach PostgreSQL, or None for the file in `data`; `also`: more to search."""

    data: Path
    server: Mapping[str, str] | None = None
    keys: Path | None = None
    escrow: Path | None = None
    also: tuple[Path, ...] = ()


def inspect(site: Site) -> Inspected:
    """Look at everything. Raises NothingToInspect."""
    main = site.data / _FILE
    dump = _opened(site, main)
    try:
        return _inspected(site, dump, main)
    except _BROKEN as error:
        raise NothingToInspect(" ".join(str(error).split())) from None
    finally:
        dump.close()


def _opened(site: Site, main: Path) -> Dump:
    if site.server is None and not main.is_file():
        raise NothingToInspect(f"there is no {_FILE} in {site.data}")
    try:
        return SqliteDump(main) if site.server is None else PostgresDump(site.server)
    except _BROKEN as error:
        raise NothingToInspect(" ".join(str(error).split())) from None


def _inspected(site: Site, dump: Dump, main: Path) -> Inspected:
    tables = dump.tables()
    _check_ours(tables)
    rounds = read_rounds(dump)
    answers = read_answers(dump, tables[ANSWERS])
    secrets = Secrets.of(dump, tables, answers)
    things = list(dump.things())
    closed = frozenset(UUID(seen.id).bytes for seen in rounds if seen.state in CLOSED_STATES)
    physical, limits = dump.physical(people_tables(tables), closed)
    ended, of_ended = closed_faults(rounds, site.keys, site.escrow)
    copies = inspect_copies((path for path in databases_below(site.data) if path != main), rounds)
    wanted = _wanted(dump, rounds, copies, secrets)
    searched = _searched(site, wanted)
    faults = [
        *schema_faults(tables),
        *thing_faults(things),
        *refusal_faults(tables, dump.refusals()),
        *answers.faults,
        *row_faults(rounds, answers),
        *shared_values(dump, tables, answers, secrets, wanted),
        *text_faults(_texts(tables, things), secrets, wanted),
        *mark_faults(dump, tables),
        *physical,
        *policy_faults(dump, rounds),
        *ended,
        *release_faults(dump, rounds),
        *copies.faults,
        *searched.faults,
    ]
    if any(seen.state in OPEN_STATES for seen in rounds):
        limits = [Seen(Limit.ROWS_COUNTED), *limits, Seen(Limit.KEY_AND_SERVER)]
    return Inspected(
        place=dump.place,
        kind=dump.kind,
        rounds=rounds,
        faults=tuple(faults),
        limits=(*limits, *of_ended, *copies.limits, *searched.limits),
        checked=tuple(Check),
        skipped=tuple(searched.skipped),
        files=searched.files,
    )


def _texts(tables: Mapping[str, Table], things: list[Named]) -> Iterator[tuple[str, str]]:
    """Yield the texts of the database's own definitions: a list of names can stand in a view, a check or a comment."""
    for name, table in tables.items():
        yield name, table.definition
    for thing in things:
        yield f"{thing.of}.{thing.name}" if thing.of else thing.name, thing.text


def _check_ours(tables: Mapping[str, Table]) -> None:
    """Raise NothingToInspect where a table or a column that every look needs is not there."""
    missing = [name for name in NEEDED if name not in tables]
    missing += [
        f"{name}.{column}"
        for name, columns in COLUMNS.items()
        if name in tables
        for column in sorted(columns - set(tables[name].columns))
    ]
    if missing:
        raise NothingToInspect(f"it is not a database of this version of Fagspejl: no {', '.join(missing)}")


def _wanted(dump: Dump, rounds: tuple[RoundSeen, ...], copies: Copies, secrets: Secrets) -> Wanted:
    questionnaires = [
        frozenset(item.id.lower().encode("utf-8") for item in asked.items) for asked in _asked(dump, rounds)
    ]
    return Wanted(
        lookups=frozenset(lookups_of(dump) | copies.lookups),
        key_checks=frozenset(seen.key_check for seen in rounds if seen.key_check),
        questionnaires=tuple(questionnaires),
        parts=(secrets.places, secrets.nonces, secrets.lookups, secrets.invitations),
    )


def _asked(dump: Dump, rounds: tuple[RoundSeen, ...]) -> Iterator[Instrument]:
    """Yield the questionnaires of the rounds: shipped ones, folders at hand, and those that the database keeps."""
    for name in sorted({seen.instrument for seen in rounds}):
        try:
            yield load(name)
        except FagspejlError:  # kept in the database, or an organisation's own that is not at hand
            continue
    if QUESTIONNAIRES not in dump.tables():
        return
    for (files,) in dump.rows(QUESTIONNAIRES, ("files",)):
        with suppress(FagspejlError, ValueError, AttributeError):  # a row that somebody has spoilt
            told = json.loads(files) if isinstance(files, str) else files
            yield read({name: text.encode("utf-8") for name, text in told.items()})


def _searched(site: Site, wanted: Wanted) -> Searched:
    found = search(site.data, wanted)
    for place in site.also:
        more = search(place, wanted, everything=True)
        found.faults += more.faults
        found.closed += more.closed
        found.files += more.files
    return found
