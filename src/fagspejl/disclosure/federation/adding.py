"""The sum of several extracts: arithmetic on printed totals, so it cannot say more than they do. Pure.

An item's total is the mean of the installations' printed totals, weighted by the n printed beside each; a theme's total
is the mean of the item totals that are printed there. Behind every total stand `LEAST_INSTALLATIONS` or more, and what
lies between the whole and the parts below it holds none or as many. Rules: docs/reference/extract.md.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, NamedTuple

import numpy as np

from fagspejl.analysis.policy import DISTRIBUTION_SHARE, LEAST_INSTALLATIONS, ReportingPolicy
from fagspejl.analysis.rounding import HALF_A_TENTH, in_tenths, of_tenths
from fagspejl.analysis.scores import items_needed
from fagspejl.disclosure.arithmetic.figures import Figure
from fagspejl.disclosure.federation.extract import Extract
from fagspejl.disclosure.measured.cells import Ends, Form
from fagspejl.disclosure.types import Code, FigureKind, GroupName, Reason, ThemeInfo
from fagspejl.lib.sameness import folded
from fagspejl.lib.tenths import tenths_of

GROUPS: Final[tuple[GroupName, ...]] = ("employee", "subordinate_leader", "peer")
WHOLE: Final = 0  # the place of the whole; the parts below it follow
_LOW: Final = (Code.AT_MOST, Code.ALIKE_LOW)
_HIGH: Final = (Code.AT_LEAST, Code.ALIKE_HIGH)
_ALIKE: Final = (Code.ALIKE_LOW, Code.ALIKE_HIGH)
_FORMS: Final = {
    Code.AT_MOST: Form.FEW_LOW,
    Code.AT_LEAST: Form.FEW_HIGH,
    Code.ALIKE_LOW: Form.ALIKE_LOW,
    Code.ALIKE_HIGH: Form.ALIKE_HIGH,
}


class Added(NamedTuple):
    """A figure, and how many installations stand behind it; 0 where it is withheld."""

    figure: Figure
    installations: int = 0


class _Term(NamedTuple):
    """One installation's printed total of one item. `least`, `most`: what its coded parts permit it to be."""

    installation: int
    n: int
    lent: float
    least: float
    most: float
    code: Code | None


class _Sum(NamedTuple):
    """The total of one item over several installations, before rounding."""

    installations: frozenset[int]
    n: int
    mean: float
    least: float
    most: float
    code: Code | None


@dataclass(frozen=True, slots=True)
class Place:
    """The whole, or the parts of that name one level below: (index of the installation, its unit's id)."""

    name: str
    units: tuple[tuple[int, str], ...]


_Key = tuple[GroupName, str]


@dataclass
class Sums:
    """All figures of several extracts that fit together (`federation.fit`)."""

    extracts: Sequence[Extract]
    themes: Sequence[ThemeInfo]
    ends: Ends
    reporting: ReportingPolicy
    whole: str
    places: tuple[Place, ...] = field(init=False)
    groups: tuple[GroupName, ...] = field(init=False)

    def __post_init__(self) -> None:
        self._rows = [_indexed(extract.document["figures"]) for extract in self.extracts]
        told = [row for extract in self.extracts for row in extract.document["groups"]]
        self.groups = tuple(group for group in GROUPS if any(row["perspective"] == group for row in told))
        self._answers = {row["perspective"] for row in told if row["counts"] == "answers"}
        self._asked: dict[str, set[str]] = defaultdict(set)
        items = {item for theme in self.themes for item, _ in theme.items}
        for row in told:
            self._asked[row["perspective"]] |= items - set(row["items_not_asked"])
        self.places = tuple(_places(self.extracts, self.whole))
        self._theme_of = {item: theme.id for theme in self.themes for item, _ in theme.items}
        self._sums = [self._sums_at(place) for place in self.places]
        self._choose()
        kept = [at for at, sums in enumerate(self._sums) if sums or at == WHOLE]
        self.places = tuple(self.places[at] for at in kept)
        self._sums = [self._sums[at] for at in kept]

    def counts_answers(self, group: GroupName) -> bool:
        """Whether n counts answers: in some installation a person of this group may be asked about several leaders."""
        return group in self._answers

    def rows(self, place: int) -> Iterator[Added]:
        """Yield the figures of a place, as a release lists a unit's."""
        for group in self.groups:
            sums = {item: one for (of, item), one in self._sums[place].items() if of == group}
            behind = frozenset[int]().union(*(one.installations for one in sums.values()))
            yield (
                self._response(place, group, "", behind)
                if sums
                else _withheld(group, FigureKind.RESPONSE, "")
            )
            for theme in self.themes:
                asked = [item for item, _ in theme.items if item in self._asked[group]]
                if asked:
                    yield from self._theme_rows(place, group, theme.id, asked, sums)

    def _sums_at(self, place: Place) -> dict[_Key, _Sum]:
        """Every item total over enough installations. One enters a theme with all it prints of it, or not at all."""
        terms: dict[_Key, list[_Term]] = defaultdict(list)
        for installation, unit in place.units:
            rows = self._rows[installation]
            for (of, group, kind, item), row in rows.items():
                if of != unit or kind != FigureKind.ITEM:
                    continue
                if (unit, group, FigureKind.THEME, self._theme_of[item]) in rows:
                    terms[group, item].append(self._term(installation, row))
        sums = {key: self._sum(found) for key, found in terms.items()}
        return {key: one for key, one in sums.items() if len(one.installations) >= LEAST_INSTALLATIONS}

    def _term(self, installation: int, row: Mapping[str, Any]) -> _Term:
        code, n = Code(row["code"]) if row["code"] else None, row["n"]
        if row["value"] is not None:
            value = float(of_tenths(tenths_of(row["value"])))
            slack = (
                (self.ends.hi - self.ends.lo) / 4 if code is Code.ABOUT else 0.0
            )  # as far as any code lends
            return _Term(installation, n, value, value - slack, value + slack, code)
        return _Term(installation, n, *self._coded(Code(row["code"])), code)

    def _sum(self, terms: Sequence[_Term]) -> _Sum:
        n = sum(term.n for term in terms)
        mean, least, most = (
            sum(term.n * one for term, one in zip(terms, values, strict=True)) / n
            for values in (
                [term.lent for term in terms],
                [term.least for term in terms],
                [term.most for term in terms],
            )
        )
        code = _code([term.code for term in terms], mean, least, most)
        return _Sum(frozenset(term.installation for term in terms), n, mean, least, most, code)

    def _choose(self) -> None:
        """Leave out parts until what lies between them and the whole is nobody, or enough installations.

        Leaving out one part is always enough: those who stood in it now lie there.
        """
        for key in {key for sums in self._sums for key in sums}:
            whole, below = self._sums[WHOLE].get(key), range(1, len(self.places))
            for place in below:
                one = self._sums[place].get(key)
                if one is not None and (whole is None or not one.installations <= whole.installations):
                    del self._sums[place][key]
            standing = [place for place in below if key in self._sums[place]]
            if standing and 0 < len(self._between(key, standing)) < LEAST_INSTALLATIONS:
                least = min(standing, key=lambda place: (self._sums[place][key].n, -place))
                del self._sums[least][key]

    def _between(self, key: _Key, standing: Sequence[int]) -> set[int]:
        """The installations of which somebody stands in the whole and in none of these parts."""
        left: dict[int, int] = defaultdict(int)
        for place, sign in ((WHOLE, 1), *((place, -1) for place in standing)):
            for installation, unit in self.places[place].units:
                row = self._rows[installation].get((unit, key[0], FigureKind.ITEM, key[1]))
                entered = installation in self._sums[place][key].installations
                left[installation] += sign * row["n"] if row is not None and entered else 0
        return {installation for installation, n in left.items() if n != 0}

    def _theme_rows(
        self, place: int, group: GroupName, theme: str, asked: Sequence[str], sums: Mapping[str, _Sum]
    ) -> Iterator[Added]:
        standing = [sums[item] for item in asked if item in sums]
        if len(standing) >= items_needed(len(asked), self.reporting.item_share):
            behind = frozenset[int]().union(*(one.installations for one in standing))
            entered = self._response(place, group, theme, behind)
            yield entered
            yield Added(self._theme(group, theme, standing, entered.figure.n), len(behind))
        else:
            yield _withheld(group, FigureKind.THEME, theme)
        for item in asked:
            one = sums.get(item)
            if one is None:
                yield _withheld(group, FigureKind.ITEM, item)
                continue
            figure = Figure(group, FigureKind.ITEM, item, _tenths(one.mean, one.code), one.code, one.n)
            yield Added(figure, len(one.installations))
            if place == WHOLE:
                yield from self._distribution(group, item, one)

    def _theme(self, group: GroupName, theme: str, standing: Sequence[_Sum], n: int | None) -> Figure:
        """The mean of the item totals as they are printed: their numbers, and what their codes lend."""
        count = len(standing)
        printed = [self._points(one) for one in standing]
        mean = sum(printed) / count
        least = mean - sum(one.mean - one.least for one in standing) / count
        most = mean + sum(one.most - one.mean for one in standing) / count
        code = _code([one.code for one in standing], mean, least, most)
        return Figure(group, FigureKind.THEME, theme, _tenths(mean, code), code, n)

    def _points(self, one: _Sum) -> float:
        """What a printed item total lends: its number, or what its code stands for."""
        tenths = _tenths(one.mean, one.code)
        if tenths is not None:
            return float(of_tenths(tenths))
        assert one.code is not None  # a total without a number stands in words
        return self._coded(one.code)[0]

    def _coded(self, code: Code) -> tuple[float, float, float]:
        """What a code lends, and the least and the most that it permits."""
        form, none = np.asarray([_FORMS[code]], dtype=np.int8), np.zeros(1, dtype=np.int16)
        found = (self.ends.lent(form, none), *self.ends.permitted(form, none))
        lent, least, most = (float(one[0]) for one in found)
        return lent, least, most

    def _response(self, place: int, group: GroupName, theme: str, behind: frozenset[int]) -> Added:
        """n of N of those installations; N only where all of them know it."""
        rows = [
            self._rows[installation][unit, group, FigureKind.RESPONSE, theme]
            for installation, unit in self.places[place].units
            if installation in behind
            and (unit, group, FigureKind.RESPONSE, theme) in self._rows[installation]
        ]
        n = sum(row["n"] for row in rows)
        known = [row["value"][1] for row in rows]
        invited = None if None in known else sum(known)
        code = None
        if invited == n:
            code = Code.ALL_ANSWERED
        elif invited is not None and n < self.reporting.response_floor * invited - 1e-9:
            code = Code.FEW_ANSWERS
        figure = Figure(group, FigureKind.RESPONSE, theme, [n, invited], code, n)
        return Added(figure, len(behind))

    def _distribution(self, group: GroupName, item: str, total: _Sum) -> Iterator[Added]:
        """The sum of printed counts, of enough installations, most of the people, and with none or enough left over."""
        rows = {
            installation: row
            for installation in total.installations
            if (row := self._rows[installation].get(("0", group, FigureKind.ANSWERS, item))) is not None
        }
        left = len(total.installations) - len(rows)
        n = sum(row["n"] for row in rows.values())
        enough = len(rows) >= LEAST_INSTALLATIONS and (left == 0 or left >= LEAST_INSTALLATIONS)
        if enough and n >= max(self.reporting.percent_from, DISTRIBUTION_SHARE * total.n - 1e-9):
            options = np.sum([row["value"]["options"] for row in rows.values()], axis=0).tolist()
            spoken = {
                name: sum(row["value"][name] for row in rows.values())
                for name in ("dont_know", "no_disclose")
            }
            figure = Figure(group, FigureKind.ANSWERS, item, {"options": options, **spoken}, None, n)
            yield Added(figure, len(rows))


def _indexed(
    figures: Sequence[Mapping[str, Any]],
) -> dict[tuple[str, GroupName, str, str], Mapping[str, Any]]:
    return {(row["unit"], row["perspective"], row["kind"], row["id"]): row for row in figures}


def _places(extracts: Sequence[Extract], whole: str) -> Iterator[Place]:
    """The whole, and below it every name that enough installations have, in the order of the first that has it."""
    yield Place(whole, tuple((index, "0") for index in range(len(extracts))))
    names: dict[str, str] = {}
    found: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for index, extract in enumerate(extracts):
        for unit in extract.document["units"][1:]:
            key = folded(unit["name"])
            names.setdefault(key, " ".join(unit["name"].split()))
            found[key].append((index, unit["id"]))
    for key, units in found.items():
        if len({index for index, _ in units}) >= LEAST_INSTALLATIONS:
            yield Place(names[key], tuple(units))


def _withheld(group: GroupName, kind: FigureKind, name: str) -> Added:
    return Added(Figure(group, kind, name, reason=Reason.ANONYMITY))


def _code(codes: Sequence[Code | None], mean: float, least: float, most: float) -> Code | None:
    """Coded where every part is coded to the same side; "about" where coded parts could move it."""
    for side, alike, few in ((_LOW, Code.ALIKE_LOW, Code.AT_MOST), (_HIGH, Code.ALIKE_HIGH, Code.AT_LEAST)):
        if all(code in side for code in codes):
            return alike if any(code in _ALIKE for code in codes) else few
    moved = max(mean - least, most - mean) > HALF_A_TENTH + 1e-9
    return Code.ABOUT if moved else None


def _tenths(mean: float, code: Code | None) -> int | None:
    return int(in_tenths(mean)) if code in (None, Code.ABOUT) else None
