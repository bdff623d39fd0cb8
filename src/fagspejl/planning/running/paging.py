"""A number in an address: which page, or which line to go on from. What is no such number counts as none."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from fagspejl.planning.asked import whole

PAGE: Final = 100  # rows


def number_in(request: HttpRequest, name: str) -> int | None:
    """Return the whole number that an address gives; None where it gives none."""
    found = whole(request.GET.get(name, ""), -1)
    return None if found < 0 else found


def page_in(request: HttpRequest) -> int:
    """Return the page that an address asks for, from 1."""
    return max(1, number_in(request, "side") or 1)
