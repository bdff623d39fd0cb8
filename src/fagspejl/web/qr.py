"""A QR code as SVG that stands in a page: no style in it, so that the site's Content-Security-Policy lets it be."""

from __future__ import annotations

from functools import lru_cache

import segno


@lru_cache(maxsize=256)
def qr_svg(address: str) -> str:
    """Return the QR code of an address, as wide as the place it stands in, dark on white with its quiet zone."""
    code = segno.make_qr(address, error="m")
    return code.svg_inline(omitsize=True, border=2, light="#fff", svgclass="qr", lineclass=None)
