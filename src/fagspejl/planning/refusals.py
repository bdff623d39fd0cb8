"""Why something was not done, in sentences of the page's language: one for each reason, with what to do next."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.orders.doing import plain_refusals
from fagspejl.operations.types import Refusal


def lines(refusals: Iterable[Refusal], words: Wording) -> list[str]:
    """Return one sentence for each refusal. One without a sentence of its own is told by its name."""
    return [_line(one, words) for one in refusals]


def lines_of(error: FagspejlError, words: Wording) -> list[str]:
    """Return the sentences of an error that a page met itself."""
    return lines([Refusal(name, facts) for name, facts in plain_refusals(error)], words)


def _line(refusal: Refusal, words: Wording) -> str:
    key = f"refusal.{refusal.name}"
    more = refusal.facts.get("facts")  # an error whose kinds know different things keeps them together
    facts = {**refusal.facts, **(more if isinstance(more, dict) else {})}
    slots = {name: _slot(name, fact, words) for name, fact in facts.items()}
    reason = refusal.facts.get("reason")
    if f"{key}_{reason}" in words.keys:
        key = f"{key}_{reason}"
    count = facts.get("count")
    if isinstance(count, int) and key in words.plurals:
        return words.counted(key, count, **{name: slot for name, slot in slots.items() if name != "count"})
    if key in words.keys:
        return words.say(key, **slots)
    return words.say("refusal.other", name=refusal.name)


def _slot(name: str, fact: Any, words: Wording) -> object:
    if isinstance(fact, list):
        section = {"perspectives": "planning_perspective", "holders": "planning_holder"}.get(name)
        said = [str(one) if section is None else words.say(f"{section}.{one}") for one in fact]
        return len(fact) if name == "gaps" else ", ".join(said)
    if name == "state":
        return words.say(f"planning_state.{fact}")
    if isinstance(fact, str):
        moment = _moment(fact, words)
        if moment is not None:
            return moment
    return fact


def _moment(text: str, words: Wording) -> str | None:
    """A moment or a day as people read it, where the text is one."""
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) == len("2026-01-01"):
        return words.day(date.fromisoformat(text))
    return words.moment(found)
