"""The demo holds every case that a report must be able to show, by construction."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from commands.demo_round import DemoRound, release_of
from fagspejl.analysis.types import Missing, Perspective
from fagspejl.demo.catalogue import DemoLeader


def _rows(demo: DemoRound, leader: DemoLeader, perspective: Perspective) -> np.ndarray:
    table = demo.data.table
    return np.flatnonzero((table.leader == demo.index(leader)) & (table.group == perspective))


def _employees(demo: DemoRound, case: str) -> np.ndarray:
    """The answers of the employees of the leader who stands for a case, (people, statements), 0 = none."""
    return demo.data.table.values[_rows(demo, demo.case(case), Perspective.EMPLOYEE)]


def _writers(demo: DemoRound, case: str) -> int:
    rows = set(_rows(demo, demo.case(case), Perspective.EMPLOYEE).tolist())
    return len({comment.row for comment in demo.data.comments} & rows)


def test_sixty_leaders_in_four_levels(demo_round: DemoRound) -> None:
    """Bente sees sixty leaders in a tree of four levels, without a single warning."""
    units = demo_round.data.units
    depth = [0] * len(units)
    for i, unit in enumerate(units):
        depth[i] = 0 if unit.parent < 0 else depth[unit.parent] + 1
    assert len(demo_round.data.leaders) == 60
    assert max(depth) == 3
    assert demo_round.data.warnings == ()
    assert demo_round.data.has_person
    assert demo_round.data.has_invited


def test_the_cast_is_there(demo_round: DemoRound) -> None:
    """Karen leads Familieområdet below Mads, and Ida Kræftafdelingen at the hospital."""
    units = demo_round.data.units
    place = {row.name.split()[0]: units[row.unit] for row in demo_round.data.leaders}
    assert place["Karen"].name == "Familieområdet"
    assert units[place["Karen"].parent] == place["Mads"]
    assert place["Ida"].name == "Kræftafdelingen"
    assert units[place["Ida"].parent].name == "Åkær Hospital"
    firsts = [row.name.split()[0] for row in demo_round.data.leaders]
    assert [firsts.count(name) for name in ("Karen", "Ida", "Mads")] == [1, 1, 1]


def test_names_are_all_different(demo_round: DemoRound) -> None:
    """Karen shares neither name nor id with another leader."""
    assert len({row.name for row in demo_round.data.leaders}) == 60
    assert len({row.id for row in demo_round.data.leaders}) == 60


@pytest.mark.parametrize(
    ("case", "people"),
    [
        ("group_of_one", 1),
        ("group_of_two", 2),
        ("group_of_three", 3),
        ("group_of_four", 4),
        ("exactly_five", 5),
        ("exactly_nine", 9),
        ("exactly_ten", 10),
    ],
)
def test_groups_on_both_sides_of_each_limit(demo_round: DemoRound, case: str, people: int) -> None:
    """Karen has exactly nine answers; others have one to four, five, and ten."""
    assert len(_employees(demo_round, case)) == people


def test_exactly_five_answer_every_statement(demo_round: DemoRound) -> None:
    """Five people who all answer every statement: nothing hides a statement in the smallest group shown."""
    assert (_employees(demo_round, "exactly_five") > 0).all()


def test_groups_that_agree_completely(demo_round: DemoRound) -> None:
    """All seven of a kindergarten choose the same, thirteen at a school, and fifteen on a ward for each statement."""
    assert set(_employees(demo_round, "unanimous_small").ravel()) == {5}
    assert set(_employees(demo_round, "unanimous_large").ravel()) == {4}
    mixed = _employees(demo_round, "unanimous_mixed")
    assert (mixed == mixed[0]).all()
    assert set(mixed[0]) == {2, 3, 4, 5}
    assert set(_employees(demo_round, "unanimous_low").ravel()) == {1, 2}
    sizes = [
        len(_employees(demo_round, name))
        for name in ("unanimous_small", "unanimous_large", "unanimous_mixed")
    ]
    assert sizes == [7, 13, 15]


def test_a_divided_group(demo_round: DemoRound) -> None:
    """In a youth team half of the answers lie at each end, and the mean in the middle speaks for nobody."""
    means = _employees(demo_round, "divided").mean(axis=1)
    assert (means <= 2.4).sum() >= 5
    assert (means >= 3.6).sum() >= 5


def test_a_group_where_statements_are_hidden(demo_round: DemoRound) -> None:
    """On Plejecenter Skovly six answer, but only four know what to say to three of the five statements."""
    known = (_employees(demo_round, "unsure") > 0).sum(axis=0)
    assert sorted(known.tolist()) == [4, 4, 4, 6, 6]


def test_low_response_and_full_response(demo_round: DemoRound) -> None:
    """Seven of twenty answer at one school, eleven of eleven at another."""
    table = demo_round.data.table
    for case, answered, invited in (("low_response", 7, 20), ("all_answered", 11, 11)):
        index = demo_round.index(demo_round.case(case))
        assert len(_employees(demo_round, case)) == answered
        assert table.invited[index, Perspective.EMPLOYEE] == invited


def test_comments_on_both_sides_of_the_threshold(demo_round: DemoRound) -> None:
    """Five write to Karen and eight to Ida; only two of eight at the clinic, and all four in a group of four."""
    assert _writers(demo_round, "exactly_nine") == 5
    assert _writers(demo_round, "two_superiors") == 8
    assert _writers(demo_round, "few_comments") == 2
    assert _writers(demo_round, "group_of_four") == 4


def test_a_leader_nobody_answered_about(demo_round: DemoRound) -> None:
    """Eighteen were asked at Plejecenter Vestervang, and nobody answered, not even the leader."""
    index = demo_round.index(demo_round.case("no_answers"))
    assert not (demo_round.data.table.leader == index).any()
    assert demo_round.data.table.invited[index, Perspective.EMPLOYEE] == 18


def test_a_matrix_leader_has_peers_all_over_the_organisation(demo_round: DemoRound) -> None:
    """The special education counsellors' leader is answered about by five leaders of other departments' units."""
    table = demo_round.data.table
    matrix = demo_round.case("matrix")
    peers = table.person[_rows(demo_round, matrix, Perspective.PEER)]
    themselves = table.person[(table.leader != demo_round.index(matrix)) & (table.group == Perspective.SELF)]
    assert np.isin(peers, themselves).sum() >= 4
    assert len(peers) == 5


def test_employees_are_asked_about_one_leader(demo_round: DemoRound) -> None:
    """Bente's organisation report counts people and draws bands, for no employee of hers has two leaders."""
    [employees] = [group for group in release_of(demo_round).printed.groups if group.group == "employee"]
    assert employees.asked_once


def test_a_leader_with_two_superiors_and_peers(demo_round: DemoRound) -> None:
    """Ida has two leaders above her and six peers; Karen has Mads and exactly five peers."""
    ida, karen = demo_round.case("two_superiors"), demo_round.case("exactly_nine")
    assert len(_rows(demo_round, ida, Perspective.SUPERIOR)) == 2
    assert len(_rows(demo_round, ida, Perspective.PEER)) == 6
    assert len(_rows(demo_round, karen, Perspective.SUPERIOR)) == 1
    assert len(_rows(demo_round, karen, Perspective.PEER)) == 5
    assert len(_rows(demo_round, karen, Perspective.SELF)) == 1


def test_leaders_who_share_a_unit(demo_round: DemoRound) -> None:
    """Two leaders share Pædagogisk Psykologi, each with employees of their own."""
    shared = [leader for leader in demo_round.catalogue.leaders if leader.case == "shared_unit"]
    assert len(shared) == 2
    assert len({leader.unit for leader in shared}) == 1
    table = demo_round.data.table
    one, other = (table.person[_rows(demo_round, leader, Perspective.EMPLOYEE)] for leader in shared)
    assert not np.isin(one, other).any()


def test_answers_are_believable(demo_round: DemoRound) -> None:
    """Asta finds 2-4 % missing, 'ved ikke' among them, statements that go together, and kinder self-ratings."""
    table = demo_round.data.table
    asked = table.missing != Missing.NOT_ASKED
    missing = (table.values == 0)[asked].mean()
    assert 0.02 <= missing <= 0.04
    assert set(np.unique(table.missing)) >= {Missing.DONT_KNOW, Missing.NO_DISCLOSE, Missing.BLANK}
    whole = table.values[(table.group == Perspective.EMPLOYEE) & (table.values > 0).all(axis=1)].astype(float)
    between_items = np.corrcoef(whole.T)[np.triu_indices(whole.shape[1], 1)]
    assert between_items.min() > 0.35
    by_employees = whole.mean()
    by_themselves = table.values[table.group == Perspective.SELF].astype(float)
    assert by_themselves[by_themselves > 0].mean() > by_employees + 0.2


def test_leaders_explain_about_a_tenth(demo_round: DemoRound) -> None:
    """Asta finds that a tenth or so of the differences between answers lies between leaders."""
    table = demo_round.data.table
    shaped = [demo_round.index(x) for x in demo_round.catalogue.leaders if x.shape != "ordinary"]
    rows = (table.group == Perspective.EMPLOYEE) & (table.values > 0).all(axis=1)
    rows &= ~np.isin(table.leader, shaped)
    scores, leaders = table.values[rows].mean(axis=1), table.leader[rows]
    groups = [scores[leaders == i] for i in np.unique(leaders)]
    sizes = np.array([len(group) for group in groups])
    total, k = sizes.sum(), len(groups)
    means = np.array([group.mean() for group in groups])
    between = (sizes * (means - scores.mean()) ** 2).sum() / (k - 1)
    within = sum(((group - group.mean()) ** 2).sum() for group in groups) / (total - k)
    usual = (total - (sizes**2).sum() / total) / (k - 1)
    icc = (between - within) / (between + (usual - 1) * within)
    assert 0.05 < icc < 0.30


def test_the_round_is_told(demo_round: DemoRound) -> None:
    """Every page can say which round it is, when it was, and who reads the reports."""
    facts = demo_round.data.round
    assert (facts.opened, facts.closed) == (date(2026, 3, 2), date(2026, 3, 16))
    assert facts.title
    assert "opdigtet" in facts.organisation
    assert facts.report_readers
