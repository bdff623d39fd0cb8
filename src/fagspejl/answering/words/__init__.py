"""Every fixed sentence of the respondent's pages in one language, and its way of writing numbers and times. Pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from fagspejl.lib.language import LANGUAGES, Language

__all__ = ["LANGUAGES", "Words", "words"]

_NBSP: Final = "\u00a0"
_PLACE: Final = ZoneInfo("Europe/Copenhagen")


class Words:
    """The sentences of one language by dotted key ("start.begin").

    `say` fills a sentence; an unknown key or slot raises KeyError, so that a missing word is a failing test and
    never an empty line.
    """

    def __init__(
        self, language: Language, sentences: Mapping[str, str], lists: Mapping[str, Sequence[str]]
    ) -> None:
        self.language: Language = language
        self._sentences, self._lists = sentences, lists

    @property
    def sections(self) -> Mapping[str, Mapping[str, str]]:
        """Every sentence as section -> name -> text, as templates ask for them; slots stand unfilled."""
        found: dict[str, dict[str, str]] = {}
        for key, text in self._sentences.items():
            section, name = key.split(".", 1)
            found.setdefault(section, {})[name] = text
        return found

    @property
    def keys(self) -> frozenset[str]:
        """Every key of the language."""
        return frozenset(self._sentences) | frozenset(self._lists)

    def say(self, key: str, /, **slots: object) -> str:
        """Return the sentence with its slots filled."""
        text = self._sentences[key]
        return text.format_map(slots) if "{" in text else text

    def counted(self, key: str, number: int, /, **slots: object) -> str:
        """Return the sentence for a number; "<key>_one" where there is one."""
        return self.say(f"{key}_one" if number == 1 else key, number=number, **slots)

    def number(self, number: int) -> str:
        """Return a small whole number as a word ("fem"), larger ones as digits."""
        names = self._lists["speech.numbers"]
        return names[number] if 0 <= number < len(names) else str(number)

    def listed(self, parts: Sequence[str]) -> str:
        """Return "a, b og c"."""
        if len(parts) < 2:
            return "".join(parts)
        return self.say("speech.and", first=", ".join(parts[:-1]), last=parts[-1])

    def moment(self, when: datetime) -> str:
        """Return "fredag den 15. september 2026 kl. 12": always the time of Copenhagen, whatever zone comes in."""
        there = when.astimezone(_PLACE)
        separator = self.say("speech.time_separator")
        minutes = f"{separator}{there.minute:02d}" if there.minute or separator == ":" else ""
        return self.say(
            "speech.moment",
            weekday=self._lists["speech.weekdays"][there.weekday()],
            day=there.day,
            month=self._lists["speech.months"][there.month - 1],
            year=there.year,
            time=f"{there.hour}{minutes}",
        )


@cache
def words(language: Language) -> Words:
    """Return the words of a language, read from its file once."""
    text = files("fagspejl.answering.words").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    sentences: dict[str, str] = {}
    lists: dict[str, tuple[str, ...]] = {}
    for section, entries in tomllib.loads(text).items():
        for name, entry in entries.items():
            if isinstance(entry, str):
                sentences[f"{section}.{name}"] = entry.replace("~", _NBSP)
            else:
                lists[f"{section}.{name}"] = tuple(entry)
    return Words(language, sentences, lists)
