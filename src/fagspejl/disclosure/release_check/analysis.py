"""Audit of the coefficients of the whole organisation: known names, enough people, and no finer than printed. Pure.

Their values are not made again: they rest on answers, of which no release holds any.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, get_args

from fagspejl.analysis.policy import COEFFICIENT_DECIMALS, COEFFICIENT_PEOPLE_STEP
from fagspejl.analysis.study_parts import Section
from fagspejl.analysis.types import NoNumber
from fagspejl.analysis.verdicts import Verdict, Why
from fagspejl.disclosure.document.coefficient_rows import coefficient_of
from fagspejl.disclosure.measured.organisation_study import NAMED, uses_marks
from fagspejl.disclosure.measured.printed import Printed
from fagspejl.disclosure.release_check.types import AuditFault, Finding

STATISTICS: Final[Mapping[str, frozenset[str]]] = {
    "reliability": frozenset(("alpha", "lambda2", "omega")),
    "icc": frozenset(
        [
            "icc1_anova",
            "icc1_anova_k0",
            "icc1_reml",
            "icc2_anova",
            "reliability_5",
            "reliability_10",
            "reliability_20",
        ]
    ),
    "agreement": frozenset(("ad_mean", "rwg_star_mean")),
    "invariance": frozenset(("invariance", "invariance_cfi", "invariance_delta_cfi")),
    "self_other": frozenset(("self_other_r",)),
}
_VERDICTS: Final = frozenset(get_args(Verdict))
_REASONS: Final = frozenset((None, *get_args(Why), *get_args(NoNumber)))
_NUMBERS: Final = ("value", "lower", "upper")


def analysis_faults(document: Mapping[str, Any], printed: Printed) -> Iterator[AuditFault]:
    """Look at the section `analysis` of a release; one of format 1 has none."""
    groups = frozenset(group.group for group in printed.groups)
    themes = frozenset(theme.id for theme in printed.themes)
    yield from coefficient_faults(
        document.get("analysis", ()),
        groups,
        themes,
        frozenset(printed.item_ids),
        len(printed.organisation.leaders),
        printed.reporting.alpha_n,
    )


def coefficient_faults(
    rows: Any,
    groups: frozenset[str],
    themes: frozenset[str],
    items: frozenset[str],
    leaders: int | None,
    least: int,
) -> Iterator[AuditFault]:
    """Look at rows of coefficients. `leaders`: of the organisation, None where it is not told; `least`: people."""
    seen = set[tuple[str, ...]]()
    for row in rows:
        place = (row["section"], row["group"], row["theme"], row["statistic"])
        where = " / ".join(place)
        if place in seen or not _is_known(row, groups, themes, items):
            yield AuditFault(Finding.COEFFICIENT_UNKNOWN, where, {})
            continue
        seen.add(place)
        yield from _numbers(row, where)
        shown = row["value"] is not None
        if shown != (row["people"] is not None) or (
            not shown and (row["lower"], row["upper"]) != (None, None)
        ):
            yield AuditFault(Finding.COEFFICIENT_UNKNOWN, where, {})
        elif shown and row["people"] < least:
            facts = {"people": row["people"], "limit": least}
            yield AuditFault(Finding.COEFFICIENT_OF_FEW, where, facts)
        elif uses_marks(coefficient_of(row)) and (
            row["verdict"] == "too_few" or (shown and leaders is not None and leaders < least)
        ):
            yield AuditFault(Finding.COEFFICIENT_OF_MARKS, where, {"limit": least})


def _is_known(
    row: Mapping[str, Any], groups: frozenset[str], themes: frozenset[str], items: frozenset[str]
) -> bool:
    section = row["section"]
    if section not in get_args(Section) or row["statistic"] not in STATISTICS[section]:
        return False
    names = row["group"].split(" / ")
    pair = section == "invariance"
    return (
        len(names) == (2 if pair else 1)
        and len(set(names)) == len(names)
        and set(names) <= (groups | NAMED.keys() if section in ("reliability", "invariance") else groups)
        and row["theme"] in themes
        and row["verdict"] in _VERDICTS
        and row["reason"] in _REASONS
        and set(row["items"]) <= items
    )


def _numbers(row: Mapping[str, Any], where: str) -> Iterator[AuditFault]:
    """Two decimals, people in tens, and the value between its limits."""
    for name in _NUMBERS:
        value = row[name]
        if value is not None and value != round(value, COEFFICIENT_DECIMALS):
            yield AuditFault(Finding.NUMBER_TOO_FINE, where, {"value": value})
    people = row["people"]
    if people is not None and (type(people) is not int or people % COEFFICIENT_PEOPLE_STEP):
        yield AuditFault(Finding.NUMBER_TOO_FINE, where, {"value": people})
