"""Several installations' extracts as one release of totals, for the same pages and files as an organisation's. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import fagspejl
from fagspejl.analysis.policy import LEAST_INSTALLATIONS, DisclosurePolicy, ReportingPolicy
from fagspejl.disclosure.arithmetic.figures import Figure
from fagspejl.disclosure.document.rows import row_of, theme_infos
from fagspejl.disclosure.federation.adding import Added, Sums
from fagspejl.disclosure.federation.errors import ExtractsDoNotFit, TooFewInstallations
from fagspejl.disclosure.federation.extract import Extract
from fagspejl.disclosure.federation.rules import same_promise
from fagspejl.disclosure.from_rows import unit_groups
from fagspejl.disclosure.measured.cells import Ends
from fagspejl.disclosure.release import UnknownLeader
from fagspejl.disclosure.types import (
    UNTOLD,
    FigureKind,
    GroupName,
    InstrumentStamp,
    LeaderRelease,
    Organisation,
    RoundInfo,
    Scale10,
    ThemeInfo,
    Unit,
    UnitRelease,
)
from fagspejl.lib.canonical import canonical
from fagspejl.lib.sameness import folded
from fagspejl.lib.signatures import encoded

FORMAT: Final = "fagspejl-federation/1"
_Thin = dict[tuple[str, FigureKind, str], int]


@dataclass(frozen=True, slots=True)
class Tree:
    """What exports walk through: places as units, no leaders."""

    organisation: Organisation


def check_fit(extracts: Sequence[Extract]) -> None:
    """Refuse extracts that are not of different installations and rounds, or not about the same.

    Raises TooFewInstallations, ExtractsDoNotFit.
    """
    for at, one in enumerate(extracts):
        for other in extracts[:at]:
            if why := _differs(one, other):
                raise ExtractsDoNotFit(one.file, other.file, why)
    if len(extracts) < LEAST_INSTALLATIONS:
        raise TooFewInstallations(len(extracts), LEAST_INSTALLATIONS)


def _differs(one: Extract, other: Extract) -> str:
    here, there = one.document, other.document
    names = [folded(document["round"]["organisation"]) for document in (here, there)]
    if one.installation == other.installation or (names[0] and names[0] == names[1]):
        return "installation"
    if here["release"] == there["release"]:
        return "round"
    if here["scale"] != there["scale"]:
        return "scale"
    if here["instrument"] != there["instrument"] or here["themes"] != there["themes"]:
        return "wording"
    return "policy" if same_promise(here) != same_promise(there) else ""


class Federation:
    """Everything that pages and files read of several installations' extracts.

    `whole` is what all of them together are called. Raises TooFewInstallations, ExtractsDoNotFit.
    """

    def __init__(self, extracts: Sequence[Extract], whole: str) -> None:
        check_fit(extracts)
        self.extracts = tuple(sorted(extracts, key=lambda one: (folded(one.name), one.installation)))
        first = self.extracts[0].document
        self.disclosure = DisclosurePolicy(**first["policy"]["disclosure"])
        self.reporting = ReportingPolicy(**first["policy"]["reporting"])
        self.stamp = InstrumentStamp(**first["instrument"])
        self.themes: tuple[ThemeInfo, ...] = theme_infos(first["themes"])
        self.policy_sha: str = first["policy"]["sha256"]
        self.software = fagspejl.__version__
        self.provenance = UNTOLD
        # The promise to those who answered is each installation's own.
        self.promise: Literal["of_each"] = "of_each"
        self.merged = bool(first["rules"]["subordinate_leaders_merged"])
        self.has_person = all(one.document["rules"]["has_person"] for one in self.extracts)
        self.info = _info(self.extracts, whole)
        ends = Ends.of(first["scale"]["lo"], first["scale"]["hi"], self.disclosure)
        self.scale = Scale10(ends.lo, ends.hi, ends.low_tenths, ends.high_tenths)
        self.sums = Sums(self.extracts, self.themes, ends, self.reporting, whole)
        units = tuple(
            Unit(str(number), place.name, -1 if number == 0 else 0)
            for number, place in enumerate(self.sums.places)
        )
        self.printed = Tree(Organisation(units, ()))
        self._rows = [tuple(self.sums.rows(place)) for place in range(len(units))]

    @property
    def names(self) -> tuple[str, ...]:
        """The installations as the receiver knows them, in the order of their names."""
        return tuple(one.name for one in self.extracts)

    @property
    def groups(self) -> tuple[GroupName, ...]:
        """Anonymous groups that were asked anywhere."""
        return self.sums.groups

    @property
    def knows_invited(self) -> bool:
        """Whether N is known behind every figure that says n of N."""
        values = [one.figure.value for rows in self._rows for one in rows if one.figure.kind == "response"]
        return all(value is None or value[1] is not None for value in values)

    def units(self) -> Iterator[UnitRelease]:
        """Yield the whole, then the parts below it."""
        return (self.unit(index) for index in range(len(self._rows)))

    def unit(self, index: int) -> UnitRelease:
        """Return one place as the organisation report shows a unit."""
        answers = {group for group in self.groups if self.sums.counts_answers(group)}
        groups = unit_groups(self.themes, self.unit_rows(index), answers, lambda _: (None, False))
        unit = self.printed.organisation.units[index]
        return UnitRelease(unit.id, unit.name, 0 if index == 0 else 1, groups)

    def unit_rows(self, index: int) -> Iterator[Figure]:
        """Figures of one place."""
        return (added.figure for added in self._rows[index])

    def leader(self, leader_id: str) -> LeaderRelease:
        """Return what a leader's report may say: no leader stands in an extract."""
        raise UnknownLeader(leader_id)

    def thin(self, index: int) -> _Thin:
        """Return behind which figures of a place fewer than all installations stand, and how many."""
        return {
            (one.figure.group, one.figure.kind, one.figure.id): one.installations
            for one in self._rows[index]
            if one.figure.reason is None and one.installations < len(self.extracts)
        }

    def document(self) -> dict[str, Any]:
        """Return the document of `federation.json`."""
        first = self.extracts[0].document
        return {
            "format": FORMAT,
            "software": self.software,
            **{name: first[name] for name in ("instrument", "policy", "scale", "themes")},
            "rules": {
                **first["rules"],
                "has_person": self.has_person,
                "with_comments": False,
            },
            "title": self.info.title,
            "installations": [
                {
                    "name": one.name,
                    "installation": one.installation,
                    "key": encoded(one.key.public),
                    "release": one.document["release"],
                    "opened": one.document["round"]["opened"],
                    "closed": one.document["round"]["closed"],
                    "sha256": one.sha,
                }
                for one in self.extracts
            ],
            "units": [
                {"id": unit.id, "name": unit.name, "parent": None if unit.parent < 0 else "0"}
                for unit in self.printed.organisation.units
            ],
            "groups": [
                {
                    "perspective": group,
                    "counts": "answers" if self.sums.counts_answers(group) else "people",
                }
                for group in self.groups
            ],
            "figures": [
                {"unit": str(index), **_row(one)} for index, rows in enumerate(self._rows) for one in rows
            ],
        }


def _row(one: Added) -> dict[str, Any]:
    row = {name: value for name, value in row_of(one.figure).items() if name != "blocks"}
    return {**row, "installations": one.installations or None}


def federation_text(document: Mapping[str, Any]) -> str:
    """Return the document as text, one row per line."""
    lines = [f"{canonical(name)}:{_section(value)}" for name, value in document.items()]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def _section(value: Any) -> str:
    rows = isinstance(value, list) and value and isinstance(value[0], dict)
    return "[\n" + ",\n".join(map(canonical, value)) + "]" if rows else canonical(value)


def _info(extracts: Collection[Extract], whole: str) -> RoundInfo:
    """From the first day to the last, where every installation knows them."""
    rounds = [one.document["round"] for one in extracts]
    opened, closed = ([row[name] for row in rounds] for name in ("opened", "closed"))
    first = None if None in opened else date.fromisoformat(min(opened))
    last = None if None in closed else date.fromisoformat(max(closed))
    return RoundInfo(whole, "", first, last, "")
