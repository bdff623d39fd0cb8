"""Chart structures from released values: every position is a printed tenth, every description says what is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from fagspejl.disclosure.types import Answers, Code, GroupName, Limits, Score
from fagspejl.reporting.page_types.charts import (
    BarPart,
    Cell,
    DotChart,
    DotOption,
    ScaleChart,
    ScaleMark,
    Segment,
    StackedBar,
    Table,
)
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.values import Place, count_text, no_answer_sentence, open_segment, value_text


def group_mark(
    frame: Frame,
    kind: GroupName,
    label: str,
    score: Score,
    place: Place,
    *,
    band: Limits | None = None,
    bounds: Limits | None = None,
    few: bool = False,
) -> ScaleMark:
    """Return an anonymous group's mark. Few answers: grey, with bounds in place of a band."""
    found = open_segment(frame, score)
    segment, end = found if found else (None, None)
    return ScaleMark(
        kind=kind,
        label=label,
        text=value_text(frame, score, place),
        tenths=score.tenths,
        segment=segment,
        open_end=end,
        band=None if few else _segment(band),
        bounds=_segment(bounds) if few else None,
        one_person=False,
        muted=few,
    )


def scale_chart(
    frame: Frame,
    chart_id: str,
    title: str,
    marks: Sequence[ScaleMark],
    withheld: Sequence[str] = (),
    *,
    intervals: bool,
) -> ScaleChart | None:
    """Return one line with its marks, or None where nothing may be drawn.

    `withheld` are labels of groups that are not shown: they stand in the table with the neutral text.
    `intervals`: the table has a column for bands and bounds.
    """
    if not marks:
        return None
    said = [mark_sentence(frame, mark) for mark in marks]
    return ScaleChart(
        id=chart_id,
        title=title,
        description=" ".join([*said, frame.scale_sentence]),
        lo=frame.scale.lo,
        hi=frame.scale.hi,
        low_label=frame.low_label,
        high_label=frame.high_label,
        ticks=frame.ticks,
        marks=tuple(marks),
        table=_mark_table(frame, title, marks, withheld, intervals),
    )


def dot_chart(
    frame: Frame, chart_id: str, kind: GroupName, short: str, answers: Answers, percent_from: int
) -> DotChart:
    """Return a group's answers to one statement, one dot per person."""
    words, n = frame.voice, answers.n
    title = words.say("chart.dots_title", item=short, the=words.say(f"group.{kind}.the"))
    options = tuple(
        DotOption(tick.number, tick.label, count, count_text(frame, count, n, percent_from))
        for tick, count in zip(frame.ticks, answers.options, strict=True)
    )
    extra = no_answer_sentence(frame, answers)
    said = ". ".join(
        words.say("item.option_count", label=option.label, count=option.text) for option in options
    )
    return DotChart(
        id=chart_id,
        kind=kind,
        label=frame.group_label(kind),
        title=title,
        description=f"{said}. {extra}".rstrip(),
        options=options,
        n=n,
        extra=extra,
        table=_answers_table(frame, title, answers, shares=n >= percent_from),
    )


def stacked_bar(frame: Frame, chart_id: str, short: str, answers: Answers, answered: int) -> StackedBar:
    """Return a unit's answers to one statement as parts of a whole.

    Where fewer answers stand in it than `answered`, who enter the statement's total, `extra` says so first.
    """
    words, n = frame.voice, answers.n
    title = words.say("organisation.bar_title", item=short, n=n)
    parts = tuple(
        BarPart(tick.label, count, words.percent(count, n))
        for tick, count in zip(frame.ticks, answers.options, strict=True)
    )
    part = words.say("organisation.bar_part", n=n, answered=answered) if n < answered else ""
    extra = " ".join(text for text in (part, no_answer_sentence(frame, answers)) if text)
    said = ". ".join(words.say("item.option_count", label=part.label, count=part.text) for part in parts)
    return StackedBar(
        id=chart_id,
        title=title,
        description=f"{said}. {extra}".rstrip(),
        parts=parts,
        n=n,
        extra=extra,
        table=_answers_table(frame, title, answers, shares=True),
    )


def score_cell(frame: Frame, score: Score, place: Place) -> Cell:
    """Return a score as a table cell: a typed number where one is printed that rests on no code.

    A number that is told as "about" stays a text, so that no spreadsheet takes it for more.
    """
    text = value_text(frame, score, place)
    if score.code is Code.ABOUT:
        return Cell(text, "about")
    return Cell(text) if score.tenths is None else Cell(text, "tenths", score.tenths)


def withheld_cell(frame: Frame) -> Cell:
    """Return the one neutral cell."""
    return Cell(frame.withheld, "withheld")


def _segment(limits: Limits | None) -> Segment | None:
    return None if limits is None else Segment(limits.lower, limits.upper)


def mark_sentence(frame: Frame, mark: ScaleMark) -> str:
    """Return what one mark says, with its band or bounds: "Medarbejdere: 3,4, bånd fra 3,0 til 3,8."."""
    words = frame.voice
    interval = mark.band or mark.bounds
    if interval is not None:
        return words.say(
            "chart.mark_band" if mark.band else "chart.mark_bounds",
            label=mark.label,
            value=mark.text,
            span=words.span(interval.lower, interval.upper),
        )
    key = "chart.mark_one_person" if mark.one_person else "chart.mark_muted" if mark.muted else "chart.mark"
    return words.say(key, label=mark.label, value=mark.text)


def _mark_table(
    frame: Frame, title: str, marks: Sequence[ScaleMark], withheld: Sequence[str], intervals: bool
) -> Table:
    columns = [frame.columns["who"], frame.columns["result"]]
    hidden = [[Cell(label), withheld_cell(frame)] for label in withheld]
    shown = [[Cell(mark.label), mark_cell(mark)] for mark in marks]
    if intervals:
        columns.append(frame.columns["interval_column"])
        for row in hidden:
            row.append(withheld_cell(frame))
        for row, mark in zip(shown, marks, strict=True):
            row.append(_interval_cell(frame, mark))
    rows = tuple(tuple(row) for row in (*hidden, *shown))
    return Table(title, tuple(columns), (False, True, True)[: len(columns)], rows)


def mark_cell(mark: ScaleMark) -> Cell:
    """Return a mark's value as a table cell."""
    return Cell(mark.text) if mark.tenths is None else Cell(mark.text, "tenths", mark.tenths)


def _interval_cell(frame: Frame, mark: ScaleMark) -> Cell:
    interval, words = mark.band or mark.bounds, frame.voice
    if interval is None:
        return Cell(frame.columns["one_person" if mark.one_person else "no_interval"])
    span = words.span(interval.lower, interval.upper)
    return Cell(words.say("chart.band" if mark.band else "chart.bounds", span=span))


def _answers_table(frame: Frame, title: str, answers: Answers, *, shares: bool) -> Table:
    words, n = frame.voice, answers.n
    columns = [frame.columns["option"], frame.columns["count"]]
    rows = [
        [option, Cell(str(count), "count", count)]
        for option, count in zip(frame.option_cells, answers.options, strict=True)
    ]
    if shares:
        columns.append(frame.columns["share"])
        for row, count in zip(rows, answers.options, strict=True):
            row.append(Cell(words.percent(count, n), "percent", (200 * count + n) // (2 * n)))
    spoken = ((frame.wording.dont_know, answers.dont_know), (frame.wording.no_disclose, answers.no_disclose))
    for label, count in spoken:
        rows.append([Cell(label), Cell(str(count), "count", count), *([Cell("", "empty")] * shares)])
    return Table(title, tuple(columns), (False, True, True)[: len(columns)], tuple(map(tuple, rows)))
