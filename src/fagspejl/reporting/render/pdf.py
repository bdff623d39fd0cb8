"""Pages as tagged PDF files by Typst: PDF/UA-1, and PDF/A-2a as well where they have a date.

The page model reaches the templates as JSON in one input: text of people is always data, never markup. Templates
read nothing outside their folder, use no packages and only the fonts of `web/fonts`. The same page and date give the
same bytes.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import typst

from fagspejl.lib.wording import wording
from fagspejl.reporting.page_types.charts import Chart
from fagspejl.reporting.pages.plain import dumps
from fagspejl.reporting.render.kinds import PrintedPage
from fagspejl.reporting.render.standalone import standalone
from fagspejl.web import inline
from fagspejl.web.printed import printable

TEMPLATES = Path(__file__).resolve().parent.parent / "typst"
MAIN = TEMPLATES / "main.typ"
_Standard = Literal["a-2a", "ua-1"]


def model_of(page: PrintedPage) -> str:
    """Return the page model as JSON, each chart with its drawing and the drawing's height in px."""
    return dumps(page, _drawing)


def _drawing(value: object) -> dict[str, object]:
    if not isinstance(value, Chart):
        return {}
    height, drawing = standalone(value)
    return {"height": height, "drawing": drawing}


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
        """Return the page as one PDF file. Where the fonts lack what people wrote, the comments begin by saying so."""
        words = wording(page.language, "fagspejl.web.words")
        model = model_of(page)
        drawn = printable(model, words.say("printed.unshown"))
        inputs = {"page": drawn, "dated": self._dated}
        if printable(model, "") != drawn:
            inputs["unshown"] = words.say("printed.about_unshown")
        made = self._compiler.compile(
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=[*self._standards],
            timestamp=self._timestamp,
        )
        assert isinstance(made, bytes)
        return made
