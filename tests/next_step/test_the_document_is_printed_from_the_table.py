"""What the documents say of suggestions is what the program does."""

from __future__ import annotations

from typing import get_args

from fagspejl.reporting.pages.next_step.suggestion import RULES
from fagspejl.reporting.pages.next_step.types import Reason
from next_step.table import PATTERNS, as_markdown
from support.source import ROOT


def test_the_document_is_the_table() -> None:
    """Omar looks up why he was offered an exercise: the page says what the rules say."""
    assert (ROOT / "docs/reference/next-step.md").read_text("utf-8") == as_markdown()


def test_every_reason_is_used_once() -> None:
    """Every reason has one line and one sentence; none is left over."""
    assert sorted(rule.reason for rule in RULES) == sorted(get_args(Reason)) == sorted(PATTERNS)
