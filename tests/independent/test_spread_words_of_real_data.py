"""The printed word on spread against the definition, computed from raw answers by code that shares nothing with ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from independent.spread_by_definition import Answers, printed_words, read, word_of

DATA = Path(__file__).parents[1] / "reference" / "data"
LEAD = [f"LEAD{number:02d}" for number in range(1, 12)]
SYNTH = {f"t{t}": [f"q{t}_{i}" for i in range(1, 6)] for t in range(1, 6)}
BFI = {name: [f"{name}{i}" for i in range(1, 6)] for name in "ACENO"}
BFI_TURNED = ["A1", "C4", "C5", "E1", "E2", "O2", "O5"]

Rows = list[tuple[str, list[int | None]]]


def _lq2002() -> Rows:
    return read(DATA / "lq2002_lead.csv", "COMPID", LEAD, lambda row: True)


def _with_gaps(rows: Rows) -> Rows:
    """Take answers away by a fixed pattern: some raters fall below 60 %, some statements below ten or below five."""
    return [
        (
            unit,
            [
                None if (7 * r + 3 * j + r * j) % 11 < 3 + (int(unit) + j) % 3 else v
                for j, v in enumerate(row)
            ],
        )
        for r, (unit, row) in enumerate(rows)
    ]


def _synth360() -> Rows:
    items = [item for theme in SYNTH.values() for item in theme]
    return read(
        DATA / "synth360.csv",
        "leader",
        items,
        lambda row: row["role"] == "employee" and row["round"] == "1",
    )


def _bfi() -> Rows:
    """Personality statements 1-6; the units are made of education and year of age."""
    items = [item for theme in BFI.values() for item in theme]
    rows = read(DATA / "bfi.csv", "age", items, lambda row: True)
    other = read(DATA / "bfi.csv", "education", items, lambda row: True)
    return [(f"{age}e{kind or 0}", row) for (age, row), (kind, _) in zip(rows, other, strict=True)]


def _insteval() -> Rows:
    """One question about many teachers: themes of a single statement."""
    return read(DATA / "insteval_a.csv", "instructor", ["y"], lambda row: int(row["instructor"]) % 3 == 0)


def _defined(
    rows: Rows, themes: dict[str, Sequence[str]], lo: int, hi: int, turned: Sequence[str]
) -> dict[tuple[str, str], list[str]]:
    by_unit: dict[str, list[list[int | None]]] = {}
    items = [item for theme in themes.values() for item in theme]
    for unit, row in rows:
        scored = [lo + hi - v if v and item in turned else v for item, v in zip(items, row, strict=True)]
        if any(v is not None for v in scored):
            by_unit.setdefault(unit, []).append(scored)
    words = {}
    for unit, raters in by_unit.items():
        first = 0
        for theme, own in themes.items():
            part: list[Answers] = [rater[first : first + len(own)] for rater in raters]
            if word := word_of(part, lo, hi):
                words[unit, theme] = [word]
            first += len(own)
    return words


LQ_PARTS = {"first": LEAD[:6], "last": LEAD[6:]}
CASES: dict[str, tuple[Callable[[], Rows], dict[str, Sequence[str]], int, int, Sequence[str]]] = {
    "lq2002": (_lq2002, {"all": LEAD}, 1, 5, ()),
    "lq2002 in two themes": (_lq2002, LQ_PARTS, 1, 5, ()),
    "lq2002 with gaps": (lambda: _with_gaps(_lq2002()), LQ_PARTS, 1, 5, ()),
    "synth360": (_synth360, SYNTH, 1, 5, [f"q{t}_5" for t in range(1, 6)]),
    "bfi": (_bfi, BFI, 1, 6, BFI_TURNED),
    "insteval": (_insteval, {"y": ["y"]}, 1, 5, ()),
}


@pytest.mark.parametrize("name", CASES)
def test_every_unit_prints_the_word_of_the_definition(name: str, tmp_path: Path) -> None:
    """Asta computes every unit's word herself from the raw answers; the report prints the same, and no word more."""
    made, themes, lo, hi, turned = CASES[name]
    rows = made()
    small = {
        theme.lower(): [item.lower() for item in items] for theme, items in themes.items()
    }  # ids in a questionnaire are lower case
    lowered = [item.lower() for item in turned]
    wanted = _defined(rows, small, lo, hi, lowered)
    printed = printed_words(tmp_path, rows, small, lo, hi, lowered)
    different = {place for place in wanted.keys() | printed.keys() if wanted.get(place) != printed.get(place)}
    print(
        f"{name}: {len(wanted)} words, {dict(Counter(w for [w] in wanted.values()))}, {len(different)} different"
    )
    assert different == set()
    assert len(wanted) >= 20
