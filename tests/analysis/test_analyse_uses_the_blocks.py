"""`fagspejl analyse` counts exactly the people whom the reports of the same round count."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fagspejl import analysis
from fagspejl.analysis.policy import DisclosurePolicy, ReportingPolicy
from fagspejl.disclosure.release import release
from fagspejl.disclosure.types import InstrumentStamp, Leader, Organisation, RoundInfo, Unit
from fagspejl.intake.types import LeaderRow, RoundData, RoundFacts, UnitRow
from fagspejl.operations.services.analysis_blocks import study_groups

UNITS = (("top", -1), ("a", 0), ("b", 0), ("a1", 1), ("a2", 1))


@st.composite
def rounds(draw):
    """Some leaders in a small tree, rated by some people: small, large and crossing groups."""
    leaders = draw(st.lists(st.integers(0, len(UNITS) - 1), min_size=1, max_size=7))
    pairs = draw(
        st.sets(
            st.tuples(st.integers(0, len(leaders) - 1), st.sampled_from([0, 3, 4]), st.integers(0, 25)),
            min_size=1,
            max_size=90,
        )
    )
    kept = sorted(
        {(leader, 0 if group == 4 else group, person): group for leader, group, person in pairs}.items()
    )
    rows = [(leader, group, person) for (leader, _, person), group in kept]
    has_person = draw(st.booleans())
    leader, group, person = (np.array(column) for column in zip(*rows, strict=True))
    table = analysis.ResponseTable.from_raw(
        lo=1,
        hi=5,
        items=[analysis.ItemSpec("q", "t")],
        values=np.full((len(rows), 1), 3),
        leader=leader,
        group=group,
        person=person if has_person else np.arange(len(rows)),
        invited=np.full((len(leaders), 5), -1),
    )
    return RoundData(
        RoundFacts(),
        tuple(UnitRow(name, name, parent) for name, parent in UNITS),
        tuple(LeaderRow(str(i), str(i), unit) for i, unit in enumerate(leaders)),
        table,
        (),
        has_person,
        False,
        (),
    )


@settings(max_examples=60)
@given(rounds())
def test_the_same_blocks_as_the_release(data) -> None:
    """Sofie's answer counts in the analysis if and only if it counts in a report."""
    policy = DisclosurePolicy()
    made = release(
        data.table,
        Organisation(
            tuple(Unit(u.id, u.name, u.parent) for u in data.units),
            tuple(Leader(row.id, row.name, row.unit) for row in data.leaders),
        ),
        comments=(),
        questions=(),
        info=RoundInfo("", "", None, None, ""),
        stamp=InstrumentStamp("t", "1.0", "", False),
        disclosure=policy,
        reporting=ReportingPolicy(),
        has_person=data.has_person,
    )
    mine = {group.name: group for group in study_groups(data, policy)}
    for printed in made.printed.groups:
        group = mine.get(printed.group)
        if group is None:
            assert len(printed.blocks) == 0
            continue
        assert group.leader.tolist() == printed.blocks.leader.tolist()
        for index, n in enumerate(printed.blocks.n):
            assert np.unique(data.table.person[group.block == index]).size == n
