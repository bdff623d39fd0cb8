"""Pages as HTML files that stand alone: styles, fonts and drawings inside, no script, nothing fetched.

The templates are Django's, through an engine of our own that needs no settings; every text is escaped by it.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from django.template import Context, Engine
from django.utils.safestring import mark_safe

from fagspejl.reporting.page_types.below import BelowPage
from fagspejl.reporting.render.kinds import Page
from fagspejl.reporting.render.svg import SYMBOLS
from fagspejl.web import inline

TEMPLATES = Path(__file__).resolve().parent.parent / "templates"

_TEMPLATE = {
    "report": "reporting/report.html",
    "stage": "reporting/stage.html",
    "organisation": "reporting/organisation.html",
    "board": "reporting/board.html",
    "employees": "reporting/employees.html",
    "projector": "reporting/projector.html",
    "index": "reporting/index.html",
    "below": "reporting/below.html",
    "sheets": "reporting/sheets.html",
}
_STYLE = (
    "<style></style>"  # filled last, so that our own 60 KB are not searched; text of people cannot hold it
)
# What HTML cannot hold, and marks that turn the direction of the text around them.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)


def render_html(
    page: Page | BelowPage,
    *,
    style_href: str | None = None,
    script_href: str | None = None,
    bar: str = "",
) -> str:
    """Return the page as one HTML document. The same page gives the same text, whenever it is made.

    `style_href`: where a server keeps `inline.style_sheet()`, for pages under a policy that forbids styles inside;
    None puts them inside. `script_href`: where it keeps the clock's script, which a file goes without. `bar`: HTML
    above the page's head, with its texts escaped.
    """
    template = _engine().get_template(_TEMPLATE[page.kind])
    context = Context(
        {
            "page": page,
            "style_href": style_href,
            "script_href": script_href,
            "symbols": mark_safe(SYMBOLS),  # noqa: S308 - our own drawing
            "bar": mark_safe(bar),  # noqa: S308 - escaped by its own template
        },
        use_l10n=False,  # numbers are printed as the page model writes them
        use_tz=False,
    )
    text = _UNPRINTABLE.sub("\ufffd", template.render(context))
    return text.replace(_STYLE, f"<style>{inline.style_sheet()}</style>", 1)


@cache
def _engine() -> Engine:
    return Engine(
        dirs=[str(TEMPLATES), str(inline.TEMPLATES)],
        loaders=[
            (
                "django.template.loaders.cached.Loader",
                [("django.template.loaders.filesystem.Loader", [str(TEMPLATES), str(inline.TEMPLATES)])],
            )
        ],
        libraries={
            "charts": "fagspejl.reporting.templatetags.charts",
            "prose": "fagspejl.web.templatetags.prose",
        },
        autoescape=True,
    )
