"""What can go wrong with the organisation."""

from __future__ import annotations

from fagspejl.lib.errors import FagspejlError


class RosterUndecided(FagspejlError):
    """The roster has notices that somebody must accept before it is taken in. `count`: how many."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} notices must be accepted before the roster is taken in")
        self.count = count
