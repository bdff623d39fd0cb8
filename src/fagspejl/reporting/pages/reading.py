"""How to read the report: the marks, and the band explained once with the leader's own numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from fagspejl.disclosure.types import (
    Code,
    GroupResult,
    LeaderRelease,
    Response,
    Score,
    ThemeResult,
)
from fagspejl.reporting.page_types.report import LegendEntry, Reading
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.participation import MARKS, asked_groups, response_sentence
from fagspejl.reporting.pages.perspectives import role_label

Sign = Literal["band", "bounds", "segment", "dots"]


def reading_section(frame: Frame, view: LeaderRelease, *, several_themes: bool) -> Reading:
    """Return the guide with only those signs that this report draws."""
    words = frame.voice
    ends = {
        "lo": frame.scale.lo,
        "hi": frame.scale.hi,
        "low": frame.low_label,
        "high": frame.high_label,
        "persons": _persons(frame, view),
    }
    shown = tuple(group for group in asked_groups(view) if isinstance(group.response, Response))
    paragraphs = words.listed("reading.paragraphs", **ends)
    if several_themes:
        paragraphs += (words.say("reading.order"),)
    if any(theme.gap is Code.GAP_SAME for group in shown for theme in group.themes):
        paragraphs += (words.say("reading.same"),)
    scores = [theme.score for group in shown for theme in group.themes]
    if any(isinstance(score, Score) and score.code is Code.ABOUT for score in scores):
        paragraphs += (words.say("reading.about"),)
    return Reading(
        id="laesning",
        title=words.say("reading.title"),
        paragraphs=paragraphs,
        legend=tuple(_legend(frame, view, shown)),
        bands=_bands(frame, shown),
    )


def _persons(frame: Frame, view: LeaderRelease) -> str:
    """Who has a mark of their own, as the end of a sentence; "" where nobody has."""
    found = [role for role in MARKS if any(mark.role == role for mark in view.marks)]
    if not found:
        return ""
    return frame.voice.say(f"reading.persons_{found[0] if len(found) == 1 else 'both'}")


def _legend(frame: Frame, view: LeaderRelease, shown: tuple[GroupResult, ...]) -> Iterator[LegendEntry]:
    words = frame.voice
    for group in shown:
        yield LegendEntry(group.group, frame.group_label(group.group), words.say("reading.group"))
    for role in MARKS:
        count = sum(mark.role == role for mark in view.marks)
        if count:
            many = "_many" * (role == "superior" and count > 1)
            yield LegendEntry(role, role_label(frame, role, count), words.say(f"reading.{role}{many}"))
    for sign in _signs(shown):
        yield LegendEntry(sign, words.say(f"reading.{sign}"), words.say(f"reading.{sign}_text"))


def _signs(shown: tuple[GroupResult, ...]) -> Iterator[Sign]:
    """The signs that the charts of these groups hold, in the order of the guide."""
    few = [_few(group) for group in shown]
    pairs = [(theme, scarce) for group, scarce in zip(shown, few, strict=True) for theme in group.themes]
    if any(theme.band and not scarce for theme, scarce in pairs):
        yield "band"
    if any(theme.bounds and scarce for theme, scarce in pairs):
        yield "bounds"
    scores = [score for theme, _ in pairs for score in (theme.score, *(item.mean for item in theme.items))]
    if any(isinstance(score, Score) and score.tenths is None for score in scores):
        yield "segment"
    if any(item.answers for theme, _ in pairs for item in theme.items):
        yield "dots"


def _few(group: GroupResult) -> bool:
    return isinstance(group.response, Response) and group.response.code is Code.FEW_ANSWERS


def _bands(frame: Frame, shown: tuple[GroupResult, ...]) -> tuple[str, ...]:
    found = [
        (group, sentence)
        for group in shown
        if isinstance(group.response, Response) and (sentence := _explained(frame, group, group.response))
    ]
    if len(found) == 1:
        return (found[0][1],)
    return tuple(
        frame.voice.say("reading.of_group", label=frame.group_label(group.group), sentence=sentence)
        for group, sentence in found
    )


def _explained(frame: Frame, group: GroupResult, response: Response) -> str:
    """One group's band, or why there is none, in words with its numbers; "" where no theme prints a number."""
    words = frame.voice
    if response.code is Code.ALL_ANSWERED:
        return words.say("reading.all", sentence=response_sentence(frame, group.group, response, ""))
    few = response.code is Code.FEW_ANSWERS
    drawn = [theme for theme in group.themes if (theme.bounds if few else theme.band)]
    if few:
        said = _few_explained(frame, response, drawn[0] if drawn else None)
    else:
        said = _band_explained(frame, response, drawn[0]) if drawn else ""
    skipped = _skipped(response, drawn)
    return f"{said} {words.say(skipped)}" if skipped else said


def _skipped(response: Response, drawn: Sequence[ThemeResult]) -> str:
    """The key of what the intervals assume of skipped statements, or "" where the page itself shows that none were.

    Where counts are not printed nobody is told whether anything was skipped: the sentence then says "if".
    """
    items = [item for theme in drawn for item in theme.items if isinstance(item.mean, Score)]
    if any(item.answers is None for item in items):
        return "reading.skipped_maybe"
    return "reading.skipped" if any(item.answers.n < response.n for item in items if item.answers) else ""


def _few_explained(frame: Frame, response: Response, theme: ThemeResult | None) -> str:
    words = frame.voice
    said = words.say("reading.few", n=response.n, invited=response.invited)
    if theme is None or theme.bounds is None:
        return said
    bounds = words.say(
        "reading.few_bounds",
        theme=words.quote(frame.theme_title(theme.id)),
        invited=response.invited,
        between=words.between(theme.bounds.lower, theme.bounds.upper),
    )
    return f"{said} {bounds}"


def _band_explained(frame: Frame, response: Response, theme: ThemeResult) -> str:
    words, band = frame.voice, theme.band
    if band is None:
        return ""
    slots: dict[str, object] = {
        "theme": words.quote(frame.theme_title(theme.id)),
        "n": response.n,
        "invited": response.invited,
        "between": words.between(band.lower, band.upper),
    }
    if response.invited is None:
        return words.say("reading.band_unknown", **slots)
    missing = response.invited - response.n
    key = "reading.band_explained_one" if missing == 1 else "reading.band_explained"
    said = words.say(key, missing=missing, **slots)
    if theme.bounds is None:
        return said
    between = words.between(theme.bounds.lower, theme.bounds.upper)
    return f"{said} {words.say('reading.band_bounds', between=between)}"
