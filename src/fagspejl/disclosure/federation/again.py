"""Every figure of a sum of extracts once more, from the extracts alone, in fractions. Pure.

Shares no arithmetic with `adding`, so that one mistake is not made twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Any, Final

from fagspejl.analysis.policy import LEAST_INSTALLATIONS
from fagspejl.disclosure.release_check.types import AuditFault, Finding
from fagspejl.lib.sameness import folded
from fagspejl.lib.tenths import decimal, tenths_of

_Row = Mapping[str, Any]
_Said = tuple[float | None, str | None]  # value, and the code that stands in its place
_SIDES: Final = (("at_most", "alike_low"), ("at_least", "alike_high"))
_HALF: Final = Fraction(1, 2)
_TENTH: Final = Fraction(1, 10)


class Again:
    """What the figures must be. `documents`: those of the extracts, in the order in which they are named."""

    def __init__(self, document: Mapping[str, Any], documents: Sequence[Mapping[str, Any]]) -> None:
        self._document, self._documents = document, documents
        self._codes = _Codes(document)
        self._known = [
            {(row["unit"], row["perspective"], row["kind"], row["id"]): row for row in one["figures"]}
            for one in documents
        ]
        self._theme_of = {item["id"]: theme["id"] for theme in document["themes"] for item in theme["items"]}
        self._printed = {
            (row["unit"], row["perspective"], row["id"]): row
            for row in document["figures"]
            if row["kind"] == "item" and row["status"] == "shown"
        }

    @staticmethod
    def theme_of(document: Mapping[str, Any], items: Sequence[_Row]) -> _Said:
        """Return the number, or the code, that a theme has by the item totals printed beside it."""
        codes = _Codes(document)
        shown = [row for row in items if row["status"] == "shown"]
        side = _side([row["code"] for row in shown])
        if side is not None or not shown:
            return None, side
        return _tenths(sum((codes.lent(row) for row in shown), Fraction(0)) / len(shown)), None

    def faults(self) -> Iterator[AuditFault]:
        """Yield what does not follow from the extracts."""
        places = {unit["id"]: self._units(unit) for unit in self._document["units"]}
        for row in self._document["figures"]:
            if row["status"] == "shown":
                where = " / ".join(
                    part for part in (row["unit"], row["perspective"], row["kind"], row["id"]) if part
                )
                yield from self._figure_faults(row, places[row["unit"]], where)
        groups = {group["perspective"] for one in self._documents for group in one["groups"]}
        for group in sorted(groups):
            for item in self._theme_of:
                yield from self._between_faults(group, item, places)

    def _units(self, place: Mapping[str, Any]) -> list[tuple[int, str]]:
        """The units behind a place: the whole of everybody, or those of its name one level below."""
        if place["id"] == "0":
            return [(index, "0") for index in range(len(self._documents))]
        name = folded(place["name"])
        return [
            (index, unit["id"])
            for index, one in enumerate(self._documents)
            for unit in one["units"][1:]
            if folded(unit["name"]) == name
        ]

    def _terms(self, units: Iterable[tuple[int, str]], group: str, item: str) -> list[tuple[int, _Row]]:
        """Printed totals of an item where the unit prints its theme too."""
        theme = self._theme_of[item]
        return [
            (index, self._known[index][unit, group, "item", item])
            for index, unit in units
            if (unit, group, "item", item) in self._known[index]
            and (unit, group, "theme", theme) in self._known[index]
        ]

    def _figure_faults(self, row: _Row, units: list[tuple[int, str]], where: str) -> Iterator[AuditFault]:
        match row["kind"]:
            case "item":
                expected = self._item(row, units)
            case "theme":
                expected = self._theme(row, units)
            case "response":
                expected = self._response(row, units)
            case _:
                expected = self._answers(row, units)
        for name, value in expected.items():
            if row[name] != value:
                facts = {"names": name, "printed": row[name], "expected": value}
                yield AuditFault(Finding.NOT_THE_ARITHMETIC, where, facts)

    def _item(self, row: _Row, units: list[tuple[int, str]]) -> dict[str, Any]:
        terms = self._terms(units, row["perspective"], row["id"])
        n = sum(term["n"] for _, term in terms)
        if not n:
            return {"n": 0}
        side = _side([term["code"] for _, term in terms])
        mean, down, up = self._spread(terms, n)
        about = "about" if max(down, up) > Fraction(1, 20) else None
        return {
            "value": None if side else _tenths(mean),
            "code": side or about,
            "n": n,
            "installations": len({index for index, _ in terms}),
        }

    def _spread(self, terms: list[tuple[int, _Row]], n: int) -> tuple[Fraction, Fraction, Fraction]:
        """The weighted mean, and how far coded parts could move it down and up."""
        sums = [Fraction(0)] * 3
        for _, term in terms:
            lent, (least, most) = self._codes.lent(term), self._codes.permits(term)
            for at, value in enumerate((lent, lent - least, most - lent)):
                sums[at] += term["n"] * value
        return sums[0] / n, sums[1] / n, sums[2] / n

    def _theme(self, row: _Row, units: list[tuple[int, str]]) -> dict[str, Any]:
        group = row["perspective"]
        items = [
            one
            for (unit, of, item), one in self._printed.items()
            if (unit, of) == (row["unit"], group) and self._theme_of[item] == row["id"]
        ]
        down = up = Fraction(0)
        behind = set[int]()
        for one in items:
            terms = self._terms(units, group, one["id"])
            behind |= {index for index, _ in terms}
            _, lower, upper = self._spread(terms, sum(term["n"] for _, term in terms) or 1)
            down, up = down + lower, up + upper
        value, side = self.theme_of(self._document, items)
        moved = bool(items) and max(down, up) / len(items) > Fraction(1, 20)
        n = sum(
            entered["n"]
            for index, unit in units
            if index in behind and (entered := self._known[index].get((unit, group, "response", row["id"])))
        )
        code = side or ("about" if moved else None)
        return {"value": value, "code": code, "n": n, "installations": len(behind)}

    def _response(self, row: _Row, units: list[tuple[int, str]]) -> dict[str, Any]:
        group, theme = row["perspective"], row["id"]
        behind = {
            index
            for (unit, of, item) in self._printed
            if (unit, of) == (row["unit"], group) and theme in ("", self._theme_of[item])
            for index, _ in self._terms(units, group, item)
        }
        rows = [
            entered
            for index, unit in units
            if index in behind and (entered := self._known[index].get((unit, group, "response", theme)))
        ]
        n, invited = sum(one["n"] for one in rows), [one["value"][1] for one in rows]
        known = None if None in invited else sum(invited)
        return {"value": [n, known], "n": n, "installations": len(behind)}

    def _answers(self, row: _Row, units: list[tuple[int, str]]) -> dict[str, Any]:
        group, item = row["perspective"], row["id"]
        behind = {index for index, _ in self._terms(units, group, item)}
        rows = [
            counted
            for index in sorted(behind)
            if (counted := self._known[index].get(("0", group, "answers", item)))
        ]
        options = [sum(column) for column in zip(*(one["value"]["options"] for one in rows), strict=True)]
        value = {
            "options": options,
            **{name: sum(one["value"][name] for one in rows) for name in ("dont_know", "no_disclose")},
        }
        return {"value": value, "n": sum(options), "installations": len(rows)}

    def _between_faults(
        self, group: str, item: str, places: Mapping[str, list[tuple[int, str]]]
    ) -> Iterator[AuditFault]:
        """The whole is printed where it may be, and between it and its parts lie none or enough installations."""
        left = dict.fromkeys(range(len(self._documents)), 0)
        whole = self._terms(places["0"], group, item)
        printed = {place for place in places if (place, group, item) in self._printed}
        if len({index for index, _ in whole}) >= LEAST_INSTALLATIONS and "0" not in printed:
            yield AuditFault(Finding.WHOLE_MISSING, f"{group} / {item}", {})
        for place in printed:
            for index, term in self._terms(places[place], group, item):
                left[index] += term["n"] if place == "0" else -term["n"]
        apart = sum(n != 0 for n in left.values())
        if printed - {"0"} and 0 < apart < LEAST_INSTALLATIONS:
            facts = {"count": apart, "limit": LEAST_INSTALLATIONS}
            yield AuditFault(Finding.TOO_FEW_INSTALLATIONS, f"{group} / {item}", facts)


class _Codes:
    """What codes lend to arithmetic, and what they permit (docs/explanation/rules.md 4.2)."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        lo, hi = document["scale"]["lo"], document["scale"]["hi"]
        span, middle = Fraction(hi - lo), (lo + hi) // 2
        margin = Fraction(str(document["policy"]["disclosure"]["end_code"])) * span / 4
        low, high = (middle, middle + 1) if hi - middle > 1 else (lo, hi)
        self._slack = span / 4
        self._lent = {
            "at_most": lo + margin / 2,
            "at_least": hi - margin / 2,
            "alike_low": lo + span / 4,
            "alike_high": hi - span / 8,
        }
        self._permits = {
            "at_most": (Fraction(lo), floor((lo + margin) / _TENTH) * _TENTH),
            "at_least": (ceil((hi - margin) / _TENTH) * _TENTH, Fraction(hi)),
            "alike_low": (Fraction(lo), Fraction(low)),
            "alike_high": (Fraction(high), Fraction(hi)),
        }

    def lent(self, row: _Row) -> Fraction:
        """Return what a printed total lends."""
        return self._lent[row["code"]] if row["value"] is None else Fraction(tenths_of(row["value"]), 10)

    def permits(self, row: _Row) -> tuple[Fraction, Fraction]:
        """Return the least and the most that it may be."""
        if row["value"] is None:
            return self._permits[row["code"]]
        lent, slack = self.lent(row), self._slack if row["code"] == "about" else Fraction(0)
        return lent - slack, lent + slack


def _side(codes: Sequence[str | None]) -> str | None:
    for few, alike in _SIDES:
        if codes and all(code in (few, alike) for code in codes):
            return alike if alike in codes else few
    return None


def _tenths(mean: Fraction) -> float:
    return decimal(floor(mean / _TENTH + _HALF))
