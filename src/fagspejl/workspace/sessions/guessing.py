"""Codes that open no room, counted by network in each process: whoever tries many waits.

A phone that is in a room already is never refused. Held by tests/workspace/test_guessed_codes.py.
"""

from __future__ import annotations

from typing import Final

from fagspejl.lib.unknown_codes import UnknownCodes

MOST: Final = 60  # a town hall shares one address, and codes are typed by hand
unknown_codes: Final = UnknownCodes(MOST)
