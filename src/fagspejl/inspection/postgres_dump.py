"""A PostgreSQL database opened for reading only: tables, settings, and the transaction that wrote each row. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import psycopg
from psycopg import sql

from fagspejl.inspection.order import Near
from fagspejl.inspection.postgres_things import EVERYBODYS_SETTINGS, LIBRARIES, SETTINGS, THINGS, WRITERS
from fagspejl.inspection.restored import loads
from fagspejl.inspection.schema import ANSWERS
from fagspejl.inspection.types import Fault, Finding, Limit, Named, Seen, Table

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
_STATISTICS = """
SELECT attname::text FROM pg_stats WHERE schemaname = current_schema() AND tablename = 'response'
AND (most_common_vals IS NOT NULL OR histogram_bounds IS NOT NULL OR n_distinct <> 0 OR correlation IS NOT NULL)
"""
# Row locks by several at once stand in xmax under numbers of their own, which begin at one.
_SHARED_LOCKS = "SELECT next_multixact_id::text::bigint FROM pg_control_checkpoint()"


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

    def things(self) -> Iterator[Named]:
        """Yield everything that somebody may have made in this database, and what carries its changes elsewhere."""
        for kind, query in THINGS.items():
            for name, of, text in self._ask(query):
                yield Named(kind, name, of, text)

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
        """Look at settings, statistics, the transactions that wrote or locked rows, what deletion left, and order."""
        faults = [*self._settings(), *self._everybodys_settings(), *self._statistics()]
        answers, locked = self._written(ANSWERS)
        loaded = loads(self._ask, self._tables)  # tells nothing of anybody: whole tables at once
        lone = self._lone() - _FROZEN - {loaded.get(ANSWERS, 0)}
        near = Near(all=len(lone))
        beside: dict[int, set[str]] = {}
        for name in sorted(set(self._tables) - {ANSWERS}):
            written, touched = self._written(name)
            written, touched = (numbers - _FROZEN - {loaded.get(name, 0)} for numbers in (written, touched))
            if (written | touched) & (answers | locked):
                faults.append(Fault(Finding.TRANSACTION_SHARED, name))
            for number in written if name in people else ():
                beside.setdefault(number, set()).add(name)
        moved = self._moved()
        for number in lone:
            if names := beside.get(number - 1, set()) | beside.get(number + 1, set()):
                near.add(names, moved=number + 1 in moved)
        if many := sum(1 for number in self._continued(set(beside)) if number in lone):
            faults.append(Fault(Finding.TRANSACTION_CONTINUED, ANSWERS, {"many": many}))
        by_order, seen = near.told()
        seen += [Seen(Limit.RESTORED)] if loaded else []
        if self._in_order(answers):
            seen.append(Seen(Limit.ORDER_SEEN))
        if closed and not answers and (left := self._size()):
            faults.append(Fault(Finding.REMAINS_LEFT, ANSWERS, {"pages": left}))
        return faults + by_order, seen

    def _settings(self) -> Iterator[Fault]:
        set_here = dict(self._ask("SELECT name, setting FROM pg_settings"))
        for name, wanted in SETTINGS.items():
            if set_here.get(name, wanted[0]) not in wanted:
                yield Fault(Finding.SETTING, name, {"value": set_here[name]})
        for name in LIBRARIES:
            if any(writer in set_here.get(name, "") for writer in WRITERS):
                yield Fault(Finding.SETTING, name, {"value": set_here[name]})

    def _everybodys_settings(self) -> Iterator[Fault]:
        """What holds for another role or for whoever logs in next: not to be seen in one's own settings."""
        for role, told in self._ask(EVERYBODYS_SETTINGS):
            name, _, value = told.partition("=")
            odd = value not in SETTINGS[name] if name in SETTINGS else "." in name
            odd |= name in LIBRARIES and any(writer in value for writer in WRITERS)
            if odd:
                yield Fault(Finding.SETTING, f"{role}: {name}" if role else name, {"value": value})

    def _statistics(self) -> Iterator[Fault]:
        """What ANALYZE noted of answers: places, and how the order of rows goes with them."""
        for (column,) in self._ask(_STATISTICS):
            yield Fault(Finding.STATISTICS_KEPT, f"{ANSWERS}.{column}")

    def _written(self, table: str) -> tuple[set[int], set[int]]:
        """Return the transactions that wrote a table's rows, and those that locked them or wrote them in vain."""
        query = sql.SQL("SELECT DISTINCT xmin::text::bigint, xmax::text::bigint FROM {}").format(
            sql.Identifier(table)
        )
        rows = self._base.execute(query).fetchall()
        return {number for number, _ in rows}, {number for _, number in rows if number >= self._after_locks}

    def _lone(self) -> set[int]:
        """The transactions that wrote one answer, as a save does; the night's work writes many."""
        query = "SELECT xmin::text::bigint FROM response GROUP BY xmin::text::bigint HAVING count(*) = 1"
        return {number for (number,) in self._ask(query)}

    @cached_property
    def _after_locks(self) -> int:
        return max(3, int(self._ask(_SHARED_LOCKS)[0][0]))

    def _moved(self) -> set[int]:
        """The transactions that ended the move of an answer to a new link."""
        query = "SELECT DISTINCT xmin::text::bigint FROM invitation WHERE generation > 0"
        return {number for (number,) in self._ask(query)}

    def _continued(self, beside: set[int]) -> Iterator[int]:
        """Answers that were not the first thing their transaction wrote, as a save always is.

        The night's work writes many in one; of these the last may be left alone with the oldest number of its round,
        and is no answer of today unless something about a person was written just before.
        """
        query = (
            "SELECT number, oldest FROM (SELECT xmin::text::bigint AS number, cmin::text::bigint AS place, "
            "count(*) OVER (PARTITION BY xmin::text) AS many, "
            "min(xmin::text::bigint) OVER (PARTITION BY round) AS oldest FROM response) AS rows "
            "WHERE many = 1 AND place > 0"
        )
        for number, oldest in self._ask(query):
            if number != oldest or {number - 1, number + 1} & beside:
                yield number

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
