"""The one chart of the first page: lines made of the charts that the details hold, so both say the same. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fagspejl.disclosure.types import GroupName
from fagspejl.reporting.page_types.charts import NO_CELL, Cell, ProfileRow, ScaleChart, ScaleMark, Table
from fagspejl.reporting.page_types.first_page import Key, Profile
from fagspejl.reporting.pages.charts import mark_cell, mark_sentence, withheld_cell
from fagspejl.reporting.pages.frame import Frame


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a statement of a theme, or a whole theme (`item` is ""), and the chart that the details draw of it."""

    label: str
    theme: str
    item: str
    chart: ScaleChart | None


def profile_of(frame: Frame, lines: Sequence[Line], led: GroupName | None) -> Profile | None:
    """Return the chart, or None where nobody has a mark. `led`: the group whose values are written beside its marks."""
    keys = _keys(lines)
    if not keys:
        return None
    several = all(not line.item for line in lines)
    return Profile(
        keys=keys,
        low_label=frame.low_label,
        high_label=frame.high_label,
        rows=tuple(
            _row(frame, line, led, axis=not number, whole=not line.item and not several)
            for number, line in enumerate(lines)
        ),
        table=_table(frame, lines, keys),
    )


def _marks(line: Line) -> tuple[ScaleMark, ...]:
    return line.chart.marks if line.chart else ()


def _keys(lines: Sequence[Line]) -> tuple[Key, ...]:
    """Everybody who has a mark somewhere, groups first, in the order of the charts."""
    order = ("employee", "subordinate_leader", "peer", "self", "superior")
    found = dict.fromkeys((mark.kind, mark.label) for line in lines for mark in _marks(line))
    return tuple(Key(kind, label) for kind, label in sorted(found, key=lambda key: order.index(key[0])))


def _row(frame: Frame, line: Line, led: GroupName | None, *, axis: bool, whole: bool) -> ProfileRow:
    """Only the group that the leader leads has its band here: others have fewer people behind them, not less doubt."""
    marks = tuple(
        mark if mark.kind == led else replace(mark, band=None, bounds=None) for mark in _marks(line)
    )
    hidden = led is not None and all(mark.kind != led for mark in marks)
    note = (
        frame.voice.say("theme.withheld", label=frame.group_label(led), withheld=frame.withheld)
        if hidden and led is not None
        else ""
    )
    name = f"overblik-{line.theme}-{line.item}" if line.item else f"overblik-{line.theme}"
    said = [*([note] if note else []), *(mark_sentence(frame, mark) for mark in marks), frame.scale_sentence]
    return ProfileRow(
        id=line.chart.id.replace("-linje", "-overblik") if line.chart else name,
        title=line.label,
        description=" ".join(said),
        label=line.label,
        note=note,
        whole=whole,
        axis=axis,
        ticks=frame.ticks,
        marks=tuple(sorted(marks, key=lambda mark: mark.kind != led)),
    )


def _table(frame: Frame, lines: Sequence[Line], keys: tuple[Key, ...]) -> Table:
    words = frame.voice
    columns = (words.say("first.line"), *(key.label for key in keys))
    rows = []
    for line in lines:
        found = {(mark.kind, mark.label): mark for mark in _marks(line)}
        cells = [
            mark_cell(found[key.kind, key.label]) if (key.kind, key.label) in found else _empty(frame, key)
            for key in keys
        ]
        rows.append((Cell(line.label), *cells))
    return Table(words.say("first.table"), columns, (False, *(True for _ in keys)), tuple(rows))


def _empty(frame: Frame, key: Key) -> Cell:
    return NO_CELL if key.kind in {"self", "superior"} else withheld_cell(frame)
