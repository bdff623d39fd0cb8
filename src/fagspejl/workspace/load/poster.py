"""The poster of a unit's levels: one sheet of tagged PDF (PDF/UA-1) by Typst, to hang where the shift begins.

The sheet is set smaller where it has much to say, until it fits; who is harmed goes last, as all of it stands on the
page. The same content gives the same bytes.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

import typst

from fagspejl.lib.wording import Wording, wording
from fagspejl.web import inline
from fagspejl.web.printed import printable
from fagspejl.workspace.load.told import LevelsTold

TEMPLATES: Final = Path(__file__).resolve().parent / "typst"
_SIZES: Final = (17.0, 15.0, 13.0, 11.5, 10.0, 9.0, 8.0)  # points
_NOTHING: Final = "–"


def poster_pdf(told: LevelsTold, unit: str, words: Wording) -> bytes:
    """Return one sheet."""
    model = _model(told, unit, words)
    instead = wording(words.language, "fagspejl.web.words").say("printed.unshown")
    made = b""
    every: tuple[list[dict[str, str]], ...] = (model["harms"], [])
    for harms in every:
        for size in _SIZES:
            made = _compiled({**model, "harms": harms, "size": size}, instead)
            if _pages(made) == 1:
                return made
    return made


def _model(told: LevelsTold, unit: str, words: Wording) -> dict[str, Any]:
    return {
        "title": words.say("load_poster.title", unit=unit),
        "language": words.language,
        "lead": words.say("load_poster.lead"),
        "who": words.say("load_poster.who", who=told.who_declares.rstrip(".")),
        "levels": [
            {
                "level": one.level,
                "word": one.word,
                "signs": one.signs or words.say("load_poster.no_signs"),
                "parts": [{"title": title, "tasks": list(tasks)} for title, tasks in one.parts],
                "none": words.say("load_poster.green" if one.level == "green" else "load_poster.nothing"),
            }
            for one in told.levels
        ],
        "never_title": words.say("load_poster.never"),
        "never": list(told.never) or [_NOTHING],
        "harms_title": words.say("load_poster.harms"),
        "harms": [{"task": task, "harm": harm} for task, harm in told.harms],
        "foot": told.since,
    }


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[inline.FONTS])
    return typst.Compiler(
        TEMPLATES / "poster.typ", root=TEMPLATES, font_paths=fonts, ignore_system_fonts=True
    )


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
