"""When two texts are the same: the one place that says so, for ids, labels, headings and numbers.

Survey systems, spreadsheets and people write one thing in many ways. `folded` sets aside what nobody sees or means:
case, kinds of space, signs that are drawn as nothing. `normal` also sets aside how a number is written and which kind
of dash or quotation mark was used; every look-up of an answer, a label or a heading goes through it.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Final

# Drawn as nothing, although Unicode does not count them among its format characters (Cf).
_UNSEEN: Final = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\ufe00-\ufe0f\uffa0\U000e0000-\U000e0fff]"
)
_ALIKE: Final = str.maketrans(
    dict.fromkeys("‐‑‒–—―−﹘﹣－", "-")
    | dict.fromkeys("‘’‚‛′´`", "'")
    | dict.fromkeys("“”„‟″«»", '"')
    | {"…": "..."}
)
# A sign, whole part and decimals after a point or comma; longer ones are ids or something else, not answers.
_NUMBER: Final = re.compile(r"([+-]?)([0-9]{1,18})(?:[.,]([0-9]{0,40}))?")
_BEGIN_NUMBERS: Final = frozenset("+-0123456789")
_DECIMALS: Final = 9  # kept; what a computer adds when it turns 5 into 5.000000000000001 lies beyond


def folded(text: str) -> str:
    """Return a text without what nobody sees: NFKC, case folded, no invisible signs, single spaces, trimmed."""
    if text.isascii():
        return " ".join(text.lower().split())
    before = None
    while text != before:  # what is removed may let letters compose anew
        before = text
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        if not text.isascii():  # it may have become so
            text = _UNSEEN.sub("", text)
            if not text.isprintable():  # no sign of Cf is
                text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
        text = " ".join(text.split())
    return text


def normal(text: str) -> str:
    """Return a text as it is compared: folded, one kind of dash and quotation mark, and one form of each number.

    5, 5.0, "5,00", 05, +5 and 5.000000000000001 are one number; 1.000 is 1, since answers have no thousands.
    -99 is not 99, and 3,5 is 3.5. Idempotent: normal(normal(text)) == normal(text).
    """
    if text.isascii() and "`" not in text:
        text = " ".join(text.lower().split())
    else:
        text = folded(text.translate(_ALIKE)).translate(_ALIKE)  # some dashes are made by folding
    written = _NUMBER.fullmatch(text) if text[:1] in _BEGIN_NUMBERS else None
    return text if written is None else _plainest(*written.groups(default=""))


def _plainest(sign: str, whole: str, decimals: str) -> str:
    if len(decimals) > _DECIMALS:
        exact = Decimal(f"{whole}.{decimals}").quantize(Decimal(1).scaleb(-_DECIMALS))
        whole, _, decimals = f"{exact:f}".partition(".")
    whole, decimals = whole.lstrip("0") or "0", decimals.rstrip("0")
    number = f"{whole}.{decimals}" if decimals else whole
    return f"-{number}" if sign == "-" and number != "0" else number
