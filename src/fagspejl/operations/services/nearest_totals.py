"""The nearest totals for leaders without a result, in files: what every reader of the round's reports may see."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from fagspejl.disclosure.nearest import nearest_unit
from fagspejl.disclosure.public_totals import reader_of_all, readers_of_tree
from fagspejl.disclosure.readers import ReadersTotals
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import GroupName, UnitRelease


@dataclass(frozen=True)
class NearestTotals:
    """Worked out once for a release, when the first leader needs it.

    A file may be handed on, so it holds what all may see. `readers`: whose reports each reader may read, as indices;
    None takes the tree's.
    """

    release: Release
    readers: Collection[frozenset[int]] | None = None

    @cached_property
    def _reader(self) -> ReadersTotals:
        known = readers_of_tree(self.release.printed.organisation) if self.readers is None else self.readers
        return reader_of_all(self.release, known)

    def of(self, leader: str, groups: Collection[GroupName]) -> UnitRelease | None:
        """Return the nearest unit above a leader with totals of these groups, or None."""
        return nearest_unit(self.release, leader, groups, self._reader)
