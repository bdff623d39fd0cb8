"""Vignettes: short invented cases that everybody judges alone. Those shipped are data in `library/`. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Final

from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import Language

TEXT_WORDS: Final = 250  # read by everybody in two minutes
ACTIONS: Final = 5  # more cannot be compared on a phone
QUESTIONS: Final = 3  # four minutes alone, reading included
TITLE_SIGNS: Final = 80  # one line on the room screen
POLE_SIGNS: Final = 30  # stands at one end of the axis
LINE_SIGNS: Final = 160  # an action or a question on a phone of 320 px
WHAT_IF_WORDS: Final = 60  # one fact

# The order in which they are offered: from what most units know to what is hardest to talk about.
SHIPPED: Final = (
    "family",
    "ward-documentation",
    "home-care",
    "school",
    "rehabilitation",
    "benefit",
    "absence",
    "appeal-board",
    "medication",
    "dementia",
    "suspected-violence",
    "end-of-life",
)
_LIBRARY: Final = "fagspejl.workspace"


class VignetteRule(StrEnum):
    """What every vignette keeps, shipped or written by a unit."""

    MARKED_FICTIONAL = "marked_fictional"
    NOTHING_EMPTY = "nothing_empty"
    TITLE_SHORT = "title_short"
    TEXT_SHORT = "text_short"
    POLES_SHORT = "poles_short"
    POLES_DIFFER = "poles_differ"
    ACTIONS_FEW = "actions_few"
    QUESTIONS_FEW = "questions_few"
    QUESTION_ASKED = "question_asked"
    LINES_SHORT = "lines_short"
    WHAT_IF_SHORT = "what_if_short"
    VERSION_COUNTED = "version_counted"


class VignetteRefused(FagspejlError):
    """A vignette breaks a rule: which one, what it allows (0 where nothing is counted) and what was found."""

    def __init__(self, rule: VignetteRule, allowed: int, found: int) -> None:
        super().__init__(f"{rule.value}: {found} found, {allowed} allowed")
        self.rule, self.allowed, self.found = rule, allowed, found


class VignetteUnreadable(FagspejlError):
    """A shipped file lacks a field, has one too many, or holds another type in it."""

    def __init__(self, code: str, field: str) -> None:
        super().__init__(f"{code}: {field}")
        self.code, self.field = code, field


@dataclass(frozen=True)
class Vignette:
    """A case to judge. Raises VignetteRefused when it breaks a rule.

    low_pole, high_pole: the words at 0 and at 10. one_sided: 0 is none of it, as with concern; else both ends are
    choices. actions: what one may do first, may be empty. questions: answered on the axis, the overall judgement last.
    what_if: one fact that is changed before the case is asked again; may be empty.
    """

    code: str
    title: str
    text: str
    theme: str
    low_pole: str
    high_pole: str
    one_sided: bool
    actions: tuple[str, ...]
    questions: tuple[str, ...]
    what_if: str
    author: str
    version: int
    marked_fictional: bool

    def __post_init__(self) -> None:
        for rule, kept, allowed, found in self._rules():
            if not kept:
                raise VignetteRefused(rule, allowed, found)

    @property
    def judgement(self) -> str:
        """The overall judgement, which the picture is drawn of."""
        return self.questions[-1]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The text as it is set."""
        return tuple(part.strip() for part in self.text.split("\n\n") if part.strip())

    def _rules(self) -> tuple[tuple[VignetteRule, bool, int, int], ...]:
        """Every rule: is it kept, what is allowed, what was found."""
        words, what_if = len(self.text.split()), len(self.what_if.split())
        poles = (self.low_pole.strip(), self.high_pole.strip())
        lines = (*self.actions, *self.questions)
        needed = (self.title, self.text, self.theme, *poles, self.author, *lines)
        empty = sum(not text.strip() for text in needed)
        longest_pole, longest = max(map(len, poles)), max(map(len, lines), default=0)
        return (
            (VignetteRule.MARKED_FICTIONAL, self.marked_fictional is True, 0, 0),
            (VignetteRule.QUESTION_ASKED, bool(self.questions), 0, 0),
            (VignetteRule.NOTHING_EMPTY, not empty, 0, empty),
            (VignetteRule.TITLE_SHORT, len(self.title) <= TITLE_SIGNS, TITLE_SIGNS, len(self.title)),
            (VignetteRule.TEXT_SHORT, words <= TEXT_WORDS, TEXT_WORDS, words),
            (VignetteRule.POLES_SHORT, longest_pole <= POLE_SIGNS, POLE_SIGNS, longest_pole),
            (VignetteRule.POLES_DIFFER, poles[0].casefold() != poles[1].casefold(), 0, 0),
            (VignetteRule.ACTIONS_FEW, len(self.actions) <= ACTIONS, ACTIONS, len(self.actions)),
            (VignetteRule.QUESTIONS_FEW, len(self.questions) <= QUESTIONS, QUESTIONS, len(self.questions)),
            (VignetteRule.LINES_SHORT, longest <= LINE_SIGNS, LINE_SIGNS, longest),
            (VignetteRule.WHAT_IF_SHORT, what_if <= WHAT_IF_WORDS, WHAT_IF_WORDS, what_if),
            (VignetteRule.VERSION_COUNTED, self.version >= 1, 1, self.version),
        )


@cache
def shipped(language: Language) -> tuple[Vignette, ...]:
    """Return the vignettes that come with the program, in the order of SHIPPED.

    Raises VignetteUnreadable and VignetteRefused.
    """
    return tuple(read(code, _source(language, code)) for code in SHIPPED)


def read(code: str, source: str) -> Vignette:
    """Return the vignette of a file's text. Raises VignetteUnreadable and VignetteRefused."""
    try:
        found = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        raise VignetteUnreadable(code, "toml") from error
    types = {field.name: str(field.type) for field in fields(Vignette) if field.name != "code"}
    for unknown in sorted(found.keys() ^ types.keys()):
        raise VignetteUnreadable(code, unknown)
    for name, kind in types.items():
        if not _is(found[name], kind):
            raise VignetteUnreadable(code, name)
        if isinstance(found[name], list):
            found[name] = tuple(found[name])
        elif isinstance(found[name], str):
            found[name] = found[name].strip()
    return Vignette(code=code, **found)


def _is(value: object, kind: str) -> bool:
    if kind == "tuple[str, ...]":
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    return type(value).__name__ == kind


def _source(language: Language, code: str) -> str:
    folder = files(_LIBRARY) / "library" / language / "vignettes"
    return (folder / f"{code}.toml").read_text(encoding="utf-8")
