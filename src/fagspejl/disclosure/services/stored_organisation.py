"""A stored Release for pages of units: the tree and the cells in memory as arrays, figures read when asked for.

Nothing of a single person's is read: no comment and no named mark. Measured by bench/organisation.py.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from fagspejl.disclosure.arithmetic.figures import Figure
from fagspejl.disclosure.document.parts import LEADER, UNIT, Part, document_of
from fagspejl.disclosure.document.reading import printed_of
from fagspejl.disclosure.document.rows import figure_of
from fagspejl.disclosure.measured.printed import Printed
from fagspejl.disclosure.models import ReleasePart
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import UnitRelease
from fagspejl.lib.canonical import canonical

_AT_ONCE: Final = 200  # parts read in one question


class StoredOrganisation(Release):
    """A stored Release of which every row of figures is read from its part, never kept and never recomputed."""

    def __init__(self, stored: UUID, printed: Printed) -> None:
        super().__init__(printed)
        self._stored = stored

    def unit_rows(self, index: int) -> Iterator[Figure]:
        """Figures of one unit as stored."""
        (rows,) = self.rows_of((index,))
        return iter(rows)

    def leader_rows(self, index: int) -> Iterator[Figure]:
        """Figures of one leader as stored."""
        key = self.printed.organisation.leaders[index].id
        return iter(_figures(self._parts(LEADER).values_list("body", flat=True).get(key=key)))

    def units(self) -> Iterator[UnitRelease]:
        """Yield the rows of the organisation report in tree order."""
        places = range(len(self.printed.organisation.units))
        for index, rows in zip(places, self.rows_of(places), strict=True):
            yield self.unit(index, rows)

    def rows_of(self, units: Sequence[int]) -> Iterator[list[Figure]]:
        """Yield the figures of units, by place in tree order, many read at once."""
        tree = self.printed.organisation.units
        for start in range(0, len(units), _AT_ONCE):
            keys = [tree[unit].id for unit in units[start : start + _AT_ONCE]]
            found = dict(self._parts(UNIT).filter(key__in=keys).values_list("key", "body"))
            yield from (_figures(found[key]) for key in keys)

    def _parts(self, kind: str) -> QuerySet[ReleasePart]:
        return ReleasePart.objects.filter(release_id=self._stored, kind=kind)


def read_organisation(stored: UUID) -> StoredOrganisation:
    """Read what pages of units need of a stored Release. Raises DocumentInvalid."""
    rows = ReleasePart.objects.filter(release_id=stored).values_list("kind", "key", "body")
    parts = (_bare(Part(*row)) for row in rows.iterator(chunk_size=_AT_ONCE))
    return StoredOrganisation(stored, printed_of(document_of(parts)))


def _bare(part: Part) -> Part:
    """Return a part without figures, and a leader's without what is hers or a single person's."""
    if part.kind not in (LEADER, UNIT):
        return part
    body = json.loads(part.body)
    left_out: dict[str, list[object]] = {
        name: [] for name in ("figures", "marks", "comments") if name in body
    }
    return Part(part.kind, part.key, canonical({**body, **left_out}))


def _figures(body: str) -> list[Figure]:
    return [figure_of(row) for row in json.loads(body)["figures"]]
