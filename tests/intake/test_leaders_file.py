"""The leaders file tells who gets a report, how units hang together, and how many were invited."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.analysis.types import Perspective
from fagspejl.intake.findings import Findings
from fagspejl.intake.tree import UnitMentioned, build_tree
from intake.files import HEAD, facts, places, read, refusal

ANSWERS = f"{HEAD}\nkaren,employee,sofie,4,4,4\n"
LEADERS = (
    "leader,leader_name,unit,unit_name,parent_unit,invited_employee,invited_subordinate_leader,invited_peer\n"
)
KAREN = "karen,Karen Lund,fam,Familieområdet,boern,12,,3\n"
MADS = "mads,Mads Holm,boern,Børn og Unge,,,2,0\n"


def test_tree_and_invited(tmp_path: Path) -> None:
    """Karen's unit hangs below Mads's; a blank number is unknown for employees and nobody for the others."""
    data = read(tmp_path, ANSWERS, leaders=LEADERS + KAREN + MADS)
    assert [(u.id, u.name, u.parent) for u in data.units] == [
        ("boern", "Børn og Unge", -1),
        ("fam", "Familieområdet", 0),
    ]
    assert [(leader.id, leader.name, leader.unit) for leader in data.leaders] == [
        ("karen", "Karen Lund", 1),
        ("mads", "Mads Holm", 0),
    ]
    order = [Perspective.EMPLOYEE, Perspective.SUBORDINATE_LEADER, Perspective.PEER]
    assert data.table.invited[:, order].tolist() == [[12, 0, 3], [-1, 2, 0]]
    assert (data.table.invited[:, [Perspective.SELF, Perspective.SUPERIOR]] == -1).all()
    assert data.has_invited


def test_leader_without_answers_is_kept(tmp_path: Path) -> None:
    """Every leader in the file gets a report, so that nobody learns from the list who had too few answers."""
    data = read(tmp_path, ANSWERS, leaders=LEADERS + MADS + KAREN)
    assert data.table.leader.tolist() == [1]
    assert data.table.n_leaders == 2


def test_shared_unit_and_units_without_leaders(tmp_path: Path) -> None:
    """Two leaders share a ward; a unit alone in its row has a name, and one only named as parent is a unit too."""
    data = read(
        tmp_path,
        ANSWERS,
        leaders="leader,unit,unit_name,parent_unit\n,hospital,Egedal Sygehus,\nida,ward,Kræftafdelingen,block\n"
        "karen,ward,,block\n,block,,hospital\n",
    )
    assert [(u.id, u.name, u.parent) for u in data.units] == [
        ("hospital", "Egedal Sygehus", -1),
        ("block", "block", 0),
        ("ward", "Kræftafdelingen", 1),
    ]
    assert [leader.unit for leader in data.leaders] == [2, 2]


def test_unit_that_is_only_named_above_others(tmp_path: Path) -> None:
    """Bente misspells a parent unit: it becomes a unit of its own, and a warning names it."""
    leaders = "leader,unit,parent_unit\nkaren,ward,hospitalet\n,hospital,\n"
    found = read(tmp_path, ANSWERS, leaders=leaders).warnings
    assert [(n.code, n.column, facts(n)["names"]) for n in found if n.code == "units_only_above"] == [
        ("units_only_above", "parent_unit", "hospitalet")
    ]


def test_several_roots(tmp_path: Path) -> None:
    """Two units without a parent get an organisation above them, named by the mapping when it does."""
    leaders = "leder,enhed\nkaren,a\nmads,b\n"
    assert [(u.id, u.name, u.parent) for u in read(tmp_path, ANSWERS, leaders=leaders).units] == [
        ("", "Organisationen", -1),
        ("a", "a", 0),
        ("b", "b", 0),
    ]
    named = read(tmp_path, ANSWERS, leaders=leaders, mapping='[round]\norganisation = "Egedal"\n')
    assert named.units[0].name == "Egedal"


def test_only_leaders(tmp_path: Path) -> None:
    """A file that names leaders and no units makes one flat organisation."""
    data = read(tmp_path, ANSWERS, leaders="leader,leader_name\nkaren,Karen\n")
    assert [(u.id, u.parent) for u in data.units] == [("", -1)]
    assert not data.has_invited


@pytest.mark.parametrize(
    ("rows", "faults"),
    [
        ("karen,Karen,a,A,,,,\nkaren,Karen,b,B,,,,\n", [("duplicate_leader", 3, "leader")]),
        ("karen,,a,A,,,,\nmads,,a,Aa,,,,\n", [("unit_name_conflict", 3, "unit_name")]),
        ("karen,,a,,x,,,\nmads,,a,,y,,,\n", [("unit_parent_conflict", 3, "parent_unit")]),
        ("karen,,a,,a,,,\n", [("unit_cycle", 2, "parent_unit")]),
        ("karen,,,,,,,\n", [("blank_unit", 2, "unit")]),
        ("karen,,a,,,tolv,,\n", [("bad_count", 2, "invited_employee")]),
        ("karen,,a,,,-1,,\n", [("bad_count", 2, "invited_employee")]),
        ("karen,=1,a,,,,,\n", [("formula", 2, "leader_name")]),
        ("karen,,a,,,,,\n,Karen,,,,,,\n", [("row_without_leader", 3, "leader")]),
        ("mads,,a,,,,,\n", [("unknown_leader", 2, "leader")]),
        ("karen,,a,,,0,,\n", [("more_answers_than_invited", 2, "invited_employee")]),
    ],
)
def test_faults(tmp_path: Path, rows: str, faults: list[tuple[str, int, str]]) -> None:
    """Each fault is named with its row and column."""
    refused = refusal(tmp_path, ANSWERS, leaders=LEADERS + rows)
    assert places(refused.notices) == faults


def test_cycle_is_named(tmp_path: Path) -> None:
    """Bente sees which units go in a circle; a unit that hangs on the circle is not blamed."""
    rows = "karen,,a,,b,,,\nmads,,b,,c,,,\nida,,c,,a,,,\nper,,d,,a,,,\nasta,,e,,,,,\n"
    refused = refusal(tmp_path, ANSWERS, leaders=LEADERS + rows)
    assert [(n.code, facts(n)["cycle"]) for n in refused.notices] == [("unit_cycle", "a → b → c → a")]


def test_more_answers_than_invited(tmp_path: Path) -> None:
    """Two peers answered about Karen, one was invited."""
    answers = f"{HEAD}\nkaren,peer,ida,4,4,\nkaren,peer,mads,4,4,\n"
    refused = refusal(tmp_path, answers, leaders="leader,invited_peer\nkaren,1\n")
    assert places(refused.notices) == [("more_answers_than_invited", 2, "invited_peer")]
    assert facts(refused.notices[0]) == {
        "value": "karen",
        "count": "2",
        "invited": "1",
        "perspective": "peer",
    }


def test_perspective_without_a_column(tmp_path: Path) -> None:
    """No column for peers: nobody was invited when nobody answered, and N is unknown when somebody did."""
    leaders = "leader,invited_employee\nkaren,5\n"
    silent = read(tmp_path, ANSWERS, leaders=leaders)
    assert silent.table.invited[0, Perspective.PEER] == 0
    assert silent.warnings == ()
    heard = read(tmp_path, f"{HEAD}\nkaren,peer,ida,4,4,\n", leaders=leaders)
    assert heard.table.invited[0, Perspective.PEER] == -1
    assert places(heard.warnings) == [("invited_unknown", None, "invited_peer")]


def test_faults_of_both_files_together(tmp_path: Path) -> None:
    """Bente is told what is wrong in both files in one go, the leaders file first."""
    refused = refusal(
        tmp_path, f"{HEAD}\nkaren,employee,p,9,4,4\n", leaders=LEADERS + "karen,,a,,,x,,\nkaren,,a,,,,,\n"
    )
    assert [(n.file, n.code, n.row) for n in refused.notices] == [
        ("ledere.csv", "bad_count", 2),
        ("ledere.csv", "duplicate_leader", 3),
        ("svar.csv", "out_of_scale", 2),
    ]


@given(st.lists(st.integers(-1, 11), min_size=1, max_size=12))
def test_any_tree(parents: list[int]) -> None:
    """Whatever parents are told, units come parents first and depth first, once each, or a cycle is named."""
    said = {
        str(n): UnitMentioned(n, "", "" if p < 0 or p >= len(parents) else str(p))
        for n, p in enumerate(parents)
    }
    findings = Findings(50)
    rows, index = build_tree(said, organisation="", file="f", column="parent", findings=findings)
    assert [row.parent for row in rows].count(-1) == 1
    assert all(row.parent < place for place, row in enumerate(rows))
    assert all(rows[index[unit]].id == unit for unit in index)
    assert len({row.id for row in rows}) == len(rows)
    lost = set(said) - set(index)
    assert bool(lost) == bool(findings.total)
    for unit in set(said) - lost:
        parent = rows[index[unit]].parent
        assert parent == -1 or rows[parent].id == said[unit].parent


def test_further_columns_are_left_alone(tmp_path: Path) -> None:
    """What else Bente's list says of leaders is not read, and she is told its names."""
    data = read(tmp_path, ANSWERS, leaders="leder;ledernavn;antal;stilling\nkaren;Karen Lund;8;chef\n")
    assert [leader.name for leader in data.leaders] == ["Karen Lund"]
    left_out = next(notice for notice in data.warnings if notice.code == "columns_left_out")
    assert facts(left_out)["names"] == "antal, stilling"
