"""What can be wrong with what an operator asks of the workspace. Words are chosen at the edge."""

from __future__ import annotations

from fagspejl.lib.errors import FagspejlError


class UnitUnknown(FagspejlError):
    """No unit has this key, and no forgotten one this id."""

    def __init__(self, unit: str) -> None:
        super().__init__("unit_unknown", {"unit": unit})
        self.unit = unit
