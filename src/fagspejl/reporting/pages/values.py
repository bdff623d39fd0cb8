"""Printed values in words: scores, marks, answers. Pure; says what the Release says and nothing finer."""

from __future__ import annotations

from typing import Final, Literal

from fagspejl.disclosure.types import Answers, Code, Score
from fagspejl.lib.tenths import tenths_of
from fagspejl.reporting.page_types.charts import OpenEnd, Segment
from fagspejl.reporting.pages.frame import Frame

Place = Literal["item", "whole"]  # one statement of one leader; or a theme or a total, which covers several

# The sentence of every code: a key of the language files. Held by tests/reporting/test_every_code_has_words.py.
SENTENCES: Final[dict[Code, str]] = {
    Code.AT_MOST: "value.at_most",
    Code.AT_LEAST: "value.at_least",
    Code.ABOUT: "value.about",
    Code.ALIKE_LOW: "value.alike_part",
    Code.ALIKE_MIDDLE: "value.alike_part",
    Code.ALIKE_HIGH: "value.alike_part",
    Code.ALIKE_LOW_TURNED: "value.alike_part",
    Code.ALIKE_HIGH_TURNED: "value.alike_part",
    Code.ALIKE: "value.alike",
    Code.FEW_ANSWERS: "asked.few",
    Code.ALL_ANSWERED: "asked.all",
    Code.GAP_HIGHER: "theme.gap_higher",
    Code.GAP_SAME: "theme.gap_same",
    Code.GAP_LOWER: "theme.gap_lower",
    Code.SPREAD_ALIKE: "spread.alike",
    Code.SPREAD_SOME: "spread.some",
    Code.SPREAD_DIVIDED: "spread.divided",
    Code.BAND_POOLED: "expert.pooled",
    Code.BAND_BLENDED: "expert.blended",
    Code.STRENGTH: "strengths.some",
}
_ALIKE: Final[dict[Code, OpenEnd]] = {
    Code.ALIKE_LOW: "low",
    Code.ALIKE_LOW_TURNED: "high",
    Code.ALIKE_MIDDLE: "middle",
    Code.ALIKE: "middle",
    Code.ALIKE_HIGH: "high",
    Code.ALIKE_HIGH_TURNED: "low",
}


def value_text(frame: Frame, score: Score, place: Place) -> str:
    """Return a score in words: "3,4", "omkring 3,4", "4,5 eller højere", "næsten ens svar, fra 4 til 5"."""
    words = frame.voice
    if score.tenths is not None:
        value = words.tenths(score.tenths)
        return words.say("value.about", value=value) if score.code is Code.ABOUT else value
    match score.code:
        case Code.AT_MOST:
            return words.say("value.at_most", end=words.tenths(frame.scale.low_end))
        case Code.AT_LEAST:
            return words.say("value.at_least", end=words.tenths(frame.scale.high_end))
        case Code.ALIKE:
            return words.say("value.alike")
        case _:
            lower, upper = _part(frame, score.code)
            return words.say(
                "value.alike_part" if place == "item" else "value.part", lower=lower, upper=upper
            )


def anchor(frame: Frame, tenths: int) -> str:
    """Return where a mean lies in the words of the scale: "mellem »Enig« og »Helt enig«", or "ved »Enig«"."""
    words, above = frame.voice, (tenths - tenths_of(frame.scale.lo)) // 10
    labels = [words.quote(tick.label) for tick in frame.ticks]
    if tenths % 10 == 0:
        return words.say("value.anchor_at", option=labels[above])
    return words.say("value.anchor_between", lower=labels[above], upper=labels[above + 1])


def score_sentence(frame: Frame, subject: str, score: Score, place: Place) -> str:
    """Return the sentence of a score: "Dine medarbejdere svarer 3,4 i gennemsnit."."""
    words = frame.voice
    if score.tenths is None and score.code is Code.ALIKE:
        return words.say("item.alike", subject=subject)
    if score.tenths is None and score.code in _ALIKE:
        lower, upper = _part(frame, score.code)
        key = "item.alike_part" if place == "item" else "theme.part"
        return words.say(key, subject=subject, lower=lower, upper=upper)
    return words.say("theme.score", subject=subject, value=value_text(frame, score, place))


def is_average(score: Score) -> bool:
    """Whether the value reads as an average: a number, or "4,5 eller højere"."""
    return score.tenths is not None or score.code in (Code.AT_MOST, Code.AT_LEAST)


def open_segment(frame: Frame, score: Score) -> tuple[Segment, OpenEnd] | None:
    """Return the stretch in which a value lies whose number is not printed; None for a printed number."""
    if score.tenths is not None:
        return None
    lo, hi = tenths_of(frame.scale.lo), tenths_of(frame.scale.hi)
    match score.code:
        case Code.AT_MOST:
            return Segment(lo, frame.scale.low_end), "low"
        case Code.AT_LEAST:
            return Segment(frame.scale.high_end, hi), "high"
        case Code.ALIKE | None:
            return Segment(lo, hi), "middle"
        case code:
            lower, upper = _part(frame, code)
            return Segment(tenths_of(lower), tenths_of(upper)), _ALIKE[code]


def answers_sentence(frame: Frame, subject: str, answers: Answers, percent_from: int) -> str:
    """Return "Dine medarbejdere: 8 enige, 2 neutrale, 2 uenige."; other scales list their options.

    Counts below `percent_from` answers, counts with per cent from there.
    """
    words = frame.voice
    if frame.agreement:
        half = len(answers.options) // 2
        groups = (
            ("agree", sum(answers.options[half + 1 :])),
            ("neutral", answers.options[half]),
            ("disagree", sum(answers.options[:half])),
        )
        parts = [
            _with_percent(
                frame, words.say(f"item.{name}_{_form(count)}", count=count), count, answers.n, percent_from
            )
            for name, count in groups
        ]
    else:
        parts = [
            _with_percent(
                frame,
                words.say("item.option_count", label=words.quote(tick.label), count=count),
                count,
                answers.n,
                percent_from,
            )
            for tick, count in zip(frame.ticks, answers.options, strict=True)
            if count
        ]
    return words.say("item.counts", subject=subject, counts=", ".join(parts))


def no_answer_sentence(frame: Frame, answers: Answers) -> str:
    """Return how many said "ved ikke" or would not say, or "" when nobody did."""
    words, wording = frame.voice, frame.wording
    dont_know, no_disclose = words.quote(wording.dont_know), words.quote(wording.no_disclose)
    if answers.dont_know and answers.no_disclose:
        return words.say(
            "item.extra_both",
            count=answers.dont_know,
            other=answers.no_disclose,
            dont_know=dont_know,
            no_disclose=no_disclose,
        )
    if answers.dont_know:
        return words.say("item.extra_dont_know", count=answers.dont_know, dont_know=dont_know)
    if answers.no_disclose:
        return words.say("item.extra_no_disclose", count=answers.no_disclose, no_disclose=no_disclose)
    return ""


def count_text(frame: Frame, count: int, n: int, percent_from: int) -> str:
    """Return "4", or "12 (30 %)" from `percent_from` answers."""
    return _with_percent(frame, str(count), count, n, percent_from)


def _part(frame: Frame, code: Code | None) -> tuple[int, int]:
    """The first and last option of the part of the scale that holds everybody's answer."""
    lo, hi = frame.scale.lo, frame.scale.hi
    middle = (lo + hi) // 2
    below = (lo + hi - 1) // 2  # the last option before the middle, for releases of format 1
    return {
        Code.ALIKE_LOW: (lo, middle),
        Code.ALIKE_HIGH: (middle + 1, hi),
        Code.ALIKE_LOW_TURNED: (lo + hi - middle, hi),
        Code.ALIKE_HIGH_TURNED: (lo, lo + hi - middle - 1),
        Code.ALIKE_MIDDLE: (below, lo + hi - below),
    }.get(code or Code.ALIKE, (lo, hi))


def _with_percent(frame: Frame, text: str, count: int, n: int, percent_from: int) -> str:
    if n < percent_from:
        return text
    return frame.voice.say("item.with_percent", count=text, percent=frame.voice.percent(count, n))


def _form(count: int) -> str:
    return "one" if count == 1 else "many"
