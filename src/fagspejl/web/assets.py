"""Style sheets, scripts and the typeface as a server hands them out: made once in memory, kept for a year.

They are named by their content. The name changes when the content does, so no browser ever holds an old one and none
asks again. There is no build step and no folder of collected files (docs/decisions/0005-files-from-memory.md).
"""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.http.response import HttpResponseBase

from fagspejl.web.inline import FONTS, ROOT, WEIGHTS, font_face

PREFIX: Final = "/static/"
ICON: Final = "/favicon.ico"  # where every browser looks for it unasked

_ROOM: Final = (
    "styles/tokens.css",
    "styles/dkfds.css",
    "styles/controls.css",
    "styles/buttons.css",
    "styles/pictures.css",
    "styles/room.css",
    "styles/phone.css",
    "styles/course.css",
)
# name -> the files that it is made of, in their order
_BUNDLES: Final[dict[str, tuple[str, ...]]] = {
    "answer.css": (
        "styles/tokens.css",
        "styles/dkfds.css",
        "styles/controls.css",
        "styles/buttons.css",
        "static/answer.css",
    ),
    "answer.js": ("static/answer.js",),
    "kiosk.js": ("static/kiosk.js",),
    "room.css": _ROOM,
    "screen.css": _ROOM,
    "room.js": ("static/room.js",),
    "site.css": (
        "styles/tokens.css",
        "styles/dkfds.css",
        "styles/controls.css",
        "styles/buttons.css",
        "styles/page.css",
        "styles/charts.css",
        "styles/pictures.css",
        "styles/site.css",
        "styles/workspace.css",
        "styles/course.css",
        "styles/planning.css",
        "styles/projector.css",
    ),
    "passkey.js": ("static/passkey.js",),
    "projector.js": ("static/projector.js",),
    "preview.js": ("static/preview.js",),
    "slider.js": ("static/slider.js",),
}
_FONTS: Final = tuple(f"FagspejlSans-{style}.woff2" for style in WEIGHTS)
_WITH_FONTS: Final = frozenset(
    ("site.css", "screen.css")
)  # phones' pages stay small: they have their own typeface
_KINDS: Final = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "woff2": "font/woff2",
}
_FOR_A_YEAR: Final = "public, max-age=31536000, immutable"
_FOR_A_WEEK: Final = "public, max-age=604800"


@dataclass(frozen=True, slots=True)
class Asset:
    """One file as it is sent, plain and gzipped; `packed` is None for what is packed in itself."""

    name: str
    kind: str
    plain: bytes
    packed: bytes | None


@cache
def asset(bundle: str) -> Asset:
    """Return a bundle or font by its short name ("answer.css"). Raises KeyError."""
    stem, _, ending = bundle.rpartition(".")
    plain = (FONTS / bundle).read_bytes() if bundle in _FONTS else _text(bundle).encode("utf-8")
    mark = hashlib.sha256(plain).hexdigest()[:12]
    packed = None if bundle in _FONTS else gzip.compress(plain, 9, mtime=0)
    return Asset(f"{stem}.{mark}.{ending}", _KINDS[ending], plain, packed)


def _text(bundle: str) -> str:
    faces = [font_face(style, address(font)) for style, font in zip(WEIGHTS, _FONTS, strict=True)]
    parts = [(ROOT / part).read_text(encoding="utf-8") for part in _BUNDLES[bundle]]
    return "\n".join((*(faces if bundle in _WITH_FONTS else ()), *parts))


def address(bundle: str) -> str:
    """Return where a bundle is found: "/static/answer.1f2e3d4c5b6a.css"."""
    return PREFIX + asset(bundle).name


def serve(request: HttpRequest, name: str) -> HttpResponseBase:
    """Answer with a bundle or font of exactly this content; 404 for any other name."""
    found = next((made for made in map(asset, (*_BUNDLES, *_FONTS)) if made.name == name), None)
    if found is None:
        return HttpResponseNotFound(content_type="text/plain; charset=utf-8")
    packed = found.packed if "gzip" in request.headers.get("Accept-Encoding", "") else None
    response = HttpResponse(packed or found.plain, content_type=found.kind)
    response["Cache-Control"] = _FOR_A_YEAR
    response["Vary"] = "Accept-Encoding"
    if packed:
        response["Content-Encoding"] = "gzip"
    return response


@cache
def _icon() -> bytes:
    return (ROOT / "static/favicon.ico").read_bytes()


def serve_icon(request: HttpRequest) -> HttpResponseBase:
    """Answer with the picture that a browser puts on the tab."""
    response = HttpResponse(_icon(), content_type="image/x-icon")
    response["Cache-Control"] = _FOR_A_WEEK
    return response
