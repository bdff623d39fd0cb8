"""One unit of the organisation report: what each group says, theme by theme, statement by statement."""

from __future__ import annotations

from fagspejl.disclosure.types import (
    Code,
    ItemResult,
    Response,
    Score,
    UnitGroup,
    UnitRelease,
    UnitTheme,
)
from fagspejl.reporting.page_types.charts import NO_CELL, Cell, Table
from fagspejl.reporting.page_types.organisation import UnitGroupBlock, UnitItem, UnitSection, UnitThemeBlock
from fagspejl.reporting.pages.charts import (
    group_mark,
    scale_chart,
    score_cell,
    stacked_bar,
    withheld_cell,
)
from fagspejl.reporting.pages.facts import count_cell, count_texts, invited_cell
from fagspejl.reporting.pages.frame import Frame
from fagspejl.reporting.pages.perspectives import group_title, not_asked
from fagspejl.reporting.pages.values import SENTENCES, is_average, value_text


def unit_section(frame: Frame, number: int, unit: UnitRelease, leaders: int | None = None) -> UnitSection:
    """Return one unit; `number` begins its anchors, `leaders` is how many lead in it or below, where that is told."""
    anchor = f"enhed-{number}"
    groups = tuple(
        _group(frame, anchor, group, leaders) for group in unit.groups if not not_asked(group.response)
    )
    return UnitSection(anchor, unit.name, unit.depth, groups)


def response_texts(frame: Frame, group: UnitGroup, response: Response, leaders: int | None) -> list[str]:
    """Return how many answered, then how many of the unit's leaders the figures cover, then whether they are few."""
    words, texts = frame.voice, [_response_sentence(frame, group, response)]
    if group.leaders is not None:
        known = leaders is not None and leaders >= group.leaders
        key = "organisation.covers" if known else "organisation.rests_on"
        if known and group.leaders == leaders and not group.pooled:
            key = "organisation.covers_all"
        elif group.pooled:
            key += "_pooled"
        texts.append(words.say(key, leaders=group.leaders, all=leaders))
    if response.code is Code.FEW_ANSWERS:
        texts.append(words.say(SENTENCES[Code.FEW_ANSWERS]))
    return texts


def _group(frame: Frame, anchor: str, group: UnitGroup, leaders: int | None) -> UnitGroupBlock:
    words, response, title = frame.voice, group.response, group_title(frame, group.group)
    if not isinstance(response, Response):
        hidden = withheld_cell(frame)
        sentence = words.say("theme.withheld", label=title, withheld=frame.withheld)
        return UnitGroupBlock(group.group, title, sentence, True, (), (), hidden, hidden, hidden)
    sentence, *notes = response_texts(frame, group, response, leaders)
    return UnitGroupBlock(
        kind=group.group,
        label=title,
        sentence=sentence,
        withheld=False,
        notes=tuple(notes),
        themes=tuple(
            _theme(frame, f"{anchor}-{group.group}-{number}", group, title, theme, response.n)
            for number, theme in enumerate(group.themes, start=1)
            if not not_asked(theme.score)
        ),
        answered=count_cell(frame, response.n),
        invited=NO_CELL if group.answers else invited_cell(frame, response),
        leaders=count_cell(frame, group.leaders),
    )


def _response_sentence(frame: Frame, group: UnitGroup, response: Response) -> str:
    n, invited = count_texts(frame, response)
    if group.answers:
        return frame.voice.say(f"group.{group.group}.unit_gave", n=n)
    key = f"group.{group.group}.unit_answered"
    if response.invited is None:
        key += "_unknown"
    elif response.code is Code.ALL_ANSWERED:
        key += "_all"
    return frame.voice.say(key, n=n, invited=invited)


def _theme(
    frame: Frame, anchor: str, group: UnitGroup, label: str, theme: UnitTheme, in_unit: int
) -> UnitThemeBlock:
    """Return a theme's total; who enters it is told where they are not the `in_unit` who stand above it."""
    words, title, score, response = frame.voice, frame.theme_title(theme.id), theme.score, theme.response
    lo, hi = frame.scale.lo, frame.scale.hi
    items = tuple(
        _item(frame, f"{anchor}-{number}", theme.id, item.as_asked(lo, hi))
        for number, item in enumerate(theme.items, start=1)
        if not not_asked(item.mean)
    )
    table = Table(
        words.say("organisation.items_caption", theme=title),
        (words.say("labels.statement"), words.say("workbook.mean"), words.say("organisation.n")),
        (False, True, True),
        tuple((Cell(item.text), item.result, item.answered) for item in items),
    )
    if not isinstance(score, Score) or not isinstance(response, Response):
        sentence = words.say("theme.withheld", label=title, withheld=frame.withheld)
        return UnitThemeBlock(anchor, title, withheld_cell(frame), None, sentence, items, table)
    few = response.code is Code.FEW_ANSWERS
    sentence = _theme_sentence(frame, title, score, theme, few)
    if response.n != in_unit:
        sentence += " " + words.say("organisation.theme_rests_on", n=words.whole(response.n))
    mark = group_mark(frame, group.group, label, score, "whole", band=theme.band, few=few)
    heading = frame.heading("chart.title", title)
    return UnitThemeBlock(
        id=anchor,
        title=title,
        result=score_cell(frame, score, "whole"),
        chart=scale_chart(frame, f"{anchor}-linje", heading, [mark], intervals=True),
        sentence=sentence,
        items=items,
        items_table=table,
        answered=count_cell(frame, response.n),
        invited=NO_CELL if group.answers else invited_cell(frame, response),
    )


def _theme_sentence(frame: Frame, title: str, score: Score, theme: UnitTheme, few: bool) -> str:
    words, value = frame.voice, value_text(frame, score, "whole")
    if theme.band is None or few:
        key = "organisation.score" if is_average(score) else "organisation.score_end"
        return words.say(key, theme=title, value=value)
    span = words.span(theme.band.lower, theme.band.upper)
    return words.say("organisation.score_band", theme=title, value=value, span=span)


def _item(frame: Frame, anchor: str, theme: str, item: ItemResult) -> UnitItem:
    words, mean = frame.voice, item.mean
    note = words.say("item.reversed") if item.reversed else ""
    text = frame.statement(theme, item.id)
    if not isinstance(mean, Score):
        return UnitItem(item.id, text, note, withheld_cell(frame), None)
    bar = None
    answered = count_cell(frame, item.n)
    if item.answers is not None:
        short = frame.short(theme, item.id)
        bar = stacked_bar(frame, f"{anchor}-fordeling", short, item.answers, item.n or 0)
    return UnitItem(
        id=item.id,
        text=text,
        note=note,
        result=score_cell(frame, mean, "whole"),
        bar=bar,
        answered=answered,
    )
