"""The door: answers of one round in, one frozen Release out. Pure.

`release` is the only function that sees answers and gives something away. It measures cells, keeps what cells
print, and drops the rest; every figure of the Release is then made from the printed part alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

import fagspejl
from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy, thresholds_sha256
from fagspejl.analysis.study import StudyGroup
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import Missing, Perspective
from fagspejl.disclosure.arithmetic.figures import Figure, Figures
from fagspejl.disclosure.from_rows import leader_release, unit_release
from fagspejl.disclosure.measured.blocks import OwnGroup, base_blocks
from fagspejl.disclosure.measured.cells import measure
from fagspejl.disclosure.measured.coefficients import measure_coefficients
from fagspejl.disclosure.measured.comments import shown_comments
from fagspejl.disclosure.measured.groups import MEMBERS, groups_of, rows_of
from fagspejl.disclosure.measured.identified_ratings import identified_ratings
from fagspejl.disclosure.measured.organisation_study import measure_study
from fagspejl.disclosure.measured.printed import NONE, GroupPrinted, Printed
from fagspejl.disclosure.measured.spread import measure_spread
from fagspejl.disclosure.types import (
    UNTOLD,
    GroupName,
    InstrumentStamp,
    LeaderRelease,
    LotPrinted,
    Organisation,
    Provenance,
    RoundInfo,
    Scale10,
    ThemeInfo,
    UnitRelease,
    WrittenComment,
)
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.promise import Registered


class RaterCountedTwice(FagspejlError):
    """One person has two submitted forms about one leader in one group."""

    def __init__(self, group: GroupName, leader: str) -> None:
        super().__init__(f"a person answers twice about leader {leader} in group {group}")
        self.group, self.leader = group, leader


class UnknownLeader(FagspejlError):
    """The Release holds no leader of that id."""

    def __init__(self, leader: str) -> None:
        super().__init__(f"no leader {leader!r} in this release")
        self.leader = leader


class Release:
    """Everything that reports, exports, charts and the workspace ever see of a round."""

    def __init__(self, printed: Printed) -> None:
        self.printed = printed
        self.info: RoundInfo = printed.info
        self.provenance: Provenance = printed.provenance
        self.promise: Registered | None = printed.promise
        self.lot: LotPrinted | None = printed.lot
        self.stamp: InstrumentStamp = printed.stamp
        self.software: str = printed.software
        self.disclosure: DisclosurePolicy = printed.disclosure
        self.reporting: ReportingPolicy = printed.reporting
        self.themes: tuple[ThemeInfo, ...] = printed.themes
        self.merged, self.has_person = printed.merged, printed.has_person
        self._index = {leader.id: i for i, leader in enumerate(printed.organisation.leaders)}

    @cached_property
    def figures(self) -> Figures:
        """Every figure, made from the printed part."""
        return Figures(self.printed)

    @property
    def groups(self) -> tuple[GroupName, ...]:
        """Anonymous groups of this round."""
        return tuple(group.group for group in self.printed.groups)

    @property
    def scale(self) -> Scale10:
        """The scale and its coded ends, in tenths."""
        ends = self.printed.ends
        return Scale10(ends.lo, ends.hi, ends.low_tenths, ends.high_tenths)

    @property
    def knows_invited(self) -> bool:
        """Whether N is known for every leader who gets a report."""
        blocks = [group.blocks for group in self.printed.groups]
        return all((b.invited[b.leader >= 0] >= 0).all() for b in blocks)

    @cached_property
    def policy_sha(self) -> str:
        """SHA-256 of the policies in canonical JSON; its first digits stand at the foot of reports."""
        return thresholds_sha256(self.disclosure, self.reporting)

    @property
    def leader_ids(self) -> tuple[str, ...]:
        """Leaders in the order of the organisation."""
        return tuple(self._index)

    def leader(self, leader_id: str) -> LeaderRelease:
        """Return what one leader's report may say. Raises UnknownLeader."""
        if leader_id not in self._index:
            raise UnknownLeader(leader_id)
        index = self._index[leader_id]
        return leader_release(self.printed, index, self.leader_rows(index))

    def units(self) -> Iterator[UnitRelease]:
        """Yield the rows of the organisation report in tree order."""
        for index in range(len(self.printed.organisation.units)):
            yield self.unit(index)

    def unit(self, index: int, rows: Iterable[Figure] | None = None) -> UnitRelease:
        """Return one unit, by its place in tree order; made of `rows` for a reader who sees less."""
        return unit_release(self.printed, index, self.unit_rows(index) if rows is None else rows)

    def leader_rows(self, index: int) -> Iterator[Figure]:
        """Figures of one leader as flat rows."""
        return self.figures.of_leader(index)

    def unit_rows(self, index: int) -> Iterator[Figure]:
        """Figures of one unit as flat rows."""
        return self.figures.of_unit(index)

    def withheld_counts(self) -> dict[str, int]:
        """Count leaders by what they get: `with_group`, `without_group` (no own group shown)."""
        shown = {
            int(leader) for group in self.printed.groups for leader in group.blocks.leader if leader >= 0
        }
        return {"with_group": len(shown), "without_group": len(self._index) - len(shown)}


def release(
    table: ResponseTable,
    organisation: Organisation,
    *,
    comments: Sequence[WrittenComment],
    questions: Sequence[str],
    info: RoundInfo,
    stamp: InstrumentStamp,
    disclosure: DisclosurePolicy,
    reporting: ReportingPolicy,
    separate_subordinate_leaders: bool = False,
    has_person: bool = True,
    with_comments: bool = True,
    employees_asked_once: bool = True,
    superior_names: Mapping[int, str] | None = None,
    provenance: Provenance = UNTOLD,
    promise: Registered | None = None,
) -> Release:
    """Make the Release of a round, once: at closing, or by `fagspejl report` on files. Raises RaterCountedTwice.

    Subordinate leaders count among employees unless kept separate. Without person ids (`has_person` False) every row is
    its own person, trusted for employees alone: other small groups never pool. `employees_asked_once`: no list asks
    an employee about several leaders. `superior_names`: by row, superiors to be named. `promise`: registered before.
    """
    merged, policies = not separate_subordinate_leaders, (disclosure, reporting)
    measured, shown = [], {}
    for name in groups_of(merged=merged):
        rows, invited = rows_of(table.group, name, merged=merged), _invited(table, name, merged)
        if not _in_round(table, name, rows, invited):
            continue
        pools = _may_pool(table, name, rows, merged=merged, has_person=has_person)
        once = name == "employee" and employees_asked_once and _about_one(table, rows)
        who = rows, invited, (invited != 0) | np.isin(np.arange(table.n_leaders), table.leader[rows])
        group, block_of, own = _group(table, organisation, name, *who, *policies, pools, asked_once=once)
        measured.append((group, StudyGroup(name, block_of, group.blocks.leader)))
        if with_comments:
            shown.update(shown_comments(comments, name, own, table, rows, disclosure))
    return Release(
        Printed(
            info=info,
            stamp=stamp,
            software=fagspejl.__version__,
            disclosure=disclosure,
            reporting=reporting,
            lo=table.lo,
            hi=table.hi,
            themes=_themes(table),
            questions=tuple(questions),
            organisation=organisation,
            merged=merged,
            has_person=has_person,
            with_comments=with_comments,
            groups=tuple(group for group, _ in measured),
            marks=identified_ratings(table, comments if with_comments else (), superior_names or {}),
            comments=shown,
            provenance=provenance,
            promise=promise,
            analysis=measure_study(table, [study for _, study in measured], reporting),
        )
    )


def _themes(table: ResponseTable) -> tuple[ThemeInfo, ...]:
    """The themes with their items, in questionnaire order."""
    items = table.items
    return tuple(
        ThemeInfo(theme, tuple((items[c].id, items[c].reversed) for c in table.theme_columns(theme)))
        for theme in table.themes
    )


def raters_among(table: ResponseTable, rows: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the rows that count as a rater: those with at least one answer on the scale.

    Who only says "ved ikke" or writes a comment stands behind no figure: not in n, nor in any threshold.
    """
    answered: NDArray[np.bool_] = (table.missing[rows] == Missing.ANSWERED).any(axis=1)
    return rows[answered]


def _invited(table: ResponseTable, name: GroupName, merged: bool) -> NDArray[np.int32]:
    """People invited per leader, NONE where it is not known."""
    invited = table.invited[:, MEMBERS[name]]
    if name == "employee" and merged:
        below = table.invited[:, Perspective.SUBORDINATE_LEADER]
        unknown = (invited < 0) | (below < 0)
        return np.where(unknown, NONE, invited + below).astype(np.int32)
    return invited


def _in_round(
    table: ResponseTable, name: GroupName, rows: NDArray[np.int64], invited: NDArray[np.int32]
) -> bool:
    """Employees always are; another group is when somebody was asked or answered."""
    return name == "employee" or rows.size > 0 or bool((invited > 0).any())


def _about_one(table: ResponseTable, rows: NDArray[np.int64]) -> bool:
    """Whether nobody in these rows answers about several leaders."""
    order = rows[np.argsort(table.person[rows], kind="stable")]
    person, leader = table.person[order], table.leader[order]
    return not bool(((person[1:] == person[:-1]) & (leader[1:] != leader[:-1])).any())


def _group(
    table: ResponseTable,
    organisation: Organisation,
    name: GroupName,
    rows: NDArray[np.int64],
    invited: NDArray[np.int32],
    asked: NDArray[np.bool_],
    disclosure: DisclosurePolicy,
    reporting: ReportingPolicy,
    pools: NDArray[np.bool_],
    *,
    asked_once: bool,
) -> tuple[GroupPrinted, NDArray[np.int32], list[OwnGroup]]:
    """Measure one anonymous group: blocks, cells, spread cells, coefficients. Returns the block of every row, too."""
    own = _with_silent(
        _own_groups(table, organisation, name, raters_among(table, rows), pools), invited, pools
    )
    blocks, block_of, _ = base_blocks(
        [unit.parent for unit in organisation.units],
        [leader.unit for leader in organisation.leaders],
        own,
        table.person,
        invited,
        disclosure.k,
        asked_once=asked_once,
    )
    pooled = blocks.leader < 0
    cells = measure(table, block_of, len(blocks), pooled, disclosure)
    not_asked = table.missing[rows] == Missing.NOT_ASKED
    items_asked = ~not_asked.all(axis=0) if rows.size else np.ones(len(table.items), dtype=bool)
    spread = measure_spread(table, block_of, pooled, cells.form, items_asked, disclosure, reporting)
    coefficients = measure_coefficients(table, block_of, pooled, disclosure, reporting)
    printed = GroupPrinted(name, asked, items_asked, blocks, cells, spread, coefficients, asked_once)
    return printed, block_of, own


def _own_groups(
    table: ResponseTable,
    organisation: Organisation,
    name: GroupName,
    rows: NDArray[np.int64],
    pools: NDArray[np.bool_],
) -> list[OwnGroup]:
    """Split a group's rows by leader. Raises RaterCountedTwice."""
    if rows.size == 0:
        return []
    order = rows[np.lexsort((table.person[rows], table.leader[rows]))]
    leader, person = table.leader[order], table.person[order]
    twice = np.flatnonzero((leader[1:] == leader[:-1]) & (person[1:] == person[:-1]))
    if twice.size:
        raise RaterCountedTwice(name, organisation.leaders[int(leader[twice[0]])].id)
    starts = np.flatnonzero(np.r_[True, leader[1:] != leader[:-1]])
    return [
        OwnGroup(int(about), members, int(members.size), bool(pools[about]))
        for about, members in zip(leader[starts], np.split(order, starts[1:]), strict=True)
    ]


def _with_silent(own: list[OwnGroup], invited: NDArray[np.int32], pools: NDArray[np.bool_]) -> list[OwnGroup]:
    """Add the groups in which people are known to be asked and nobody answered; in order of leader."""
    answered = {group.leader for group in own}
    none = np.zeros(0, dtype=np.int64)
    silent = [
        OwnGroup(leader, none, 0, bool(pools[leader]))
        for leader in np.flatnonzero(invited > 0).tolist()
        if leader not in answered
    ]
    return sorted(own + silent, key=lambda group: group.leader)


def _may_pool(
    table: ResponseTable, name: GroupName, rows: NDArray[np.int64], *, merged: bool, has_person: bool
) -> NDArray[np.bool_]:
    """Whose small groups may pool, (leaders,): all, or without person ids those of employees alone.

    Decided by who was asked where that is known, so that it does not tell who answered.
    """
    pools = np.full(table.n_leaders, has_person or name == "employee")
    if merged and not has_person:
        below = table.group[rows] == Perspective.SUBORDINATE_LEADER
        pools[table.leader[rows[below]]] = False
        pools[table.invited[:, Perspective.SUBORDINATE_LEADER] > 0] = False
    return pools
