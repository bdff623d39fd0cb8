"""Database triggers that refuse a change whoever asks for it: form, shell, SQL or a program error.

Used by migrations; the same rule is written for SQLite and PostgreSQL.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Refusal:
    """Refuse UPDATE or DELETE of rows of `table` where `condition` holds (SQL over OLD and NEW; "1 = 1" for all)."""

    name: str
    table: str
    event: str  # "UPDATE" | "DELETE" | "INSERT"
    condition: str
    message: str


def install(editor: Any, refusals: tuple[Refusal, ...]) -> None:
    """Create the triggers on the database of a schema editor."""
    for refusal in refusals:
        for statement in _statements(refusal, editor.connection.vendor):
            editor.execute(statement, params=None)


def remove(editor: Any, refusals: tuple[Refusal, ...]) -> None:
    """Drop the triggers again."""
    for refusal in refusals:
        if editor.connection.vendor == "postgresql":
            editor.execute(f"DROP TRIGGER IF EXISTS {refusal.name} ON {refusal.table}", params=None)
            editor.execute(f"DROP FUNCTION IF EXISTS {refusal.name}()", params=None)
        else:
            editor.execute(f"DROP TRIGGER IF EXISTS {refusal.name}", params=None)


def _statements(refusal: Refusal, vendor: str) -> tuple[str, ...]:
    row = "NEW" if refusal.event == "INSERT" else "OLD"
    if vendor == "postgresql":
        return (
            f"CREATE FUNCTION {refusal.name}() RETURNS trigger AS $$ BEGIN "
            f"IF {refusal.condition} THEN RAISE EXCEPTION '{refusal.message}'; END IF; "
            f"RETURN {'NEW' if refusal.event != 'DELETE' else row}; END $$ LANGUAGE plpgsql",
            f"CREATE TRIGGER {refusal.name} BEFORE {refusal.event} ON {refusal.table} "
            f"FOR EACH ROW EXECUTE FUNCTION {refusal.name}()",
        )
    return (
        f"CREATE TRIGGER {refusal.name} BEFORE {refusal.event} ON {refusal.table} FOR EACH ROW "
        f"WHEN {refusal.condition} BEGIN SELECT RAISE(ABORT, '{refusal.message}'); END",
    )
