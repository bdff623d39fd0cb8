"""How long the tool keeps what a unit wrote. The rules stand in docs/reference/retention.md."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any, Final

from django.db.models import Count

from fagspejl.lib.clock import ZONE
from fagspejl.lib.retention import Due, Retention, Rule
from fagspejl.organisation.selectors import units_named
from fagspejl.workspace.cases.models import CaseCard, CasePattern, CaseRhythm, PatternIdea, RotaEntry

CARDS: Final = Rule("case_cards", months=36)
PATTERNS: Final = Rule("case_patterns", months=36)
IDEAS: Final = Rule("pattern_ideas", months=12)
ROUNDS: Final = Rule("case_rounds")
_DATED: Final[tuple[tuple[Rule, Any, str, str], ...]] = (
    (CARDS, CaseCard, "created_on", "workspace_case_card"),
    (PATTERNS, CasePattern, "changed_on", "workspace_case_pattern"),
    (IDEAS, PatternIdea, "created_on", "workspace_pattern_idea"),
)
_ROUNDS: Final[tuple[Any, ...]] = (CaseRhythm, RotaEntry)


def retention(now: datetime) -> tuple[Retention, ...]:
    """Offer to delete cards, patterns and ideas whose time is over, and rounds of units that are not there any more."""
    today = now.astimezone(ZONE).date()
    dated = (
        Retention(
            rule, partial(_due, rule, kind, day, today), partial(_forget, rule, kind, day, today), (table,)
        )
        for rule, kind, day, table in _DATED
    )
    tables = ("workspace_case_rhythm", "workspace_rota")
    return (*dated, Retention(ROUNDS, lambda: Due(len(_gone())), _forget_rounds, tables))


def _due(rule: Rule, kind: Any, day: str, today: date) -> Due:
    days: Iterable[tuple[date, int]] = kind.objects.values_list(day).annotate(Count("id"))
    return rule.due(days, today)


def _forget(rule: Rule, kind: Any, day: str, today: date) -> int:
    return int(kind.objects.filter(**{f"{day}__lte": rule.latest(today)}).delete()[0])


def _gone() -> set[Any]:
    kept = {unit for kind in _ROUNDS for unit in kind.objects.values_list("unit", flat=True)}
    return kept - set(units_named(kept))


def _forget_rounds() -> int:
    gone = _gone()
    for kind in _ROUNDS:
        kind.objects.filter(unit__in=gone).delete()
    return len(gone)
