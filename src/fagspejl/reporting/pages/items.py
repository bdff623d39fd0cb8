"""One statement of a leader's report: as it was asked, answers before averages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from fagspejl.disclosure.types import Answers, GroupName, ItemResult, Score, ThemeInfo
from fagspejl.lib.tenths import tenths_of
from fagspejl.reporting.page_types.charts import ScaleMark, StatementChart
from fagspejl.reporting.page_types.report import ItemBlock
from fagspejl.reporting.pages.charts import dot_chart, group_mark, scale_chart
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.perspectives import GroupView, PersonView, not_asked
from fagspejl.reporting.pages.values import (
    Place,
    answers_sentence,
    is_average,
    no_answer_sentence,
    score_sentence,
    value_text,
)

Shown = tuple[GroupView, ItemResult]


def item_blocks(
    frame: Frame,
    anchor: str,
    theme: ThemeInfo,
    groups: tuple[GroupView, ...],
    persons: tuple[PersonView, ...],
    percent_from: int,
) -> tuple[ItemBlock, ...]:
    """Return a theme's statements in questionnaire order. `anchor` begins the ids of their charts."""
    found = {
        (group.name, item.id): item.as_asked(frame.scale.lo, frame.scale.hi)
        for group in groups
        for item in group.theme.items
    }
    blocks = []
    for number, (item, turned) in enumerate(theme.items, start=1):
        shown = [
            (group, result)
            for group in groups
            if (result := found.get((group.name, item))) is not None and not not_asked(result.mean)
        ]
        values = _person_values(frame, persons, item)
        blocks.append(
            _block(frame, f"{anchor}-{number}", number, theme.id, item, turned, shown, values, percent_from)
        )
    return tuple(blocks)


def _block(
    frame: Frame,
    anchor: str,
    number: int,
    theme: str,
    item: str,
    turned: bool,
    shown: list[Shown],
    values: list[tuple[PersonView, int]],
    percent_from: int,
) -> ItemBlock:
    short = frame.short(theme, item)
    title = frame.heading("chart.title", short)
    hidden = [group.label for group, result in shown if not isinstance(result.mean, Score)]
    return ItemBlock(
        id=anchor,
        number=number,
        text=frame.statement(theme, item),
        note=frame.voice.say("item.reversed") if turned else "",
        chart=scale_chart(
            frame, f"{anchor}-linje", title, list(_marks(frame, shown, values)), hidden, intervals=False
        ),
        sentences=tuple(_sentences(frame, shown, values, percent_from)),
        dots=tuple(_dots(frame, anchor, short, shown, percent_from)),
    )


def _person_values(frame: Frame, persons: tuple[PersonView, ...], item: str) -> list[tuple[PersonView, int]]:
    lo, hi = frame.scale.lo, frame.scale.hi
    return [
        (person, value)
        for person in persons
        for own in person.theme.items
        if own.id == item and (value := own.as_asked(lo, hi).value) is not None
    ]


def _marks(frame: Frame, shown: list[Shown], values: list[tuple[PersonView, int]]) -> Iterator[ScaleMark]:
    for group, result in shown:
        if isinstance(result.mean, Score):
            yield group_mark(frame, group.name, group.label, result.mean, "item", few=group.few)
    for person, value in values:
        yield person.mark(tenths_of(value), str(value))


def _sentences(
    frame: Frame, shown: list[Shown], values: list[tuple[PersonView, int]], percent_from: int
) -> Iterator[str]:
    words = frame.voice
    averages: list[tuple[GroupView, Score]] = []
    for group, result in shown:
        if not isinstance(result.mean, Score):
            if not group.hidden:  # said once for the whole group, not under every statement
                yield words.say("theme.withheld", label=group.label, withheld=frame.withheld)
            continue
        if result.answers is not None:
            yield answers_sentence(frame, group.subject, result.answers, percent_from)
            if extra := no_answer_sentence(frame, result.answers):
                yield extra
        if is_average(result.mean):
            averages.append((group, result.mean))
        else:
            yield score_sentence(frame, group.subject, result.mean, "item")
    yield from average_sentence(frame, averages, "item")
    yield from person_sentence(frame, [(person, str(value)) for person, value in values], "item")


def average_sentence(frame: Frame, averages: list[tuple[GroupView, Score]], place: Place) -> Iterator[str]:
    """Yield what groups answer on average in one sentence."""
    slots = [
        {"subject": group.subject, "the": group.the, "value": value_text(frame, score, place)}
        for group, score in averages
    ]
    if slots:
        yield frame.voice.clauses([("theme.score", each) for each in slots])


def person_sentence(
    frame: Frame, values: list[tuple[PersonView, str]], place: Literal["item", "theme"]
) -> Iterator[str]:
    """Yield what named persons answer in one sentence: "Du svarer selv 4, og din leder svarer 3."."""
    if values:
        yield frame.voice.clauses(
            [
                (f"mark.{person.role}.{place}", {"label": person.label, "the": person.the, "value": value})
                for person, value in values
            ]
        )


def _dots(
    frame: Frame, anchor: str, short: str, shown: list[Shown], percent_from: int
) -> Iterator[StatementChart]:
    counted: list[tuple[GroupName, Answers]] = [
        (group.name, result.answers) for group, result in shown if result.answers is not None
    ]
    for name, answers in counted:
        yield dot_chart(frame, f"{anchor}-svar-{name}", name, short, answers, percent_from)
