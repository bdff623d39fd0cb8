"""Whatever is pressed this week changes nothing that anybody sees, and pictures differ by whole points only."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from fagspejl.workspace.agreements.pulse.rules import shown_pulse
from fagspejl.workspace.agreements.pulse.types import ObstacleFacts
from fagspejl.workspace.agreements.types import PulseSide, WeekCounts
from support.pulsing import doers, receivers, version, week

_COUNT = st.integers(0, 4)
_WEEKS = st.lists(st.tuples(_COUNT, _COUNT, _COUNT, _COUNT, _COUNT, _COUNT), min_size=1, max_size=8)
_SIZE = st.sampled_from([None, 3, 5, 8, 12])


def _counted(weeks: list[tuple[int, ...]]) -> tuple[list[WeekCounts], list[ObstacleFacts]]:
    counts, lines = [], []
    for at, said in enumerate(weeks, start=1):
        number = 1 + (at > 4)
        counts += [doers(at, *said[:3], version=number), receivers(at, *said[3:], version=number)]
        lines += [ObstacleFacts(week(at), number, side, f"{side} {at}") for side in PulseSide]
    return counts, lines


@given(_WEEKS, st.tuples(_COUNT, _COUNT, _COUNT), st.integers(0, 6), _SIZE, _SIZE)
def test_no_press_of_the_running_week_is_seen(
    weeks: list[tuple[int, ...]],
    pressed: tuple[int, int, int],
    day: int,
    doing: int | None,
    receiving: int | None,
) -> None:
    """Sofie presses on any day of the week, and writes a line: Omar's page stays as it was, to the sign."""
    counts, lines = _counted(weeks)
    running = len(weeks) + 1
    number = 1 + (running > 4)
    versions = [version(one, doers_size=doing, receivers_size=receiving) for one in (1, 2)]
    today = week(running) + timedelta(days=day)
    before = shown_pulse(counts, lines, versions, today=today)
    now = [
        *counts,
        doers(running, *pressed, version=number, over=2),
        receivers(running, *pressed, version=number),
    ]
    said = [*lines, ObstacleFacts(week(running), number, PulseSide.DOER, "Travlt")]
    assert shown_pulse(now, said, versions, today=today) == before


@given(_WEEKS, _SIZE, _SIZE)
def test_pictures_differ_by_whole_points(
    weeks: list[tuple[int, ...]], doing: int | None, receiving: int | None
) -> None:
    """Mads keeps each Monday's picture: what he finds by comparing is points of five or more, never less."""
    counts, lines = _counted(weeks)
    versions = [version(one, doers_size=doing, receivers_size=receiving) for one in (1, 2)]
    before: set[object] = set()
    for number in range(1, len(weeks) + 3):
        shown = shown_pulse(counts, lines, versions, today=week(number))
        points = set(shown.points)
        assert before <= points
        assert all(point.n >= 5 for point in points)
        assert all(point.last + timedelta(days=7) <= week(number) for point in points)
        assert sum(point.n for point in shown.points) == sum(point.n for point in points)
        inside = {(point.side, text) for point in points for text in point.lines}
        assert len(inside) == sum(len(point.lines) for point in points)
        before = points


@given(st.integers(0, 4), st.integers(0, 4))
def test_under_five_in_all_there_is_nothing(done: int, yes: int) -> None:
    """Four answers of each side, whenever they came: Ida's page holds no figure, no line and no sentence."""
    counts = [doers(1, done // 2, 0, 0), doers(3, done - done // 2, 0, 0), receivers(2, yes, 0, 0)]
    lines = [ObstacleFacts(week(1), 1, PulseSide.DOER, "Travlt")]
    shown = shown_pulse(counts, lines, [version()], today=week(30))
    assert not shown.points
    assert shown.gap is None
