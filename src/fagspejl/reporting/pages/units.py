"""One unit of the organisation report: what each group says, theme by theme, statement by statement."""

from __future__ import annotations

from fagspejl.disclosure.types import (
    Code,
    GroupName,
    ItemResult,
    Response,
    Score,
    UnitGroup,
    UnitRelease,
    UnitTheme,
)
from fagspejl.reporting.chart_types import Cell, Table
from fagspejl.reporting.pages.charts import (
    group_mark,
    scale_chart,
    score_cell,
    stacked_bar,
    withheld_cell,
)
from fagspejl.reporting.pages.facts import count_cell, count_texts, invited_cell
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.perspectives import not_asked
from fagspejl.reporting.pages.values import SENTENCES, is_average, value_text
from fagspejl.reporting.types import UnitGroupBlock, UnitItem, UnitSection, UnitThemeBlock


def group_title(frame: Frame, group: GroupName) -> str:
    """Return a group's name where no single leader is spoken to."""
    return frame.voice.say(f"group.{group}.in_unit")


def unit_section(frame: Frame, number: int, unit: UnitRelease) -> UnitSection:
    """Return one unit; `number` is its place in tree order and begins its anchors."""
    anchor = f"enhed-{number}"
    groups = tuple(_group(frame, anchor, group) for group in unit.groups if not not_asked(group.response))
    return UnitSection(anchor, unit.name, unit.depth, groups)


def _group(frame: Frame, anchor: str, group: UnitGroup) -> UnitGroupBlock:
    words, response, title = frame.voice, group.response, group_title(frame, group.group)
    if not isinstance(response, Response):
        hidden = withheld_cell(frame)
        sentence = words.say("theme.withheld", label=title, withheld=frame.withheld)
        return UnitGroupBlock(group.group, title, sentence, True, (), (), hidden, hidden, hidden)
    notes = [words.say("organisation.rests_on", leaders=group.leaders)]
    if response.code is Code.FEW_ANSWERS:
        notes.append(words.say(SENTENCES[Code.FEW_ANSWERS]))
    return UnitGroupBlock(
        kind=group.group,
        label=title,
        sentence=_response_sentence(frame, group.group, response),
        withheld=False,
        notes=tuple(notes),
        themes=tuple(
            _theme(frame, f"{anchor}-{group.group}-{number}", group.group, title, theme, response)
            for number, theme in enumerate(group.themes, start=1)
            if not not_asked(theme.score)
        ),
        answered=count_cell(frame, response.n),
        invited=invited_cell(frame, response),
        leaders=count_cell(frame, group.leaders),
    )


def _response_sentence(frame: Frame, group: GroupName, response: Response) -> str:
    key = f"group.{group}.unit_answered"
    if response.invited is None:
        key += "_unknown"
    elif response.code is Code.ALL_ANSWERED:
        key += "_all"
    n, invited = count_texts(frame, response)
    return frame.voice.say(key, n=n, invited=invited)


def _theme(
    frame: Frame, anchor: str, group: GroupName, label: str, theme: UnitTheme, response: Response
) -> UnitThemeBlock:
    words, title, score = frame.voice, frame.theme_title(theme.id), theme.score
    few, lo, hi = response.code is Code.FEW_ANSWERS, frame.scale.lo, frame.scale.hi
    items = tuple(
        _item(frame, f"{anchor}-{number}", theme.id, item.as_asked(lo, hi), response.n)
        for number, item in enumerate(theme.items, start=1)
        if not not_asked(item.mean)
    )
    table = Table(
        words.say("organisation.items_caption", theme=title),
        (words.say("labels.statement"), words.say("workbook.mean")),
        (False, True),
        tuple((Cell(item.text), item.result) for item in items),
    )
    if not isinstance(score, Score):
        sentence = words.say("theme.withheld", label=title, withheld=frame.withheld)
        return UnitThemeBlock(anchor, title, withheld_cell(frame), None, sentence, items, table)
    mark = group_mark(frame, group, label, score, "whole", band=theme.band, few=few)
    heading = frame.heading("chart.title", title)
    return UnitThemeBlock(
        id=anchor,
        title=title,
        result=score_cell(frame, score, "whole"),
        chart=scale_chart(frame, f"{anchor}-linje", heading, [mark], intervals=True),
        sentence=_theme_sentence(frame, title, score, theme, few),
        items=items,
        items_table=table,
    )


def _theme_sentence(frame: Frame, title: str, score: Score, theme: UnitTheme, few: bool) -> str:
    words, value = frame.voice, value_text(frame, score, "whole")
    if theme.band is None or few:
        key = "organisation.score" if is_average(score) else "organisation.score_end"
        return words.say(key, theme=title, value=value)
    span = words.span(theme.band.lower, theme.band.upper)
    return words.say("organisation.score_band", theme=title, value=value, span=span)


def _item(frame: Frame, anchor: str, theme: str, item: ItemResult, answered: int) -> UnitItem:
    words, mean = frame.voice, item.mean
    note = words.say("item.reversed") if item.reversed else ""
    text = frame.statement(theme, item.id)
    if not isinstance(mean, Score):
        return UnitItem(item.id, text, note, withheld_cell(frame), None)
    bar = None
    if item.answers is not None:
        short = frame.short(theme, item.id)
        bar = stacked_bar(frame, f"{anchor}-fordeling", short, item.answers, answered)
    return UnitItem(
        id=item.id,
        text=text,
        note=note,
        result=score_cell(frame, mean, "whole"),
        bar=bar,
    )
