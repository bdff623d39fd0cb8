"""The life of an agreement as one page of tagged PDF (PDF/UA-1) by Typst.

The page is set smaller where it has much to say, until it fits; the same content gives the same bytes.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any, Final

import typst

from fagspejl.lib.wording import Wording, wording
from fagspejl.web import inline
from fagspejl.web.printed import printable
from fagspejl.workspace.agreements.life.build import Life
from fagspejl.workspace.agreements.told import agreement_lines
from fagspejl.workspace.agreements.types import AgreementFacts

TEMPLATES: Final = Path(__file__).resolve().parent / "typst"
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
    instead = wording(words.language, "fagspejl.web.words").say("printed.unshown")
    made = b""
    for left_out, size in product(_LEFT_OUT, _SIZES):
        made = _compiled({**model, **{part: [] for part in left_out}, "size": size}, instead)
        if _pages(made) == 1:
            break
    return made


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


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[inline.FONTS])
    return typst.Compiler(TEMPLATES / "life.typ", root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True)


def _compiled(model: dict[str, Any], instead: str) -> bytes:
    made = _compiler().compile(
        format="pdf",
        sys_inputs={"page": printable(json.dumps(model, ensure_ascii=False), instead)},
        pdf_standards=["ua-1"],
        timestamp=int(datetime(1970, 1, 1, tzinfo=UTC).timestamp()),
    )
    assert isinstance(made, bytes)
    return made


def _pages(made: bytes) -> int:
    return made.count(b"/Type /Page\n") + made.count(b"/Type /Page ") + made.count(b"/Type/Page/")
