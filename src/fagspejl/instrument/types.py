"""An instrument as frozen data: what is asked, in which perspectives, in which words.

An instrument is released once; a change is a new version with its reason. Only `loader` builds these values, so a
value of these types has been validated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from fagspejl.lib.language import Language

PerspectiveName = Literal["employee", "self", "superior", "peer", "subordinate_leader"]

PERSPECTIVES: tuple[PerspectiveName, ...] = ("employee", "self", "superior", "peer", "subordinate_leader")

EXAMPLE_SLOT = "{example}"


@dataclass(frozen=True, slots=True)
class Scale:
    """lo..hi inclusive. Labels (one per option) and the two ways of giving no answer stand in `Wording`."""

    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Item:
    """One statement: a stable id, its theme, and whether agreement is the unfavourable end.

    `perspectives` are those that are asked it, in the order of `PERSPECTIVES`: the theme's, or fewer.
    """

    id: str
    theme: str
    reversed: bool = False
    perspectives: tuple[PerspectiveName, ...] = ("employee",)


@dataclass(frozen=True, slots=True)
class Theme:
    """A set of items reported together, in questionnaire order, and the perspectives that are asked about it."""

    id: str
    items: tuple[Item, ...]
    perspectives: tuple[PerspectiveName, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """A short practice case: title and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeWording:
    """All words of one theme in one language.

    `intro`, `stem` and `items` are keyed by perspective; `items[perspective][item_id]`. `intro` may hold the slot
    `{example}`, which `rules.fill_intro` fills from `Wording.examples`. Peer and subordinate_leader have another
    perspective's wording only where the instrument's file says so (`Instrument.same_as`); that is already done here.

    Everything but `title` and the items may be empty: "", () or {}. A perspective without words is absent from the
    mapping, and `rules.coverage` names it. `items` always holds every item of the theme for the first perspective
    that is asked it, and `short` always holds every item.
    """

    title: str
    what: tuple[str, ...]  # what the theme is, paragraphs
    why: tuple[str, ...]  # why it matters, paragraphs
    intro: Mapping[PerspectiveName, str]
    stem: Mapping[PerspectiveName, str]
    items: Mapping[PerspectiveName, Mapping[str, str]]
    short: Mapping[str, str]  # item id -> neutral short label for tables and charts
    reflection: tuple[str, ...]
    cases: tuple[Case, ...]
    reading: tuple[str, ...]  # guide to reading this theme's result
    team_question: str  # the question to take to the team
    advice: tuple[str, ...] = ()  # how a leader can work with the theme, paragraphs


@dataclass(frozen=True, slots=True)
class Wording:
    """All words of one instrument in one language."""

    language: Language
    title: str
    source: str  # where the wording comes from; empty where nothing is said
    options: tuple[str, ...]  # one label per scale option, lo first
    dont_know: str
    no_disclose: str
    themes: Mapping[str, ThemeWording]
    comments: Mapping[str, Mapping[PerspectiveName, str]]  # comment question id -> perspective -> question
    examples: Mapping[str, str]  # profession id -> area example that fits the intro's slot
    professions: Mapping[str, str]  # profession id -> name people choose


@dataclass(frozen=True, slots=True)
class Change:
    """One entry of an instrument's history: a version and why it was made. `made_on` may be unknown."""

    version: str
    reason: str
    made_on: date | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """One frozen version of an instrument. `wordings` holds at least one language."""

    id: str
    version: str
    validated: bool
    scale: Scale
    themes: tuple[Theme, ...]
    comments: tuple[str, ...]  # comment question ids, in order
    professions: tuple[str, ...]
    wordings: Mapping[Language, Wording]
    checksum: str  # SHA-256 over the files that define this version
    same_as: Mapping[PerspectiveName, PerspectiveName]  # whose wording a perspective borrows
    changes: tuple[Change, ...]  # oldest first; may be empty
    comment_length: int | None = (
        None  # characters one comment may have; None: as many as the form has room for
    )

    @property
    def perspectives(self) -> tuple[PerspectiveName, ...]:
        """The perspectives that any theme asks, in the order of `PERSPECTIVES`."""
        asked = {name for theme in self.themes for name in theme.perspectives}
        return tuple(name for name in PERSPECTIVES if name in asked)

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in questionnaire order."""
        return tuple(item for theme in self.themes for item in theme.items)


@dataclass(frozen=True, slots=True)
class Gap:
    """A place without words: the language, what is missing there, and where ("" or None where it does not apply).

    `part` is "language", "options", "statement", "comment", "intro", "stem", "what", "why", "reflection", "cases",
    "reading", "team_question" or "advice"; for a comment, `item` is the id of the question.
    """

    language: Language
    part: str
    theme: str = ""
    perspective: PerspectiveName | None = None
    item: str = ""
