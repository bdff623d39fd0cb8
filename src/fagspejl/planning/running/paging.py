"""A number in an address: which page, or which line to go on from. What is no such number counts as none."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

PAGE: Final = 100  # rows
_DIGITS: Final = 18  # of the largest number that every database keeps


def number_in(request: HttpRequest, name: str) -> int | None:
    """Return the whole number that an address gives; None where it gives none."""
    given = request.GET.get(name, "")
    return int(given) if given.isdecimal() and given.isascii() and len(given) <= _DIGITS else None


def page_in(request: HttpRequest) -> int:
    """Return the page that an address asks for, from 1."""
    return max(1, number_in(request, "side") or 1)
