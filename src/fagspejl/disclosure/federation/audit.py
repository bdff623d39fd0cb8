"""The audit of a sum of extracts, from its file, and from the extracts where they are at hand. Pure.

Alone the file shows that enough installations stand behind everything, and that themes follow from items. With the
extracts every figure is computed again, in whole numbers and fractions, by code that shares nothing with what made it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from fagspejl.analysis.policy import (
    DISTRIBUTION_SHARE,
    LEAST_INSTALLATIONS,
    DisclosurePolicy,
    PolicyTooWeak,
    ReportingPolicy,
    thresholds_sha256,
)
from fagspejl.disclosure.federation.again import Again
from fagspejl.disclosure.federation.errors import ExtractRefused, ExtractsDoNotFit, TooFewInstallations
from fagspejl.disclosure.federation.extract import Extract, read_extract, signer_of
from fagspejl.disclosure.federation.federation import FORMAT, check_fit
from fagspejl.disclosure.release_check.audit import AuditReport, Check
from fagspejl.disclosure.release_check.organisation import is_sha
from fagspejl.disclosure.release_check.types import AuditFault, Finding
from fagspejl.lib.sameness import folded
from fagspejl.lib.signatures import KEY_BYTES, TrustedKey, decoded, installation_of
from fagspejl.lib.tenths import is_tenths

_KEYS: Final = frozenset(
    (
        *("format", "software", "instrument", "policy", "scale", "themes", "rules", "title"),
        *("installations", "units", "groups", "figures"),
    )
)
_INSTALLATION: Final = frozenset(["name", "installation", "key", "release", "opened", "closed", "sha256"])
_FIGURE: Final = frozenset(
    ["unit", "perspective", "kind", "id", "status", "value", "code", "n", "reason", "installations"]
)
_KINDS: Final = ("response", "theme", "item", "answers")


def is_federation(document: Any) -> bool:
    """Whether a parsed file says that it is a sum of extracts."""
    return isinstance(document, dict) and document.get("format") == FORMAT


def audit_federation(document: Any, files: Sequence[tuple[str, bytes]] = ()) -> AuditReport:
    """Audit a parsed `federation.json`; `files`: the extracts it was made of, by name. Never raises."""
    try:
        return _audited(document, files)
    except PolicyTooWeak as error:
        facts = {"name": error.name, "value": error.value, "limit": error.limit}
        return AuditReport((AuditFault(Finding.POLICY_BELOW_FLOOR, error.name, facts),), (Check.POLICY,), {})
    except Exception as error:  # a document made to break us may raise anything
        fact = f"{type(error).__name__}: {error}"
        return AuditReport((AuditFault(Finding.UNREADABLE, "", {"fact": fact}),), (), {})


def audit_extract(file: str, data: bytes) -> AuditReport:
    """Audit an extract alone, by the key that stands in it: whose that is, this does not show.

    Raises ExtractRefused where it is no extract, or not one of this version.
    """
    public, _ = signer_of(file, data)
    trusted = {installation_of(public): TrustedKey(public, file)}
    try:
        read_extract(file, data, trusted)
    except ExtractRefused as error:
        if error.why == "forged":
            fault = AuditFault(Finding.EXTRACT_FORGED, "", {})
        else:
            fault = AuditFault(Finding.NAME_UNKNOWN, "", {"name": f"{error.why} {error.fact}".strip()})
        return AuditReport((fault,), (Check.EXTRACT,), {})
    return AuditReport((), (Check.SHAPE, Check.POLICY, Check.EXTRACT), {})


def _audited(document: Mapping[str, Any], files: Sequence[tuple[str, bytes]]) -> AuditReport:
    if document.keys() != _KEYS:
        names = ", ".join(sorted(document.keys() ^ _KEYS))
        return AuditReport((AuditFault(Finding.NAME_UNKNOWN, "", {"name": names}),), (Check.SHAPE,), {})
    faults = [*_head_faults(document), *_AddedFigures(document).faults()]
    checks = [Check.SHAPE, Check.POLICY, Check.FEDERATION]
    if files:
        faults += _with_extracts(document, files)
        checks.append(Check.EXTRACTS)
    return AuditReport(tuple(faults), tuple(checks), {})


def _head_faults(document: Mapping[str, Any]) -> Iterator[AuditFault]:
    disclosure = DisclosurePolicy(**document["policy"]["disclosure"])
    reporting = ReportingPolicy(**document["policy"]["reporting"])
    if document["policy"]["sha256"] != thresholds_sha256(disclosure, reporting):
        yield AuditFault(Finding.POLICY_HASH, "policy", {})
    rows = document["installations"]
    if len(rows) < LEAST_INSTALLATIONS:
        yield _few("installations", len(rows))
    for name in ("installation", "key", "release", "sha256"):
        if len({row[name] for row in rows}) != len(rows):
            yield AuditFault(Finding.INSTALLATION_TWICE, f"installations / {name}", {})
    if len({folded(row["name"]) for row in rows}) != len(rows):
        yield AuditFault(Finding.INSTALLATION_TWICE, "installations / name", {})
    for row in rows:
        public = decoded(row["key"], KEY_BYTES)
        same = public is not None and installation_of(public) == row["installation"]
        if row.keys() != _INSTALLATION or not same or not is_sha(row["sha256"]):
            yield AuditFault(Finding.EXTRACT_OTHER, "installations", {"name": row["name"]})
    wanted = [(str(number), "0" if number else None) for number in range(len(document["units"]))]
    if [(row["id"], row["parent"]) for row in document["units"]] != wanted:
        yield AuditFault(Finding.NAME_UNKNOWN, "units", {"name": "parent"})


def _few(where: str, count: int) -> AuditFault:
    facts = {"count": count, "limit": LEAST_INSTALLATIONS}
    return AuditFault(Finding.TOO_FEW_INSTALLATIONS, where, facts)


class _AddedFigures:
    """Every figure stands once, rests on enough installations and people, and is no finer than a release's."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._document = document
        self._rows = {_key(row): row for row in document["figures"]}
        self._k = document["policy"]["disclosure"]["k"]
        self._all = len(document["installations"])
        self._theme_of = {item["id"]: theme["id"] for theme in document["themes"] for item in theme["items"]}

    def faults(self) -> Iterator[AuditFault]:
        """Look at every figure."""
        if len(self._rows) != len(self._document["figures"]):
            yield AuditFault(Finding.FIGURE_TWICE, "figures", {})
        for row in self._rows.values():
            where = " / ".join(part for part in _key(row) if part)
            if row.keys() != _FIGURE or row["kind"] not in _KINDS:
                yield AuditFault(Finding.FIGURE_ADDED, where, {})
            elif row["status"] == "withheld":
                if not row["value"] is row["code"] is row["n"] is row["installations"] is None:
                    yield AuditFault(Finding.WITHHELD_REVEALED, where, {})
                if row["reason"] != "anonymity":
                    yield AuditFault(Finding.WITHHELD_EXPLAINED, where, {"reason": row["reason"]})
            elif row["status"] != "shown" or row["reason"] is not None:
                yield AuditFault(Finding.STATUS_UNKNOWN, where, {"status": row["status"]})
            else:
                yield from self._shown(row, where)

    def _shown(self, row: Mapping[str, Any], where: str) -> Iterator[AuditFault]:
        behind, n, value = row["installations"], row["n"], row["value"]
        if type(behind) is not int or not LEAST_INSTALLATIONS <= behind <= self._all:
            yield _few(where, behind)
            return
        if type(n) is not int or n < behind * self._k:
            yield AuditFault(Finding.BLOCK_TOO_SMALL, where, {"n": n, "k": behind * self._k})
        scale = self._document["scale"]
        numbered = row["kind"] in ("theme", "item") and value is not None
        if numbered and not (is_tenths(value) and scale["lo"] <= value <= scale["hi"]):
            yield AuditFault(Finding.NUMBER_TOO_FINE, where, {"value": value})
        if row["kind"] == "answers":
            yield from self._counts(row, where)
        if row["kind"] == "theme":
            yield from self._theme(row, where)

    def _counts(self, row: Mapping[str, Any], where: str) -> Iterator[AuditFault]:
        """Counts stand at the whole alone, of most of the people; none or enough installations lack them."""
        total = self._rows.get((row["unit"], row["perspective"], "item", row["id"]))
        least = self._document["policy"]["reporting"]["percent_from"]
        counts = [*row["value"]["options"], row["value"]["dont_know"], row["value"]["no_disclose"]]
        sound = all(type(count) is int and count >= 0 for count in counts)
        sound = sound and row["unit"] == "0" and row["n"] == sum(row["value"]["options"]) >= least
        if not sound or total is None or total["installations"] is None:
            yield AuditFault(Finding.DISTRIBUTION_UNEARNED, where, {})
            return
        left = total["installations"] - row["installations"]
        if 0 < left < LEAST_INSTALLATIONS or row["n"] < DISTRIBUTION_SHARE * total["n"] - 1e-9:
            yield AuditFault(Finding.DISTRIBUTION_UNEARNED, where, {})

    def _theme(self, row: Mapping[str, Any], where: str) -> Iterator[AuditFault]:
        """A theme's total follows from the item totals that stand there."""
        place = row["unit"], row["perspective"]
        items = [
            other
            for (unit, group, kind, name), other in self._rows.items()
            if (unit, group, kind) == (*place, "item") and self._theme_of.get(name) == row["id"]
        ]
        expected = Again.theme_of(self._document, items)
        if (row["value"], row["code"] if row["value"] is None else None) != expected:
            facts = {"names": "value", "printed": row["value"], "expected": expected[0]}
            yield AuditFault(Finding.NOT_THE_ARITHMETIC, where, facts)


def _with_extracts(document: Mapping[str, Any], files: Sequence[tuple[str, bytes]]) -> Iterator[AuditFault]:
    """The extracts are those that are named, each signed by its key; every figure follows from them."""
    keys = {
        row["installation"]: TrustedKey(public, row["name"])
        for row in document["installations"]
        if (public := decoded(row["key"], KEY_BYTES)) is not None
    }
    found: dict[str, Extract] = {}
    for file, data in files:
        try:
            extract = read_extract(file, data, keys)
        except ExtractRefused:
            yield AuditFault(Finding.EXTRACT_OTHER, "installations", {"name": file})
            continue
        found[extract.sha] = extract
    extracts = []
    for row in document["installations"]:
        named = found.get(row["sha256"])
        if named is None or named.installation != row["installation"]:
            yield AuditFault(Finding.EXTRACT_MISSING, "installations", {"name": row["name"]})
        elif any(row[name] != named.document["round"][name] for name in ("opened", "closed")):
            yield AuditFault(Finding.EXTRACT_OTHER, "installations", {"name": row["name"]})
        else:
            extracts.append(named)
    if len(extracts) != len(document["installations"]):
        return
    try:
        check_fit(extracts)
    except (ExtractsDoNotFit, TooFewInstallations):
        yield AuditFault(Finding.EXTRACT_OTHER, "installations", {"name": str(len(extracts))})
        return
    yield from Again(document, [extract.document for extract in extracts]).faults()


def _key(row: Mapping[str, Any]) -> tuple[str, str, str, str]:
    return row["unit"], row["perspective"], row["kind"], row["id"]
