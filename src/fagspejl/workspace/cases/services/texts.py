"""Every text of a card, a pattern or an idea passes the screens before it is kept: no citizen, and no case."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from fagspejl.workspace.cases.rules import CARD_SIGNS, PATTERN_SIGNS, said_after_when
from fagspejl.workspace.cases.types import CardValues, MinutesValues, PatternValues
from fagspejl.workspace.safeguards.facts import case_facts
from fagspejl.workspace.sessions.errors import TextAsks
from fagspejl.workspace.sessions.services.texts import checked_text
from fagspejl.workspace.sessions.types import Consideration


def checked_pattern_text(field: str, text: str, *, asked: bool) -> str:
    """Return the text without blanks around it. `asked`: the writer was asked, and keeps what was found.

    Raises TextRefused for what looks like a CPR number, TextAsks for names and for what tells of one case.
    """
    text = checked_text(field, text, asked=asked)
    found = () if asked else case_facts(text)
    if found:
        raise TextAsks(field=field, found=", ".join(text[one.start : one.end] for one in found))
    return text


def checked_card(values: CardValues, *, asked: bool) -> CardValues:
    """Return what a card says without blanks around it. Raises TextRefused, TextAsks."""
    texts: dict[str, Any] = {
        field: checked_pattern_text(field, getattr(values, field), asked=asked) for field in CARD_SIGNS
    }
    return replace(values, **texts)


def checked_minutes(values: MinutesValues, *, asked: bool) -> MinutesValues:
    """Return what was written at the meeting; lines that are empty leave no gap. Raises TextRefused, TextAsks."""
    first, second, third, fourth = (
        checked_pattern_text(f"consideration_{name}", text, asked=asked)
        for name, text in zip(Consideration, values.considerations, strict=True)
    )
    learned = (
        checked_pattern_text(f"learned_{number}", line, asked=asked)
        for number, line in enumerate(values.learned, 1)
    )
    return replace(
        values, considerations=(first, second, third, fourth), learned=tuple(filter(None, learned))
    )


def checked_pattern(values: PatternValues, *, asked: bool) -> PatternValues:
    """Return what a pattern says without blanks around it. Raises TextRefused, TextAsks."""
    texts: dict[str, Any] = {
        field: checked_pattern_text(field, getattr(values, field), asked=asked) for field in PATTERN_SIGNS
    }
    texts["when"] = said_after_when(texts["when"])
    return replace(values, **texts)
