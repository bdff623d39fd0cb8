"""The sentences of the first page, each earned by a rule of `compared`: nothing else may stand there. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fagspejl.reporting.page_types.first_page import Card
from fagspejl.reporting.page_types.report import ThemeSection
from fagspejl.reporting.pages.compared import Pair, alike, widest
from fagspejl.reporting.pages.frame import Frame

_NAMED = 2  # lines that are told with their numbers; of more only the names


@dataclass(frozen=True, slots=True)
class Led:
    """The group that the leader leads, and the lines on which both have a value."""

    the: str
    statements: bool  # the lines are statements of one theme; else they are themes
    pairs: tuple[Pair, ...]


def cards(frame: Frame, led: Led | None, themes: tuple[ThemeSection, ...]) -> tuple[Card, ...]:
    """Return where they see it alike, where it differs most, and what to ask; only that where nothing is compared."""
    words = frame.voice
    near = alike(led.pairs) if led else ()
    far = widest(led.pairs) if led else ()
    ask = Card("ask", words.say("first.ask_title"), _question(frame, far, themes))
    if led is None or not led.pairs:
        return (ask,)
    kind = "statement" if led.statements else "theme"
    return (
        Card("alike", words.say("first.alike_title"), _told(frame, led, near, f"first.alike_{kind}")),
        Card("apart", words.say("first.apart_title"), _told(frame, led, far, f"first.apart_{kind}")),
        ask,
    )


def _told(frame: Frame, led: Led, pairs: Sequence[Pair], key: str) -> str:
    words = frame.voice
    if not pairs:
        return words.say(f"{key}_none")
    if len(pairs) > _NAMED:
        return words.say(f"{key}_many", names=words.series([pair.name for pair in pairs]))
    return " ".join(_said(frame, led, pair) for pair in pairs)


def _said(frame: Frame, led: Led, pair: Pair) -> str:
    key = ("first.said" if led.statements else "first.said_theme") if pair.average else "first.said_part"
    return frame.voice.say(key, name=pair.name, the=led.the, theirs=pair.theirs, own=pair.own)


def _question(frame: Frame, far: Sequence[Pair], themes: tuple[ThemeSection, ...]) -> str:
    """The question of the one theme; of several, that of the theme where it differs most, if one stands out."""
    words = frame.voice
    if len(themes) == 1:
        return themes[0].question
    named = [theme for theme in themes if len(far) == 1 and words.quote(theme.title) == far[0].name]
    if not named:
        return words.say("first.ask_any")
    return words.say("first.ask_theme", theme=words.quote(named[0].title), question=named[0].question)
