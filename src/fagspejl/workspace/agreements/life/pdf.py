"""The life of an agreement as one page of tagged PDF (PDF/UA-1) by Typst.

The page is set smaller where it has much to say, until it fits; the same content gives the same bytes.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any, Final

from fagspejl.lib.wording import Wording
from fagspejl.web.printed import on_one_page
from fagspejl.workspace.agreements.life.build import Life
from fagspejl.workspace.agreements.told import agreement_lines
from fagspejl.workspace.agreements.types import AgreementFacts

_TEMPLATE: Final = Path(__file__).resolve().parent / "typst" / "life.typ"
_SIZES: Final = (10.5, 9.5, 8.5, 7.5)  # points
_LEFT_OUT: Final = (  # what does not fit at the smallest goes, in this order
    (),
    ("rows",),
    ("rows", "obstacles"),
)
_LINES: Final = 8  # obstacle lines of a side on paper; all of them stand on the page


def life_pdf(facts: AgreementFacts, unit: str, state: str, life: Life | None, words: Wording) -> bytes:
    """Return one page. `life`: None for an agreement that never held: text and exceptions alone."""
    model = _model(facts, unit, state, life, words)
    every = product(_LEFT_OUT, _SIZES)
    models = ({**model, **{part: [] for part in left_out}, "size": size} for left_out, size in every)
    return on_one_page(_TEMPLATE, models, words.language)


def _model(facts: AgreementFacts, unit: str, state: str, life: Life | None, words: Wording) -> dict[str, Any]:
    return {
        "title": facts.title,
        "language": words.language,
        "state": words.say("agree_life.printed", unit=unit, state=state),
        "texts": list(agreement_lines(facts, words)),
        "life": words.say("agree_life.title"),
        "sentences": list(life.sentences) if life else [],
        "drawing": life.room_svg if life and life.rows else None,
        "quiet": [*life.left_out, words.say("agree_life.how")]
        if life and life.rows
        else [words.say("agree_life.none")],
        "flags_title": words.say("agree_life.flags"),
        "flags": [flag.text for flag in life.flags] if life else [],
        "obstacles": [
            {"title": f"{words.say('agree_life.obstacles')}: {side}", "lines": list(lines[:_LINES])}
            for side, lines in (life.obstacles if life else ())
        ],
        "head": list(life.head) if life else [],
        "rows": [
            [row.weeks, row.side, *map(str, row.counts), str(row.n), row.uses]
            for row in (life.rows if life else ())
        ],
    }
