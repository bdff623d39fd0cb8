"""What reading a roster said, as the pages show it: notices in sentences, changes with old and new."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fagspejl.intake import IntakeRefused
from fagspejl.intake.sentences import reason, sentence
from fagspejl.lib.language import Language, spoken
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.imports.reading import notice_of
from fagspejl.organisation.types import DraftFacts, DraftLine

_OURS: Final = re.compile(r" = ([a-z_]+)(?=, |$)")  # "Løbenr. = person, Afd. = unit"


@dataclass(frozen=True, slots=True)
class Told:
    """A notice as a row of a table. `decided`: the reason and who gave it, where somebody did."""

    row: int | None
    name: str
    text: str
    key: str = ""
    decided: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of line with how many there are, as a filter names it."""

    kind: str
    text: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """A person or unit that a roster changes."""

    kind: str
    name: str
    unit: str
    changes: tuple[str, ...]


def told(line: DraftLine, draft: DraftFacts, words: Wording) -> Told:
    """Return a notice in words."""
    key = str(line.facts["key"])
    return Told(line.facts["row"], line.facts["name"], _sentence(line, words), key, draft.decisions.get(key))


def _sentence(line: DraftLine, words: Wording) -> str:
    own = f"imports_notice.{line.kind}"
    facts = dict(line.facts["facts"])
    if own in words.keys:
        if "name" in facts and line.kind == "roster_column_missing":
            facts["name"] = words.say(f"imports_field.{facts['name']}")
        if "names" in facts and line.kind == "roster_columns_read":
            facts["names"] = _OURS.sub(lambda ours: _our_column(ours[1], words), facts["names"])
        return words.say(own, **facts)
    # what is decided is about somebody, not about a cell
    return reason(notice_of(line), spoken(words.language), with_place=line.section != "asked")


def _our_column(name: str, words: Wording) -> str:
    """A column of ours as the page of columns calls it."""
    key = f"imports_field.{name}"
    return f" = {words.say(key) if key in words.keys else name}"


def kinds(draft: DraftFacts, section: str, chosen: str, words: Wording) -> list[Kind]:
    """Return the kinds of a section, most first."""
    counted: Mapping[str, int] = (draft.told or {}).get("kinds", {}).get(section, {})
    ordered = sorted(counted.items(), key=lambda one: (-one[1], one[0]))
    return [Kind(kind, _kind_text(section, kind, words), count, kind == chosen) for kind, count in ordered]


def _kind_text(section: str, kind: str, words: Wording) -> str:
    key = f"imports_kind.{kind}"
    return words.say(key) if key in words.keys else words.say("imports_kind.other", name=kind)


def changed(line: DraftLine, words: Wording) -> Changed:
    """Return a difference in words."""
    facts: Mapping[str, Any] = line.facts
    blank = words.say("imports.blank")
    changes = tuple(
        words.say(
            "imports.change",
            field=words.say(f"imports_change.{field}"),
            old=_value(old, words) or blank,
            new=_value(new, words) or blank,
        )
        for field, old, new in facts["changes"]
    )
    return Changed(words.say(f"imports_kind.{line.kind}"), facts["name"], facts["unit"], changes)


def _value(text: str, words: Wording) -> str:
    return words.say(f"imports.{text}") if text in ("ja", "nej") else text


def refused_lines(refused: IntakeRefused, words: Wording) -> list[str]:
    """Return why a file cannot be read, each reason once."""
    language: Language = spoken(words.language)
    found: Iterable[str] = (sentence(notice, language) for notice in refused.notices[:20])
    lines = list(dict.fromkeys(found))
    more = refused.total - len(refused.notices[:20])
    return lines + ([words.say("imports.more", count=more)] if more > 0 else [])
