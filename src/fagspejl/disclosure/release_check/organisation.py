"""Audit of the organisation's part of a release, for what it holds. Pure.

Its totals cannot be made again from this file: the cells behind them are left out. What is looked at: that it holds
nothing of a single leader, that every total rests on enough people and is printed no finer than it may be, and that of
what is left out nothing but hashes stand here.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, Final

from fagspejl.analysis.policy import PolicyTooWeak, thresholds_sha256
from fagspejl.disclosure.document.organisation_part import (
    FORMAT,
    HEAD,
    LOT,
    PROMISE,
    PROVENANCE,
    is_organisation,
)
from fagspejl.disclosure.document.parts import LEADER, POOLED
from fagspejl.disclosure.document.reading import DocumentInvalid, printed_of
from fagspejl.disclosure.document.rows import FORMAT as WHOLE
from fagspejl.disclosure.measured.printed import Printed
from fagspejl.disclosure.release_check.analysis import coefficient_faults
from fagspejl.disclosure.release_check.audit import AuditReport, Check
from fagspejl.disclosure.release_check.promise import promise_faults
from fagspejl.disclosure.release_check.shape import shape_faults
from fagspejl.disclosure.release_check.types import AuditFault, Finding
from fagspejl.lib.tenths import is_tenths

CHECKS: Final = (Check.SHAPE, Check.POLICY, Check.PROMISE, Check.ANALYSIS, Check.ORGANISATION, Check.LEFT_OUT)
WITHOUT_PROMISE: Final = tuple(check for check in CHECKS if check is not Check.PROMISE)
_SECTIONS: Final = frozenset(
    ("format", *PROVENANCE, *HEAD, "units", "groups", "analysis", "figures", "left_out")
)
_FIGURE: Final = frozenset(["unit", "perspective", "kind", "id", "status", "value", "code", "n", "reason"])
_EMPTY: Final = ("leaders", "blocks", "cells", "spread", "marks", "comments")
_SHA: Final = re.compile(r"[0-9a-f]{64}\Z")


def audit_organisation(document: Any) -> AuditReport:
    """Audit the parsed organisation's part of a release. Never raises on a bad document."""
    try:
        if not is_organisation(document):
            raise DocumentInvalid(f"the file does not say format {FORMAT!r}")
        standing = _standing(document)
        printed = printed_of(standing)
        faults = tuple(_faults(document, standing, printed))
    except DocumentInvalid as error:
        return AuditReport((AuditFault(Finding.UNREADABLE, "", {"fact": error.fact}),), (), {})
    except PolicyTooWeak as error:
        facts = {"name": error.name, "value": error.value, "limit": error.limit}
        return AuditReport((AuditFault(Finding.POLICY_BELOW_FLOOR, error.name, facts),), (Check.POLICY,), {})
    except Exception as error:  # a document made to break us may raise anything; that is no release
        return AuditReport(
            (AuditFault(Finding.UNREADABLE, "", {"fact": f"{type(error).__name__}: {error}"}),), (), {}
        )
    return AuditReport(faults, CHECKS if printed.promise else WITHOUT_PROMISE, {})


def _standing(document: Mapping[str, Any]) -> dict[str, Any]:
    """The same as a whole release without leaders, for what is read and looked at alike."""
    missing = _SECTIONS - document.keys()
    if missing:
        raise DocumentInvalid(f"missing: {', '.join(sorted(missing))}")
    wanted = _SECTIONS - {"left_out", "figures"} | {PROMISE, LOT}
    kept = {name: value for name, value in document.items() if name in wanted}
    groups = [{**row, "leaders_not_asked": []} for row in document["groups"]]
    return kept | {name: [] for name in _EMPTY} | {"format": WHOLE, "groups": groups, "figures": []}


def _faults(document: Mapping[str, Any], standing: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    for name in sorted(document.keys() - _SECTIONS - {PROMISE, LOT}):
        yield AuditFault(Finding.NAME_UNKNOWN, "", {"name": name})
    for row in document["groups"]:
        if "leaders_not_asked" in row:
            yield AuditFault(Finding.NAME_UNKNOWN, "groups", {"name": "leaders_not_asked"})
    yield from shape_faults(standing, printed)
    if document["policy"]["sha256"] != thresholds_sha256(printed.disclosure, printed.reporting):
        yield AuditFault(Finding.POLICY_HASH, "policy", {})
    yield from promise_faults(document, printed)
    yield from coefficient_faults(
        document["analysis"],
        frozenset(group.group for group in printed.groups),
        frozenset(theme.id for theme in printed.themes),
        frozenset(printed.item_ids),
        sum(row["kind"] == LEADER for row in document["left_out"]),
        printed.reporting.alpha_n,
    )
    figures = _Figures(printed)
    for row in document["figures"]:
        yield from figures.faults(row)
    yield from _left_out(document["left_out"])


class _Figures:
    """Every figure is a unit's total, stands once, and says no more than its kind may."""

    def __init__(self, printed: Printed) -> None:
        themes, items = [theme.id for theme in printed.themes], printed.item_ids
        self._printed = printed
        self._units = {unit.id for unit in printed.organisation.units}
        self._groups = {group.group for group in printed.groups}
        self._ids = {
            "response": {"", *themes},
            "theme": {*themes},
            "band": {*themes},
            "item": {*items},
            "answers": {*items},
        }
        self._seen = set[tuple[str, ...]]()

    def faults(self, row: Mapping[str, Any]) -> Iterator[AuditFault]:
        """Look at one figure."""
        for name in sorted(row.keys() - _FIGURE):
            yield AuditFault(Finding.NAME_UNKNOWN, _where(row), {"name": name})
        place = (row["unit"], row["perspective"], row["kind"], row["id"])
        if place in self._seen:
            yield AuditFault(Finding.FIGURE_TWICE, _where(row), {})
        self._seen.add(place)
        known = row["unit"] in self._units and row["perspective"] in self._groups
        if not known or row["id"] not in self._ids.get(row["kind"], ()):
            yield AuditFault(Finding.FIGURE_ADDED, _where(row), {})
        elif row["status"] == "withheld":
            if not row["value"] is row["code"] is row["n"] is None:
                yield AuditFault(Finding.WITHHELD_REVEALED, _where(row), {})
            if row["reason"] not in ("anonymity", "not_asked"):
                yield AuditFault(Finding.WITHHELD_EXPLAINED, _where(row), {"reason": row["reason"]})
        elif row["status"] != "shown" or row["reason"] is not None:
            yield AuditFault(Finding.STATUS_UNKNOWN, _where(row), {"status": row["status"]})
        else:
            yield from self._shown(row)

    def _shown(self, row: Mapping[str, Any]) -> Iterator[AuditFault]:
        """Enough people, whole numbers or tenths on the scale, and counts from as many as they need."""
        kind, value, k = row["kind"], row["value"], self._printed.disclosure.k
        people = [row["n"]] if row["n"] is not None else []
        tenths: list[Any] = []
        if kind == "response":
            people += [number for number in value if number is not None]
        elif kind == "answers":
            counts = [*value["options"], value["dont_know"], value["no_disclose"]]
            whole = all(type(number) is int and number >= 0 for number in counts)
            if value.keys() != {"options", "dont_know", "no_disclose"} or not whole:
                yield AuditFault(Finding.NUMBER_TOO_FINE, _where(row), {"value": str(value)[:80]})
            elif sum(value["options"]) < (least := self._printed.reporting.percent_from):
                facts = {"n": sum(value["options"]), "limit": least}
                yield AuditFault(Finding.CELL_TOO_SMALL, _where(row), facts)
        elif value is not None:
            tenths = list(value) if kind == "band" else [value]
        for number in people:
            if type(number) is not int:
                yield AuditFault(Finding.NUMBER_TOO_FINE, _where(row), {"value": str(number)[:80]})
            elif number < k:
                yield AuditFault(Finding.BLOCK_TOO_SMALL, _where(row), {"n": number, "k": k})
        for number in tenths:
            if not is_tenths(number) or not self._printed.lo <= number <= self._printed.hi:
                yield AuditFault(Finding.NUMBER_TOO_FINE, _where(row), {"value": number})


def _left_out(rows: list[Mapping[str, Any]]) -> Iterator[AuditFault]:
    """One hash for every part, in the order of the hashes, so that not even its place says whose it is."""
    kinds = Counter(row.get("kind") for row in rows)
    hashes = [str(row.get("sha256")) for row in rows]
    alone = all(row.keys() == {"kind", "sha256"} for row in rows) and all(map(is_sha, hashes))
    sound = alone and hashes == sorted(set(hashes)) and kinds[POOLED] == 1 and set(kinds) <= {LEADER, POOLED}
    if not sound:
        yield AuditFault(Finding.LEFT_OUT, "left_out", {})


def is_sha(text: object) -> bool:
    """Whether this is a SHA-256 in hexadecimal digits."""
    return isinstance(text, str) and _SHA.match(text) is not None


def _where(row: Mapping[str, Any]) -> str:
    return " / ".join(str(row[name]) for name in ("unit", "perspective", "kind", "id") if row[name])
