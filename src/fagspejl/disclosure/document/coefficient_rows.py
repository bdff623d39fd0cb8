"""The section `analysis` of a release: coefficients of the whole organisation as rows, and back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fagspejl.analysis.study_parts import Coefficient


def coefficient_rows(coefficients: Iterable[Coefficient]) -> Iterator[dict[str, Any]]:
    """Yield one row for each coefficient, in the order of sections, groups and themes."""
    for one in coefficients:
        yield {
            "section": one.section,
            "group": one.group,
            "theme": one.theme,
            "statistic": one.statistic,
            "value": one.value,
            "lower": one.lower,
            "upper": one.upper,
            "people": one.people,
            "verdict": one.verdict,
            "reason": one.reason,
            "items": list(one.items),
        }


def coefficient_of(row: Mapping[str, Any]) -> Coefficient:
    """Return a row as the coefficient it was. Raises TypeError for another set of names."""
    return Coefficient(**{**row, "items": tuple(row["items"])})
