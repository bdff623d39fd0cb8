"""A total of several organisations is the mean of their printed totals, weighted by the n beside each."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest

from fagspejl.disclosure.federation.extract import read_extract
from fagspejl.disclosure.federation.federation import Federation
from support.federated import Installation, installation, trust


def _added(*ones: Installation) -> tuple[Federation, dict[tuple[str, str, str], dict[str, object]]]:
    extracts = [read_extract(one.name, one.extract(), trust(*ones)) for one in ones]
    added = Federation(extracts, "Alle")
    return added, {(row["unit"], row["kind"], row["id"]): row for row in added.document()["figures"]}


def test_an_item_is_weighted_by_those_who_answered() -> None:
    """Bente adds Fjordby's 72, Åkær's 30 and Lyngdal's 120 answers by hand, and finds the printed number."""
    ones = [installation(0), installation(1, raters=5), installation(2, raters=20)]
    _, figures = _added(*ones)
    rows = [row for one in ones for row in one.document()["figures"] if row["unit"] == "0"]
    items = {row["id"] for row in rows if row["kind"] == "item"}
    assert items
    for item in items:
        parts = [row for row in rows if (row["kind"], row["id"]) == ("item", item)]
        assert sorted(row["n"] for row in parts) == [30, 72, 120]
        mean = sum(row["n"] * Fraction(round(10 * row["value"]), 10) for row in parts) / 222
        total = figures["0", "item", item]
        assert total["value"] == floor(10 * mean + Fraction(1, 2)) / 10
        assert (total["n"], total["installations"]) == (222, 3)


def test_a_theme_is_the_mean_of_its_statements() -> None:
    """Bente finds the theme's number as the mean of the five numbers that stand below it."""
    _, figures = _added(*map(installation, range(3)))
    themes = [row for (unit, kind, _), row in figures.items() if (unit, kind) == ("0", "theme")]
    items = [row for (unit, kind, _), row in figures.items() if (unit, kind) == ("0", "item")]
    assert len(themes) == 1
    mean = sum(Fraction(round(10 * row["value"]), 10) for row in items) / len(items)  # type: ignore[arg-type,call-overload]
    assert themes[0]["value"] == floor(10 * mean + Fraction(1, 2)) / 10


def test_n_of_all_is_the_sum_of_each() -> None:
    """Sofie answered in Fjordby and works in Åkær too: people are counted within each, so she may stand in n twice."""
    _, figures = _added(*map(installation, range(3)))
    assert figures["0", "response", ""]["value"] == [3 * 72, 3 * 84]


def test_an_end_of_the_scale_stays_coded() -> None:
    """All of Fjordby, Åkær and Lyngdal answer 5 to everything: no number undoes what the reports do not print."""
    ones = [installation(number, answers=[5] * 5, raters=6) for number in range(3)]
    _, figures = _added(*ones)
    shown = [row for row in figures.values() if row["kind"] in ("item", "theme")]
    assert {(row["value"], row["code"]) for row in shown} == {(None, "at_least")}


@pytest.mark.parametrize(("raters", "code"), [(6, None), (8, "about"), (60, "about")])
def test_a_coded_part_makes_it_about(raters: int, code: str | None) -> None:
    """Fjordby answers 5 to everything: once that could move the total by half a printed decimal, it is "about"."""
    ones = [installation(0, answers=[5] * 5, raters=raters), installation(1), installation(2)]
    _, figures = _added(*ones)
    assert {row["code"] for (unit, kind, _), row in figures.items() if (unit, kind) == ("0", "item")} == {
        code
    }


def test_counts_are_added() -> None:
    """The bar of all is the sum of the three bars, option by option."""
    ones = list(map(installation, range(3)))
    _, figures = _added(*ones)
    rows = [row for one in ones for row in one.document()["figures"] if row["unit"] == "0"]
    bars = [row for (unit, kind, _), row in figures.items() if (unit, kind) == ("0", "answers")]
    assert len(bars) == 5
    for bar in bars:
        parts = [
            row["value"]["options"] for row in rows if (row["kind"], row["id"]) == ("answers", bar["id"])
        ]
        assert bar["value"]["options"] == [sum(column) for column in zip(*parts, strict=True)]  # type: ignore[index]
        assert bar["n"] == 216
