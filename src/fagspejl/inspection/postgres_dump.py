"""A PostgreSQL database opened for reading only: tables, settings, and the transaction that wrote each row. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import psycopg
from psycopg import sql

from fagspejl.inspection.restored import loads
from fagspejl.inspection.schema import ANSWERS
from fagspejl.inspection.types import Fault, Finding, Limit, Seen, Table

_AT_ONCE = 2000
_FROZEN = frozenset({1, 2})  # ids of no transaction: rows that are older than all
_TABLES = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace GROUP BY c.relname
"""
_FOREIGN = """
SELECT t.relname, a.attname, f.relname
FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid JOIN pg_class f ON f.oid = k.confrelid
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) WHERE k.contype = 'f'
"""
_CHECKS = """
SELECT t.relname, k.conname || ' ' || pg_get_constraintdef(k.oid)
FROM pg_constraint k JOIN pg_class t ON t.oid = k.conrelid WHERE k.contype = 'c'
"""
_TRIGGERS = """
SELECT g.tgname, pg_get_triggerdef(g.oid) || ' ' || p.prosrc
FROM pg_trigger g JOIN pg_proc p ON p.oid = g.tgfoid WHERE NOT g.tgisinternal AND g.tgenabled <> 'D'
"""
# setting -> the value that keeps answers out of PostgreSQL's own notes
_SETTINGS = {
    "track_commit_timestamp": "off",
    "log_statement": ("none", "ddl"),
    "log_min_duration_statement": "-1",
    "log_min_duration_sample": "-1",
    "log_transaction_sample_rate": "0",
    "log_parameter_max_length_on_error": "0",
}


class PostgresDump:
    """One database, read in one view."""

    kind = "postgresql"

    def __init__(self, parameters: Mapping[str, str]) -> None:
        """Connect. Raises psycopg.Error."""
        self._base = psycopg.connect(**parameters)  # type: ignore[arg-type]
        self._base.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        self._base.read_only = True
        self.place = str(parameters.get("dbname", ""))

    def close(self) -> None:
        """Let go of the database."""
        self._base.close()

    @cached_property
    def _tables(self) -> dict[str, Table]:
        foreign: dict[str, list[tuple[str, str]]] = {}
        for name, column, other in self._ask(_FOREIGN):
            foreign.setdefault(name, []).append((column, other))
        checks: dict[str, list[str]] = {}
        for name, text in self._ask(_CHECKS):
            checks.setdefault(name, []).append(text)
        return {
            name: Table(
                name, tuple(columns), tuple(foreign.get(name, ())), False, "\n".join(checks.get(name, ()))
            )
            for name, columns in self._ask(_TABLES)
        }

    def tables(self) -> Mapping[str, Table]:
        """Return every table."""
        return self._tables

    def refusals(self) -> Mapping[str, str]:
        """Return trigger name -> what it does."""
        return dict(self._ask(_TRIGGERS))

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Yield rows as they lie."""
        names = sql.SQL(", ").join(map(sql.Identifier, columns))
        query = sql.SQL("SELECT {} FROM {}").format(names, sql.Identifier(table))
        with self._base.cursor(name="fagspejl_look") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(query)
            yield from cursor

    def _ask(self, query: str) -> list[tuple[Any, ...]]:
        return self._base.execute(query).fetchall()

    def physical(self, people: frozenset[str], closed: frozenset[bytes]) -> tuple[list[Fault], list[Seen]]:
        """Look at settings, the transactions that wrote rows, what deletion left, and the order of arrival."""
        faults = list(self._settings())
        answers = self._written(ANSWERS)
        loaded = loads(self._ask, self._tables)  # tells nothing of anybody: whole tables at once
        seen = [Seen(Limit.RESTORED)] if loaded else []
        near: set[int] = set()
        for name in sorted(people):
            written = self._written(name) - _FROZEN - {loaded.get(name, 0)}
            if written & answers:
                faults.append(Fault(Finding.TRANSACTION_SHARED, name))
            near |= {number for number in answers if {number - 1, number + 1} & written}
        lone = answers - _FROZEN
        if near and 2 * len(near) > len(lone) > 1:
            faults.append(Fault(Finding.TRANSACTIONS_NEXT, ANSWERS, {"many": len(near), "all": len(lone)}))
        elif near:
            seen.append(Seen(Limit.MOVES_SEEN, {"many": len(near)}))
        if self._in_order(answers):
            seen.append(Seen(Limit.ORDER_SEEN))
        if closed and not answers and (left := self._size()):
            faults.append(Fault(Finding.REMAINS_LEFT, ANSWERS, {"pages": left}))
        return faults, seen

    def _settings(self) -> Iterator[Fault]:
        for name, wanted in _SETTINGS.items():
            found = self._ask(f"SELECT setting FROM pg_settings WHERE name = '{name}'")  # noqa: S608 - our names
            if found and found[0][0] not in (wanted if isinstance(wanted, tuple) else (wanted,)):
                yield Fault(Finding.SETTING, name, {"value": found[0][0]})
        if self._ask("SELECT 1 FROM pg_extension WHERE extname = 'pg_stat_statements'"):
            yield Fault(Finding.SETTING, "pg_stat_statements", {"value": "on"})

    def _written(self, table: str) -> set[int]:
        query = sql.SQL("SELECT DISTINCT xmin::text::bigint FROM {}").format(sql.Identifier(table))
        return {number for (number,) in self._base.execute(query)}

    def _in_order(self, answers: set[int]) -> bool:
        """Whether rows lie otherwise than in order of locator, or came in more than one transaction a round."""
        if not answers:
            return False
        ((mixed,),) = self._ask(
            "SELECT count(*) FROM (SELECT round FROM response GROUP BY round "
            "HAVING count(DISTINCT xmin::text) > 1) AS several"
        )
        ((turned,),) = self._ask(
            "SELECT count(*) FROM (SELECT locator, lag(locator) OVER (PARTITION BY round ORDER BY ctid) AS before "
            "FROM response) AS pairs WHERE before > locator"
        )
        return bool(mixed or turned)

    def _size(self) -> int:
        ((size,),) = self._ask("SELECT pg_table_size('response') / 8192")
        # An empty table with long values keeps one page of its index of long values.
        ((index,),) = self._ask(
            "SELECT coalesce(sum(pg_relation_size(i.indexrelid)), 0) / 8192 FROM pg_class c "
            "JOIN pg_index i ON i.indrelid = c.reltoastrelid WHERE c.relname = 'response'"
        )
        return int(size) - int(index)
