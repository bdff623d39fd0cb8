"""A PostgreSQL database that was loaded from a copy: which transaction loaded each table. Pure.

A restore writes a whole table at once, tables one after the other or all in one transaction. Then rows of people and
of answers share transactions, or neighbouring ones, as traces do: but all of them, so that nobody is told from anybody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

# Every migration is noted in a transaction of its own. Only a restore writes several in one.
_NOTED: Final = """
SELECT xmin::text::bigint FROM django_migrations GROUP BY xmin::text HAVING count(*) > 1
ORDER BY count(*) DESC LIMIT 1
"""
_PER_TABLE: Final = 2  # transactions: its rows, and the number that its sequence goes on with


def loads(ask: Callable[[str], list[tuple[Any, ...]]], tables: Iterable[str]) -> Mapping[str, int]:
    """Return table -> the transaction that loaded its rows; empty where the database was not restored.

    That is the oldest one in the table, if it lies where the restore was. Rows written afterwards have others.
    """
    names = sorted(tables)
    if "django_migrations" not in names or not (noted := ask(_NOTED)):
        return {}
    ((restore,),) = noted
    found = {}
    for name in names:
        ((oldest,),) = ask(f'SELECT min(xmin::text::bigint) FROM "{name}"')  # noqa: S608 - names of the catalogue
        if oldest is not None and abs(oldest - restore) <= _PER_TABLE * len(names):
            found[name] = oldest
    return found
