"""Who counts as a person in an answer file: ids that look alike, leaders among their own raters, equal rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.types import Perspective
from fagspejl.intake.answers.answer_file import Answers
from fagspejl.intake.cpr import heading_is_cpr, is_cpr_column
from fagspejl.intake.findings import Findings, listing
from fagspejl.lib.identity import KnownIds

_LONG = 12  # digits that no running number has
_FACTOR = np.int64(1_000_003)
NAMED = (Perspective.SELF, Perspective.SUPERIOR)


def check_people(answers: Answers, findings: Findings, *, has_leaders_file: bool) -> None:
    """Record ids that look alike, and every leader, or leader's leader, who answers among the leader's raters.

    Leaders are compared here only without a leaders file; with one, they have been compared with that.
    """
    if _holds_cpr(answers, findings):
        return
    if not has_leaders_file:
        _check_alike(answers, answers.leaders, answers.leader, "two_leaders_look_alike", findings)
    if answers.person is None:
        return
    known = _check_alike(answers, answers.persons, answers.person, "two_persons_look_alike", findings)
    _check_own_raters(answers, answers.person, known, findings)


def _holds_cpr(answers: Answers, findings: Findings) -> bool:
    """Record ids of leaders or persons that are civil registration numbers; none of them is told or compared."""
    before = findings.total
    columns = {"leader": answers.leaders, **({} if answers.person is None else {"person": answers.persons})}
    for column, ids in columns.items():
        for source in answers.sources:
            heading = source.names.get(column, "")
            if heading_is_cpr(heading) or (source is answers.sources[0] and is_cpr_column("", ids)):
                findings.error("cpr_ids", source.file, None, heading or None)
    return findings.total > before


def _check_alike(
    answers: Answers, ids: Sequence[str], number: NDArray[np.int32], code: str, findings: Findings
) -> KnownIds:
    """Record every id in use that looks like an earlier one, with both rows; return all of them by number."""
    known = KnownIds()
    pairs = known.add_all(ids)
    if pairs:
        used, where = np.unique(number, return_index=True)
        place = dict(zip(used.tolist(), where.tolist(), strict=True))
        column = "person" if code == "two_persons_look_alike" else "leader"
        for here, first in pairs:
            if here in place and first in place:
                other = answers.row_of(place[first], seen_from=place[here])
                file, row, name = answers.place(place[here], column)
                findings.error(code, file, row, name, value=ids[here], other=ids[first], first=other)
    return known


def _check_own_raters(
    answers: Answers, person: NDArray[np.int32], known: KnownIds, findings: Findings
) -> None:
    """Record rows in which the leader, or a superior of the leader, is among those whose answers are counted.

    The leader is the person of the leader's own row, or whose id is the leader's; a superior, the person of such a
    row. Where persons are merely counted from 1, and no leader's own row says otherwise, a number that is a leader's
    too says nothing: that is a warning.
    """
    width = len(answers.leaders)
    keys = person.astype(np.int64) * width + answers.leader
    raters = ~np.isin(answers.group, NAMED)
    found = enumerate(known.find_all(answers.leaders))
    same = np.array([alike * width + leader for leader, alike in found if alike is not None], dtype=np.int64)
    selves = keys[answers.group == Perspective.SELF]
    chance = _is_count(answers.persons) and not np.isin(selves, same).any()
    herself = selves if chance else np.append(selves, same)
    superiors = keys[answers.group == Perspective.SUPERIOR]
    superiors = superiors[~np.isin(superiors, herself)]
    for code, wrong in (("leader_rates_herself", herself), ("superior_among_raters", superiors)):
        for place in np.flatnonzero(raters & np.isin(keys, wrong)).tolist():
            rater, leader = answers.persons[person[place]], answers.leaders[answers.leader[place]]
            facts = {"value": rater, "leader": leader}
            findings.error(code, *answers.place(place, "person"), **facts)
    if chance:
        shared = np.flatnonzero(raters & np.isin(keys, same) & ~np.isin(keys, selves))
        for source, rows in answers.by_file(shared):
            column = source.names.get("person")
            findings.warn("numbers_shared", source.file, None, column, count=len(rows), rows=listing(rows))


def _is_count(persons: Sequence[str]) -> bool:
    """Whether the ids are running numbers: all whole, the first no higher than there are persons."""
    numbers = [person for person in persons if person]
    counted = all(number.isdecimal() and len(number) < _LONG for number in numbers)
    return counted and min(map(int, numbers), default=1) <= len(numbers)


def name_uncounted_rows(answers: Answers, findings: Findings) -> None:
    """Name the raters' rows without an answer on the scale: these people are not counted behind any figure."""
    silent = ~(answers.codes >= 0).any(axis=1) & ~np.isin(answers.group, NAMED)
    for source, rows in answers.by_file(np.flatnonzero(silent)):
        findings.warn("rows_not_counted", source.file, None, count=len(rows), rows=listing(rows))


def name_equal_rows(answers: Answers, findings: Findings, *, k: int, separate: bool) -> None:
    """Name rows with the same answers where fewer than k people are left if each such set is one person.

    Only without a person column, where nothing else tells people apart. People do answer alike, so it is no error.
    Rows without an answer on the scale count nowhere, here neither.
    """
    if answers.person is not None:
        return
    for rows in _doubtful(answers, k=k, separate=separate):
        content = np.column_stack((answers.group[rows], answers.codes[rows]))
        _, of_row, times = np.unique(content, axis=0, return_inverse=True, return_counts=True)
        if len(times) < k:
            equal = np.sort(rows[(times > 1)[of_row.ravel()]])
            first = int(equal[0])
            listed = listing([answers.row_of(row, seen_from=first) for row in equal.tolist()])
            leader, file = answers.leaders[int(answers.leader[first])], answers.place(first)[0]
            findings.warn("equal_rows", file, value=leader, count=len(rows), rows=listed, limit=k)


def _doubtful(answers: Answers, *, k: int, separate: bool) -> Iterator[NDArray[np.int64]]:
    """Counted rows of each leader and anonymous perspective that has k of them, but perhaps fewer that differ.

    Subordinate leaders are among employees unless apart. Rows are told apart by a number made of their answers, which
    two different rows may share: the caller looks closer.
    """
    group = answers.group.astype(np.int64)
    if not separate:
        group[group == Perspective.SUBORDINATE_LEADER] = Perspective.EMPLOYEE
    counted = np.flatnonzero((answers.codes >= 0).any(axis=1) & ~np.isin(group, NAMED))
    if not len(counted):
        return
    content = answers.codes[counted] @ np.cumprod(np.full(answers.codes.shape[1], _FACTOR))
    content = content * _FACTOR + answers.group[counted]
    whose = answers.leader[counted].astype(np.int64) * len(Perspective) + group[counted]
    order = np.lexsort((content, whose))
    begins = np.diff(whose[order], prepend=-1) != 0
    starts = np.flatnonzero(begins)
    differ = np.add.reduceat(begins | (np.diff(content[order], prepend=0) != 0), starts, dtype=np.int64)
    ends = np.append(starts[1:], len(order))
    for place in np.flatnonzero((ends - starts >= k) & (differ < k)).tolist():
        yield counted[order[starts[place] : ends[place]]]
