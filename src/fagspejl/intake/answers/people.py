"""Who counts as a person in an answer file: ids that look alike, leaders among their own raters, equal rows."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.types import Perspective
from fagspejl.intake.answers.answer_file import Answers
from fagspejl.intake.findings import Findings, listing
from fagspejl.lib.identity import KnownIds

NAMED = (Perspective.SELF, Perspective.SUPERIOR)


def check_people(answers: Answers, findings: Findings, *, has_leaders_file: bool) -> None:
    """Record ids that look alike, and every leader, or leader's leader, who answers among the leader's raters.

    Leaders are compared here only without a leaders file; with one, they have been compared with that.
    """
    if not has_leaders_file:
        _check_alike(answers, answers.leaders, answers.leader, "leader", findings)
    if answers.person is None:
        return
    known = _check_alike(answers, answers.persons, answers.person, "person", findings)
    _check_own_raters(answers, answers.person, known, findings)


def _check_alike(
    answers: Answers, ids: tuple[str, ...] | list[str], number: NDArray[np.int32], name: str, findings: Findings
) -> KnownIds:
    """Record every id in use that looks like an earlier one, with both rows; return all of them by number."""
    known = KnownIds()
    pairs = known.add_all(ids)
    if pairs:
        used, where = np.unique(number, return_index=True)
        row = dict(zip(used.tolist(), answers.row[where].tolist(), strict=True))
        for here, first in pairs:
            if here in row and first in row:
                facts = {"value": ids[here], "other": ids[first], "first": row[first]}
                code = f"two_{name}s_look_alike"
                findings.error(code, answers.file, row[here], answers.names[name], **facts)
    return known


def _check_own_raters(
    answers: Answers, person: NDArray[np.int32], known: KnownIds, findings: Findings
) -> None:
    """Record rows in which the leader, or a superior of the leader, is among those whose answers are counted.

    The leader is the person of the leader's own row, or whose id is the leader's; a superior, the person of such a row.
    """
    width = len(answers.leaders)
    keys = person.astype(np.int64) * width + answers.leader
    named = np.isin(answers.group, NAMED)
    by_id = [known.find(leader) for leader in answers.leaders]
    same = [number * width + index for index, number in enumerate(by_id) if number is not None]
    superiors = np.setdiff1d(keys[answers.group == Perspective.SUPERIOR], same)
    selves = np.union1d(keys[answers.group == Perspective.SELF], same)
    for code, wrong in (("leader_rates_herself", selves), ("superior_among_raters", superiors)):
        for place in np.flatnonzero(~named & np.isin(keys, wrong)).tolist():
            facts = {"value": answers.persons[int(person[place])], "leader": answers.leaders[answers.leader[place]]}
            findings.error(code, answers.file, int(answers.row[place]), answers.names["person"], **facts)


def name_equal_rows(answers: Answers, findings: Findings, *, k: int, separate: bool) -> None:
    """Name rows with the same answers where fewer than k people are left if each such set is one person.

    Only without a person column, where nothing else tells people apart. People do answer alike, so it is no error.
    Rows without an answer on the scale count nowhere, here neither.
    """
    if answers.person is not None:
        return
    for rows in _groups(answers, separate=separate):
        if len(rows) < k:
            continue
        content = np.column_stack((answers.group[rows], answers.codes[rows]))
        _, of_row, times = np.unique(content, axis=0, return_inverse=True, return_counts=True)
        if len(times) < k:
            equal = rows[(times > 1)[of_row.ravel()]]
            listed = listing([str(row) for row in answers.row[equal].tolist()])
            leader = answers.leaders[int(answers.leader[rows[0]])]
            facts = {"value": leader, "count": len(rows), "rows": listed, "limit": k}
            findings.warn("equal_rows", answers.file, **facts)


def _groups(answers: Answers, *, separate: bool) -> Iterator[NDArray[np.int64]]:
    """Counted rows of each leader and anonymous perspective, subordinate leaders among employees unless apart."""
    group = answers.group.astype(np.int64)
    if not separate:
        group[group == Perspective.SUBORDINATE_LEADER] = Perspective.EMPLOYEE
    counted = np.flatnonzero((answers.codes >= 0).any(axis=1) & ~np.isin(group, NAMED))
    keys = answers.leader[counted].astype(np.int64) * len(Perspective) + group[counted]
    order = np.argsort(keys, kind="stable")
    starts = np.flatnonzero(np.diff(keys[order])) + 1
    yield from (part for part in np.split(counted[order], starts) if len(part))
