"""A unit's map on one sheet of tagged PDF (PDF/UA-1) by Typst. The same content gives the same bytes."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.web.printed import on_one_page
from fagspejl.workspace.responsibility.told import MapTold

_TEMPLATE: Final = Path(__file__).resolve().parent / "typst" / "map.typ"
_SIZES: Final = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.0)  # points


def sheet_pdf(told: MapTold, unit: str, words: Wording) -> bytes:
    """Return one sheet, set smaller where it has much to say."""
    model = {
        "title": words.say("responsibility_page.title", unit=unit),
        "language": words.language,
        "lead": words.say("responsibility_sheet.lead"),
        "rows": [asdict(one) for one in told.rows],
        "foot": told.since,
    }
    return on_one_page(_TEMPLATE, ({**model, "size": size} for size in _SIZES), words.language)
