"""Pages as tagged PDF (PDF/UA-1) by Typst, and texts of people as such a file can hold them.

A template reads nothing outside its folder, uses no packages and only the bundled fonts.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import typst

from fagspejl.lib.wording import wording
from fagspejl.web import inline

# Signs that only steer others (joiners, variants, skin tones, tags) or turn the direction of the text around them.
_STEERING = re.compile(
    "[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]"
)
_ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.)")
_MISSING = (
    "\ufffd"  # stands where the bundled font has no sign: a PDF/UA file may hold none that it cannot draw
)


def typeset(template: Path, model: Mapping[str, Any], language: str) -> bytes:
    """Return what a template makes of a model: one PDF file. The same model gives the same bytes.

    The model comes as JSON in the input `page`: text of people is always data, never markup. What the fonts cannot
    draw is told in the language of the page.
    """
    instead = wording(language, "fagspejl.web.words").say("printed.unshown")
    made = _compiler(template).compile(
        format="pdf",
        sys_inputs={"page": printable(json.dumps(model, ensure_ascii=False), instead)},
        pdf_standards=["ua-1"],
        timestamp=int(datetime(1970, 1, 1, tzinfo=UTC).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def on_one_page(template: Path, models: Iterable[Mapping[str, Any]], language: str) -> bytes:
    """Return the first of these models, from the roomiest to the tightest, that fits on one page; else the last."""
    made = b""
    for model in models:
        made = typeset(template, model, language)
        if _pages(made) == 1:
            break
    return made


@cache
def _compiler(template: Path) -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[inline.FONTS])
    return typst.Compiler(template, root=template.parent, font_paths=fonts, ignore_system_fonts=True)


def _pages(made: bytes) -> int:
    return made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") + made.count(b"/Type/Page/")


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
