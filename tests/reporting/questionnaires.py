"""Questionnaires for page tests: the shipped one, and one made to fit any round of `support.rounds`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from functools import cache

from fagspejl.disclosure.release import Release
from fagspejl.instrument.loader import load
from fagspejl.instrument.types import PERSPECTIVES, Instrument, Item, Scale, Theme, ThemeWording, Wording
from fagspejl.lib.language import Language

OPTIONS: dict[Language, tuple[str, ...]] = {
    "da": ("Helt uenig", "Uenig", "Hverken enig eller uenig", "Enig", "Helt enig"),
    "en": ("Strongly disagree", "Disagree", "Neither agree nor disagree", "Agree", "Strongly agree"),
}
NOT_ANSWERED: dict[Language, tuple[str, str]] = {
    "da": ("Ved ikke", "Ønsker ikke at oplyse"),
    "en": ("Don't know", "Prefer not to say"),
}


@cache
def shipped() -> Instrument:
    """The shipped theme of five statements."""
    return load("faglig-ledelse")


def fitting(release: Release, options: dict[Language, tuple[str, ...]] | None = None) -> Instrument:
    """An instrument with the themes and statements of a release, in both languages."""
    themes = tuple(
        Theme(
            theme.id,
            tuple(Item(item, theme.id, turned, PERSPECTIVES) for item, turned in theme.items),
            PERSPECTIVES,
        )
        for theme in release.themes
    )
    labels = options or OPTIONS
    return Instrument(
        id="proeve",
        version="1.0",
        validated=False,
        scale=Scale(release.scale.lo, release.scale.hi),
        themes=themes,
        comments=("good", "more"),
        professions=(),
        wordings={language: _wording(language, themes, labels[language]) for language in labels},
        checksum="0" * 64,
        same_as={},
        changes=(),
    )


def _wording(language: Language, themes: tuple[Theme, ...], options: tuple[str, ...]) -> Wording:
    statement = {"da": "Min leder lytter", "en": "My leader listens"}[language]
    title = {"da": "Emne", "en": "Topic"}[language]
    letters = [f"{row}{letter}" for row in ("", *"ABCDE") for letter in "ABCDEFGH"]  # A to H, then AA to EH
    words = {
        theme.id: ThemeWording(
            title=f"{title} {letters[number]}",
            what=(),
            why=(),
            intro={},
            stem={},
            items={
                "employee": {
                    item.id: f"{statement} {letters[place]}." for place, item in enumerate(theme.items)
                }
            },
            short={item.id: f"{statement} {letters[place]}" for place, item in enumerate(theme.items)},
            reflection=(),
            cases=(),
            reading=(),
            team_question="",
        )
        for number, theme in enumerate(themes)
    }
    dont_know, no_disclose = NOT_ANSWERED[language]
    return Wording(
        language=language,
        title={"da": "Prøve", "en": "Trial"}[language],
        source="",
        options=options,
        dont_know=dont_know,
        no_disclose=no_disclose,
        themes=words,
        comments={},
        examples={},
        professions={},
    )


def texts(page: object) -> Iterator[str]:
    """Every text of a page model, in reading order, ids and codes included."""
    if isinstance(page, str):
        yield page
    elif isinstance(page, tuple):
        for part in page:
            yield from texts(part)
    elif is_dataclass(page):
        for field in fields(page):
            yield from texts(getattr(page, field.name))


def plain(text: str) -> str:
    """The text with ordinary spaces, so that a test reads as people read."""
    return text.replace("\u00a0", " ")
