"""A theme as it stands in the files of another questionnaire: what is asked of whom, and in which words. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fagspejl.instrument.types import PERSPECTIVES, Instrument, PerspectiveName, ThemeWording
from fagspejl.lib.language import Language

Lenders = Mapping[
    PerspectiveName, PerspectiveName
]  # whose words a perspective reads where it has none of its own


@dataclass(frozen=True, slots=True)
class Asked:
    """What is taken of a theme. `items`: id -> (the perspectives that are asked it, whether it is reversed)."""

    instrument: Instrument
    theme: str
    perspectives: tuple[PerspectiveName, ...]
    items: Mapping[str, tuple[tuple[PerspectiveName, ...], bool]]

    def words(self, language: Language) -> ThemeWording:
        """The words of the theme in a language."""
        return self.instrument.wordings[language].themes[self.theme]


def theme_structure(identifier: str, every: Sequence[Asked]) -> dict[str, object]:
    """Return one theme for instrument.toml that asks all that is given, in order."""
    perspectives = _together(every)
    items = []
    for one in every:
        for name, (asked, is_reversed) in one.items.items():
            entry: dict[str, object] = {"id": name}
            if is_reversed:
                entry["reversed"] = True
            if asked != perspectives:
                entry["perspectives"] = list(asked)
            items.append(entry)
    return {"id": identifier, "perspectives": list(perspectives), "items": items}


def theme_words(every: Sequence[Asked], language: Language, lenders: Lenders) -> dict[str, object]:
    """Return the words of one theme for a wording file; those beside the statements are the first part's."""
    first, perspectives = every[0], _together(every)
    said = first.words(language)
    tree: dict[str, object] = {"title": said.title}
    for name in ("what", "why", "reflection", "reading", "advice"):
        if paragraphs := getattr(said, name):
            tree[name] = list(paragraphs)
    if said.team_question:
        tree["team_question"] = said.team_question
    for name, texts in (("intro", said.intro), ("stem", said.stem)):
        if own := _own(texts, perspectives, lenders):
            tree[name] = own
    items: dict[str, dict[str, str]] = {name: {} for name in perspectives}
    short = {}
    for one in every:
        words = one.words(language)
        for item, (asked, _) in one.items.items():
            texts = {name: words.items.get(name, {}).get(item, "") for name in asked}
            for name, text in _own(texts, asked, lenders).items():
                items[name][item] = text
            short[item] = words.short[item]
    tree["items"] = {name: texts for name, texts in items.items() if texts}
    tree["short"] = short
    if said.cases:
        tree["cases"] = [{"title": case.title, "paragraphs": list(case.paragraphs)} for case in said.cases]
    return tree


def _together(every: Sequence[Asked]) -> tuple[PerspectiveName, ...]:
    return tuple(name for name in PERSPECTIVES if any(name in one.perspectives for one in every))


def _own(
    texts: Mapping[PerspectiveName, str], asked: Sequence[PerspectiveName], lenders: Lenders
) -> dict[PerspectiveName, str]:
    """The texts that must be written down: without those that a perspective borrows by rule."""
    given = {name: texts.get(name, "") for name in asked}
    lent = {name: given.get(lenders[name], "") if name in lenders else "" for name in asked}
    return {name: text for name, text in given.items() if text and text != lent[name]}
