"""What no free text of the room may hold: citizens' data. A CPR form blocks, other signs are asked about. Pure.

The text itself is never part of what is found, so that no error, log or page repeats it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class FoundKind(StrEnum):
    """What a place in a text looks like."""

    CPR = "cpr"
    PHONE = "phone"
    EMAIL = "email"
    NAMES = "names"
    DATE = "date"  # this and what follows: in patterns alone (facts.py)
    AGE = "age"
    ADDRESS = "address"


@dataclass(frozen=True)
class Found:
    """Where in the text it stands: text[start:end]."""

    kind: FoundKind
    start: int
    end: int


@dataclass(frozen=True)
class Screened:
    """blocked: the first CPR form, which may not be saved. asks: what the writer is asked about once, in order."""

    blocked: Found | None
    asks: tuple[Found, ...]


# Days of each month. 29 February counts in any fourth year, 1900 too: the century is not in six digits.
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# The day of a substitute number, given to people without one of their own, is 60 higher.
_SUBSTITUTE: Final = 60
# Between date and serial: a space, a hyphen (spaces about it), a dot, a comma, a colon, a line break, or nothing. A
# full stop, comma or colon with a space after it ends what was said of a date, and what follows is another number.
_BETWEEN: Final = r"(?: {0,2}[-_/] {0,2}| {1,2}|[.,:])"
_CPR: Final = (
    re.compile(
        rf"(?<!\d)(?P<day>\d\d)(?P<sep>[ ./-]?)(?P<month>\d\d)(?P=sep)(?P<year>\d\d){_BETWEEN}?\d{{4}}(?!\d)"
    ),
    # Six digits in a row are no date as people write one: here a comma or a colon may have its space.
    re.compile(r"(?<!\d)(?P<day>\d\d)(?P<month>\d\d)(?P<year>\d\d)[,:] {1,2}\d{4}(?!\d)"),
    # With its century, and then never without a sign between: twelve digits in a row are many other things.
    re.compile(
        rf"(?<!\d)(?P<day>\d\d)(?P<sep>[ ./-]?)(?P<month>\d\d)(?P=sep)(?P<year>(?:19|20)\d\d){_BETWEEN}"
        r"\d{4}(?!\d)"
    ),
)
# Ten digits in pairs, or one by one, with the same sign between all of them.
_SPACED: Final = tuple(
    re.compile(
        rf"(?<!\d)(?<!\d{sep})(?P<day>\d{a}\d){sep}(?P<month>\d{a}\d){sep}(?P<year>\d{a}\d){sep}"
        rf"\d{a}\d{sep}\d{a}\d(?!{sep}?\d)"
    )
    for sep in (" ", "-", r"\.")
    for a in ("", sep)
)
_PHONE: Final = re.compile(
    r"(?<![\d+])(?<!\d[-./])(?:(?:\+|00)45[ -]?)?"
    r"(?:\d{8}|\d\d(?P<two>[ .-])\d\d(?P=two)\d\d(?P=two)\d\d|\d{4}[ -]\d{4}|"
    r"\d{3}[ -]\d{2}[ -]\d{3}|\d{2}[ -]\d{3}[ -]\d{3})"
    r"(?!\d)(?![-./]\d)"
)
_YEARS: Final = re.compile(r"(?:19|20)\d\d[ -](?:19|20)\d\d")
# No name before the sign is longer; without an end, a long text without blanks is searched anew from each of its signs.
_EMAIL: Final = re.compile(r"[\w.+'-]{0,63}\w@\w[\w-]*(?:\.[\w-]+)+")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
# Small words inside a name.
_PARTICLES: Final = frozenset({"af", "von", "van", "de", "den", "der", "la", "el", "al", "bin", "da", "dos"})
# A full stop after these, or after an initial, ends no sentence.
_SHORTENED: Final = frozenset(
    {
        "hr",
        "fr",
        "frk",
        "dr",
        "mr",
        "mrs",
        "ms",
        "prof",
        "sr",
        "jr",
        "st",
        "nr",
        "kl",
        "ca",
        "tlf",
        "d",
        "fx",
        "bl",
        "dvs",
        "pga",
        "evt",
        "inkl",
        "jf",
        "mv",
        "osv",
        "vedr",
        "ang",
    }
)
_SENTENCE_END: Final = frozenset(".!?…\n\r")
_UNSEEN: Final = frozenset({"Cf", "Mn", "Me"})  # soft hyphens, joiners, marks upon a letter, a digit's keycap
_DRAWN_AS_NOTHING: Final = _UNSEEN | {"Cc", "Zs", "Zl", "Zp"}
_BLANKS: Final = frozenset("\t\u115f\u1160\u2800\u3164\uffa0")  # a tab, and letters that are drawn as nothing
_STRAY: Final = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x84\\x86-\\x9f\\u202a-\\u202e\\u2066-\\u2069]"
)
_QUOTES: Final = frozenset("\"'»«“”„‘’")


def screen(text: str) -> Screened:
    """Return what in the text may be about a citizen: a CPR form, which blocks, and phones, e-mails and names.

    A CPR form is six digits that are a date, four digits, and at most a sign between; no checksum, since numbers given
    out since 2007 need not hold it. Digits of any script, dashes of any kind and invisible signs are read as they look.
    Ten digits inside a longer run of digits are not one.
    """
    plain, places = _as_it_looks(text)
    numbers = sorted(_cpr_forms(plain))
    taken = [*numbers]
    emails = [match.span() for match in _EMAIL.finditer(plain)]
    phones = [
        match.span()
        for match in _PHONE.finditer(plain)
        if not _YEARS.fullmatch(match.group()) and not _overlaps(match.span(), [*taken, *emails])
    ]

    def found(kind: FoundKind, span: tuple[int, int]) -> Found:
        return Found(kind, places[span[0]], places[span[1] - 1] + 1)

    asks = [
        *(found(FoundKind.PHONE, span) for span in phones),
        *(found(FoundKind.EMAIL, span) for span in emails),
        *(found(FoundKind.NAMES, span) for span in _full_names(plain)),
    ]
    blocked = found(FoundKind.CPR, numbers[0]) if numbers else None
    return Screened(blocked, tuple(sorted(asks, key=lambda one: one.start)))


def without_stray(text: str) -> str:
    """Return the text without signs that nobody types: control signs but tabs and line breaks, and turned directions.

    A sign that turns the direction would turn the rest of a page's line as well.
    """
    return _STRAY.sub("", text)


def is_blank(text: str) -> bool:
    """Whether nothing of a text can be seen. Looks no further than the first sign that can."""
    return all(sign in _BLANKS or unicodedata.category(sign) in _DRAWN_AS_NOTHING for sign in text)


def _as_it_looks(text: str) -> tuple[str, list[int]]:
    """Return the text with plain digits, hyphens and spaces, without invisible signs, and where each sign stood."""
    signs: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(text):
        category = unicodedata.category(sign)
        if category in _UNSEEN or unicodedata.combining(sign):
            continue
        digit = unicodedata.digit(sign, None)
        if digit is not None:
            sign = str(digit)  # noqa: PLW2901
        elif category == "Pd" or sign in "\u2212\u2043\u02d7":
            sign = "-"  # noqa: PLW2901
        elif category == "Zs" or sign in _BLANKS:
            sign = " "  # noqa: PLW2901
        elif sign in "\u2044\u2215\uff0f":
            sign = "/"  # noqa: PLW2901
        elif sign in "\u00b7\u2022\u2024\uff0e":
            sign = "."  # noqa: PLW2901
        elif sign == "\uff20":
            sign = "@"  # noqa: PLW2901
        signs.append(sign)
        places.append(at)
    return "".join(signs), places


def _cpr_forms(plain: str) -> Iterator[tuple[int, int]]:
    one_line = re.sub(r"[\r\n\x0b\x0c\x85\u2028\u2029]", " ", plain)  # of the same length
    for form in (*_CPR, *_SPACED):
        at = 0
        while match := form.search(one_line, at):
            at = match.start() + 1
            if _is_date(*(int(re.sub(r"\D", "", match[part])) for part in ("day", "month", "year"))):
                yield match.span()


def _is_date(day: int, month: int, year: int) -> bool:
    if not 1 <= month <= len(_DAYS):
        return False
    last = 28 if month == 2 and year % 4 else _DAYS[month - 1]
    return 1 <= day <= last or 1 <= day - _SUBSTITUTE <= last


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _full_names(plain: str) -> Iterator[tuple[int, int]]:
    """Two capitalised words in a row, an initial or a small word between them allowed, not at a sentence's start."""
    words = list(_WORD.finditer(plain))
    at = 0
    while at < len(words):
        first = words[at]
        if not _is_name(first) or _starts_sentence(plain, words[at - 1] if at else None, first):
            at += 1
            continue
        last = at
        step = at + 1
        while step < len(words) and set(plain[words[step - 1].end() : words[step].start()]) == {" "}:
            if words[step - 1][0].endswith(".") and not _is_initial(words[step - 1]):
                break
            if _is_name(words[step]) or _is_initial(words[step]):
                last = step
            elif words[step][0] not in _PARTICLES:
                break
            step += 1
        if last > at and any(_is_name(word) for word in words[at + 1 : last + 1]):
            yield first.start(), first.start() + len(plain[first.start() : words[last].end()].rstrip("."))
        at = last + 1


def _is_name(word: re.Match[str]) -> bool:
    """Is it capitalised and not in capitals all through, as abbreviations are."""
    letters = word[0].rstrip(".")
    return (letters[0].isupper() and any(letter.islower() for letter in letters)) or _is_initial(word)


def _is_initial(word: re.Match[str]) -> bool:
    return len(word[0]) == 2 and word[0].endswith(".") and word[0][0].isupper()


def _starts_sentence(plain: str, before: re.Match[str] | None, word: re.Match[str]) -> bool:
    """Does the word stand first in the text, a line or a sentence; a title or an initial before it ends none."""
    gap = plain[before.end() if before else 0 : word.start()]
    if before is None and not re.search(r"\w", gap):
        return True
    if before is not None and before[0].endswith(".") and not gap.strip(" "):
        said = before[0].rstrip(".")
        return said.lower() not in _SHORTENED and not _is_initial(before)
    if ":" in gap and any(sign in _QUOTES for sign in gap):  # what somebody said
        return True
    return any(sign in _SENTENCE_END for sign in gap)
