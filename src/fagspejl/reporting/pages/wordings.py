"""In which words a theme's statements were put to those who did not get them as they stand on the page. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from fagspejl.disclosure.types import ThemeInfo
from fagspejl.instrument.types import PerspectiveName
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.perspectives import GroupView, PersonView
from fagspejl.reporting.types import OtherWords


def other_words(
    frame: Frame, theme: ThemeInfo, groups: tuple[GroupView, ...], persons: tuple[PersonView, ...]
) -> tuple[OtherWords, ...]:
    """Return each wording that differs from the page's, once, with those who answered it; () where all are alike."""
    found: dict[tuple[str, ...], list[str]] = {}
    for perspective, the in _asked(groups, persons):
        if texts := _texts(frame, theme, perspective):
            found.setdefault(texts, []).append(the)
    return tuple(OtherWords(_capital(frame.voice.series(who)), texts) for texts, who in found.items())


def adapted_sentence(
    frame: Frame, theme: ThemeInfo, groups: tuple[GroupView, ...], persons: tuple[PersonView, ...]
) -> str:
    """Return "Du selv og din leder svarede på de samme udsagn i tilpassede ord."; "" where nobody did."""
    who = [the for perspective, the in _asked(groups, persons) if _texts(frame, theme, perspective)]
    if not who:
        return ""
    return _capital(frame.voice.say("theme.adapted", who=frame.voice.series(who)))


def _asked(
    groups: tuple[GroupView, ...], persons: tuple[PersonView, ...]
) -> Iterator[tuple[PerspectiveName, str]]:
    """Everybody the page speaks of, and how a sentence calls them."""
    yield from ((group.name, group.the) for group in groups)
    yield from ((person.role, person.the) for person in persons)


def _texts(frame: Frame, theme: ThemeInfo, perspective: PerspectiveName) -> tuple[str, ...]:
    """The numbered statements of a perspective whose words are not those of the page."""
    wording = frame.wording.themes.get(theme.id)
    words = wording.items.get(perspective, {}) if wording else {}
    return tuple(
        f"{number}. {words[item]}"
        for number, (item, _) in enumerate(theme.items, start=1)
        if item in words and words[item] != frame.statement(theme.id, item)
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
