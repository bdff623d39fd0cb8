"""The audit of a Release from its file alone, for outsiders and at every close. Pure.

Five looks: the file holds nothing but what a Release has; the parts that were measured (policy, tree, blocks, cells,
marks, comments) obey their rules; every figure stands where it may stand; every total counts all of its unit and lies
far enough from the next, by code of its own; every figure is the arithmetic of the printed cells, recomputed here.
Source: trust.md 4.4. Words: audit_words.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import Any

from fagspejl.analysis.policy import PolicyTooWeak
from fagspejl.disclosure.audit_parts import (
    block_faults,
    cell_faults,
    comment_faults,
    mark_faults,
    policy_faults,
)
from fagspejl.disclosure.audit_shape import shape_faults
from fagspejl.disclosure.audit_totals import TotalsAudit
from fagspejl.disclosure.audit_types import AuditFault, Finding
from fagspejl.disclosure.choice import OWN_LEADERS, POOL_LEADERS
from fagspejl.disclosure.codec import row_of
from fagspejl.disclosure.document import DocumentInvalid, printed_of
from fagspejl.disclosure.figure_rows import FigureRows
from fagspejl.disclosure.figures import Figures
from fagspejl.disclosure.printed import Printed

_Key = tuple[str, str, str, str, str]


class Check(StrEnum):
    """What the audit looks at, in order; the summary says each in words."""

    SHAPE = "shape"
    POLICY = "policy"
    BLOCKS = "blocks"
    CELLS = "cells"
    MARKS = "marks"
    COMMENTS = "comments"
    PLACES = "places"
    TOTALS = "totals"
    ARITHMETIC = "arithmetic"


@dataclass(frozen=True, slots=True)
class AuditReport:
    """Faults in order of finding, the checks made, and how much was looked at."""

    faults: tuple[AuditFault, ...]
    checked: tuple[Check, ...]
    counts: dict[str, int]


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
        block_faults,
        cell_faults,
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
    return AuditReport(tuple(faults), tuple(Check), counts)


def figure_faults(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """Where every figure stands and what it says; in one walk, for a national round has more than a million."""
    places, totals = _Places(document, printed), TotalsAudit(printed, document)
    found: list[AuditFault] = []

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
            row["id"]: OWN_LEADERS if row["kind"] == "own" else POOL_LEADERS for row in document["blocks"]
        }
        self._own = {
            (row["leader"], row["perspective"]): [row["id"]]
            for row in document["blocks"]
            if row["kind"] == "own"
        }
        self._least = printed.disclosure.org_leaders
        self._last: tuple[list[str], int] = [], 0

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
        return found

    def _leaders_behind(self, blocks: list[str]) -> int:
        """Count the leaders of some blocks. All figures of a unit rest on the same, thousands at the top."""
        if blocks != self._last[0]:
            self._last = blocks, sum(self._leaders.get(name, 0) for name in set(blocks))
        return self._last[1]


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
    organisation = figures.printed.organisation
    for index, unit in enumerate(organisation.units):
        for figure in figures.of_unit(index):
            yield {"unit": unit.id, **row_of(figure)}
    for index, leader in enumerate(organisation.leaders):
        for figure in figures.of_leader(index):
            yield {"leader": leader.id, **row_of(figure)}


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
