"""What somebody counts by hand from the answers of a room, as the written definitions say. Shares no line with ours.

m is the least number that is three in ten of n. Near: at most one and a half from the median. Alike: fewer than m are
not near. Divided: at least m at 0-3 and at least m at 7-10. Of options: alike where fewer than m chose another than the
first, divided where the second has m. Nearly all: fewer than m on the other side of 6.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from html import unescape
from statistics import median

ALIKE, DIVIDED, SCATTERED = "Enige", "Delte", "Spredte"
UNEVEN, DISAGREED, SUCCEEDS, WAITS = "Fælles, men ujævnt", "Uenige", "Fælles og lykkes", "Kan vente"

MONTHS = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]


def three_in_ten(n: int) -> int:
    """The least number that is three in ten of n."""
    return next(count for count in range(n + 1) if Fraction(count) >= Fraction(3 * n, 10))


def printed(value: float) -> str:
    """A median as Danish prints it: 4 or 4,5."""
    return f"{value:g}".replace(".", ",")


def middle(values: Sequence[int]) -> str:
    """The printed median of answers."""
    return printed(median(values))


def near(values: Sequence[int]) -> int:
    """How many are at most one and a half from the median."""
    return sum(abs(value - median(values)) <= 1.5 for value in values)


def ends(values: Sequence[int]) -> tuple[int, int]:
    """How many are low (0-3), and how many high (7-10)."""
    return sum(value <= 3 for value in values), sum(value >= 7 for value in values)


def word(values: Sequence[int]) -> str:
    """The word on how far answers 0-10 lie apart."""
    m = three_in_ten(len(values))
    if len(values) - near(values) < m:
        return ALIKE
    return DIVIDED if min(ends(values)) >= m else SCATTERED


def told_of(values: Sequence[int]) -> str:
    """What a page says of answers to one question."""
    n, (low, high) = len(values), ends(values)
    return {
        ALIKE: f"De fleste ligger tæt: {near(values)} af {n} er højst halvandet trin fra midten ({middle(values)}).",
        SCATTERED: f"Vi ligger spredt: {near(values)} af {n} er tæt på midten ({middle(values)}).",
        DIVIDED: f"Vi er delt: {low} af {n} ligger lavt (0-3) og {high} højt (7-10).",
    }[word(values)]


def word_of_options(chosen: Sequence[int]) -> str:
    """The word on how far choices lie apart."""
    m, counts = three_in_ten(len(chosen)), sorted(Counter(chosen).values(), reverse=True)
    if len(chosen) - counts[0] < m:
        return ALIKE
    return DIVIDED if len(counts) > 1 and counts[1] >= m else SCATTERED


def heading(importance: Sequence[int], practice: Sequence[int], blocks: Sequence[Sequence[int]]) -> str:
    """The heading of a statement. `blocks`: the practice of each block that is shown."""
    if not _nearly_all_high(importance):
        high = sum(value >= 6 for value in importance)
        return WAITS if high < three_in_ten(len(importance)) else DISAGREED
    return SUCCEEDS if all(_nearly_all_high(some) for some in (practice, *blocks)) else UNEVEN


def _nearly_all_high(values: Sequence[int]) -> bool:
    return sum(value < 6 for value in values) < three_in_ten(len(values))


def day(when: date) -> str:
    """A day as Danish prints it."""
    return f"{when.day}. {MONTHS[when.month - 1]} {when.year}"


def text_of(page: str) -> str:
    """The text of a page as it reads, without its drawings, and without spaces that do not break."""
    page = re.sub(r"(?s)<(svg|style|script).*?</\1>", " ", page)
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page)).split())


def tables(page: str) -> list[list[list[str]]]:
    """Every table of a page: its rows, each the text of its cells."""
    found = re.findall(r"(?s)<table.*?</table>", page)
    return [
        [
            [text_of(cell) for cell in re.findall(r"(?s)<t[hd][^>]*>(.*?)</t[hd]>", row)]
            for row in re.findall(r"(?s)<tr.*?</tr>", table)
        ]
        for table in found
    ]


def drawings(page: str, part: str) -> list[str]:
    """The drawings of a page that have such a class."""
    return [one for one in re.findall(r"(?s)<svg.*?</svg>", page) if part in one]
