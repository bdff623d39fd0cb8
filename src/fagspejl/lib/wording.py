"""The one way to say a sentence: by dotted key ("login.title"), from `words/<language>.toml` of the rooms asked. Pure.

A file holds sections of sentences. An entry is a sentence with slots ("{name}"), a list of sentences or of pairs, or a
plural: `{ one = "1 leder", other = "{count} ledere" }`. In a file ~ is a space at which no line may break.
A key that is missing or stands twice, and a slot that is not filled, are errors, so that a missing word is a failing
test and never an empty line. What is filled in is never read as a sentence, nor as slots.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import cache, cached_property
from importlib.resources import files
from typing import Final

from fagspejl.lib.clock import ZONE
from fagspejl.lib.language import Language, spoken

SPEECH: Final = "fagspejl.lib.words"  # how a language writes figures, dates and lists
_NBSP: Final = "\u00a0"
_PLURAL: Final = frozenset({"one", "other"})
# Control signs would let a name in a file move the cursor, change colours or hide text in somebody's terminal.
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def plain(text: str) -> str:
    """Return the text on one line, with a mark in place of every sign that could steer a terminal."""
    return _UNSAFE.sub("\ufffd", text)


class Wording:
    """The sentences of one language, and its way of writing figures, dates and lists.

    `terminal`: every sentence comes out as one line in which nothing can disturb a terminal.
    """

    def __init__(self, language: Language, entries: Mapping[str, object], *, terminal: bool = False) -> None:
        self.language: Language = language
        self._terminal = terminal
        self._texts = {key: entry for key, entry in entries.items() if isinstance(entry, str)}
        self._lists = {key: tuple(entry) for key, entry in entries.items() if isinstance(entry, list)}
        self._plurals = {key: entry for key, entry in entries.items() if isinstance(entry, dict)}
        self._tenths: dict[int, str] = {}

    @cached_property
    def keys(self) -> frozenset[str]:
        """Every key of the language."""
        return frozenset(self._texts) | frozenset(self._lists) | frozenset(self._plurals)

    @property
    def plurals(self) -> frozenset[str]:
        """The keys of sentences for one and for several."""
        return frozenset(self._plurals)

    @property
    def sections(self) -> Mapping[str, Mapping[str, str]]:
        """Every sentence as section -> name -> text, as compiled templates ask for them; slots stand unfilled."""
        found: dict[str, dict[str, str]] = {}
        for key, text in self._texts.items():
            section, name = key.split(".", 1)
            found.setdefault(section, {})[name] = text
        return found

    def instead(self, said: Mapping[str, str]) -> Wording:
        """Return the same sentences with these said in other words, as for other readers. Raises KeyError."""
        if not said.keys() <= self._texts.keys():
            raise KeyError(*sorted(said.keys() - self._texts.keys()))
        entries: dict[str, object] = {**self._texts, **self._lists, **self._plurals, **said}
        for key, entry in self._lists.items():
            entries[key] = list(entry)
        return Wording(self.language, entries, terminal=self._terminal)

    def say(self, key: str, /, **slots: object) -> str:
        """Return the sentence with its slots filled. Raises KeyError for an unknown key or slot."""
        return self._filled(self._texts[key], slots)

    def counted(self, key: str, count: int, /, **slots: object) -> str:
        """Return the sentence for one or for several; the slot {count} has its thousands apart."""
        text = self._plurals[key]["one" if count == 1 else "other"]
        return self._filled(text, {"count": self.whole(count), **slots})

    def listed(self, key: str, /, **slots: object) -> tuple[str, ...]:
        """Return a list of sentences, each with its slots filled."""
        return tuple(self._filled(str(text), slots) for text in self._lists[key])

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return a list of (title, text)."""
        return tuple((self._shown(title), self._shown(text)) for title, text in self._lists[key])

    def _filled(self, text: str, slots: Mapping[str, object]) -> str:
        return self._shown(text.format_map(slots) if "{" in text else text)

    def _shown(self, text: str) -> str:
        return plain(text) if self._terminal else text

    def tenths(self, tenths: int) -> str:
        """Return 34 as "3,4" (da) or "3.4" (en)."""
        text = self._tenths.get(tenths)
        if text is None:
            sign, size = ("−", -tenths) if tenths < 0 else ("", tenths)
            text = self._tenths[tenths] = f"{sign}{size // 10}{self._texts['speech.decimal']}{size % 10}"
        return text

    def number(self, value: float, decimals: int) -> str:
        """Return -0.105 with two decimals as "−0,11" (da) or "−0.11" (en): a true minus, thousands together."""
        text = f"{value:.{decimals}f}".replace("-", "−")
        return text.replace(".", self._texts["speech.decimal"])

    def whole(self, number: int, *, least: int = 10_000) -> str:
        """Return 570 as "570" and 12345 as "12.345" (da) or "12,345" (en); below `least` digits stand together."""
        return str(number) if number < least else f"{number:,}".replace(",", self._texts["speech.thousands"])

    def between(self, lower: int, upper: int) -> str:
        """Return "mellem 3,4 og 4,0"; where both ends print alike, "meget tæt på 3,4"."""
        key = "speech.between_same" if lower == upper else "speech.between"
        return self.say(key, lower=self.tenths(lower), upper=self.tenths(upper))

    def span(self, lower: int, upper: int) -> str:
        """Return "fra 3,4 til 4,0"; where both ends print alike, "tæt ved 3,4"."""
        key = "speech.span_same" if lower == upper else "speech.span"
        return self.say(key, lower=self.tenths(lower), upper=self.tenths(upper))

    def percent(self, count: int, n: int) -> str:
        """Return a share in whole per cent, half up; never 0 of some nor 100 of all but some."""
        percent = (200 * count + n) // (2 * n)
        if percent == 0 and count:
            return self.say("speech.percent_below")
        if percent == 100 and count < n:
            return self.say("speech.percent_above")
        return self.say("speech.percent", percent=percent)

    def number_word(self, number: int) -> str:
        """Return a small whole number as a word ("fem"), larger ones as digits."""
        numbers = self._lists["speech.numbers"]
        return str(numbers[number]) if 0 <= number < len(numbers) else str(number)

    def quote(self, text: str) -> str:
        """Return the text in the language's quotation marks."""
        return self.say("speech.quote", text=text)

    def series(self, parts: Sequence[str]) -> str:
        """Return "a, b og c"."""
        if len(parts) < 2:
            return self._shown("".join(parts))
        return self.say("speech.and", first=", ".join(parts[:-1]), last=parts[-1])

    def clauses(self, parts: Sequence[tuple[str, Mapping[str, object]]]) -> str:
        """Return one sentence of several clauses: "Dine medarbejdere svarer 3,4, og din leder svarer 4.".

        Each part is a key and its slots: the first clause is the sentence key + "_first", the others key + "_next".
        """
        told = [
            self.say(f"{key}_{'next' if number else 'first'}", **slots)
            for number, (key, slots) in enumerate(parts)
        ]
        if len(told) > 1:
            told = [self.say("speech.and_clause", first=", ".join(told[:-1]), last=told[-1])]
        return self.say("speech.sentence", text=told[0])

    def day(self, day: date, *, year: bool = True) -> str:
        """Return "14. marts 2026", or without its year."""
        key = "speech.date" if year else "speech.date_short"
        return self.say(key, day=day.day, month=self._lists["speech.months"][day.month - 1], year=day.year)

    def clock(self, when: datetime, *, full: bool | None = None, padded: bool = False) -> str:
        """Return "9.05" or "12": the time of Copenhagen. `full` writes minutes of a full hour too ("12.00").

        `padded` gives every hour two digits where the language writes full hours: "09:05", but "9.05".
        """
        there, long = when.astimezone(ZONE), self._texts["speech.full_hours"] == "long"
        if not there.minute and not (long if full is None else full):
            return str(there.hour)
        hour = f"{there.hour:02d}" if padded and long else str(there.hour)
        return f"{hour}{self._texts['speech.time_separator']}{there.minute:02d}"

    def moment(self, when: datetime) -> str:
        """Return "14. marts 2026 kl. 9.05": the time of Copenhagen, whatever zone comes in."""
        day = self.day(when.astimezone(ZONE).date())
        return self.say("speech.moment", day=day, time=self.clock(when, full=True))

    def moment_of_week(self, when: datetime, *, year: bool = True, padded: bool = False) -> str:
        """Return "fredag den 15. september 2026 kl. 12": the time of Copenhagen, whatever zone comes in."""
        there = when.astimezone(ZONE)
        weekday = self._lists["speech.weekdays"][there.weekday()]
        day = self.day(there.date(), year=year)
        return self.say(
            "speech.moment_of_week", weekday=weekday, day=day, time=self.clock(when, padded=padded)
        )

    def period(self, opened: date | None, closed: date | None, *, year: bool = True) -> str:
        """Return "1.–14. marts 2026"; with one date known "fra …" or "til …", with none "".

        Without `year` the year is left out where both dates lie in the same one.
        """
        if opened is None or closed is None:
            if opened is not None:
                return self.say("speech.since", **{"from": self.day(opened)})
            return "" if closed is None else self.say("speech.until", to=self.day(closed))
        if opened == closed:
            return self.day(closed, year=year)
        if opened.year != closed.year:
            return self.say("speech.range", **{"from": self.day(opened), "to": self.day(closed)})
        if opened.month == closed.month:
            month = self._lists["speech.months"][closed.month - 1]
            text = self.say("speech.range_in_month", **{"from": opened.day, "to": closed.day, "month": month})
        else:
            facts = {"from": self.day(opened, year=False), "to": self.day(closed, year=False)}
            text = self.say("speech.range", **facts)
        return self.say("speech.with_year", range=text, year=closed.year) if year else text


@cache
def wording(language: str, *packages: str, terminal: bool = False) -> Wording:
    """Return one language's sentences from these packages, read once. A language that we do not have reads Danish."""
    known = spoken(language)
    return Wording(known, _entries(known, packages), terminal=terminal)


@cache
def reworded(language: str, packages: tuple[str, ...], instead: tuple[str, ...]) -> Wording:
    """Return the sentences of these packages, those of `instead` in place of the ones with the same key.

    For readers to whom the same is told in other words. A sentence that stands in place of none is an error.
    """
    known = spoken(language)
    entries = _entries(known, packages)
    for package in instead:
        for key, entry in _read(known, package).items():
            if type(entry) is not type(entries.get(key)):
                raise ValueError(f"{key} of {package} stands in place of nothing")
            entries[key] = entry
    return Wording(known, entries)


def _entries(language: Language, packages: tuple[str, ...]) -> dict[str, object]:
    entries: dict[str, object] = {}
    for package in (SPEECH, *packages):
        for key, entry in _read(language, package).items():
            if key in entries:
                raise ValueError(f"{key} stands in {package} and in a room before it")
            entries[key] = entry
    return entries


def _read(language: Language, package: str) -> dict[str, object]:
    text = files(package).joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return _flat(tomllib.loads(text), "")


def _flat(table: Mapping[str, object], prefix: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, entry in table.items():
        if isinstance(entry, dict) and entry.keys() != _PLURAL:
            found |= _flat(entry, f"{prefix}{name}.")
        else:
            found[prefix + name] = _unbroken(entry)
    return found


def _unbroken(entry: object) -> object:
    if isinstance(entry, list):
        return [_unbroken(part) for part in entry]
    if isinstance(entry, dict):
        return {form: _unbroken(text) for form, text in entry.items()}
    return entry.replace("~", _NBSP) if isinstance(entry, str) else entry
