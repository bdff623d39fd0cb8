"""Pages as tagged PDF files by Typst: PDF/UA-1, and PDF/A-2a as well where they have a date.

The page model reaches the templates as JSON in one input: text of people is always data, never markup. Templates
read nothing outside their folder, use no packages and only the fonts of `web/fonts`. The same page and date give the
same bytes.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Literal

import typst

from fagspejl.reporting.page_types.charts import Chart
from fagspejl.reporting.pages.plain import dumps
from fagspejl.reporting.render.kinds import PrintedPage
from fagspejl.reporting.render.standalone import standalone
from fagspejl.web import inline

TEMPLATES = Path(__file__).resolve().parent.parent / "typst"
MAIN = TEMPLATES / "main.typ"
_Standard = Literal["a-2a", "ua-1"]

# Signs that only steer others (joiners, variants, skin tones, tags) or turn the direction of the text around them.
_STEERING = re.compile(
    "[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U0001f3fb-\U0001f3ff\U000e0000-\U000e007f]"
)
_ESCAPE = re.compile(r"\\(u[0-9a-f]{4}|.)")
_MISSING = (
    "\ufffd"  # stands where the bundled font has no sign: a PDF/UA file may hold none that it cannot draw
)


def model_of(page: PrintedPage) -> str:
    """Return the page model as JSON, each chart with its drawing and the drawing's height in px."""
    return dumps(page, _drawing)


def _drawing(value: object) -> dict[str, object]:
    if not isinstance(value, Chart):
        return {}
    height, drawing = standalone(value)
    return {"height": height, "drawing": drawing}


def printable(model: str) -> str:
    """Return the JSON of a page model with every sign in its texts drawable by the bundled fonts.

    Letters are composed (NFC), steering signs left out, and a sign that the fonts do not have becomes U+FFFD.
    """
    model = _STEERING.sub("", unicodedata.normalize("NFC", model))
    return _ESCAPE.sub(_unescape, _not_covered().sub(_MISSING, model))


def _unescape(escape: re.Match[str]) -> str:
    """Keep the escapes that stand for a sign people see or a new line; the rest are control characters."""
    kept = {'\\"': '\\"', "\\\\": "\\\\", "\\/": "/", "\\n": "\\n", "\\t": " ", "\\r": ""}
    return kept.get(escape[0], _MISSING)


@cache
def _not_covered() -> re.Pattern[str]:
    pairs = json.loads((inline.FONTS / "coverage.json").read_text(encoding="utf-8"))
    covered = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in pairs)
    return re.compile(f"[^{covered}]")


class PdfWriter:
    """Makes PDF files one after another; the compiler, its fonts and templates are loaded once.

    `made_on` is the document's date (the day the round closed). Without one the files have no date, and PDF/A, which
    wants one, is not promised (docs/decisions/0011-archived-pdf.md).
    """

    def __init__(self, made_on: date | None) -> None:
        self._fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[inline.FONTS]
        )
        self._compiler = typst.Compiler(
            MAIN, root=TEMPLATES, font_paths=self._fonts, ignore_system_fonts=True
        )
        self._dated = "no" if made_on is None else "yes"
        self._standards: list[_Standard] = ["ua-1"] if made_on is None else ["a-2a", "ua-1"]
        moment = datetime(1970, 1, 1, tzinfo=UTC)
        if made_on is not None:
            moment = datetime(made_on.year, made_on.month, made_on.day, tzinfo=UTC)
        self._timestamp = int(moment.timestamp())

    def render(self, page: PrintedPage) -> bytes:
        """Return the page as one PDF file."""
        return self.compile(printable(model_of(page)))

    def compile(self, model: str) -> bytes:
        """Return the PDF of a page model that is JSON already and holds only signs the font has."""
        made = self._compiler.compile(
            format="pdf",
            sys_inputs={"page": model, "dated": self._dated},
            pdf_standards=[*self._standards],
            timestamp=self._timestamp,
        )
        assert isinstance(made, bytes)
        return made
