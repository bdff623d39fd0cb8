"""Codes that open nothing, counted by network: whoever tries code after code is refused for a while.

Only whole codes count, for a slip of the fingers is caught by the check signs before anything is looked up. A town hall
that shares one address is far from the limit. Counted in the memory of each process and nowhere else: what somebody
types in vain leaves no row behind that could stand beside an answer.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from threading import Lock
from typing import Final

WITHIN: Final = timedelta(minutes=10)
_NETWORKS: Final = 10_000  # that are remembered; the oldest is forgotten first


class UnknownCodes:
    """How many codes from each network opened nothing, from the first of them on for ten minutes; `most` are taken."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = Lock()
        self._counted: dict[str, tuple[int, datetime]] = {}

    def refuses(self, network: str, *, now: datetime) -> bool:
        """Whether a network has to wait. A network that is not known ("") never has: it may be everybody's."""
        with self._lock:
            number, until = self._counted.get(network, (0, now))
            return number >= self._most and now < until

    def count(self, network: str, *, now: datetime) -> bool:
        """Count one more that opened nothing; whether it is the one from which on the network is refused."""
        if not network:
            return False
        with self._lock:
            number, until = self._counted.pop(network, (0, now))
            if now >= until:
                number, until = 0, now + WITHIN
            self._counted[network] = number + 1, until
            while len(self._counted) > _NETWORKS:
                del self._counted[next(iter(self._counted))]
            return number + 1 == self._most
