"""What an import is about to change, kept so that it can be undone exactly: rows as they were, ids of new rows.

Nothing else is kept: people whom an import does not touch are not in it.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import ForeignObjectRel, Model

from fagspejl.organisation.models import Assignment, Person, Unit, UnitNotice

_BATCH: Final = 500
_KINDS: Final[Mapping[str, type[Model]]] = {
    "units": Unit,
    "people": Person,
    "assignments": Assignment,
    "notices": UnitNotice,
}
Row = dict[str, Any]


@dataclass(slots=True)
class Before:
    """`rows`: kind -> rows that change or go, whole. `new`: kind -> ids of rows that did not exist. In tree order."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})
    new: dict[str, list[str]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})

    def keep(self, kind: str, ids: Collection[UUID]) -> None:
        """Keep these rows as they are now."""
        model, wanted = _KINDS[kind], list(ids)
        for start in range(0, len(wanted), _BATCH):
            found = model._default_manager.filter(pk__in=wanted[start : start + _BATCH])
            self.rows[kind] += list(found.values())

    def note_new(self, kind: str, ids: Iterable[UUID]) -> None:
        """Note rows that are made."""
        self.new[kind] += [id_.hex for id_ in ids]

    @property
    def is_empty(self) -> bool:
        """Whether no row is touched."""
        return not any(self.rows.values()) and not any(self.new.values())

    def packed(self) -> bytes:
        """Return it compressed."""
        told = {"rows": self.rows, "new": self.new}
        return zlib.compress(json.dumps(told, cls=DjangoJSONEncoder, separators=(",", ":")).encode())


def unpacked(packed: bytes) -> Before:
    """Return what was compressed."""
    told = json.loads(zlib.decompress(bytes(packed)))
    return Before(told["rows"], told["new"])


def named_elsewhere(before: Before) -> int:
    """Return how many people and units that an import made are named by rows that it did not make itself."""
    people = _named(Person, before.new["people"], {Assignment})
    return people + _named(Unit, before.new["units"], {Person, Unit})


def restore(before: Before) -> None:
    """Bring back every row as it was, and delete those that were made. To be called within a transaction."""
    _delete(Assignment, before.new["assignments"])
    _put_back(Unit, _parents_first(before.rows["units"]))
    _put_back(Person, before.rows["people"])
    _delete(Person, before.new["people"])
    for unit in reversed(before.new["units"]):  # made in tree order, so the lowest go first
        Unit.objects.filter(id=unit).delete()
    _put_back(Assignment, before.rows["assignments"])
    _put_back(UnitNotice, before.rows["notices"])


def _put_back(model: type[Model], rows: Sequence[Row]) -> None:
    fields = [one for one in model._meta.concrete_fields if not one.primary_key]
    key = model._meta.pk.attname
    for start in range(0, len(rows), _BATCH):
        batch = [
            model(**{one.attname: one.to_python(row[one.attname]) for one in model._meta.concrete_fields})
            for row in rows[start : start + _BATCH]
        ]
        ids = [getattr(one, key) for one in batch]
        there = set(model._default_manager.filter(pk__in=ids).values_list("pk", flat=True))
        names = [one.name for one in fields]
        model._default_manager.bulk_create([one for one in batch if one.pk not in there])
        model._default_manager.bulk_update([one for one in batch if one.pk in there], names)


def _parents_first(rows: Sequence[Row]) -> list[Row]:
    """Units in an order in which each finds the one above it."""
    left = {str(row["id"]): row for row in rows}
    found: list[Row] = []
    while left:
        ready = [key for key, row in left.items() if str(row["parent_id"]) not in left]
        found += [left.pop(key) for key in ready or list(left)]
    return found


def _delete(model: type[Model], ids: Sequence[str]) -> None:
    for start in range(0, len(ids), _BATCH):
        model._default_manager.filter(pk__in=ids[start : start + _BATCH]).delete()


def _named(model: type[Model], ids: Sequence[str], ours: set[type[Model]]) -> int:
    found: set[Any] = set()
    for one in model._meta.get_fields(include_hidden=True):
        if isinstance(one, ForeignObjectRel) and one.related_model not in ours:
            for start in range(0, len(ids), _BATCH):
                naming = {f"{one.field.name}__in": ids[start : start + _BATCH]}
                rows = one.related_model._base_manager.filter(**naming)
                found.update(rows.values_list(one.field.attname, flat=True))
    return len(found)
