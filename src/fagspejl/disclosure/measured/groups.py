"""Which anonymous groups a round has, and who belongs to which. Pure."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from fagspejl.analysis.types import Perspective
from fagspejl.disclosure.types import GroupName

MEMBERS: Final[dict[GroupName, Perspective]] = {
    "employee": Perspective.EMPLOYEE,
    "subordinate_leader": Perspective.SUBORDINATE_LEADER,
    "peer": Perspective.PEER,
}

_APART: Final[tuple[GroupName, ...]] = ("employee", "subordinate_leader", "peer")
_MERGED: Final[tuple[GroupName, ...]] = ("employee", "peer")


def groups_of(*, merged: bool) -> tuple[GroupName, ...]:
    """Return the groups: subordinate leaders count among employees where they are `merged`, and else by themselves."""
    return _MERGED if merged else _APART


def rows_of(perspective: NDArray[np.int8], name: GroupName, *, merged: bool) -> NDArray[np.int64]:
    """Return the rows that belong to a group; `perspective` (R,) holds values of `Perspective`."""
    member = perspective == MEMBERS[name]
    if name == "employee" and merged:
        member |= perspective == Perspective.SUBORDINATE_LEADER
    return np.flatnonzero(member)
