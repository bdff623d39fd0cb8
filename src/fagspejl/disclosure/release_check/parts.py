"""Audit of the measured parts of a Release: policy, blocks, cells, marks, comments. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np

from fagspejl.analysis.policy import thresholds_sha256
from fagspejl.analysis.rounding import in_tenths
from fagspejl.disclosure.arithmetic.figures import block_id
from fagspejl.disclosure.document.rows import SPREAD_WORDS, cell_tenths, mark_themes
from fagspejl.disclosure.measured.comments import in_own_order
from fagspejl.disclosure.measured.printed import NONE, GroupPrinted, Printed, candidates_of
from fagspejl.disclosure.measured.spread import may_print_spread
from fagspejl.disclosure.release_check.types import AuditFault, Finding
from fagspejl.lib.tenths import decimal, is_tenths

_CODES = {
    "none": (None,),
    "few": (None, "at_most", "at_least"),
    "full": (None,),  # and the codes of `_codes`
}
_TWO_DECIMALS = 2


def policy_faults(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """Floors were checked on reading; here the hash, and that coefficients are coarse and rest on enough groups."""
    if document["policy"]["sha256"] != thresholds_sha256(printed.disclosure, printed.reporting):
        yield AuditFault(Finding.POLICY_HASH, "policy", {})
    for group in document["groups"]:
        own = [
            b["n"]
            for b in document["blocks"]
            if (b["perspective"], b["kind"]) == (group["perspective"], "own")
        ]
        for row in group["coefficients"]:
            measured = row["df"] > 0
            fine = any(row[name] != round(row[name], _TWO_DECIMALS) for name in ("within_sd", "item_sd"))
            thin = measured and (
                row["df"] < printed.reporting.within_df
                or row["df"] > sum(own) - len(own)
                or len(own) < printed.reporting.within_units
            )
            fallback = printed.reporting.within_sd * (printed.hi - printed.lo) / 4
            odd = not measured and (abs(row["within_sd"] - fallback) > 1e-4 or row["item_sd"] != 0)
            if (measured and fine) or thin or odd:
                where = f"{group['perspective']} / {row['theme']}"
                yield AuditFault(Finding.COEFFICIENT_TOO_FINE, where, {})


def block_faults(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """Blocks are large enough, used once, nested as declared, and no fuller than their leaders can fill them."""
    k = printed.disclosure.k
    leaders = {leader.id: leader for leader in printed.organisation.leaders}
    units = {unit.id: index for index, unit in enumerate(printed.organisation.units)}
    known = {group.group for group in printed.groups}
    seen: set[str] = set()
    owned: set[tuple[str, str]] = set()
    for row in document["blocks"]:
        where = row["id"]
        if row["n"] < k:
            yield AuditFault(Finding.BLOCK_TOO_SMALL, where, {"n": row["n"], "k": k})
        if where in seen:
            yield AuditFault(Finding.BLOCK_TWICE, where, {})
        seen.add(where)
        own = row["kind"] == "own"
        room = row["leaders"] if printed.earlier else len(row["candidates"])
        answers = row["n"] if printed.earlier else row["answers"]
        misplaced = row["perspective"] not in known or row["unit"] not in units
        if own:
            leader = leaders.get(row["leader"])
            misplaced |= leader is None or units.get(row["unit"]) != leader.unit or row["leaders"] != 1
            if (row["leader"], row["perspective"]) in owned:
                yield AuditFault(Finding.BLOCK_TWICE, where, {})
            owned.add((row["leader"], row["perspective"]))
        else:
            misplaced |= row["kind"] != "pooled" or row["leader"] is not None or room < 2
        if misplaced:
            yield AuditFault(Finding.BLOCK_MISPLACED, where, {})
        overfull = row["invited"] is not None and row["n"] > row["invited"]
        overfull |= row["n"] > answers or (own and row["n"] != answers)
        if overfull or (not own and answers > room * (k - 1)):
            yield AuditFault(Finding.BLOCK_OVERFULL, where, {})
    yield from _partition_faults(document, printed)


def _partition_faults(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """A leader is counted in one block only: blocks name all whom they could hold, and these do not overlap."""
    for group, facts in zip(printed.groups, document["groups"], strict=True):
        rows = [row for row in document["blocks"] if row["perspective"] == group.group]
        if [row["id"] for row in rows] != [block_id(group.group, index) for index in range(len(rows))]:
            yield AuditFault(Finding.BLOCK_MISPLACED, group.group, {})
        if printed.earlier:
            yield from _room_faults(printed, group)
        else:
            yield from _candidate_faults(printed, group, rows, facts["counts"])


def _candidate_faults(
    printed: Printed, group: GroupPrinted, rows: list[dict[str, Any]], counts: Any
) -> Iterator[AuditFault]:
    """A pool names everybody it could hold, tells their number only with N, and people apart from answers."""
    leaders = printed.organisation.leaders
    if counts not in ("people", "answers") or (counts == "people" and group.group != "employee"):
        yield AuditFault(Finding.BLOCK_MISPLACED, group.group, {})
    for row, could_hold in zip(rows, candidates_of(printed, group), strict=True):
        names = [leaders[leader].id for leader in could_hold]
        if row["candidates"] != names or row["leaders"] not in (None, len(names)):
            yield AuditFault(Finding.CANDIDATES, row["id"], {})
        own = row["kind"] == "own"
        more = not own and counts == "people" and row["n"] != row["answers"]
        known = not own and counts == "answers" and row["invited"] is not None
        if more or known or (row["leaders"] is None and (own or row["invited"] is not None)):
            yield AuditFault(Finding.BLOCK_OVERFULL, row["id"], {})


def _room_faults(printed: Printed, group: GroupPrinted) -> Iterator[AuditFault]:
    """In releases of format 1 pools tell a number only: no subtree may hold more leaders in blocks than it has."""
    parents = [unit.parent for unit in printed.organisation.units]
    room = [0] * len(parents)
    for leader in printed.organisation.leaders:
        room[leader.unit] += 1
    for unit, count in zip(group.blocks.unit.tolist(), group.blocks.leaders.tolist(), strict=True):
        room[unit] -= count
    for unit in range(len(parents) - 1, -1, -1):
        if room[unit] < 0:
            name = printed.organisation.units[unit].id
            yield AuditFault(Finding.BLOCK_OVERFULL, f"{group.group} / {name}", {})
        if parents[unit] >= 0:
            room[parents[unit]] += room[unit]


class _CellRules(NamedTuple):
    """What a cell is held against, worked out once: a national round has a quarter of a million."""

    printed: Printed
    codes: dict[str, tuple[str | None, ...]]  # by class
    low: int  # tenths between which a mean is told as a number
    high: int


def cell_faults(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """Every block has every item once, in the form its class allows, with nothing beside it."""
    sizes = {row["id"]: row for row in document["blocks"]}
    expected = {(block, item) for block in sizes for item in printed.item_ids}
    codes = {name: _codes(name, printed) for name in _CODES}
    rules = _CellRules(printed, codes, printed.ends.low_tenths, printed.ends.high_tenths)
    for row in document["cells"]:
        where = f"{row['block']} / {row['item']}"
        if (row["block"], row["item"]) not in expected:
            yield AuditFault(Finding.CELL_FORM, where, {})
            continue
        expected.discard((row["block"], row["item"]))
        yield from _one_cell(row, where, sizes[row["block"]], rules)
    for block, item in sorted(expected):
        yield AuditFault(Finding.CELL_MISSING, f"{block} / {item}", {})


def _one_cell(
    row: dict[str, Any], where: str, block: dict[str, Any], rules: _CellRules
) -> Iterator[AuditFault]:
    counts = (row["options"], row["dont_know"], row["no_disclose"])
    printed = rules.printed
    if row["class"] not in rules.codes or row["code"] not in rules.codes[row["class"]]:
        yield AuditFault(Finding.CELL_FORM, where, {})
        return
    if row["code"] is not None and (row["mean"] is not None or any(c is not None for c in counts)):
        yield AuditFault(Finding.CODED_WITH_VALUE, where, {})
    elif row["class"] == "none" and (row["mean"] is not None or any(c is not None for c in counts)):
        yield AuditFault(Finding.WITHHELD_REVEALED, where, {})
    elif row["class"] == "few" and any(c is not None for c in counts):
        yield AuditFault(Finding.CELL_FORM, where, {})
    elif row["class"] == "few" and row["code"] is None:
        tenths = cell_tenths(row)
        between = tenths is not None and rules.low < tenths < rules.high
        if not between or not is_tenths(row["mean"]):
            yield AuditFault(Finding.CELL_FORM, where, {})
    elif row["class"] == "full" and row["code"] is None:
        yield from _full_cell(row, where, block, printed)
    if row["class"] == "full" and block["n"] < printed.disclosure.k_distribution:
        facts = {"n": block["n"], "limit": printed.disclosure.k_distribution}
        yield AuditFault(Finding.CELL_TOO_SMALL, where, facts)


def _codes(cell_class: str, printed: Printed) -> tuple[str | None, ...]:
    """The codes that a class has on this scale; releases of format 1 had a middle part and knew no scale without."""
    if cell_class != "full":
        return _CODES[cell_class]
    if printed.earlier:
        return (None, "alike_low", "alike_middle", "alike_high")
    return (None, "alike") if printed.ends.parts is None else (None, "alike_low", "alike_high")


def spread_faults(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """A theme in a block has at most one word, one of the three, and only where the block's cells allow it."""
    if printed.earlier:
        return
    allowed = set()
    for group in printed.groups:
        for t, columns in enumerate(printed.columns()):
            may = may_print_spread(group.cells.form, list(columns), group.items_asked, printed.reporting)
            may &= group.blocks.n >= printed.disclosure.k_distribution
            allowed |= {
                (block_id(group.group, b), printed.themes[t].id) for b in np.flatnonzero(may).tolist()
            }
    seen = set()
    for row in document["spread"]:
        place = (row["block"], row["theme"])
        where = " / ".join(place)
        if place in seen:
            yield AuditFault(Finding.SPREAD_TWICE, where, {})
        if place not in allowed or row["word"] not in SPREAD_WORDS:
            yield AuditFault(Finding.SPREAD_NOT_ALLOWED, where, {})
        seen.add(place)


def _full_cell(
    row: dict[str, Any], where: str, block: dict[str, Any], printed: Printed
) -> Iterator[AuditFault]:
    options = row["options"]
    whole = isinstance(options, list) and len(options) == printed.hi - printed.lo + 1
    whole = whole and all(isinstance(count, int) and count >= 0 for count in options)
    if not whole or row["dont_know"] is None or row["no_disclose"] is None or row["mean"] is None:
        yield AuditFault(Finding.CELL_FORM, where, {})
        return
    n = sum(options)
    if n < printed.disclosure.k_distribution:
        yield AuditFault(Finding.CELL_TOO_SMALL, where, {"n": n, "limit": printed.disclosure.k_distribution})
        return
    mean = sum((printed.lo + k) * count for k, count in enumerate(options)) / n
    if max(options) == n or row["mean"] != decimal(int(in_tenths(mean))):
        yield AuditFault(Finding.CELL_FORM, where, {})
    if block["kind"] == "own" and n + row["dont_know"] + row["no_disclose"] > block["n"]:
        yield AuditFault(Finding.BLOCK_OVERFULL, where, {})


def mark_faults(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """Marks are the leader (once) and superiors (numbered), with answers on the scale and their own theme means."""
    seen: set[tuple[str, str, int]] = set()
    for row, mark in zip(document["marks"], printed.marks, strict=True):
        where = f"{row['leader']} / {row['role']} / {row['number']}"
        key = (row["leader"], row["role"], row["number"])
        alone = row["role"] == "self" and row["number"] == 1
        named = (
            row["role"] == "superior" or "name" not in row
        )  # the leader's name stands with the leader alone
        if not (alone or row["role"] == "superior") or not named or key in seen:
            yield AuditFault(Finding.MARK_ROLE, where, {})
        seen.add(key)
        off = any(v is not None and not printed.lo <= v <= printed.hi for v in mark.values)
        scores = mark_themes(printed, mark)
        if off or {theme: row["themes"].get(theme) for theme in scores} != scores:
            yield AuditFault(Finding.MARK_VALUE, where, {})


def comment_faults(document: dict[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """Each leader and asked group has one row: shown only above the thresholds, withheld holding nothing."""
    raters = {
        (block["leader"], block["perspective"]): block["n"]
        for block in document["blocks"]
        if block["kind"] == "own"
    }
    policy = printed.disclosure
    expected = _comment_places(printed)
    for row in document["comments"]:
        where = f"{row['leader']} / {row['perspective']}"
        if (row["leader"], row["perspective"]) not in expected:
            yield AuditFault(Finding.COMMENT_ROW, where, {})
            continue
        expected.discard((row["leader"], row["perspective"]))
        if row["status"] == "withheld":
            if row["questions"] is not None or row["reason"] != "anonymity":
                yield AuditFault(Finding.WITHHELD_REVEALED, where, {})
            continue
        texts = [text for found in (row["questions"] or {}).values() for text in found]
        known = set(row["questions"] or {}) <= set(printed.questions) and all(
            isinstance(t, str) for t in texts
        )
        if row["status"] != "shown" or row["reason"] is not None or not known:
            yield AuditFault(Finding.COMMENT_ROW, where, {})
        if any(tuple(found) != in_own_order(found) for found in (row["questions"] or {}).values()):
            yield AuditFault(Finding.COMMENTS_IN_ORDER, where, {})
        n = raters.get((row["leader"], row["perspective"]), NONE)
        if n < policy.k_comments or len(texts) < policy.comment_authors:
            facts = {"n": max(n, 0), "k_comments": policy.k_comments, "authors": policy.comment_authors}
            yield AuditFault(Finding.COMMENTS_BELOW_THRESHOLD, where, facts)
    for leader, group in sorted(expected):
        yield AuditFault(Finding.COMMENT_ROW, f"{leader} / {group}", {})


def _comment_places(printed: Printed) -> set[tuple[str, str]]:
    """Where a row of comments must stand."""
    if not printed.with_comments or not printed.questions:
        return set()
    return {
        (leader.id, group.group)
        for group in printed.groups
        for leader, asked in zip(printed.organisation.leaders, group.asked, strict=True)
        if asked
    }
