"""One language's sentences and its way of writing figures, dates and lists. Pure, read once per language."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from fagspejl.lib.language import Language
from fagspejl.web.wording import Wording, unbroken


class Voice(Wording):
    """The sentences of one language by dotted key ("theme.score") and its figures."""

    def __init__(self, language: Language, sentences: Mapping[str, object]) -> None:
        super().__init__(language, sentences)
        self._decimal = self.say("speech.decimal")
        self._months = self.listed("speech.months")
        self._numbers = self.listed("speech.numbers")
        self._tenths: dict[int, str] = {}

    def paragraphs(self, key: str, /, **slots: object) -> tuple[str, ...]:
        """Return a list of sentences, each with its slots filled."""
        return tuple(text.format_map(slots) for text in self._lists[key])

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """Return a list of (title, text)."""
        return tuple((title, text) for title, text in self._lists[key])

    def tenths(self, tenths: int) -> str:
        """Return 34 as "3,4" (da) or "3.4" (en)."""
        text = self._tenths.get(tenths)
        if text is None:
            sign, size = ("−", -tenths) if tenths < 0 else ("", tenths)
            text = self._tenths[tenths] = f"{sign}{size // 10}{self._decimal}{size % 10}"
        return text

    def whole(self, number: int) -> str:
        """Return 570 as "570" and 12345 as "12.345" (da) or "12,345" (en); four digits stand together."""
        return str(number) if number < 10_000 else f"{number:,}".replace(",", self.say("speech.thousands"))

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
        return self._numbers[number] if 0 <= number < len(self._numbers) else str(number)

    def quote(self, text: str) -> str:
        """Return the text in the language's quotation marks."""
        return self.say("speech.quote", text=text)

    def series(self, parts: Sequence[str]) -> str:
        """Return "a, b og c"."""
        if len(parts) < 2:
            return "".join(parts)
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
        return self.say(key, day=day.day, month=self._months[day.month - 1], year=day.year)

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
            facts = {"from": opened.day, "to": closed.day, "month": self._months[closed.month - 1]}
            text = self.say("speech.range_in_month", **facts)
        else:
            facts = {"from": self.day(opened, year=False), "to": self.day(closed, year=False)}
            text = self.say("speech.range", **facts)
        return self.say("speech.with_year", range=text, year=closed.year) if year else text


@cache
def voice(language: Language) -> Voice:
    """Return the voice of a language, read from its file once."""
    text = files("fagspejl.reporting.words").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return Voice(language, _flat(tomllib.loads(text), ""))


def _flat(table: Mapping[str, object], prefix: str) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, entry in table.items():
        if isinstance(entry, dict):
            found |= _flat(entry, f"{prefix}{name}.")
        else:
            found[prefix + name] = unbroken(entry)
    return found
