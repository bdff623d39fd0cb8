"""An instrument as frozen data: what is asked, in which perspectives, in which words.

An instrument is released once; a change is a new version with its reason. Only `loader` builds these values, so a
value of these types has been validated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

PerspectiveName = Literal["employee", "self", "superior", "peer", "subordinate_leader"]
Language = Literal["da", "en"]


@dataclass(frozen=True, slots=True)
class Scale:
    """lo..hi inclusive. Labels (one per option) and the two ways of giving no answer stand in `ThemeWording`'s file."""

    lo: int
    hi: int


@dataclass(frozen=True, slots=True)
class Item:
    """One statement: a stable id, its theme, and whether agreement is the unfavourable end."""

    id: str
    theme: str
    reversed: bool = False


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
    `{example}`, filled from `Instrument.examples`. Peer and subordinate_leader fall back to employee's wording only
    where the instrument's file says so.
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


@dataclass(frozen=True, slots=True)
class Wording:
    """All words of one instrument in one language."""

    language: Language
    title: str
    source: str  # whom the tested wording comes from, as one sentence
    options: tuple[str, ...]  # one label per scale option, lo first
    dont_know: str
    no_disclose: str
    themes: Mapping[str, ThemeWording]
    comments: Mapping[str, Mapping[PerspectiveName, str]]  # comment question id -> perspective -> question
    examples: Mapping[str, str]  # profession id -> area example that fits the intro's slot
    professions: Mapping[str, str]  # profession id -> name people choose


@dataclass(frozen=True, slots=True)
class Instrument:
    """One frozen version of an instrument."""

    id: str
    version: str
    validated: bool
    scale: Scale
    themes: tuple[Theme, ...]
    comments: tuple[str, ...]  # comment question ids, in order
    professions: tuple[str, ...]
    wordings: Mapping[Language, Wording]
    checksum: str  # SHA-256 over the files that define this version

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in questionnaire order."""
        return tuple(item for theme in self.themes for item in theme.items)
