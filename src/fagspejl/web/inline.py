"""Styles and fonts as text, for pages that must stand alone in one file."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent
TEMPLATES = ROOT / "templates"
FONTS = ROOT / "fonts"

_SHEETS = ("tokens.css", "dkfds.css", "page.css", "charts.css", "projector.css")
# style of the typeface -> the weights it stands for
WEIGHTS = {"Regular": "400", "SemiBold": "600 700"}


@cache
def style_sheet() -> str:
    """Return all styles of a page that stands alone, its fonts inside: it asks for no other file."""
    return "\n".join((*map(_font_inside, WEIGHTS), *map(sheet, _SHEETS)))


def sheet(name: str) -> str:
    """Return one of our style sheets, without comments and the blanks that only people need."""
    css = (ROOT / "styles" / name).read_text(encoding="utf-8")
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};]) ?", r"\1", css).replace(";}", "}").strip()


def font_face(style: str, address: str) -> str:
    """Return the rule by which a page finds one style of the typeface at an address."""
    return (
        f'@font-face{{font-family:"Fagspejl Sans";font-weight:{WEIGHTS[style]};font-style:normal;'
        f'font-display:swap;src:url({address}) format("woff2")}}'
    )


def _font_inside(style: str) -> str:
    data = b64encode((FONTS / f"FagspejlSans-{style}.woff2").read_bytes()).decode("ascii")
    return font_face(style, f"data:font/woff2;base64,{data}")
