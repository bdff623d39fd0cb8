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
from itertools import chain
from typing import Any

from fagspejl.analysis.policy import PolicyTooWeak
from fagspejl.disclosure.arithmetic.choice import OWN_LEADERS, POOL_LEADERS
from fagspejl.disclosure.arithmetic.figures import Figures
from fagspejl.disclosure.document.figure_rows import FigureRows
from fagspejl.disclosure.document.reading import DocumentInvalid, printed_of
from fagspejl.disclosure.document.rows import figure_rows
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

    def rows() -> Iterator[dict[str, Any]]:
        for row in document["figures"]:
            found.extend(places.faults(row))
            found.extend(totals.see(row))
            yield row

    wrong = list(_arithmetic_faults(rows(), printed))
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


def _arithmetic_faults(rows: Iterator[dict[str, Any]], printed: Printed) -> Iterator[AuditFault]:
    """Recompute every figure from the printed cells and compare; nothing may be missing, added or different."""
    figures = Figures(printed)
    row: dict[str, Any] | None
    found: dict[_Key, dict[str, Any]] | None = None
    for wanted in _expected(figures):
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
    known = {_key(wanted) for wanted in _expected(figures)} if found else set()
    for key, row in found.items():
        yield AuditFault(Finding.FIGURE_TWICE if key in known else Finding.FIGURE_ADDED, _where(row), {})


def _expected(figures: Figures) -> Iterator[dict[str, Any]]:
    """Every figure that follows from the printed cells, in the order in which a release is written."""
    return figure_rows(figures.printed.organisation, figures.of_unit, figures.of_leader)


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
