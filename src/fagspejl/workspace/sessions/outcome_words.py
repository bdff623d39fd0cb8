"""An outcome in words, as every page of the room tells it. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from fagspejl.lib.wording import Wording
from fagspejl.workspace.sessions.types import Consideration, OutcomeKind, OutcomeValues


@dataclass(frozen=True, slots=True)
class OutcomeLines:
    """`kind` and `text` are said first; `lines` are what belongs to the kind; an empty consideration says so."""

    kind: str
    text: str
    lines: tuple[str, ...]
    considerations: tuple[tuple[str, str, bool], ...]


def outcome_lines(values: OutcomeValues, words: Wording) -> OutcomeLines:
    """Return an outcome in the words of the session."""
    lines = []
    if values.by_role:
        lines.append(words.say("outcome.by_role", role=values.by_role))
    if values.due_on:
        lines.append(words.say("outcome.due_on", day=words.day(values.due_on)))
    if values.when_to_ask:
        lines.append(words.say("outcome.when_to_ask", when=values.when_to_ask))
    if values.look_again_on:
        lines.append(words.say("outcome.look_again_on", day=words.day(values.look_again_on)))
    if values.none_because:
        lines.append(words.say("outcome.because", why=words.say(f"outcome.{values.none_because}").lower()))
    if values.reasons:
        named = words.series([words.say(f"outcome.{one}") for one in values.reasons])
        lines.append(words.say("outcome.about", reasons=named))
    four: tuple[tuple[str, str, bool], ...] = ()
    if values.kind is not OutcomeKind.NONE:
        four = tuple(
            (words.say(f"outcome.consideration_{one}"), text or words.say("outcome.empty"), not text)
            for one, text in zip(Consideration, values.considerations, strict=True)
        )
    return OutcomeLines(words.say(f"outcome.{values.kind}"), values.text, tuple(lines), four)
