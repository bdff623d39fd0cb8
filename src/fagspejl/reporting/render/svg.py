"""Charts of the page model as inline SVG.

Every horizontal place is a share of the scale in whole tenths, or of a bar in whole counts, written as a percentage
of the drawing's width; every vertical place follows from the number of marks or dots. Nothing finer than the page
model can be read from a drawing, and one drawing fits a phone and a wide screen without scaling its marks.

Looks stand in `web/styles/charts.css`; shapes are symbols that the page holds once (`SYMBOLS`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape
from math import inf
from typing import NamedTuple

from fagspejl.instrument.types import PerspectiveName
from fagspejl.reporting.page_types.charts import (
    ChangeChart,
    Chart,
    DotChart,
    ProfileRow,
    ScaleChart,
    ScaleMark,
    Segment,
    StackedBar,
    Tick,
)

SINGLE: frozenset[PerspectiveName] = frozenset({"self", "superior"})

# Each perspective has a shape of its own, 16 x 16 around (0, 0): colour never speaks alone.
SHAPES: dict[PerspectiveName, str] = {
    "employee": '<circle r="6"/>',
    "subordinate_leader": '<path d="M-7.4 0L-3.7-6.4H3.7L7.4 0L3.7 6.4H-3.7Z"/>',
    "peer": '<path d="M0-8.2L8.2 6H-8.2Z"/>',
    "self": '<path d="M0-7.5L7.5 0L0 7.5L-7.5 0Z"/>',
    "superior": '<path d="M-6-6H6V6H-6Z"/>',
}
SYMBOLS = (
    '<svg class="symbols" width="0" height="0" aria-hidden="true" focusable="false"><defs>'
    + "".join(f'<g id="mark-{kind}">{shape}</g>' for kind, shape in SHAPES.items())
    + "</defs></svg>"
)

_LINE = 44  # px from one group's line to the next
_PIN = 22  # px from a line to the marks of single persons above and below it
_AXIS = 24  # px for the numbers of the options
_LANE = 19  # px from one lane of a profile to the next
_TOUCHING = 11  # px from the middle of a mark to the next that does not cover it
_SHORT = 3  # letters of a value that need no room at the ends
_NARROWEST = 228  # px from the first to the last option on a screen of 320 px


class Drawing(NamedTuple):
    """A chart drawn: its look's name, its height in px, and its parts, placed by shares of the width."""

    look: str
    height: int
    parts: str


def drawing(chart: Chart) -> Drawing:
    """Return the drawing of a chart of any kind."""
    match chart:
        case ScaleChart():
            return _scale_chart(chart)
        case DotChart():
            return _dot_chart(chart)
        case StackedBar():
            return _stacked_bar(chart)
        case ProfileRow():
            return _profile_row(chart)
        case ChangeChart():
            return _change_chart(chart)


def picture(chart: Chart) -> str:
    """Return the drawing of a chart with its name and description, as wide as the place it stands in."""
    name, drawn = escape(chart.id), drawing(chart)
    return (
        f'<div class="plot"><svg class="{drawn.look}" role="img" aria-labelledby="{name}-t {name}-d" width="100%" '
        f'height="{drawn.height}"><title id="{name}-t">{escape(chart.title)}</title>'
        f'<desc id="{name}-d">{escape(chart.description)}</desc>{drawn.parts}</svg></div>'
    )


def mark_svg(mark: ScaleMark) -> str:
    """Return the small picture of one chart's mark: the open segment where the number itself is not printed."""
    if mark.segment is None:
        return key_svg(mark.kind)
    segment = f'<rect class="segment k-{mark.kind}" x="1" y="4" width="24" height="12" rx="3"/>'
    return f'<svg class="key" width="26" height="20" viewBox="0 0 26 20" aria-hidden="true">{segment}</svg>'


def values(chart: ScaleChart) -> str:
    """Return the list of a chart's marks with their values in words; the drawing's description says the same."""
    entries = "".join(
        f"<li>{mark_svg(mark)} {escape(mark.label)} <b>{escape(mark.text)}</b></li>" for mark in chart.marks
    )
    return f'<ul class="values" aria-hidden="true">{entries}</ul>'


def key_svg(kind: str) -> str:
    """Return a small picture of a mark for legends, without a name: the words beside it say what it is."""
    if kind in SHAPES:
        return f'<svg class="key" width="20" height="20" viewBox="-10 -10 20 20" aria-hidden="true">{_use(kind)}</svg>'
    drawn = {
        "band": '<rect class="band k-employee" x="0" y="3" width="40" height="14" rx="3"/>'
        '<use class="mark k-employee" href="#mark-employee" x="20" y="10"/>',
        "bounds": '<rect class="bounds k-employee muted" x="0" y="6" width="40" height="8"/>'
        '<use class="mark k-employee muted" href="#mark-employee" x="20" y="10"/>',
        "segment": '<rect class="segment k-employee" x="1" y="3" width="38" height="14" rx="3"/>',
        "dots": '<path class="dots k-employee" stroke-width="9" d="M7 10h0M20 10h0M33 10h0"/>',
    }[kind]
    return (
        f'<svg class="key wide" width="40" height="20" viewBox="0 0 40 20" aria-hidden="true">{drawn}</svg>'
    )


def _scale_chart(chart: ScaleChart) -> Drawing:
    """All perspectives on one scale: groups on lines of their own, single persons pinned to the first."""
    groups = [mark for mark in chart.marks if mark.kind not in SINGLE]
    above = [mark for mark in chart.marks if mark.kind == "self"]
    below = [mark for mark in chart.marks if mark.kind == "superior"]
    first = 16 + _PIN * len(above)
    lines = max(1, len(groups))
    # Superiors hang under the first line; the next group's line starts below them.
    gap = max(_LINE, 20 + _PIN * len(below)) if len(groups) > 1 else 0
    ys = [first if k == 0 else first + gap + _LINE * (k - 1) for k in range(lines)]
    bottom = max(ys[-1] + 16, first + 16 + _PIN * len(below))
    parts = [*_axis(chart, ys, bottom)]
    parts += [part for k, mark in enumerate(above) for part in _pin(chart, mark, first, -_PIN * (k + 1))]
    parts += [part for k, mark in enumerate(below) for part in _pin(chart, mark, first, _PIN * (k + 1))]
    parts += [part for mark, y in zip(groups, ys, strict=False) for part in _group(chart, mark, y)]
    return Drawing("scale-chart", bottom + _AXIS, "".join(parts))


def _dot_chart(chart: DotChart) -> Drawing:
    """One dot per person, stacked above the option that the person chose.

    The dots of an option are one path of points ("M x y h0") with round ends: a dot takes ten signs of the page.
    """
    last = max(len(chart.options) - 1, 1)
    room = _NARROWEST // last
    per_row, step, width = _dot_size(max((option.count for option in chart.options), default=0), room)
    rows = max((-(-option.count // per_row) for option in chart.options), default=0)
    base = int(max(rows, 1) * step + 24.5)
    floor = min(25, room // 2 - 1)
    parts: list[str] = []
    for place, option in enumerate(chart.options):
        dots = "".join(
            f"M{step * (2 * column - wide + 1) / 2:g} {base - 6 - row * step:g}h0"
            for row, wide in enumerate(_rows(option.count, per_row))
            for column in range(wide)
        )
        top = base - 10 - step * -(-option.count // per_row)
        parts.append(
            f'<svg x="{percent(place, last)}" overflow="visible"><path class="floor" d="M-{floor} {base}H{floor}"/>'
            f'<path class="dots k-{chart.kind}" stroke-width="{width}" d="{dots}"/>'
            f'<text class="count" y="{top:g}">{escape(option.text)}</text>'
            f'<text class="tick" y="{base + 17}">{escape(option.number)}</text></svg>'
        )
    return Drawing("dot-chart", base + _AXIS, "".join(parts))


def _stacked_bar(bar: StackedBar) -> Drawing:
    """A unit's answers as parts of a whole; a part wide enough carries its text."""
    parts: list[str] = []
    before = 0
    steps = len(bar.parts)
    for place, part in enumerate(bar.parts):
        if part.count:
            tone = shade(place, steps)
            x, width = percent(before, bar.n), percent(part.count, bar.n)
            parts.append(f'<rect class="part shade-{tone}" x="{x}" y="0" width="{width}" height="30"/>')
            if part.count * 10 >= bar.n:
                middle = percent(2 * before + part.count, 2 * bar.n)
                parts.append(f'<text class="on-shade-{tone}" x="{middle}" y="20">{escape(part.text)}</text>')
        before += part.count
    return Drawing("stacked-bar", 30, "".join(parts))


def _profile_row(row: ProfileRow) -> Drawing:
    """One line of the first page: the led group and the leader on it, the others below where they would touch."""
    lanes = _lanes(row)
    top = _AXIS if row.axis else 0
    line = top + 30
    bottom = line + _LANE * max(lanes, default=0) + 14
    parts: list[str] = []
    for tick in row.ticks:
        x = _at(row.ticks, tick.tenths)
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="{bottom}"/>')
        if row.axis:
            parts.append(f'<text class="tick" x="{x}" y="14">{escape(tick.number)}</text>')
    parts.append(f'<line class="line" x2="100%" y1="{line}" y2="{line}"/>')
    own = next((m for m, lane in zip(row.marks, lanes, strict=True) if m.kind == "self" and lane == 0), None)
    for place, (mark, lane) in enumerate(zip(row.marks, lanes, strict=True)):
        y, led = line + _LANE * lane, place == 0 and not row.note and mark.kind not in SINGLE
        if led and mark.tenths is not None and own is not None and own.tenths is not None:
            ends = _at(row.ticks, mark.tenths), _at(row.ticks, own.tenths)
            parts.append(f'<line class="distance" x1="{ends[0]}" x2="{ends[1]}" y1="{y}" y2="{y}"/>')
        parts += _shapes(row.ticks, mark, y, "" if led else " small")
        if led:
            parts.append(_value(row.ticks, mark, line - 15))
    return Drawing("profile-row", bottom, "".join(parts))


def _change_chart(chart: ChangeChart) -> Drawing:
    """Two rounds at one line: the last hangs above it, hollow and thin; this one stands on it. Both are named."""
    above, line, bottom = 29, 52, 66
    parts: list[str] = []
    for tick in chart.ticks:
        x = _at(chart.ticks, tick.tenths)
        parts.append(f'<line class="grid" x1="{x}" x2="{x}" y1="18" y2="{bottom}"/>')
        parts.append(f'<text class="tick" x="{x}" y="{bottom + 35}">{escape(tick.number)}</text>')
    parts.append(f'<line class="line" x2="100%" y1="{line}" y2="{line}"/>')
    parts += _shapes(chart.ticks, chart.before, above, " before")
    parts += _shapes(chart.ticks, chart.now, line)
    for mark, label, y, look in (
        (chart.before, chart.before_label, 13, " before"),
        (chart.now, chart.now_label, bottom + 14, ""),
    ):
        named = replace(mark, text=f"{label} {mark.text}")
        parts.append(_value(chart.ticks, named, y, look))
    return Drawing("change-chart", bottom + 40, "".join(parts))


def _lanes(row: ProfileRow) -> list[int]:
    """The lane of each mark, 0 the line itself: none touches another, whatever the screen's width."""
    span = row.ticks[-1].tenths - row.ticks[0].tenths
    apart = -(-_TOUCHING * span // _NARROWEST)  # tenths that keep two marks apart on the smallest screen
    taken: list[tuple[int, int, int]] = []
    lanes = [0] * len(row.marks)
    own = [place for place, mark in enumerate(row.marks) if mark.kind == "self"]
    others = [place for place, mark in enumerate(row.marks) if mark.kind != "self"]
    for place in [*others[:1], *own, *others[1:]]:
        mark = row.marks[place]
        part = mark.segment
        lower, upper = (part.lower, part.upper) if part else (mark.tenths or 0, mark.tenths or 0)
        lane = 0 if place == 0 or mark.kind == "self" else 1
        while any(
            lane == other and lower < high + apart and upper > low - apart for other, low, high in taken
        ):
            lane += 1
        taken.append((lane, lower, upper))
        lanes[place] = lane
    return lanes


def _value(ticks: Sequence[Tick], mark: ScaleMark, y: int, more: str = "") -> str:
    """The value in words above its mark, drawn inwards near the ends of the scale."""
    part = mark.segment
    middle = (part.lower + part.upper) // 2 if part else mark.tenths or 0
    left, right = ticks[0].tenths, ticks[-1].tenths
    where = 4 * (middle - left)
    end = " at-start" if where < right - left else " at-end" if where > 3 * (right - left) else ""
    look = (f"value{end}" if len(mark.text) > _SHORT else "value") + more
    return f'<text class="{look}" x="{_at(ticks, middle)}" y="{y}">{escape(mark.text)}</text>'


def shade(place: int, steps: int) -> int:
    """Return which of the five shades the option at `place` of `steps` has."""
    return 1 + place * 4 // max(steps - 1, 1)


def percent(part: int, whole: int) -> str:
    """Return part / whole as an SVG percentage with at most four decimals, and no more than it needs."""
    return f"{round(100 * part / whole, 4):.10g}%"


def _axis(chart: ScaleChart, ys: Sequence[int], bottom: int) -> Iterator[str]:
    for tick in chart.ticks:
        x = _place(chart, tick.tenths)
        yield f'<line class="grid" x1="{x}" x2="{x}" y2="{bottom}"/>'
        yield f'<text class="tick" x="{x}" y="{bottom + 17}">{escape(tick.number)}</text>'
    for y in ys:
        yield f'<line class="line" x2="100%" y1="{y}" y2="{y}"/>'


def _group(chart: ScaleChart, mark: ScaleMark, y: int) -> Iterator[str]:
    return _shapes(chart.ticks, mark, y)


def _shapes(ticks: Sequence[Tick], mark: ScaleMark, y: int, size: str = "") -> Iterator[str]:
    """A mark with its band, bounds or open segment; `size` is a class more of the mark, and of a band " before"."""
    look = f"k-{mark.kind} muted" if mark.muted else f"k-{mark.kind}"
    if mark.band is not None:
        half, thin = (6, " before") if size == " before" else (9, "")
        yield (
            f'<rect class="band {look}{thin}" {_stretch(ticks, mark.band)} y="{y - half}" height="{2 * half}" rx="3"/>'
        )
    if mark.bounds is not None:
        yield f'<rect class="bounds {look}" {_stretch(ticks, mark.bounds)} y="{y - 4}" height="8"/>'
    if mark.segment is not None:
        yield f'<rect class="segment {look}" {_stretch(ticks, mark.segment)} y="{y - 9}" height="18" rx="3"/>'
    if mark.tenths is not None:
        yield _use(mark.kind, _at(ticks, mark.tenths), y, (" muted" if mark.muted else "") + size)


def _pin(chart: ScaleChart, mark: ScaleMark, line: int, away: int) -> Iterator[str]:
    """A named single person: a full mark beside the line, joined to it by a thin stem."""
    if mark.tenths is None:
        return
    x = _place(chart, mark.tenths)
    yield f'<line class="stem k-{mark.kind}" x1="{x}" x2="{x}" y1="{line}" y2="{line + away}"/>'
    yield _use(mark.kind, x, line + away)


def _use(kind: str, x: str = "0", y: int = 0, more: str = "") -> str:
    return f'<use class="mark k-{kind}{more}" href="#mark-{kind}" x="{x}" y="{y}"/>'


def _place(chart: ScaleChart, tenths: int) -> str:
    return _at(chart.ticks, tenths)


def _at(ticks: Sequence[Tick], tenths: int) -> str:
    left, right = ticks[0].tenths, ticks[-1].tenths
    return percent(tenths - left, right - left)


def _stretch(ticks: Sequence[Tick], part: Segment) -> str:
    length = ticks[-1].tenths - ticks[0].tenths
    return f'x="{_at(ticks, part.lower)}" width="{percent(part.upper - part.lower, length)}"'


def _rows(count: int, per_row: int) -> list[int]:
    """Dots in each row, the lowest first."""
    full, rest = divmod(count, per_row)
    return [per_row] * full + [rest] * (rest > 0)


def _dot_size(most: int, room: int) -> tuple[int, float, float]:
    """Dots per row, px from dot to dot, and their width: the fullest option stays readable, neighbours stay apart.

    `most`: dots of the fullest option. `room`: px from option to option on the smallest screen.
    """
    per_row, step, width = next(size[1:] for size in _DOT_SIZES if most <= size[0])
    return max(1, min(per_row, int((room - 4) / step))), step, width


# Dots of the fullest option at most, per row, px from dot to dot, width of a dot.
_DOT_SIZES: tuple[tuple[float, int, float, float], ...] = (
    (24, 4, 11, 9),
    (72, 6, 8, 6.6),
    (inf, 9, 5.5, 4.4),
)
