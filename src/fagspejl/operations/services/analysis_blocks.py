"""Which answers an analyst's study may use: exactly those that stand in the blocks of the reports.

Blocks are formed by the door's own rule (`disclosure.blocks.base_blocks`). Held by
tests/analysis/test_analyse_uses_the_blocks.py, which compares them with the blocks of the Release of the same round.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.study import StudyGroup
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.measured.blocks import OwnGroup, base_blocks
from fagspejl.disclosure.measured.organisation_study import named_groups
from fagspejl.intake.types import RoundData

# Anonymous groups; subordinate leaders answer among the employees, as in the reports.
ANONYMOUS = {
    "employee": (Perspective.EMPLOYEE, Perspective.SUBORDINATE_LEADER),
    "peer": (Perspective.PEER,),
}
_NONE = -1


def study_groups(data: RoundData, policy: DisclosurePolicy) -> list[StudyGroup]:
    """Return the groups of a round that anybody answered in, with the block of every row."""
    groups = [
        _anonymous(data, name, np.isin(data.table.group, members), members, policy)
        for name, members in ANONYMOUS.items()
    ]
    groups += named_groups(data.table)
    return [group for group in groups if (group.block >= 0).any()]


def _anonymous(
    data: RoundData,
    name: str,
    member: NDArray[np.bool_],
    perspectives: tuple[Perspective, ...],
    policy: DisclosurePolicy,
) -> StudyGroup:
    table = data.table
    asked = table.invited[:, list(perspectives)]
    invited = np.where((asked < 0).any(axis=1), _NONE, asked.sum(axis=1)).astype(np.int32)
    blocks, block, _ = base_blocks(
        [unit.parent for unit in data.units],
        [leader.unit for leader in data.leaders],
        _own_groups(table, np.flatnonzero(member), data.has_person),
        table.person,
        invited,
        policy.k,
    )
    return StudyGroup(name, block, blocks.leader)


def _own_groups(table: ResponseTable, rows: NDArray[np.intp], has_person: bool) -> list[OwnGroup]:
    """The rows of each leader. Without person ids only employees may be pooled, where no leader below was asked."""
    if rows.size == 0:
        return []
    order = rows[np.lexsort((table.person[rows], table.leader[rows]))]
    starts = np.flatnonzero(np.r_[True, np.diff(table.leader[order]) != 0])
    asked_below = table.invited[table.leader[order], Perspective.SUBORDINATE_LEADER] > 0
    trusted = has_person | ((table.group[order] == Perspective.EMPLOYEE) & ~asked_below)
    may_pool = np.minimum.reduceat(trusted, starts)
    return [
        OwnGroup(int(table.leader[part[0]]), part, int(np.unique(table.person[part]).size), bool(may))
        for part, may in zip(np.split(order, starts[1:]), may_pool, strict=True)
    ]
