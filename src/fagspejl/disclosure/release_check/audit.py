"""The audit of a Release from its file alone, for outsiders and at every close. Pure.

Five looks: the file holds nothing but what a Release has; the parts that were measured (policy, tree, blocks, cells,
marks, comments) obey their rules; every figure stands where it may stand; every total counts all of its unit and lies
far enough from the next, by code of its own; every figure is the arithmetic of the printed cells, recomputed here.
Source: docs/explanation/rules.md 4.4. Words: `words`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain, islice
from typing import Any, NamedTuple

from fagspejl.analysis.policy import PolicyTooWeak
from fagspejl.disclosure.arithmetic.choice import OWN_LEADERS, POOL_LEADERS
from fagspejl.disclosure.arithmetic.figures import Figure, Figures
from fagspejl.disclosure.document.figure_rows import FigureRows
from fagspejl.disclosure.document.reading import DocumentInvalid, printed_of
from fagspejl.disclosure.document.rows import row_of
from fagspejl.disclosure.measured.printed import Printed
from fagspejl.disclosure.release_check.analysis import analysis_faults
from fagspejl.disclosure.release_check.parts import (
    block_faults,
    cell_faults,
    comment_faults,
    mark_faults,
    policy_faults,
    spread_faults,
)
from fagspejl.disclosure.release_check.promise import promise_faults
from fagspejl.disclosure.release_check.shape import shape_faults
from fagspejl.disclosure.release_check.totals import TotalsAudit
from fagspejl.disclosure.release_check.types import AuditFault, Finding

_Key = tuple[str, str, str, str, str]


class Check(StrEnum):
    """What the audit looks at, in order; the summary says each in words."""

    SHAPE = "shape"
    POLICY = "policy"
    PROMISE = "promise"
    BLOCKS = "blocks"
    CELLS = "cells"
    SPREAD = "spread"
    ANALYSIS = "analysis"
    MARKS = "marks"
    COMMENTS = "comments"
    PLACES = "places"
    TOTALS = "totals"
    ARITHMETIC = "arithmetic"
    ORGANISATION = "organisation"
    LEFT_OUT = "left_out"
    EXTRACT = "extract"
    FEDERATION = "federation"
    EXTRACTS = "extracts"


_NOT_OF_EARLIER = (Check.SPREAD, Check.ANALYSIS, Check.TOTALS, Check.ARITHMETIC)
_OF_ORGANISATION = (
    Check.ORGANISATION,
    Check.LEFT_OUT,
    Check.EXTRACT,
    Check.FEDERATION,
    Check.EXTRACTS,
)  # where nothing but the organisation's part, an extract or a sum of them is looked at


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Faults in order of finding, the checks made, and how much was looked at.

    `earlier`: a release of format 1, whose figures followed other rules and were not recomputed.
    """

    faults: tuple[AuditFault, ...]
    checked: tuple[Check, ...]
    counts: dict[str, int]
    earlier: bool = False


def audit(document: Any) -> AuditReport:
    """Audit a parsed `release.json`. Never raises on a bad document: what cannot be read is a fault."""
    try:
        printed = printed_of(document)
    except DocumentInvalid as error:
        return AuditReport((AuditFault(Finding.UNREADABLE, "", {"fact": error.fact}),), (), {})
    except PolicyTooWeak as error:
        facts = {"name": error.name, "value": error.value, "limit": error.limit}
        return AuditReport((AuditFault(Finding.POLICY_BELOW_FLOOR, error.name, facts),), (Check.POLICY,), {})
    parts: list[Callable[[dict[str, Any], Printed], Iterator[AuditFault]]] = [
        shape_faults,
        policy_faults,
        promise_faults,
        block_faults,
        cell_faults,
        spread_faults,
        analysis_faults,
        mark_faults,
        comment_faults,
        figure_faults,
    ]
    faults: list[AuditFault] = []
    for part in parts:
        try:
            faults.extend(part(document, printed))
        except (
            Exception
        ) as error:  # a document made to break us may raise anything; that is a fault, not a crash
            faults.append(AuditFault(Finding.UNREADABLE, "", {"fact": f"{type(error).__name__}: {error}"}))
    names = ("leaders", "units", "blocks", "cells", "figures", "comments")
    counts = {
        name: len(rows) if isinstance(rows := document.get(name), list | FigureRows) else 0 for name in names
    }
    left = _OF_ORGANISATION + (_NOT_OF_EARLIER if printed.earlier else ())
    left += () if printed.promise else (Check.PROMISE,)
    checked = tuple(check for check in Check if check not in left)
    return AuditReport(tuple(faults), checked, counts, printed.earlier)


def figure_faults(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """Where every figure stands and what it says; in one walk, for a national round has more than a million."""
    places, found = _Places(document, printed), list[AuditFault]()
    if (
        printed.earlier
    ):  # made by earlier rules: where its figures stand is looked at, their values are not made again
        for row in document["figures"]:
            yield from places.faults(row)
        return
    totals = TotalsAudit(printed, document)

    def look(row: dict[str, Any]) -> None:
        found.extend(places.faults(row))
        found.extend(totals.see(row))

    def looked_at(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for row in rows:
            look(row)
            yield row

    figures, rows, alike = Figures(printed), document["figures"], 0
    if isinstance(rows, FigureRows):
        alike = _homes_alike(rows, figures, look, found)
        rows = rows.after(alike)
    wrong = list(_arithmetic_faults(looked_at(rows), figures, alike))
    yield from found
    yield from totals.finish()
    yield from wrong


class _Places:
    """A leader's figure needs her own block; an organisation figure enough leaders; withheld says nothing."""

    def __init__(self, document: dict[str, Any], printed: Printed) -> None:
        self._leaders = {
            row["id"]: row["leaders"] if printed.earlier else _counted(row) for row in document["blocks"]
        }
        self._own = {
            (row["leader"], row["perspective"]): [row["id"]]
            for row in document["blocks"]
            if row["kind"] == "own"
        }
        self._least = printed.disclosure.org_leaders
        self._last: tuple[list[str], int] = [], 0
        self._coded = set[tuple[str, str]]() if printed.earlier else _resting_on_codes(document, printed)
        self._codes: dict[str, str | None] = {}  # of the home's theme scores, by perspective and theme
        self._home = ""
        self._earlier = printed.earlier

    def faults(self, row: dict[str, Any]) -> list[AuditFault]:
        """Look at one figure."""
        found: list[AuditFault] = []
        if row["status"] == "withheld":
            silent = row["value"] is None and row["code"] is None and row["n"] is None and not row["blocks"]
            if not silent:
                found.append(AuditFault(Finding.WITHHELD_REVEALED, _where(row), {}))
            if row["reason"] not in ("anonymity", "not_asked"):
                found.append(AuditFault(Finding.WITHHELD_EXPLAINED, _where(row), {"reason": row["reason"]}))
        elif row["status"] != "shown" or row["reason"] is not None:
            found.append(AuditFault(Finding.STATUS_UNKNOWN, _where(row), {"status": row["status"]}))
        elif "leader" in row:
            if row["blocks"] != self._own.get((row["leader"], row["perspective"])):
                found.append(AuditFault(Finding.NO_OWN_BLOCK, _where(row), {}))
        else:
            leaders = self._leaders_behind(row["blocks"])
            if leaders < self._least:
                facts = {"leaders": leaders, "limit": self._least}
                found.append(AuditFault(Finding.TOO_FEW_LEADERS, _where(row), facts))
        if not self._earlier and self._interval_of_codes(row):
            found.append(AuditFault(Finding.INTERVAL_OF_CODES, _where(row), {}))
        return found

    def _interval_of_codes(self, row: dict[str, Any]) -> bool:
        """Whether a band or bounds stand round a score that is told by a code, or whose block's cells are."""
        kind = row["kind"]
        if kind not in ("theme", "band", "bounds"):
            return False
        home = f"unit {row['unit']}" if "unit" in row else f"leader {row['leader']}"
        if home != self._home:
            self._home, self._codes = home, {}
        place = f"{row['perspective']} {row['id']}"
        if kind == "theme":
            self._codes[place] = row["code"]
            return False
        if row["status"] != "shown":
            return False
        coded = "leader" in row and any((block, row["id"]) in self._coded for block in row["blocks"])
        return coded or self._codes.get(place) is not None

    def _leaders_behind(self, blocks: list[str]) -> int:
        """Count the leaders of some blocks. All figures of a unit rest on the same, thousands at the top."""
        if blocks != self._last[0]:
            self._last = blocks, sum(self._leaders.get(name, 0) for name in set(blocks))
        return self._last[1]


def _counted(block: dict[str, Any]) -> int:
    return OWN_LEADERS if block["kind"] == "own" else POOL_LEADERS


def _resting_on_codes(document: dict[str, Any], printed: Printed) -> set[tuple[str, str]]:
    """Blocks and themes of which a shown statement is told by a code."""
    theme_of = {item: theme.id for theme in printed.themes for item, _ in theme.items}
    return {
        (row["block"], theme_of[row["item"]])
        for row in document["cells"]
        if row["code"] is not None and row["item"] in theme_of
    }


def _homes_alike(
    rows: FigureRows, figures: Figures, look: Callable[[dict[str, Any]], None], found: list[AuditFault]
) -> int:
    """Look at the figures of every home whole, as far as they are what they should be; returns how many homes.

    Half the homes of a national round show nothing, in the very same text. Where nothing may be shown, such a text is
    read, looked at and compared once, and only compared from then on: rows that are withheld say nothing of their home.
    """
    known: dict[tuple[str, tuple[bool, ...]], str] = {}
    for number, (home, wanted) in enumerate(zip(rows.homes, _expected_homes(figures), strict=False)):
        if (home.kind, home.id) != (wanted.kind, wanted.id):
            return number
        if wanted.withheld is not None and known.get((home.kind, wanted.withheld)) == home.text:
            continue
        printed, faults = home.rows(), len(found)
        if printed != [row_of(figure) for figure in wanted.figures]:
            return number
        for row in printed:
            row[home.kind] = home.id
            look(row)
        if wanted.withheld is not None and len(found) == faults:
            known[home.kind, wanted.withheld] = home.text
    return min(len(rows.homes), _homes(figures))


class _Expected(NamedTuple):
    """Whose figures must stand next; what decides them where all are withheld; and what makes them."""

    kind: str
    id: str
    withheld: tuple[bool, ...] | None
    figures: Iterator[Figure]


def _expected_homes(figures: Figures) -> Iterator[_Expected]:
    """Every home in the order in which a release is written."""
    for index, unit in enumerate(figures.printed.organisation.units):
        yield _Expected("unit", unit.id, figures.all_withheld_of_unit(index), figures.of_unit(index))
    for index, leader in enumerate(figures.printed.organisation.leaders):
        yield _Expected("leader", leader.id, figures.all_withheld_of_leader(index), figures.of_leader(index))


def _homes(figures: Figures) -> int:
    organisation = figures.printed.organisation
    return len(organisation.units) + len(organisation.leaders)


def _arithmetic_faults(rows: Iterator[dict[str, Any]], figures: Figures, alike: int) -> Iterator[AuditFault]:
    """Recompute every figure from the printed cells and compare; nothing may be missing, added or different.

    The figures of the first `alike` homes were found to be what they should be and are not among `rows`.
    """
    row: dict[str, Any] | None
    found: dict[_Key, dict[str, Any]] | None = None
    for wanted in _expected(figures, alike):
        if found is None:  # in the order in which a release is written, as far as it goes
            row = next(rows, None)
            if row == wanted:
                continue
            found = {}
            yield from _by_key(rows if row is None else chain((row,), rows), found)
        row = found.pop(_key(wanted), None)
        if row is None:
            yield AuditFault(Finding.FIGURE_MISSING, _where(wanted), {})
        elif wanted["status"] == "withheld" and row["status"] == "shown":
            yield AuditFault(Finding.SHOULD_BE_WITHHELD, _where(row), {})
        elif row != wanted:
            names = sorted(name for name in wanted if row.get(name) != wanted[name]) or sorted(
                set(row) - set(wanted)
            )
            facts = {
                "names": ", ".join(names),
                "printed": _short(row, names),
                "expected": _short(wanted, names),
            }
            yield AuditFault(Finding.NOT_THE_ARITHMETIC, _where(row), facts)
    if found is None:
        found = {}
        yield from _by_key(rows, found)
    known = {_key(wanted) for wanted in _expected(figures, 0)} if found else set()
    for key, row in found.items():
        yield AuditFault(Finding.FIGURE_TWICE if key in known else Finding.FIGURE_ADDED, _where(row), {})


def _expected(figures: Figures, alike: int) -> Iterator[dict[str, Any]]:
    """Every figure that follows from the printed cells, in the order of a release, after those of `alike` homes."""
    for home in islice(_expected_homes(figures), alike, None):
        for figure in home.figures:
            yield {home.kind: home.id, **row_of(figure)}


def _by_key(rows: Iterable[dict[str, Any]], found: dict[_Key, dict[str, Any]]) -> Iterator[AuditFault]:
    for row in rows:
        if _key(row) in found:
            yield AuditFault(Finding.FIGURE_TWICE, _where(row), {})
        found[_key(row)] = row


def _short(row: dict[str, Any], names: list[str]) -> str:
    return ", ".join(str(row.get(name)) for name in names)[:80]


def _key(row: dict[str, Any]) -> _Key:
    home = "leader" if "leader" in row else "unit"
    return home, row[home], row["perspective"], row["kind"], row["id"]


def _where(row: dict[str, Any]) -> str:
    return " / ".join(part for part in _key(row) if part)
