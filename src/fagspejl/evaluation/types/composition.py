"""What a planner chose for a round's questionnaire, by name: themes, statements, own words around them. Pure.

The words themselves stand in the questionnaires that are named. What is made of this is one questionnaire of the
round's own (`services.composing`), whose files are kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fagspejl.instrument.composing import Head, OpenQuestion, Role
from fagspejl.instrument.types import PerspectiveName
from fagspejl.lib.language import LANGUAGES, Language

KEPT: Final = "kept:"  # what begins the name of a questionnaire whose files lie in the database
MOST_COMMENTS: Final = 5


@dataclass(frozen=True, slots=True)
class ChosenTheme:
    """A theme of a questionnaire: `source` is a shipped NAME@VERSION, or `kept:` and the checksum of an own one."""

    source: str
    theme: str
    role: Role = Role.THEME
    items: tuple[str, ...] | None = None  # of its statements; None: all
    asked: tuple[PerspectiveName, ...] | None = None  # of its perspectives; None: all


@dataclass(frozen=True, slots=True)
class CompositionValues:
    """A round's questionnaire as it is chosen. `examples[language][profession]` replace those of the themes."""

    languages: tuple[Language, ...] = LANGUAGES
    titles: Mapping[Language, str] = field(default_factory=dict)
    themes: tuple[ChosenTheme, ...] = ()
    local_heads: Mapping[Language, Head] = field(default_factory=dict)
    comments: tuple[OpenQuestion, ...] = ()
    comment_length: int | None = None
    examples: Mapping[Language, Mapping[str, str]] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """Return plain values."""
        return {
            "languages": list(self.languages),
            "titles": dict(self.titles),
            "themes": [_plain(one) for one in self.themes],
            "local_heads": {name: [one.title, one.stem] for name, one in self.local_heads.items()},
            "comments": [
                {"id": one.id, "words": {name: dict(texts) for name, texts in one.words.items()}}
                for one in self.comments
            ],
            "comment_length": self.comment_length,
            "examples": {name: dict(texts) for name, texts in self.examples.items()},
        }

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> CompositionValues:
        """Read back what `as_dict` gave."""
        return cls(
            languages=tuple(values["languages"]),
            titles=values["titles"],
            themes=tuple(_chosen(one) for one in values["themes"]),
            local_heads={name: Head(*one) for name, one in values["local_heads"].items()},
            comments=tuple(OpenQuestion(one["id"], one["words"]) for one in values["comments"]),
            comment_length=values["comment_length"],
            examples=values["examples"],
        )


@dataclass(frozen=True, slots=True)
class OwnQuestionnaire:
    """A questionnaire that was entered or imported here: its themes can be chosen for rounds."""

    sha256: str
    name: str
    version: str
    made_by: str
    used: bool  # by a round: it never changes any more


def _plain(one: ChosenTheme) -> dict[str, Any]:
    return {
        "source": one.source,
        "theme": one.theme,
        "role": one.role.value,
        "items": None if one.items is None else list(one.items),
        "asked": None if one.asked is None else list(one.asked),
    }


def _chosen(one: Mapping[str, Any]) -> ChosenTheme:
    items, asked = one["items"], one["asked"]
    return ChosenTheme(
        source=one["source"],
        theme=one["theme"],
        role=Role(one["role"]),
        items=None if items is None else tuple(items),
        asked=None if asked is None else tuple(asked),
    )
