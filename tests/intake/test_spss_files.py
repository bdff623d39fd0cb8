"""SPSS files: variables, labels and missing values as SPSS has them; a damaged file harms nothing but itself."""

from __future__ import annotations

from pathlib import Path

import polars
import pyreadstat
import pytest

from fagspejl.intake.books import sav
from fagspejl.intake.limits import Limits
from fagspejl.intake.sentences import sentence
from intake.books import cells, errors, faults, opened, rows_below

LABELS = {1.0: "Helt uenig", 5.0: "Helt enig", 8.0: "Ved ikke", 9.0: "Sprunget over"}


def _written(path: Path, *, rows: int = 4, **more: object) -> Path:
    frame = polars.DataFrame(
        {
            "leder": ["L01", "Søren", "", "L02"][:rows],
            "s_1": [1.0, 8.0, 9.0, None][:rows],
            "s_2": [3.5, -99.0, 5.0, 4.0][:rows],
        }
    )
    pyreadstat.write_sav(
        frame,
        str(path),
        column_labels=["Din leder", "Min leder sikrer faglig kvalitet", ""],
        variable_value_labels={"s_1": LABELS},
        missing_ranges={"s_1": [8, 9], "s_2": [{"lo": -99, "hi": -90}]},
        **more,
    )
    return path


@pytest.mark.parametrize("more", [{}, {"row_compress": True}, {"compress": True}])
def test_labels_and_missing_values(tmp_path: Path, more: dict[str, bool]) -> None:
    """What SPSS counts as missing is blank, unless its label says why nobody answered."""
    (table,), findings = opened(_written(tmp_path / "svar.sav", **more))
    assert cells(table) == [
        ("leder", "s_1", "s_2"),
        ("L01", "1", "3.5"),
        ("Søren", "8", ""),
        ("", "", "5"),
        ("L02", "", "4"),
    ]
    assert rows_below(table)[3] == ("Søren", "8", "")
    assert table.codebook.texts["s_1"] == "Min leder sikrer faglig kvalitet"
    assert table.codebook.labels == {
        "s_1": {"1": "Helt uenig", "5": "Helt enig", "8": "Ved ikke", "9": "Sprunget over"}
    }
    assert findings.warnings == ()


@pytest.mark.parametrize("place", [40, 200, 700, -60])
def test_cut_short(tmp_path: Path, place: int) -> None:
    """A file that ends too early is refused in one sentence."""
    path = _written(tmp_path / "svar.sav")
    path.write_bytes(path.read_bytes()[:place])
    assert faults(path) == ["broken_sav"]


def test_dictionary_that_lies(tmp_path: Path) -> None:
    """A file that tells of more rows than it holds is refused, and so is one whose variables make no sense."""
    path = _written(tmp_path / "svar.sav")
    raw = path.read_bytes()
    for rows, code in ((10**9, "too_many_cells"), (7, "broken_sav")):
        path.write_bytes(raw[:80] + rows.to_bytes(4, "little") + raw[84:])
        assert faults(path) == [code]
    path.write_bytes(raw[:170] + bytes([255] * 60) + raw[230:])
    assert faults(path) == ["broken_sav"]


def test_limits(tmp_path: Path) -> None:
    """Columns, rows and bytes are counted as in any other file."""
    path = _written(tmp_path / "svar.sav")
    assert faults(path, Limits(columns=2)) == ["too_many_columns"]
    assert faults(path, Limits(xlsx_rows=3)) == ["too_many_rows"]
    assert faults(path, Limits(unpacked_bytes=100)) == ["file_too_large"]


def test_addition_not_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the addition is missing, Bente is told the command that installs it."""
    monkeypatch.setattr(sav, "find_spec", lambda name: None)
    tables, findings = opened(_written(tmp_path / "svar.sav"))
    assert tables == ()
    assert 'pip install "fagspejl[sav]"' in sentence(errors(findings)[0], "da")
