"""A leader's report as her own leader reads it: of her in the third person, and what his part is. Pure.

The figures are those of the leader's own report, to the last one. What is written to the leader (the questionnaire's
own texts about each theme, and what she can do on Monday) is left out; in its place stands his part.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fagspejl.disclosure.types import LeaderRelease, Scale10
from fagspejl.instrument.types import Instrument
from fagspejl.lib.language import Language
from fagspejl.reporting.page_types.report import Step, Steps, ThemeSection, ThemeWork, Work
from fagspejl.reporting.pages.frame import Frame, frame_for
from fagspejl.reporting.words import words_about


@dataclass(frozen=True, slots=True)
class Above:
    """The leader's own leader who reads. `name`: hers as the report names her, "" where nothing tells her mark."""

    name: str = ""


def frame_above(
    instrument: Instrument, language: Language, scale: Scale10, view: LeaderRelease, reader: Above
) -> Frame:
    """Return the frame in whose words this reader is told of the leader. Raises NoSuchLanguage."""
    marks = [mark for mark in view.marks if mark.role == "superior"]
    own = [mark.number for mark in marks if reader.name and mark.name == reader.name]
    alone = len(marks) == 1 and len(own) == 1
    frame = frame_for(instrument, language, scale, words_about(language, own=alone))
    return replace(frame, own=own[0]) if len(own) == 1 and not alone else frame


def themes_above(themes: tuple[ThemeSection, ...]) -> tuple[ThemeSection, ...]:
    """Return the themes without what the questionnaire writes to the leader about each."""
    return tuple(replace(theme, what=(), why=(), reading=()) for theme in themes)


def part_section(frame: Frame, *, withheld: bool) -> Work:
    """Return what the part of the leader's own leader is, four questions, and what not to ask.

    `withheld`: the leader has no result to talk with those she leads about.
    """
    words = frame.voice
    lists = [
        ThemeWork("", words.say(f"part.{name}_title"), words.listed(f"part.{name}"), "", ())
        for name in ("questions", "not")
    ]
    return Work(
        id="lederens-leder",
        title=words.say("part.title"),
        paragraphs=words.listed("part.paragraphs") + (words.listed("part.withheld") if withheld else ()),
        steps=_pairs(frame, "part.steps"),
        themes=tuple(lists),
    )


def agenda(frame: Frame) -> Steps:
    """Return the agenda of the conversation between the two: 45 minutes."""
    words = frame.voice
    return Steps(
        "dagsorden",
        words.say("part.agenda_title"),
        words.listed("part.agenda_lead"),
        _pairs(frame, "part.agenda"),
    )


def _pairs(frame: Frame, key: str) -> tuple[Step, ...]:
    return tuple(Step(title, text) for title, text in frame.voice.pairs(key))
