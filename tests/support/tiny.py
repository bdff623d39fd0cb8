"""Small rounds written out answer by answer, for tests that show one rule."""

from __future__ import annotations

from collections.abc import Sequence

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Perspective
from fagspejl.disclosure.types import GroupResult, Leader, LeaderRelease, Organisation, Unit, WrittenComment
from support.rounds import Round

Form = tuple[str, str, str, Sequence[int]]  # leader, perspective, person, answers (0 = none)

_NAMES = {name.name.lower(): name for name in Perspective}


def tiny_round(
    forms: Sequence[Form],
    *,
    items: Sequence[ItemSpec] | None = None,
    invited: dict[str, tuple[int, int, int]] | None = None,
    units: Sequence[tuple[str, str]] = (("root", ""),),
    home: dict[str, str] | None = None,
    comments: Sequence[tuple[int, str, str]] = (),
    policy: DisclosurePolicy | None = None,
    separate: bool = False,
    has_person: bool = True,
    missing: Sequence[Sequence[int]] | None = None,
) -> Round:
    """Build a round. `invited[leader]` = (employees, subordinate leaders, peers); unknown for all when left out."""
    leaders = list(dict.fromkeys([*(home or {}), *(form[0] for form in forms)]))
    people = list(dict.fromkeys(form[2] for form in forms))
    names = [unit for unit, _ in units]
    width = len(forms[0][3])
    asked = [[-1] * 5 for _ in leaders]
    for leader, (employees, below, peers) in (invited or {}).items():
        asked[leaders.index(leader)] = [employees, -1, -1, peers, below]
    table = ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=items or [ItemSpec(f"q{i + 1}", "faglig_ledelse") for i in range(width)],
        values=[list(form[3]) for form in forms],
        missing=missing,
        leader=[leaders.index(form[0]) for form in forms],
        group=[_NAMES[form[1]] for form in forms],
        person=[people.index(form[2]) for form in forms],
        invited=asked,
    )
    organisation = Organisation(
        tuple(Unit(name, name, names.index(parent) if parent else -1) for name, parent in units),
        tuple(Leader(leader, leader, names.index((home or {}).get(leader, names[0]))) for leader in leaders),
    )
    written = tuple(WrittenComment(*comment) for comment in comments)
    return Round(table, organisation, written, policy or DisclosurePolicy(), separate, has_person)


def team(leader: str, answers: Sequence[Sequence[int]], perspective: str = "employee") -> list[Form]:
    """One form per row of answers, each by a person of that leader's own."""
    return [(leader, perspective, f"{leader}-{perspective}-{i}", row) for i, row in enumerate(answers)]


def group_of(leader: LeaderRelease, name: str = "employee") -> GroupResult:
    """One group's result."""
    return next(group for group in leader.groups if group.group == name)
