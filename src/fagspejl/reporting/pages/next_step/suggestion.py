"""From what a report shows to at most two suggested next steps: one pure function and the table it follows.

It suggests and never diagnoses. Only printed values come in; comments never do. Table and limits are those of
docs/reference/next-step.md, which is printed from `RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.reporting.pages.next_step.types import (
    Reason,
    SheetName,
    ShownStatement,
    ShownTheme,
    Suggestion,
    Then,
)

MOST: Final = 2  # suggestions
LOW: Final = 34  # tenths: an average at or below is low
HIGH: Final = 42  # at or above is high
BOSS: Final = 10  # tenths between the leader and her leader on the theme, from which they differ

# The steps of each sheet, in minutes.
STEPS: Final[dict[SheetName, tuple[int, ...]]] = {
    "meeting": (3, 4, 8, 7, 6, 2),
    "talk": (20, 10, 10, 10, 10),
    "judgement": (4, 1, 3, 15, 2, 2, 6, 2),
    "quality": (2, 6, 7, 6, 3, 5, 12, 8, 1),
    "agreement": (5, 7, 7, 5, 2, 4),
    "cases": (3, 5, 5, 3, 13, 6, 4, 6),
    "cases_short": (4, 2, 9, 5),
    "load": (8, 5, 6, 12, 10, 4),
    "upward": (3, 4, 4, 4),
    "responsibility": (8, 7, 18, 9, 3),
    "competence": (6, 5, 9, 7, 3),
    "reflection": (3, 2, 3, 2),
    "relief": (3, 12, 6, 2, 5, 2),
    "package": (5, 10, 25, 12, 8),
    "dialogue": (5, 10, 5, 8, 14, 10, 8),
}
MINUTES: Final = {sheet: sum(steps) for sheet, steps in STEPS.items()}  # what each step takes

_Order = tuple[bool, int, int, int, int]  # about the theme, average, theme, statement, line of the table


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the table. `statements`: which of the five it looks at; none for a rule about the whole theme."""

    reason: Reason
    statements: tuple[int, ...]
    fires: Callable[[ShownTheme, ShownStatement | None], bool]
    sheet: SheetName
    then: tuple[Then, ...] = ()


def _low(shown: ShownStatement | None) -> bool:
    return shown is not None and shown.upper <= LOW


def _high(shown: ShownStatement | None) -> bool:
    return shown is not None and shown.lower >= HIGH


def _middling(shown: ShownStatement | None) -> bool:
    return shown is not None and shown.lower > LOW and shown.upper < HIGH


_ALL = (1, 2, 3, 4, 5)
_NOTHING_SHOWN: Final = "withheld"
RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "quality_low_apart",
        (1,),
        lambda theme, shown: _low(shown) and theme.apart is True,
        "quality",
        (Then("judgement"),),
    ),
    Rule(
        "quality_low_unknown",
        (1,),
        lambda theme, shown: _low(shown) and theme.apart is None,
        "quality",
        (Then("judgement"),),
    ),
    Rule(
        "quality_low",
        (1,),
        lambda theme, shown: _low(shown) and theme.apart is False,
        "judgement",
        (Then("quality"),),
    ),
    Rule(
        "quality_leader_above",
        (1,),
        lambda theme, shown: shown is not None and shown.leader_above,
        "judgement",
        (Then("quality"),),
    ),
    Rule("quality_high", (1,), lambda theme, shown: _high(shown) and theme.apart is False, "judgement"),
    Rule(
        "dilemmas_low",
        (2,),
        lambda theme, shown: _low(shown),
        "cases",
        (Then("load", "busy"), Then("relief", "strain"), Then("responsibility", "unclear")),
    ),
    Rule("follow_up_low", (3,), lambda theme, shown: _low(shown), "agreement", (Then("load"),)),
    Rule("dialogue_low", (4,), lambda theme, shown: _low(shown), "cases_short", (Then("quality"),)),
    Rule(
        "development_low",
        (5,),
        lambda theme, shown: _low(shown),
        "competence",
        (Then("responsibility"), Then("reflection")),
    ),
    Rule(
        "two_groups",
        _ALL,
        lambda theme, shown: _middling(shown) and theme.apart is True,
        "judgement",
    ),
    Rule(_NOTHING_SHOWN, (), lambda theme, shown: theme.withheld, "package", (Then("cases"),)),
    Rule(
        "other_theme",
        (),
        lambda theme, shown: not theme.known and not theme.withheld,
        "dialogue",
        (Then("cases"),),
    ),
    Rule(
        "boss_differs",
        (),
        lambda theme, shown: theme.known and theme.boss is not None and theme.boss >= BOSS,
        "responsibility",
        (Then("upward"),),
    ),
)


def suggest(themes: Sequence[ShownTheme]) -> tuple[Suggestion, ...]:
    """Return at most MOST suggestions for a report of these themes; () where no rule fires.

    Each rule fires once, for the statement of the lowest average among those it looks at. What fires is ordered by
    that average (the upper end, where the number itself is not printed), ties in questionnaire order and then in the
    order of the table; rules about a whole theme come after those about a statement. The same sheet for the same
    statement is offered once.
    """
    fired: list[tuple[_Order, Suggestion]] = []
    silent = all(theme.withheld for theme in themes)
    for place, theme in enumerate(themes):
        for line, rule in enumerate(RULES):
            if rule.reason == _NOTHING_SHOWN and not silent:
                continue  # its reason speaks of the whole report
            for shown in _firing(rule, theme):
                order = (
                    shown is None,
                    shown.upper if shown else 0,
                    place,
                    shown.number if shown else 0,
                    line,
                )
                where = shown.place if shown else ""
                fired.append(
                    (order, Suggestion(rule.reason, rule.sheet, MINUTES[rule.sheet], where, rule.then))
                )
    chosen: dict[tuple[SheetName, str], Suggestion] = {}
    for _, made in sorted(fired, key=lambda entry: entry[0]):
        chosen.setdefault((made.sheet, made.place), made)
    return tuple(chosen.values())[:MOST]


def _firing(rule: Rule, theme: ShownTheme) -> Sequence[ShownStatement | None]:
    """The one statement for which a rule fires, (None,) for a rule about the theme that does, () where none does."""
    if not rule.statements:
        return (None,) if rule.fires(theme, None) else ()
    found = [one for one in theme.statements if one.number in rule.statements and rule.fires(theme, one)]
    return sorted(found, key=lambda one: (one.upper, one.number))[:1]
