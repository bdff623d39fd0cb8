"""Named single marks: the leader self and each of her superiors, told beforehand; never part of any sum. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.measured.comments import in_own_order
from fagspejl.disclosure.measured.printed import MarkPrinted
from fagspejl.disclosure.types import MarkName, WrittenComment

_ROLES: tuple[tuple[MarkName, Perspective], ...] = (
    ("self", Perspective.SELF),
    ("superior", Perspective.SUPERIOR),
)


def identified_ratings(
    table: ResponseTable, comments: Sequence[WrittenComment], names: Mapping[int, str]
) -> tuple[MarkPrinted, ...]:
    """Return every named person's answers, by leader, self first; several superiors are numbered by their answers.

    The number must not follow the file's order, which could tell who is who. `names`: by row of the table, of the
    superiors who were told that they are shown by name.
    """
    written: dict[int, dict[str, list[str]]] = {}
    for comment in comments:
        written.setdefault(comment.row, {}).setdefault(comment.question, []).append(comment.text)
    marks: list[MarkPrinted] = []
    for role, perspective in _ROLES:
        rows = np.flatnonzero(table.group == perspective)
        found = [
            (
                int(table.leader[row]),
                tuple(int(v) + table.lo - 1 if v else None for v in table.values[row]),
                {q: in_own_order(texts) for q, texts in written.get(int(row), {}).items()},
                names.get(int(row), "") if role == "superior" else "",
            )
            for row in rows
        ]
        found.sort(
            key=lambda mark: (
                mark[0],
                [(v is not None, v or 0) for v in mark[1]],
                sorted(mark[2].items()),
                mark[3],
            )
        )
        numbers: dict[int, int] = {}
        for leader, values, texts, name in found:
            numbers[leader] = numbers.get(leader, 0) + 1
            shown = {q: kept for q, kept in texts.items() if kept}
            marks.append(MarkPrinted(leader, role, numbers[leader], values, shown, name))
    marks.sort(key=lambda mark: (mark.leader, mark.role != "self", mark.number))
    return tuple(marks)
