"""Texts of people as a PDF can hold them: no sign that the bundled fonts do not have."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache

from fagspejl.web import inline

# Signs that only steer others (joiners, variants, skin tones, tags) or turn the direction of the text around them.
_STEERING = re.compile(
    "[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]"
)
_ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.)")
_MISSING = (
    "\ufffd"  # stands where the bundled font has no sign: a PDF/UA file may hold none that it cannot draw
)


def printable(model: str, instead: str = _MISSING) -> str:
    """Return the JSON of a page model with every sign in its texts drawable by the bundled fonts.

    Letters are composed (NFC) and steering signs left out. Words and sentences in a script that the fonts do not have
    become `instead`, once for all that stand together; it may hold nothing that JSON escapes.
    """
    model = _STEERING.sub("", unicodedata.normalize("NFC", model))
    return _ESCAPE.sub(_unescape, _not_covered().sub(lambda found: instead, model))


def _unescape(escape: re.Match[str]) -> str:
    """Keep the escapes that stand for a sign people see or a new line; the rest are control characters."""
    kept = {'\\"': '\\"', "\\\\": "\\\\", "\\/": "/", "\\n": "\\n", "\\t": " ", "\\r": ""}
    return kept.get(escape[0], _MISSING)


@cache
def _not_covered() -> re.Pattern[str]:
    pairs = json.loads((inline.FONTS / "coverage.json").read_text(encoding="utf-8"))
    covered = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in pairs)
    return re.compile(f"[^{covered}]+(?:[ .,!?]+[^{covered}]+)*")
