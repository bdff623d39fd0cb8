"""The suggestions of a report in words: what, how long, and why, in one sentence. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from fagspejl.disclosure.types import LeaderRelease, Score, ThemeInfo
from fagspejl.lib.wording import Wording
from fagspejl.reporting.page_types.report import Step, ThemeWork, Work
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.next_step.shown import led_group, shown_themes
from fagspejl.reporting.pages.next_step.suggestion import MINUTES, suggest
from fagspejl.reporting.pages.next_step.types import Suggestion
from fagspejl.reporting.pages.next_step.words import step_words
from fagspejl.reporting.pages.values import is_average, value_text


@dataclass(frozen=True, slots=True)
class Choice:
    """A suggestion as it is read. `title`: the sheet and its minutes; `then`: what may follow, or ""."""

    suggestion: Suggestion
    title: str
    why: str
    then: str


def choices(frame: Frame, themes: tuple[ThemeInfo, ...], view: LeaderRelease) -> tuple[Choice, ...]:
    """Return what a report suggests: at most two."""
    words = step_words(frame.voice.language)
    return tuple(
        Choice(
            made,
            words.say("step.choice", sheet=_title(words, made.sheet), minutes=made.minutes),
            words.say(f"reason.{made.reason}", said=_said(frame, words, themes, view, made.place)),
            _then(words, made),
        )
        for made in suggest(shown_themes(frame, themes, view))
    )


def work_section(
    frame: Frame, infos: tuple[ThemeInfo, ...], view: LeaderRelease, themes: tuple[ThemeWork, ...]
) -> Work:
    """Return what a report suggests, what the leader may choose instead, and the questionnaire's own advice."""
    words = step_words(frame.voice.language)
    found = choices(frame, infos, view)
    steps = [Step(one.title, f"{one.why} {one.then}".strip()) for one in found]
    steps.append(Step(words.say("step.own"), words.say("step.own_text", minutes=MINUTES["meeting"])))
    steps.append(Step(words.say("step.later"), words.say("step.later_text")))
    return Work(
        id="mandag",
        title=words.say("step.title"),
        paragraphs=(words.say("step.some" if found else "step.none"), words.say("step.where")),
        steps=tuple(steps),
        themes=themes,
    )


def _title(words: Wording, sheet: str) -> str:
    return words.say(f"sheet.{sheet}.title")


def _said(
    frame: Frame, words: Wording, themes: tuple[ThemeInfo, ...], view: LeaderRelease, place: str
) -> str:
    """What the group answers on the statement of a suggestion: the figure that the report prints."""
    group = led_group(view)
    if not place or group is None:
        return ""
    theme, number = (int(part) for part in place.split("."))
    info = themes[theme - 1]
    item = next(one for one in group.themes if one.id == info.id).items[number - 1]
    assert isinstance(item.mean, Score)
    return words.say(
        "step.said" if is_average(item.mean) else "step.said_part",
        subject=frame.voice.say(f"group.{group.group}.subject"),
        the=frame.voice.say(f"group.{group.group}.the"),
        value=value_text(frame, item.mean, "item"),
        statement=frame.short(info.id, item.id),
    )


def _then(words: Wording, made: Suggestion) -> str:
    if not made.then:
        return ""
    named = [
        words.say("step.then_tick", sheet=_title(words, one.sheet), tick=words.say(f"tick.{one.tick}"))
        if one.tick
        else _title(words, one.sheet)
        for one in made.then
    ]
    return words.say("step.then", sheets=words.series(named))
