"""From flat rows to the frozen values that pages read. Pure; adds nothing to what the rows say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fagspejl.disclosure.figures import Figure, mark_theme_tenths
from fagspejl.disclosure.printed import MarkPrinted, Printed
from fagspejl.disclosure.types import (
    Answers,
    Code,
    CommentResult,
    FigureKind,
    GroupName,
    GroupResult,
    ItemResult,
    LeaderRelease,
    Limits,
    Mark,
    MarkItem,
    MarkTheme,
    Reason,
    Response,
    Score,
    ThemeInfo,
    ThemeResult,
    UnitGroup,
    UnitRelease,
    UnitTheme,
    Withheld,
)

_Rows = Mapping[tuple[FigureKind, str], Figure]


def _by_group(rows: Iterable[Figure]) -> dict[GroupName, dict[tuple[FigureKind, str], Figure]]:
    groups: dict[GroupName, dict[tuple[FigureKind, str], Figure]] = {}
    for row in rows:
        groups.setdefault(row.group, {})[row.kind, row.id] = row
    return groups


def leader_release(printed: Printed, leader: int, rows: Iterable[Figure]) -> LeaderRelease:
    """Build what one leader's report may say from her rows, marks and shown comments."""
    person = printed.organisation.leaders[leader]
    groups = []
    for name, found in _by_group(rows).items():
        response = _response(found[FigureKind.RESPONSE, ""])
        asked = not (isinstance(response, Withheld) and response.reason is Reason.NOT_ASKED)
        themes = tuple(
            _theme(found, theme) for theme in printed.themes if (FigureKind.THEME, theme.id) in found
        )
        comments = _comments(printed, printed.comments.get((leader, name))) if asked else ()
        groups.append(GroupResult(name, response, themes, comments))
    marks = tuple(_mark(printed, mark) for mark in printed.marks_of(leader))
    return LeaderRelease(person.id, person.name, _path(printed, person.unit), tuple(groups), marks)


def unit_release(printed: Printed, unit: int, rows: Iterable[Figure]) -> UnitRelease:
    """Build one row of the organisation report from the unit's rows."""
    groups = []
    leaders = {group.group: group.blocks.leaders for group in printed.groups}
    for name, found in _by_group(rows).items():
        head = found[FigureKind.RESPONSE, ""]
        behind = [int(block.rsplit("-", 1)[1]) - 1 for block in head.blocks]
        count = int(leaders[name][behind].sum()) if behind else None
        themes = tuple(
            UnitTheme(
                theme.id,
                _score(found[FigureKind.THEME, theme.id]),
                _limits(found.get((FigureKind.BAND, theme.id))),
                _items(found, theme),
            )
            for theme in printed.themes
            if (FigureKind.THEME, theme.id) in found
        )
        groups.append(UnitGroup(name, _response(head), count, themes))
    path = _path(printed, unit)
    return UnitRelease(
        printed.organisation.units[unit].id,
        printed.organisation.units[unit].name,
        len(path) - 1,
        tuple(groups),
    )


def _path(printed: Printed, unit: int) -> tuple[str, ...]:
    names: list[str] = []
    while unit >= 0:
        names.append(printed.organisation.units[unit].name)
        unit = printed.organisation.units[unit].parent
    return tuple(reversed(names))


def _response(row: Figure) -> Response | Withheld:
    if row.reason is not None:
        return Withheld(row.reason)
    n, invited = row.value
    return Response(n, invited, row.code)


def _score(row: Figure) -> Score | Withheld:
    return Score(row.value, row.code) if row.reason is None else Withheld(row.reason)


def _limits(row: Figure | None) -> Limits | None:
    return None if row is None else Limits(*row.value)


def _code(row: Figure | None) -> Code | None:
    return None if row is None else row.code


def _theme(found: _Rows, theme: ThemeInfo) -> ThemeResult:
    band = found.get((FigureKind.BAND, theme.id))
    return ThemeResult(
        theme.id,
        _score(found[FigureKind.THEME, theme.id]),
        _limits(band),
        _limits(found.get((FigureKind.BOUNDS, theme.id))),
        _code(found.get((FigureKind.GAP, theme.id))),
        _code(found.get((FigureKind.SPREAD, theme.id))),
        (FigureKind.STRENGTH, theme.id) in found,
        _items(found, theme),
        _code(band),
    )


def _items(found: _Rows, theme: ThemeInfo) -> tuple[ItemResult, ...]:
    return tuple(
        ItemResult(
            item,
            turned,
            _score(found[FigureKind.ITEM, item]),
            _answers(found.get((FigureKind.ANSWERS, item))),
        )
        for item, turned in theme.items
        if (FigureKind.ITEM, item) in found
    )


def _answers(row: Figure | None) -> Answers | None:
    if row is None:
        return None
    value: dict[str, Any] = row.value
    return Answers(tuple(value["options"]), value["dont_know"], value["no_disclose"])


def _comments(printed: Printed, shown: Mapping[str, tuple[str, ...]] | None) -> tuple[CommentResult, ...]:
    """Every question, with its texts or the one neutral mark; nothing at all when the round shows no comments."""
    if not printed.with_comments:
        return ()
    hidden = Withheld(Reason.ANONYMITY)
    return tuple(
        CommentResult(question, hidden if shown is None else shown.get(question, ()))
        for question in printed.questions
    )


def _mark(printed: Printed, mark: MarkPrinted) -> Mark:
    scores = mark_theme_tenths(printed, mark)
    themes = tuple(
        MarkTheme(
            theme.id,
            scores[t],
            tuple(
                MarkItem(item, turned, mark.values[column] or None)
                for column, (item, turned) in zip(columns, theme.items, strict=True)
            ),
        )
        for t, (theme, columns) in enumerate(zip(printed.themes, printed.columns(), strict=True))
    )
    comments = tuple(CommentResult(q, mark.comments[q]) for q in printed.questions if mark.comments.get(q))
    return Mark(mark.role, mark.number, themes, comments)
