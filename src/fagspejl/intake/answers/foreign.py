"""Whether a column we do not know belongs to another shipped instrument: then two questionnaires were mixed."""

from __future__ import annotations

from functools import cached_property

from fagspejl.instrument.types import Instrument
from fagspejl.intake.vocabulary import column_key


class ForeignItems:
    """Looks names up among the statements of the shipped instruments, loading these at the first question."""

    def __init__(self, instrument: Instrument) -> None:
        self._own = instrument.id

    @cached_property
    def _names(self) -> dict[str, str]:
        from fagspejl.instrument.loader import library, load  # only here: reading answers needs no library

        names: dict[str, str] = {}
        for name, versions in library():
            for version in versions:
                other = load(f"{name}@{version}")
                if other.id != self._own:
                    names |= {column_key(item.id): f"{name} {version}" for item in other.items}
        return names

    def __call__(self, name: str) -> str | None:
        """Return the other instrument's name and version, or None."""
        return self._names.get(column_key(name))
