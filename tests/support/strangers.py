"""Whoever tried codes in one file of tests is unknown to the next: each file begins as a process that just started."""

from __future__ import annotations

from weakref import WeakSet

import pytest

from fagspejl.lib.unknown_codes import UnknownCodes

_counters: WeakSet[UnknownCodes] = WeakSet()
_made = UnknownCodes.__init__


def _noted(self: UnknownCodes, most: int) -> None:
    _made(self, most)
    _counters.add(self)


UnknownCodes.__init__ = _noted  # type: ignore[method-assign]


@pytest.fixture(scope="module", autouse=True)
def _nobody_has_tried() -> None:
    """Forget the networks that were counted: every test client has the same address."""
    for counter in _counters:
        counter._counted.clear()
