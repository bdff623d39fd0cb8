"""The forecast's blocks are those of closing, draw by draw, and so are its reports and totals."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Perspective
from fagspejl.disclosure.forecast.draws import chances, who_answers
from fagspejl.disclosure.forecast.outlook import outlook
from fagspejl.disclosure.forecast.pools import DrawnBlocks, drawn_blocks
from fagspejl.disclosure.forecast.types import AskedPairs
from fagspejl.disclosure.measured.blocks import OwnGroup, base_blocks
from fagspejl.disclosure.measured.groups import groups_of, rows_of
from fagspejl.disclosure.types import GroupName, Response
from support.foretold import asked_pairs
from support.rounds import Round

DRAWS = 6


def _real(
    asked: AskedPairs, rows: NDArray[np.int64], answered: NDArray[np.bool_], k: int
) -> tuple[Counter[tuple[object, ...]], int]:
    """The blocks of one draw by the rule of closing: unit, leader, n, and the rows in each; and who is left over."""
    leader, person = asked.leader[rows], asked.person[rows]
    gave = np.flatnonzero(answered[person])
    own = [
        OwnGroup(int(about), gave[leader[gave] == about], int((leader[gave] == about).sum()), True)
        for about in np.unique(leader)
    ]
    blocks, of_row, left = base_blocks(
        [unit.parent for unit in asked.organisation.units],
        [one.unit for one in asked.organisation.leaders],
        own,
        person,
        np.bincount(leader, minlength=len(asked.organisation.leaders)).astype(np.int32),
        k,
    )
    found = Counter(
        (int(blocks.unit[b]), int(blocks.leader[b]), int(blocks.n[b]), tuple(np.flatnonzero(of_row == b)))
        for b in range(len(blocks))
    )
    return found, left


def _drawn(
    asked: AskedPairs, rows: NDArray[np.int64], made: DrawnBlocks, answered: NDArray[np.bool_], draw: int
) -> Counter[tuple[object, ...]]:
    """The same of one draw, as the forecast has them."""
    gave = answered[asked.person[rows], draw]
    place = np.searchsorted(made.leader, asked.leader[rows])
    unit = np.asarray([one.unit for one in asked.organisation.leaders])[made.leader]
    found: Counter[tuple[object, ...]] = Counter()
    for g in np.flatnonzero(made.own[:, draw]):
        mine = tuple(np.flatnonzero((place == g) & gave))
        found[int(unit[g]), int(made.leader[g]), int(made.n[g, draw]), mine] += 1
    for u in np.flatnonzero(made.pool[:, draw]):
        mine = tuple(np.flatnonzero((made.home[place, draw] == u) & gave))
        found[int(u), -1, int(made.people[u, draw]), mine] += 1
    return found


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**31), st.sampled_from([0.0, 0.1, 0.6]), st.sampled_from([0.3, 0.6, 0.8]), st.booleans()
)
def test_every_draw_has_the_blocks_of_closing(seed: int, matrix: float, rate: float, merged: bool) -> None:
    """Asta closes a random municipality once for each draw: every block, its people and those left over agree."""
    asked = asked_pairs(seed, matrix=matrix)
    answered = who_answers(chances(asked.people, seed=seed, draws=DRAWS), rate)
    parents = [unit.parent for unit in asked.organisation.units]
    home = [one.unit for one in asked.organisation.leaders]
    for name in groups_of(merged=merged):
        rows = rows_of(asked.perspective, name, merged=merged)
        made = drawn_blocks(parents, home, asked.leader[rows], asked.person[rows], answered, 5)
        for draw in range(DRAWS):
            real, left = _real(asked, rows, answered[:, draw], 5)
            assert _drawn(asked, rows, made, answered, draw) == real
            assert made.lost[draw] == left


def _closed(asked: AskedPairs, answered: NDArray[np.bool_], *, merged: bool) -> Round:
    """The round of one draw, in which everybody who answers says something to every statement."""
    leaders = len(asked.organisation.leaders)
    rows = np.flatnonzero(answered[asked.person])
    invited = np.zeros((leaders, len(Perspective)), dtype=np.int32)
    np.add.at(invited, (asked.leader, asked.perspective), 1)
    values = np.random.default_rng(1).integers(2, 5, (rows.size, 3)).astype(np.int8)
    table = ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=[ItemSpec(f"i{number}", "t", False) for number in range(3)],
        values=values,
        missing=np.zeros_like(values),
        leader=asked.leader[rows],
        group=asked.perspective[rows],
        person=asked.person[rows],
        invited=invited,
    )
    return Round(table, asked.organisation, separate=not merged)


@pytest.mark.parametrize("merged", [True, False])
@pytest.mark.parametrize("seed", range(12))
def test_a_forecast_of_one_draw_is_the_release_of_that_draw(seed: int, merged: bool) -> None:
    """What Bente is foretold of a single course is what everybody gets when exactly these people answer."""
    asked = asked_pairs(seed, leaders=14, units=8)
    chance = chances(asked.people, seed=seed, draws=1)
    told = outlook(asked, DisclosurePolicy(), chance, rate=0.7, seed=seed, merged=merged)
    released = _closed(asked, who_answers(chance, 0.7)[:, 0], merged=merged).release()
    for one in told.leaders:
        groups = {g.group: g for g in released.leader(f"l{one.leader}").groups}
        led: list[GroupName] = ["employee"] if merged else ["employee", "subordinate_leader"]
        mine = [groups[name] for name in led if name in groups]
        if not _asks(asked, one.leader, (Perspective.EMPLOYEE, Perspective.SUBORDINATE_LEADER)):
            mine = [groups["peer"]]
        shown = [g for g in mine if isinstance(g.response, Response)]
        counted = [g for g in shown if any(item.answers for theme in g.themes for item in theme.items)]
        assert (one.none, one.full) == (int(not shown), int(bool(counted)))
    for unit in told.units:
        row = next(g for g in released.unit(unit.unit).groups if g.group == "employee")
        assert unit.totals == int(isinstance(row.response, Response))
    for group in told.groups:
        printed = next(g for g in released.printed.groups if g.group == group.group)
        assert group.reports == (printed.blocks.leader >= 0).sum()


def _asks(asked: AskedPairs, leader: int, perspectives: tuple[Perspective, ...]) -> bool:
    return bool((np.isin(asked.perspective, perspectives) & (asked.leader == leader)).any())
