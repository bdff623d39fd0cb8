"""What other programs write into a cell that nobody filled in is no answer, and is told of."""

from __future__ import annotations

from pathlib import Path

import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake import read_round
from intake.files import HEAD, facts, read
from intake.truth import CASES, MEANS, means


def test_na_of_r_is_read_as_blank() -> None:
    """Karen's colleague saved the file from R, which wrote NA: the means are right, and NA is told of once."""
    data = read_round(CASES / "z_na.csv", load("faglig-ledelse"))
    assert means(data) == MEANS
    told = [facts(notice) for notice in data.warnings if notice.code == "read_as_blank"]
    assert told == [{"value": "NA", "count": "2", "rows": "9, 15"}]


@pytest.mark.parametrize(
    "word", ["NA", "n/a", "N.A.", "NaN", "NULL", "None", ".", "-", "–", "(tom)", "Ubesvaret"]
)
def test_each_way_to_say_it(tmp_path: Path, word: str) -> None:
    """Whichever sign stands where Mads did not answer, his two answers count and the third is blank."""
    data = read(tmp_path, f"{HEAD}\nkaren,employee,mads,4,{word},2\n")
    assert data.table.missing[0].tolist() == [0, 1, 0]
    assert [notice.code for notice in data.warnings].count("read_as_blank") == 1


def test_a_mapping_goes_before(tmp_path: Path) -> None:
    """Sofie's system writes NA for "ved ikke", which her mapping says."""
    mapping = '[values]\n"NA" = "ved_ikke"\n'
    data = read(tmp_path, f"{HEAD}\nkaren,employee,sofie,4,NA,2\n", mapping=mapping)
    assert data.table.missing[0].tolist() == [0, 2, 0]
    assert "read_as_blank" not in {notice.code for notice in data.warnings}
