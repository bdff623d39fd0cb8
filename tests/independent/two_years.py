"""A year on: other answers of partly other people about the same leaders, and the word for each change by the written rule.

Knows files of answers and nothing of the program. The rule: an interval of the difference from both printed bands, up
or down where the difference is 0.3 or more and the interval leaves out 0.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import unescape
from math import sqrt
from pathlib import Path
from random import Random
from typing import Any

from scipy.stats import t as student

from independent.leaders import Figures

UP, NONE, DOWN = (
    "Op: Svarene er højere end sidst.",
    "Ingen tydelig ændring siden sidst.",
    "Ned: Svarene er lavere end sidst.",
)
INEXACT = "Et af de to tal er ikke præcist."
OTHER = "De to runder viser ikke de samme udsagn."
HIDDEN = "Vises ikke af hensyn til anonymiteten."
LEAST, TENTH = Fraction(3, 10), Fraction(1, 10)


def write_next_year(last: Path, folder: Path, items: Sequence[str], seed: int) -> None:
    """Write answers.csv and leaders.csv of a year later: a tenth is gone, a third is new, all answer anew."""
    rng = Random(seed)
    rows = _rows(last / "answers.csv")
    shift = {row["leader"]: rng.choice((-1.4, -0.5, 0.0, 0.5, 1.4)) for row in rows}
    folder.mkdir(parents=True, exist_ok=True)
    kept = []
    for row in rows:
        if row["perspective"] == "employee" and rng.random() < 0.1:
            continue
        new = dict(row)
        if row["perspective"] == "employee" and rng.random() < 0.3 and not _lent(rows, row["person"]):
            new["person"] = f"n{row['person']}"
        for item in items:
            if row[item].isdigit():
                new[item] = str(
                    min(5, max(1, round(int(row[item]) + shift[row["leader"]] + rng.gauss(0, 0.5))))
                )
        kept.append(new)
    with (folder / "answers.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(kept)
    (folder / "leaders.csv").write_text((last / "leaders.csv").read_text("utf-8"), "utf-8")


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


def _lent(rows: Sequence[Mapping[str, str]], person: str) -> bool:
    return sum(row["person"] == person for row in rows) > 1


def expected(before: Figures, now: Figures, theme: str, items: Sequence[str]) -> tuple[str, bool]:
    """Return the word or the reason for none, and whether both figures stand beside it."""
    if "withheld" in (before["theme", theme], now["theme", theme]):
        return HIDDEN, False
    stands = all(_full(one, items) for one in (before, now))
    if _shown(before, items) != _shown(now, items) and not (
        before["theme", theme][1] or now["theme", theme][1]
    ):
        return OTHER, stands
    if _shown(before, items) != _shown(now, items):
        return OTHER, stands
    if before["theme", theme][1] or now["theme", theme][1]:
        return INEXACT, stands
    return _word(_side(before, theme), _side(now, theme)), stands


def _shown(figures: Figures, items: Sequence[str]) -> set[str]:
    return {item for item in items if figures["item", item] != "withheld"}


def _full(figures: Figures, items: Sequence[str]) -> bool:
    """Ten people behind the group and each statement: its counts are printed, or all chose one option."""
    (n, _), _ = figures["response", ""]
    return n >= 10 and all(
        ("answers", item) in figures or str(figures["item", item][1]).startswith("alike")
        for item in _shown(figures, items)
    )


def _side(figures: Figures, theme: str) -> dict[str, Any]:
    (n, _), code = figures["response", ""]
    value = figures["theme", theme][0]
    side: dict[str, Any] = {"value": value, "n": n, "kind": "none"}
    if ("bounds", theme) in figures and code == "few_answers":
        side |= {"kind": "bounds", "ends": figures["bounds", theme]}
    elif ("band", theme) in figures:
        ends, kind = figures["band", theme]
        side |= {"kind": kind, "ends": ends}
    elif code == "all_answered":
        side |= {"kind": "all", "ends": (value, value)}
    return side


def _word(before: dict[str, Any], now: dict[str, Any]) -> str:
    d = now["value"] - before["value"]
    if "bounds" in (before["kind"], now["kind"]):
        low, high = now["ends"][0] - before["ends"][1], now["ends"][1] - before["ends"][0]
    else:
        half = _half(before, now)
        low, high = float(d) - half, float(d) + half
    if abs(d) < LEAST or (low <= 1e-9 and high >= -1e-9):
        return NONE
    return UP if d > 0 else DOWN


def _half(*sides: dict[str, Any]) -> float:
    """Student's t times the standard error of a difference, by Welch and Satterthwaite."""
    squares, below = [], 0.0
    for side in sides:
        low, high = side["ends"]
        reach = [side["value"] - low] * (low > 1) + [high - side["value"]] * (high < 5)
        wide = float(max(reach, default=Fraction(2)))
        df = side["n"] + 5 if side["kind"] == "band_blended" else float("inf")
        t = float(student.ppf(0.975, df)) if df < 1e9 else 1.959963984540054
        squares.append((wide / t) ** 2)
        below += squares[-1] ** 2 / df
    total = sum(squares)
    if total == 0:
        return 0.0
    df = total**2 / below if below else float("inf")
    return (float(student.ppf(0.975, df)) if df < 1e9 else 1.959963984540054) * sqrt(total)


def printed(page: str) -> dict[str, dict[str, tuple[str, bool]]]:
    """Return what a page says: group -> theme -> sentence, and whether a drawing stands above it.

    A group of which nothing is compared has its note under "".
    """
    found = re.search(r'(?s)<section id="udvikling".*?</section>', page)
    if found is None:
        return {}
    groups: dict[str, dict[str, tuple[str, bool]]] = {}
    for part in re.split(r"(?=<h3>)", found[0])[1:]:
        name = _text(re.search(r"(?s)<h3>(.*?)</h3>", part))
        lines = groups.setdefault(name, {})
        note = re.search(r'(?s)</h3>\s*<p class="withheld">(.*?)</p>', part)
        if note:
            lines[""] = _text(note), False
        for theme in re.split(r"(?=<h4>)", part)[1:]:
            title = _text(re.search(r"(?s)<h4>(.*?)</h4>", theme))
            said = _text(re.search(r"(?s)<p(?: class=\"withheld\")?>(.*?)</p>", theme))
            lines[title] = said, "<svg" in theme
    return groups


def _text(found: re.Match[str] | None) -> str:
    assert found is not None
    return " ".join(unescape(re.sub(r"(?s)<svg.*?</svg>|<[^>]*>", "", found[1])).split())
