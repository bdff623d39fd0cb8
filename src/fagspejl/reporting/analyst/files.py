"""The analyst's page as one HTML file, and the coefficients as tidy CSV."""

from __future__ import annotations

import csv
import io
from functools import cache
from pathlib import Path

from django.template import Context, Engine

from fagspejl.analysis.study import Study
from fagspejl.analysis.study_parts import Coefficient
from fagspejl.lib.names import inert
from fagspejl.reporting.analyst.page import AnalystPage
from fagspejl.web import inline

_TEMPLATES = Path(__file__).resolve().parent / "templates"
_STYLE = "<style></style>"  # filled last, so that our own styles are not escaped
COLUMNS = (
    "section", "group", "theme", "statistic", "value", "lower", "upper", "people", "verdict", "reason",
)  # fmt: skip
_DIGITS = 3  # decimals of every coefficient in the file


def render_page(page: AnalystPage) -> str:
    """Return the page as one HTML document that asks for no other file."""
    context = Context({"page": page}, use_l10n=False, use_tz=False)
    text = _engine().get_template("analyst.html").render(context)
    return text.replace(_STYLE, f"<style>{inline.style_sheet()}</style>", 1)


def coefficients_csv(study: Study) -> str:
    """Return one row per coefficient, numbers with a point and three decimals, empty where nothing is given."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for c in study.coefficients:
        numbers = ["" if v is None else f"{v:.{_DIGITS}f}" for v in (c.value, c.lower, c.upper)]
        people = "" if c.people is None else str(c.people)
        named = map(inert, (c.section, c.group, c.theme, c.statistic))
        writer.writerow([*named, *numbers, people, c.verdict, inert(_reason(c))])
    return out.getvalue()


def _reason(c: Coefficient) -> str:
    """The reason, then the ids of the statements that the verdict names."""
    return " ".join([*([c.reason] if c.reason else []), *c.items])


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(_TEMPLATES)], autoescape=True)
