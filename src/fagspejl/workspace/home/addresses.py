"""Addresses of a room that is open, as they are shown, printed and drawn as QR codes."""

from __future__ import annotations

import segno
from django.conf import settings
from django.utils.safestring import SafeString, mark_safe


def join_path(code: str) -> str:
    """Return where phones join."""
    return f"/d/{code}/"


def slip_path(code: str, token: str) -> str:
    """Return where a printed slip leads."""
    return f"/d/{code}/{token}/"


def screen_path(key: str) -> str:
    """Return the address of the room screen."""
    return f"/faelles/{key}/"


def control_path(key: str) -> str:
    """Return the address of the control."""
    return f"/styring/{key}/"


def whole(path: str) -> str:
    """Return a path with the site's own address before it."""
    return f"{settings.BASE_URL.rstrip('/')}{path}"


def qr(path: str) -> SafeString:
    """Return the QR code of a path as an SVG as wide as its place; what it says stands beside it in words."""
    made = segno.make_qr(whole(path), error="m").svg_inline(omitsize=True, svgclass=None, lineclass=None)
    return mark_safe(made)  # noqa: S308 - drawn of an address of ours, without a sign of it in the drawing
