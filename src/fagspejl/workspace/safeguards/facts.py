"""What a pattern does not need: the day, the age of somebody named, the address. Such signs are asked about once. Pure.

A pattern says what a unit weighs when; a case is a person's. Whoever writes of a case leaves such marks of it without
thinking. Here they are found as people write them, and no further: a month, an age limit of the law or a weekday is
no case. The text itself is never part of what is found.
"""

from __future__ import annotations

import re
from typing import Final

from fagspejl.workspace.safeguards.screen import Found, FoundKind

_MONTHS: Final = (
    "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|"
    "january|february|march|may|june|july|october"
)
_DAY: Final = r"(?:0?[1-9]|[12]\d|3[01])"
_DATES: Final = (
    re.compile(rf"(?<![\d.]){_DAY}\.? ?(?:{_MONTHS})\b(?: \d{{4}})?", re.IGNORECASE),
    re.compile(rf"\b(?:{_MONTHS}) {_DAY}(?:st|nd|rd|th)?\b(?!\.?\d)", re.IGNORECASE),
    re.compile(rf"\b(?:den|d\.|on) {_DAY}[./-](?:0?[1-9]|1[0-2])\b", re.IGNORECASE),
    re.compile(rf"(?<!\d){_DAY}[./-](?:0?[1-9]|1[0-2])[./-](?:(?:19|20)\d\d|\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])(?!\d)"),
)
# A name and an age: "Sofie på 7 år", "Sofie (7)", "Sofie, 7 år", "Sofie aged 7". Not every capital begins a name.
_AGED: Final = re.compile(
    r"\b(?P<who>[A-ZÆØÅ][a-zæøåéü]+)(?: på |, | er | is |, aged | aged | \()\d{1,3}"
    r"(?: (?:år|years?|måneder|months)\b|\)|-årig|(?<=aged \d)\b|(?<=aged \d\d)\b)"
)
_NO_NAMES: Final = frozenset(
    (
        *("borgeren", "barnet", "børn", "drengen", "pigen", "moren", "faren", "moderen", "faderen", "sønnen"),
        *(
            "datteren",
            "manden",
            "kvinden",
            "patienten",
            "eleven",
            "den",
            "det",
            "en",
            "et",
            "hun",
            "han",
            "vi",
        ),
        *("man", "alle", "dem", "når", "hvis", "unge", "ældre", "voksne", "the", "he", "she", "they"),
        *("children", "people", "everybody"),
    )
)
_ROADS: Final = (
    "vej|gade|allé|alle|stræde|vænge|torv|boulevard|parken|bakken|toften|vangen|haven|engen|krogen|stien"
)
_ADDRESSES: Final = (
    re.compile(rf"\b[A-ZÆØÅ][a-zæøåé]+(?:[ -][A-ZÆØÅ]?[a-zæøåé]+)?(?:{_ROADS}) \d{{1,3}} ?[A-Za-z]?\b"),
    re.compile(r"\b\d{1,4} [A-Z][a-z]+ (?:Street|Road|Avenue|Lane|Drive|Square)\b"),
    re.compile(r"(?<!\d)\d{4} [A-ZÆØÅ][a-zæøå]+ (?:[NSVKCØ]|NV|SV|SØ|NØ)\b"),
)


def case_facts(text: str) -> tuple[Found, ...]:
    """Return the days, ages of somebody named and addresses in a text, in their order, none of them twice."""
    found = [Found(FoundKind.DATE, *match.span()) for form in _DATES for match in form.finditer(text)]
    found += [
        Found(FoundKind.AGE, *match.span())
        for match in _AGED.finditer(text)
        if match["who"].casefold() not in _NO_NAMES
    ]
    found += [Found(FoundKind.ADDRESS, *match.span()) for form in _ADDRESSES for match in form.finditer(text)]
    kept: list[Found] = []
    for one in sorted(found, key=lambda each: (each.start, -each.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)
