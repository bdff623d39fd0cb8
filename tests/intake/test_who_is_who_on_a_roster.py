"""On a roster nobody stands twice under look-alike ids, and nobody above a leader is among her raters."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings

from fagspejl.intake.errors import IntakeRefused
from support.roster import CAST, KAREN, MADS, OMAR, SOFIE, read
from support.spellings import pairs

BOSS = "lone;Lone Dam;lone@egedal.example;da;boern;;;leder;;;;;;"


def _codes(folder: Path, *rows: str) -> list[tuple[str, int | None]]:
    with pytest.raises(IntakeRefused) as refused:
        read(folder, *rows)
    return [(notice.code, notice.row) for notice in refused.value.notices]


@settings(max_examples=40, deadline=None)
@given(pairs())
def test_one_person_under_two_ids(pair: tuple[str, str]) -> None:
    """Sofie stands twice, the second time with another address: both rows are told, however her id is written."""
    one, two = (
        SOFIE.replace("sofie;", f'"{said}";', 1).replace("sofie@", f"s{number}@")
        for number, said in enumerate(pair)
    )
    with tempfile.TemporaryDirectory() as folder:
        ((code, row),) = _codes(Path(folder), MADS, KAREN, one, two)
    assert code in ("roster_people_look_alike", "roster_person_twice")
    assert row == 5


@pytest.mark.parametrize("column", ["leader", "peer_of"])
def test_her_leaders_leader(tmp_path: Path, column: str) -> None:
    """Lone leads Mads, who leads Karen; so Lone does not answer about Karen as if she were led by her, or a peer."""
    mads = MADS.replace("leder;;;", "leder;;lone;")
    said = ";karen;;" if column == "leader" else ";;karen;"
    boss = BOSS.replace("leder;;;;", f"leder;{said}")
    found = _codes(tmp_path, boss, mads, KAREN, OMAR)
    assert ("roster_superior_rates", 2) in found


def test_the_cast_is_fine(tmp_path: Path) -> None:
    """Mads leads Karen and Ida, who are peers."""
    assert len(read(tmp_path, *CAST).people) == 5
