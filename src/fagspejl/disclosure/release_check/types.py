"""What an audit can find. Pure; words stand in `words`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Finding(StrEnum):
    """The faults an audit names."""

    UNREADABLE = "unreadable"
    NAME_UNKNOWN = "name_unknown"
    NUMBER_TOO_FINE = "number_too_fine"
    POLICY_BELOW_FLOOR = "policy_below_floor"
    POLICY_HASH = "policy_hash"
    PROMISE_CHANGED = "promise_changed"
    BLOCK_TOO_SMALL = "block_too_small"
    BLOCK_TWICE = "block_twice"
    BLOCK_MISPLACED = "block_misplaced"
    BLOCK_OVERFULL = "block_overfull"
    COEFFICIENT_TOO_FINE = "coefficient_too_fine"
    CELL_MISSING = "cell_missing"
    CELL_FORM = "cell_form"
    SPREAD_TWICE = "spread_twice"
    SPREAD_NOT_ALLOWED = "spread_not_allowed"
    COEFFICIENT_UNKNOWN = "coefficient_unknown"
    COEFFICIENT_OF_FEW = "coefficient_of_few"
    COEFFICIENT_OF_MARKS = "coefficient_of_marks"
    INTERVAL_OF_CODES = "interval_of_codes"
    CODED_WITH_VALUE = "coded_with_value"
    CELL_TOO_SMALL = "cell_too_small"
    MARK_ROLE = "mark_role"
    MARK_VALUE = "mark_value"
    COMMENT_ROW = "comment_row"
    COMMENTS_IN_ORDER = "comments_in_order"
    COMMENTS_BELOW_THRESHOLD = "comments_below_threshold"
    WITHHELD_REVEALED = "withheld_revealed"
    WITHHELD_EXPLAINED = "withheld_explained"
    STATUS_UNKNOWN = "status_unknown"
    NO_OWN_BLOCK = "no_own_block"
    TOO_FEW_LEADERS = "too_few_leaders"
    TOTAL_INCOMPLETE = "total_incomplete"
    TOTAL_N = "total_n"
    TOTALS_TOO_CLOSE = "totals_too_close"
    WHOLE_MISSING = "whole_missing"
    THEME_TOTAL = "theme_total"
    DISTRIBUTION_UNEARNED = "distribution_unearned"
    CANDIDATES = "candidates"
    SHOULD_BE_WITHHELD = "should_be_withheld"
    NOT_THE_ARITHMETIC = "not_the_arithmetic"
    FIGURE_MISSING = "figure_missing"
    FIGURE_ADDED = "figure_added"
    FIGURE_TWICE = "figure_twice"
    LEFT_OUT = "left_out"
    PAIR_OVERLAP = "pair_overlap"
    PAIR_DIFFERENCE = "pair_difference"
    PAIR_CHANGED = "pair_changed"
    TOO_FEW_INSTALLATIONS = "too_few_installations"
    INSTALLATION_TWICE = "installation_twice"
    EXTRACT_MISSING = "extract_missing"
    EXTRACT_OTHER = "extract_other"
    EXTRACT_FORGED = "extract_forged"


@dataclass(frozen=True, slots=True)
class AuditFault:
    """One fault: what, where (ids joined by " / "), and the facts its sentence needs."""

    finding: Finding
    where: str
    facts: Mapping[str, Any]
