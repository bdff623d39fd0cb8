"""Many new rows at once: plain tuples by `executemany`. A model instance for each would take most of the time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import AutoField, Field, Model


def insert(model: type[Model], columns: Mapping[str, Sequence[Any]], count: int) -> None:
    """Insert `count` rows. `columns`: field (as in the database: unit_id) -> its values; others have their default.

    Values are as a model holds them: UUID, date, dict for JSON, None. A key that the database counts up is left to it.
    Nothing is checked but by the database.
    """
    if not count:
        return
    fields = [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]
    stored = [
        _stored(columns[field.attname]) if field.attname in columns else _default(field, count)
        for field in fields
    ]
    quote: Callable[[str], str] = connection.ops.quote_name
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        # names of our own models, quoted; every value is a parameter
        statement = f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({places})"  # noqa: S608
        cursor.executemany(statement, list(zip(*stored, strict=True)))


def _default(field: Field[Any, Any], count: int) -> list[Any]:
    return _stored([field.get_default()] * count)


def _stored(values: Iterable[Any]) -> list[Any]:
    """Values as the database takes them; a column holds values of one kind, or None."""
    found = list(values)
    kind = next((value for value in found if value is not None), None)
    if isinstance(kind, UUID) and not connection.features.has_native_uuid_field:
        return [None if value is None else value.hex for value in found]
    if isinstance(kind, date):
        adapt = connection.ops.adapt_datefield_value
        known = {value: None if value is None else adapt(value) for value in set(found)}
        return [known[value] for value in found]
    if isinstance(kind, dict):
        return [None if value is None else connection.ops.adapt_json_value(value, None) for value in found]
    return found
