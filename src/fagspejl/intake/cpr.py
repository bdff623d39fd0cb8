"""Civil registration numbers (CPR): found, and never let further than the memory of one reading.

Ten digits that begin with a day, a month and a year, with a hyphen, a space or nothing after the sixth. The checksum is
not asked: since 2007 numbers are given out without one. Of random ten-digit numbers 3.7 % begin with a date by chance,
so a column is one of CPR only by its heading, or when at least 60 % of its values are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

MASK: Final = "••••••-••••"
LEAST_SHARE: Final = 0.6  # of the values of a column that holds CPR
_DAYS: Final = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_GAP: Final = r"[\s\-\u2010-\u2015\u2212]{0,3}"
_UNSEEN: Final = re.compile("[\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_LIKELY: Final = re.compile(rf"\d{{6}}{_GAP}\d{{4}}")
# A UUID may hold ten digits in a row: it is passed over whole. A decimal number's digits are no number either.
_NUMBER: Final = re.compile(
    r"\b[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}\b"
    rf"|(?<!\d)(?<!\d[.,])(?P<date>\d{{6}}){_GAP}\d{{4}}(?!\d)"
)
_WHOLE: Final = re.compile(rf"\s*(?P<date>\d{{6}}){_GAP}\d{{4}}\s*")
_SHORTENED: Final = re.compile(
    r"\s*(?P<date>\d{5})\d{4}(?:[.,]0+)?\s*"
)  # a spreadsheet took the zero before it
_HEADING: Final = re.compile(
    r"cpr|person(?:nr|nummer)|social security|\bssn\b|fødselsn(?:r|ummer)", re.IGNORECASE
)


def heading_is_cpr(heading: str) -> bool:
    """Whether a heading says that its column holds CPR: CPR-nr., LedersCPR, Personnummer."""
    return _HEADING.search(_UNSEEN.sub("", heading)) is not None


def is_cpr(text: str) -> bool:
    """Whether a cell is such a number and nothing else."""
    found = _WHOLE.fullmatch(_UNSEEN.sub("", text))
    return found is not None and _is_date(found["date"])


def holds_cpr(text: str) -> bool:
    """Whether such a number stands somewhere in a text."""
    return masked(text) is not text


def masked(text: str) -> str:
    """Return a text with every such number as dots; the same text where there is none."""
    if len(text) < 10:
        return text
    plain = text if text.isascii() else _UNSEEN.sub("", text)
    if _LIKELY.search(plain) is None:
        return text
    found = _NUMBER.sub(_dots, plain)
    return text if found == plain else found


def is_cpr_column(heading: str, values: Iterable[str]) -> bool:
    """Whether a column holds CPR, by its heading or by at least 60 % of its values. Empty cells do not count."""
    if heading_is_cpr(heading):
        return True
    filled = list(filter(str.strip, values))
    if not filled:
        return False
    # Most columns are told apart by their first values; all are looked at only where these leave it open.
    if len(filled) > 200 and not any(_looks(value) for value in filled[:: len(filled) // 100]):
        return False
    return sum(map(_looks, filled)) >= LEAST_SHARE * len(filled)


def mask_cells(cells: Sequence[str]) -> tuple[Sequence[str], list[int]]:
    """Return the cells of one column without such numbers, and the places where there were any: dots tell of one."""
    joined = "\n".join(cells)
    if MASK not in joined and _LIKELY.search(joined if joined.isascii() else _UNSEEN.sub("", joined)) is None:
        return cells, []
    clean = [masked(cell) for cell in cells]
    pairs = enumerate(zip(clean, cells, strict=True))
    places = [place for place, (new, old) in pairs if new != old or MASK in new]
    return (clean, places) if places else (cells, [])


def _looks(value: str) -> bool:
    if is_cpr(value) or value.strip() == MASK:
        return True
    short = _SHORTENED.fullmatch(value)
    return short is not None and _is_date(f"0{short['date']}")


def _dots(found: re.Match[str]) -> str:
    date = found["date"]
    return MASK if date and _is_date(date) else found[0]


def _is_date(digits: str) -> bool:
    """Whether six digits are a day, a month and a year; of the year only whether it may have a 29 February."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:])
    if not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return False
    return (day, month) != (29, 2) or year % 4 == 0
