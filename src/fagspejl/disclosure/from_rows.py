"""From flat rows to the frozen values that pages read. Pure; adds nothing to what the rows say."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from fagspejl.disclosure.arithmetic.figures import Figure, mark_theme_tenths
from fagspejl.disclosure.measured.printed import MarkPrinted, Printed
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
    MarkName,
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


@dataclass(frozen=True, slots=True)
class MarkFacts:
    """A named mark as rows hold it: answers by item, theme scores in tenths by theme, comments by question."""

    role: MarkName
    number: int
    values: Mapping[str, int | None]
    scores: Mapping[str, int | None]
    comments: Mapping[str, Sequence[str]]
    name: str = ""


def leader_release(printed: Printed, leader: int, rows: Iterable[Figure]) -> LeaderRelease:
    """Build what one leader's report may say from her rows, marks and shown comments."""
    person = printed.organisation.leaders[leader]
    shown = {group.group: printed.comments.get((leader, group.group)) for group in printed.groups}
    return leader_view(
        person.id,
        person.name,
        path_of(printed, person.unit),
        printed.themes,
        printed.questions if printed.with_comments else (),
        rows,
        shown,
        [_mark_facts(printed, mark) for mark in printed.marks_of(leader)],
    )


def leader_view(
    leader_id: str,
    name: str,
    path: tuple[str, ...],
    themes: Sequence[ThemeInfo],
    questions: Sequence[str],
    rows: Iterable[Figure],
    comments: Mapping[GroupName, Mapping[str, Sequence[str]] | None],
    marks: Iterable[MarkFacts],
) -> LeaderRelease:
    """Build a leader's view from plain rows; without `questions` no comment is spoken of at all."""
    groups = []
    for group, found in _by_group(rows).items():
        response = _response(found[FigureKind.RESPONSE, ""])
        asked = not (isinstance(response, Withheld) and response.reason is Reason.NOT_ASKED)
        results = tuple(_theme(found, theme) for theme in themes if (FigureKind.THEME, theme.id) in found)
        texts = _comments(questions, comments.get(group)) if asked else ()
        groups.append(GroupResult(group, response, results, texts))
    return LeaderRelease(
        leader_id, name, path, tuple(groups), tuple(_mark(themes, questions, mark) for mark in marks)
    )


def unit_release(printed: Printed, unit: int, rows: Iterable[Figure]) -> UnitRelease:
    """Build one row of the organisation report from the unit's rows."""
    measured = {group.group: group for group in printed.groups}

    def leaders_of(head: Figure) -> tuple[int | None, bool]:
        blocks = measured[head.group].blocks
        behind = [int(block.rsplit("-", 1)[1]) - 1 for block in head.blocks]
        leaders = blocks.leaders[behind]
        known = int(leaders.sum()) if behind and (leaders >= 0).all() else None
        return known, bool((blocks.leader[behind] < 0).any())

    answers = {name for name, group in measured.items() if not group.asked_once}
    groups = unit_groups(printed.themes, rows, answers, leaders_of)
    path = path_of(printed, unit)
    return UnitRelease(
        printed.organisation.units[unit].id, printed.organisation.units[unit].name, len(path) - 1, groups
    )


def unit_groups(
    themes: Sequence[ThemeInfo],
    rows: Iterable[Figure],
    answers: Collection[GroupName],
    leaders_of: Callable[[Figure], tuple[int | None, bool]],
) -> tuple[UnitGroup, ...]:
    """Build what each group says in a unit from its rows.

    `answers`: the groups whose n counts answers. `leaders_of`: how many leaders stand behind the row that says n of N,
    or None, and whether some of them stand in pools.
    """
    groups = []
    for name, found in _by_group(rows).items():
        head = found[FigureKind.RESPONSE, ""]
        totals = tuple(
            UnitTheme(
                theme.id,
                _score(found[FigureKind.THEME, theme.id]),
                _limits(found.get((FigureKind.BAND, theme.id))),
                _items(found, theme),
                _response(found.get((FigureKind.RESPONSE, theme.id), head)),
            )
            for theme in themes
            if (FigureKind.THEME, theme.id) in found
        )
        groups.append(UnitGroup(name, _response(head), *leaders_of(head), name in answers, totals))
    return tuple(groups)


def path_of(printed: Printed, unit: int) -> tuple[str, ...]:
    """Return unit names from the root down to a unit."""
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
            found[FigureKind.ITEM, item].n,
        )
        for item, turned in theme.items
        if (FigureKind.ITEM, item) in found
    )


def _answers(row: Figure | None) -> Answers | None:
    if row is None:
        return None
    value: dict[str, Any] = row.value
    return Answers(tuple(value["options"]), value["dont_know"], value["no_disclose"])


def _comments(
    questions: Sequence[str], shown: Mapping[str, Sequence[str]] | None
) -> tuple[CommentResult, ...]:
    """Every question, with its texts or the one neutral mark."""
    hidden = Withheld(Reason.ANONYMITY)
    return tuple(
        CommentResult(question, hidden if shown is None else tuple(shown.get(question, ())))
        for question in questions
    )


def _mark_facts(printed: Printed, mark: MarkPrinted) -> MarkFacts:
    scores = zip(printed.themes, mark_theme_tenths(printed, mark), strict=True)
    values = zip(printed.item_ids, mark.values, strict=True)
    return MarkFacts(
        mark.role,
        mark.number,
        dict(values),
        {theme.id: tenths for theme, tenths in scores},
        mark.comments,
        mark.name,
    )


def _mark(themes: Sequence[ThemeInfo], questions: Sequence[str], mark: MarkFacts) -> Mark:
    results = tuple(
        MarkTheme(
            theme.id,
            mark.scores[theme.id],
            tuple(MarkItem(item, turned, mark.values[item]) for item, turned in theme.items),
        )
        for theme in themes
    )
    written = tuple(CommentResult(q, tuple(mark.comments[q])) for q in questions if mark.comments.get(q))
    return Mark(mark.role, mark.number, results, written, mark.name)
