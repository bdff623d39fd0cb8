"""Sentences of the staff's pages and mails by dotted key ("login.title"), one file per language and room. Pure.

Each room that has pages keeps `da.toml` and `en.toml` in its folder of words. A key that is missing or stands twice is
an error, so that a missing word is a failing test and never an empty line.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

LANGUAGES: Final = ("da", "en")
_NBSP: Final = "\u00a0"
_PLACE: Final = ZoneInfo("Europe/Copenhagen")


class Wording:
    """The sentences of one language. `say` fills a sentence; what is filled in is never read as a sentence."""

    def __init__(self, language: str, entries: Mapping[str, object]) -> None:
        self.language = language
        self._texts = {key: text for key, text in entries.items() if isinstance(text, str)}
        self._lists = {key: tuple(entry) for key, entry in entries.items() if isinstance(entry, list)}

    @property
    def keys(self) -> frozenset[str]:
        """Every key of the language."""
        return frozenset(self._texts) | frozenset(self._lists)

    def say(self, key: str, /, **slots: object) -> str:
        """Return the sentence with its slots filled. Raises KeyError for an unknown key or slot."""
        text = self._texts[key]
        return text.format_map(slots) if "{" in text else text

    def listed(self, key: str) -> tuple[str, ...]:
        """Return a list of sentences."""
        return tuple(str(text) for text in self._lists[key])

    def day(self, day: date) -> str:
        """Return "14. marts 2026"."""
        months = self.listed("speech.months")
        return self.say("speech.date", day=day.day, month=months[day.month - 1], year=day.year)

    def moment(self, when: datetime) -> str:
        """Return "14. marts 2026 kl. 9.05": the time of Copenhagen, whatever zone comes in."""
        there = when.astimezone(_PLACE)
        time = f"{there.hour}{self.say('speech.time_separator')}{there.minute:02d}"
        return self.say("speech.moment", day=self.day(there.date()), time=time)


@cache
def wording(language: str, packages: Sequence[str]) -> Wording:
    """Return one language's sentences from these packages (a tuple), read once. Another language reads Danish."""
    language = language if language in LANGUAGES else LANGUAGES[0]
    entries: dict[str, object] = {}
    for package in packages:
        text = files(package).joinpath(f"{language}.toml").read_text(encoding="utf-8")
        for section, told in tomllib.loads(text).items():
            for name, entry in told.items():
                key = f"{section}.{name}"
                if key in entries:
                    raise ValueError(f"{key} stands in {package} and in a room before it")
                entries[key] = unbroken(entry)
    return Wording(language, entries)


def unbroken(entry: object) -> object:
    """Return a sentence, or a list of them, with ~ turned into a space at which no line may break."""
    if isinstance(entry, list):
        return [unbroken(part) for part in entry]
    return entry.replace("~", _NBSP) if isinstance(entry, str) else entry
