"""The theme page: the theme, what comes next on it, and what has happened. Made of facts, without questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fagspejl.lib.wording import Wording
from fagspejl.reporting.statements.suggested import sheet_title, tick_told
from fagspejl.workspace.home.theme.types import NextTool, ThemeFacts
from fagspejl.workspace.home.tools import begin_of


@dataclass(frozen=True, slots=True)
class NextStep:
    """A tool that comes next. `url`: where it begins, or "" where it is held from its printed sheet."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class ThemePage:
    """An open theme as it is read. `then`: what may follow, as links once the first tool led to something."""

    facts: ThemeFacts
    chosen: str
    first: NextStep | None
    done: bool
    then: tuple[NextStep, ...]
    later: str


def theme_page(facts: ThemeFacts, words: Wording, *, done: bool) -> ThemePage:
    """Return a theme with its next steps. `done`: the first tool has led to something."""
    steps = [_step(one, facts, words) for one in facts.tools]
    first, then = (steps[0], steps[1:]) if steps else (None, [])
    return ThemePage(
        facts=facts,
        chosen=words.say("theme.chosen", day=words.day(facts.chosen_on)),
        first=first,
        done=done,
        then=tuple(then),
        later=words.say("theme.then_later", tools=words.series([one.title for one in then])) if then else "",
    )


def before_told(themes: Sequence[ThemeFacts], words: Wording) -> tuple[tuple[str, str], ...]:
    """Return the closed themes, each with its days."""
    return tuple(
        (
            one.theme,
            words.say("theme.closed", first=words.day(one.chosen_on), last=words.day(one.closed_on)),
        )
        for one in themes
        if one.closed_on is not None
    )


def _step(one: NextTool, facts: ThemeFacts, words: Wording) -> NextStep:
    title = sheet_title(one.sheet, words)
    if one.tick:
        title = words.say("theme.step_tick", tool=title, tick=tick_told(one.tick, words))
    return NextStep(title, begin_of(one.sheet, facts.unit))
