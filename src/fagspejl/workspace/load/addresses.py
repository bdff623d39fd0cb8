"""Addresses as they are printed."""

from __future__ import annotations

from django.conf import settings


def whole(path: str) -> str:
    """Return a path with the site's own address before it."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"
