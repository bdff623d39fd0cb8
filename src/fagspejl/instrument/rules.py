"""Pure rules on a loaded instrument: what is not yet covered by words, and how an intro is filled."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from typing import Final

from fagspejl.instrument.types import EXAMPLE_SLOT, Gap, Instrument, PerspectiveName, Theme, ThemeWording
from fagspejl.lib.language import Language

SECONDS_PER_STATEMENT, SECONDS_PER_QUESTION = 12, 45
MOST_MINUTES: Final = 15  # a form that takes longer is given up by many
_SLOT_SENTENCE: Final = re.compile(r"(?:(?<=[.?:])\s+|^)[^.?:]*" + re.escape(EXAMPLE_SLOT) + r"[^.?:]*[.?:]?")


def fill_intro(intro: str, example: str | None) -> str:
    """Put the area example into the slot; without an example, leave out the sentence that holds the slot."""
    if example:
        return intro.replace(EXAMPLE_SLOT, example)
    return _SLOT_SENTENCE.sub("", intro).strip()


def minutes_to_answer(statements: int, questions: int) -> int:
    """Return how many minutes it takes, rounded up, to read and answer so many statements and open questions.

    12 seconds for a statement with what stands around it, 45 for an open question: what people are told on the page
    they begin at. Our own estimate, not measured; most who leave open questions out are faster.
    """
    seconds = statements * SECONDS_PER_STATEMENT + questions * SECONDS_PER_QUESTION
    return -(-seconds // 60)


def coverage(instrument: Instrument, languages: Collection[Language] | None = None) -> list[Gap]:
    """What has no words: statement x perspective x language first, then everything another language has.

    Statements, comment questions and option labels are expected for every perspective that is asked. A stem, an intro
    and the texts about a theme may be absent altogether, but where one language or perspective has them, all must.
    `languages` are those that a round needs; without it, those that have a wording file. [] means complete.
    """
    gaps = [Gap(language, "language") for language in languages or () if language not in instrument.wordings]
    for language, wording in instrument.wordings.items():
        if languages is not None and language not in languages:
            continue
        numbers = tuple(str(n) for n in range(instrument.scale.lo, instrument.scale.hi + 1))
        if wording.options == numbers:
            gaps.append(Gap(language, "options"))
        for theme in instrument.themes:
            gaps += _theme_gaps(instrument, theme, language)
        for question in instrument.comments:
            gaps += [
                Gap(language, "comment", perspective=name, item=question)
                for name in instrument.perspectives
                if name not in wording.comments[question]
            ]
    return gaps


_PARTS: Final[tuple[tuple[str, Callable[[ThemeWording], int]], ...]] = (
    ("what", lambda words: bool(words.what)),
    ("why", lambda words: bool(words.why)),
    ("reflection", lambda words: len(words.reflection)),
    ("cases", lambda words: len(words.cases)),
    ("reading", lambda words: bool(words.reading)),
    ("team_question", lambda words: bool(words.team_question)),
    ("advice", lambda words: bool(words.advice)),
)


def _theme_gaps(instrument: Instrument, theme: Theme, language: Language) -> Iterator[Gap]:
    words = instrument.wordings[language].themes[theme.id]
    everywhere = [wording.themes[theme.id] for wording in instrument.wordings.values()]
    for item in theme.items:
        for name in item.perspectives:
            if item.id not in words.items.get(name, {}):
                yield Gap(language, "statement", theme=theme.id, perspective=name, item=item.id)
    for part, has in (("intro", _intro), ("stem", _stem)):
        if any(has(other, name) for other in everywhere for name in theme.perspectives):
            for name in theme.perspectives:
                if not has(words, name):
                    yield Gap(language, part, theme=theme.id, perspective=name)
    for part, amount in _PARTS:
        if amount(words) < max(amount(other) for other in everywhere):
            yield Gap(language, part, theme=theme.id)


def _intro(words: ThemeWording, name: PerspectiveName) -> bool:
    return name in words.intro


def _stem(words: ThemeWording, name: PerspectiveName) -> bool:
    return name in words.stem
