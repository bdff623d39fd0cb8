"""The table of the docs is the code's: every rule, how long it keeps, and a sentence for people in each language."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from fagspejl.commands.console import Terminal
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.retention import Rule
from fagspejl.operations.services.retention import rules
from support.source import ROOT

NOON = datetime(2026, 9, 3, 10, tzinfo=UTC)
_ROW = re.compile(r"^\| `([a-z_]+)` \| [^|]+ \| ([^|]+) \| [^|]+ \|$", re.M)


def _kept(rule: Rule) -> tuple[str, ...]:
    if rule.months:
        return (f"{rule.months} months",)
    days = "1 day" if rule.days == 1 else f"{rule.days} days"
    return (days,) if rule.days else ("until nobody needs them", "until they run out")


def test_every_rule_stands_in_the_docs() -> None:
    """The data protection officer reads the rules that the worker carries out, in their order, and no others."""
    told = _ROW.findall((ROOT / "docs" / "reference" / "retention.md").read_text("utf-8"))
    offered = [one.rule for one in rules(NOON)]
    assert [name for name, _ in told] == [rule.name for rule in offered]
    assert all(kept in _kept(rule) for (_, kept), rule in zip(told, offered, strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_words(language: str) -> None:
    """Bente reads of every rule what it deletes and from when on it counts."""
    terminal = Terminal(language=language)  # type: ignore[arg-type]
    for one in rules(NOON):
        for part in ("what", "since"):
            assert terminal.say(f"retention.{part}.{one.rule.name}")
