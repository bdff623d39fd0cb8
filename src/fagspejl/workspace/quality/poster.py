"""The poster "Sådan ser god kvalitet ud hos os": one sheet, in the language of its picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.quality.types import PictureFacts, StatementFacts
from fagspejl.workspace.quality.wordings import words_of

# Signs in all that fit on a sheet in large, middle and small type; twelve statements of 25 long words, each with an
# exception, need the smallest. Held by tests/quality/test_quality_in_a_browser.py.
_FITS: Final = (("large", 700), ("middle", 1500), ("small", 2800))
_SMALLEST: Final = "smallest"


@dataclass(frozen=True, slots=True)
class PosterLine:
    """A statement on the wall. `except_when`: one sentence, "" where there is none."""

    text: str
    except_when: str


@dataclass(frozen=True, slots=True)
class Poster:
    """Everything on the sheet. `size`: of its type, as much as there is to read."""

    title: str
    about: str
    lines: tuple[PosterLine, ...]
    dated: str
    size: str
    language: str


def poster_of(known: PictureFacts, unit: str, *, every: bool = False) -> Poster | None:
    """Return the poster of the guide marks, or of `every` statement; None where none was chosen yet."""
    words = words_of(known.language)
    chosen = known.statements if every else known.guide_marks
    if not chosen or known.marked_on is None:
        return None
    lines = tuple(_line(one, words) for one in chosen)
    signs = sum(len(one.text) + len(one.except_when) for one in lines)
    return Poster(
        words.say("quality_poster.title"),
        words.say("quality_poster.about", unit=unit, area=known.task_area),
        lines,
        words.say("quality_poster.dated", day=words.day(known.marked_on)),
        next((size for size, most in _FITS if signs <= most), _SMALLEST),
        known.language,
    )


def mark_lines(known: PictureFacts) -> tuple[PosterLine, ...]:
    """Return the guide marks in the language of their picture."""
    words = words_of(known.language)
    return tuple(_line(one, words) for one in known.guide_marks)


def _line(one: StatementFacts, words: Wording) -> PosterLine:
    said = one.values.exceptions.rstrip(".")
    return PosterLine(one.text, words.say("quality_poster.exception", when=said) if said else "")
