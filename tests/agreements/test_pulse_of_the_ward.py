"""What Ida's ward sees of eight weeks: the lines part, an exception is added, and they meet."""

from __future__ import annotations

from fagspejl.workspace.agreements.pulse.rules import shown_pulse
from fagspejl.workspace.agreements.types import PulseSide
from support.pulsing import section_nine, week


def test_after_four_weeks_the_lines_are_far_apart() -> None:
    """Ida reads that 26 of 36 did it or used an exception, and that 9 of 24 could see it."""
    counts, versions = section_nine()
    shown = shown_pulse(counts[:4] + counts[8:12], [], versions[:1], today=week(5))
    assert [(point.yes, point.n) for point in shown.line(PulseSide.DOER)] == [(5, 8), (6, 9), (7, 9), (8, 10)]
    assert [(point.yes, point.n) for point in shown.line(PulseSide.RECEIVER)] == [
        (2, 6),
        (2, 6),
        (2, 6),
        (3, 6),
    ]
    gap = shown.gap
    assert gap is not None
    assert gap.speak
    assert (gap.doers_yes, gap.doers_n, gap.receivers_yes, gap.receivers_n) == (26, 36, 9, 24)


def test_after_the_second_version_no_sentence_is_earned() -> None:
    """Ida reads 36 of 39 and 18 of 24 as lines, and no sentence that they are far apart."""
    counts, versions = section_nine()
    shown = shown_pulse(counts, [], versions, today=week(9))
    gap = shown.gap
    assert gap is not None
    assert not gap.speak
    assert (gap.doers_yes, gap.doers_n, gap.receivers_yes, gap.receivers_n) == (36, 39, 18, 24)
    assert len(shown.points) == 16
    assert not shown.left_out


def test_a_week_is_not_shown_before_its_sunday_is_over() -> None:
    """Ida sees nothing of the fourth week on its Sunday, and all of it on Monday."""
    counts, versions = section_nine()
    sunday = week(5).fromordinal(week(5).toordinal() - 1)
    assert len(shown_pulse(counts, [], versions, today=sunday).points) == 6
    assert len(shown_pulse(counts, [], versions, today=week(5)).points) == 8


def test_exceptions_are_told_of_a_point() -> None:
    """Ida reads that the first exception was used once in the third week, and never who used it."""
    counts, versions = section_nine()
    shown = shown_pulse(counts, [], versions, today=week(5))
    assert [point.exceptions for point in shown.line(PulseSide.DOER)] == [(), (), ((1, 1),), ((1, 1),)]
