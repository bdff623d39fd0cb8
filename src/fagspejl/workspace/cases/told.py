"""Cards, patterns, ideas and turns as people read them: staff on their pages, everybody on the unit's page. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.lib.wording import Wording
from fagspejl.workspace.cases.rules import answer_by, overdue, unfilled
from fagspejl.workspace.cases.types import (
    CaseRole,
    IdeaFacts,
    PatternFacts,
    Turn,
)
from fagspejl.workspace.sessions.types import Consideration


@dataclass(frozen=True, slots=True)
class PatternTold:
    """A pattern: what stands above it, and its parts as pairs of a word and a text."""

    id: UUID
    dilemma: str
    when: str
    parts: tuple[tuple[str, str], ...]
    changed: str


@dataclass(frozen=True, slots=True)
class IdeaTold:
    """What came from a phone, and what became of it. `late`: the answer is overdue."""

    id: UUID
    text: str
    state: str
    line: str
    late: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class RotaTold:
    """Whose turn it is next: pairs of role and initials, who has none, and what there is to say of it."""

    turns: tuple[tuple[str, str], ...]
    free: tuple[str, ...]
    notes: tuple[str, ...]


def pattern_told(one: PatternFacts, words: Wording) -> PatternTold:
    """Return a pattern in words."""
    said = (("we_weigh", one.values.we_weigh), ("because", one.values.because), ("unless", one.values.unless))
    return PatternTold(
        one.id,
        words.say(f"case_words.dilemma_{one.values.dilemma_type}"),
        words.say("case_pattern.when", when=one.values.when),
        tuple((words.say(f"case_pattern.{name}"), text) for name, text in said if text),
        words.say("case_pattern.changed", day=words.day(one.changed_on)),
    )


def ideas_told(ideas: Iterable[IdeaFacts], today: date, words: Wording) -> list[IdeaTold]:
    """Return what came from phones in words: what waits first, the longest waiting of it first."""
    told = [_idea(one, today, words) for one in ideas]
    return sorted(told, key=lambda one: not one.waits)


def _idea(one: IdeaFacts, today: date, words: Wording) -> IdeaTold:
    text, late = words.say("case_idea.text", text=one.text), overdue(one, today)
    came = words.day(one.created_on)
    if one.answer is None:
        key = "case_idea.overdue" if late else "case_idea.waits"
        return IdeaTold(one.id, text, words.say(key, day=came, by=words.day(answer_by(one))), "", late, True)
    assert one.answered_on is not None, "an answer has its day"
    state = words.say(f"case_idea.became_{one.answer}", day=words.day(one.answered_on), came=came)
    return IdeaTold(one.id, text, state, one.line, False, False)


def rota_told(turns: Sequence[Turn], words: Wording) -> RotaTold:
    """Return whose turn it is next time, and what a short round means."""
    roles = tuple(
        (words.say(f"case_words.role_{one.role}"), one.initials) for one in turns if one.role is not None
    )
    free = tuple(one.initials for one in turns if one.role is None)
    return RotaTold(roles, free, _notes(turns, words))


def _notes(turns: Sequence[Turn], words: Wording) -> tuple[str, ...]:
    if not turns:
        return (words.say("case_rota.nobody"),)
    if len(turns) == 1:
        return (words.say("case_rota.one", initials=turns[0].initials),)
    missing = unfilled(turns)
    if not missing:
        return ()
    roles = words.series([words.say(f"case_words.role_{one}").lower() for one in missing])
    return (words.say("case_rota.short", count=len(turns), roles=roles),)


def roles_explained(words: Wording) -> list[tuple[str, str]]:
    """Return every role with what it does."""
    return [(words.say(f"case_words.role_{one}"), words.say(f"case_words.does_{one}")) for one in CaseRole]


def four_told(texts: Sequence[str], words: Wording) -> list[tuple[str, str, bool]]:
    """Return the four considerations, each with its text and whether it is empty: an empty one is drawn too."""
    return [
        (words.say(f"case_words.consideration_{one}"), text or words.say("case_words.empty"), not text)
        for one, text in zip(Consideration, texts, strict=True)
    ]
