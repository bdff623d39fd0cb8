"""The poster of a unit's levels: one sheet of tagged PDF (PDF/UA-1) by Typst, to hang where the shift begins.

The sheet is set smaller where it has much to say, until it fits; who is harmed goes last, as all of it stands on the
page. The same content gives the same bytes.
"""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any, Final

from fagspejl.lib.wording import Wording
from fagspejl.web.printed import on_one_page
from fagspejl.workspace.load.told import LevelsTold

_TEMPLATE: Final = Path(__file__).resolve().parent / "typst" / "poster.typ"
_SIZES: Final = (17.0, 15.0, 13.0, 11.5, 10.0, 9.0, 8.0)  # points
_NOTHING: Final = "–"


def poster_pdf(told: LevelsTold, unit: str, words: Wording) -> bytes:
    """Return one sheet."""
    model = _model(told, unit, words)
    every = product((model["harms"], []), _SIZES)
    models = ({**model, "harms": harms, "size": size} for harms, size in every)
    return on_one_page(_TEMPLATE, models, words.language)


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
