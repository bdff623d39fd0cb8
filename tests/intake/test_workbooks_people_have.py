"""Workbooks and data files as people have them, read to the same fourteen answers, or refused for what they are."""

from __future__ import annotations

from pathlib import Path

import polars
import pyreadstat
import pytest

from fagspejl.instrument.loader import load
from fagspejl.intake import IntakeRefused, read_round
from intake.books import CASES, opened, rows_below, xml2003, xml_row, xml_sheet
from intake.files import places
from intake.truth import MEANS, means

INSTRUMENT = load("faglig-ledelse")


@pytest.mark.parametrize(
    "name", ["own.ods", "x_formatted_bottom.xlsx", "x_hidden_rows.xlsx", "x_title_rows.xlsx"]
)
def test_truth_without_a_mapping(name: str) -> None:
    """Bente gives the file as it is."""
    assert means(read_round(CASES / name, INSTRUMENT)) == MEANS


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("x_long_ids.xlsx", "shortened_number"),
        ("x_case_leader.xlsx", "two_leaders_look_alike"),
        ("x_zerowidth_leader.xlsx", "two_leaders_look_alike"),
    ],
)
def test_refused_for_what_it_is(name: str, code: str) -> None:
    """One cause, and every line of it."""
    with pytest.raises(IntakeRefused) as refused:
        read_round(CASES / name, INSTRUMENT)
    assert {code for code, _, _ in places(refused.value.notices)} == {code}


def test_survey_saved_as_xml(tmp_path: Path) -> None:
    """SurveyXact's workbook saved as Excel-XML 2003 holds the same answers."""
    sheets = [
        xml_sheet(*(xml_row(*record.cells) for record in table.head), name=table.name)
        for table in opened(CASES / "surveyxact.xlsx")[0]
    ]
    assert means(read_round(xml2003(tmp_path / "svar.xls", *sheets), INSTRUMENT)) == MEANS


@pytest.mark.parametrize("missing", [[], [6]])
def test_survey_saved_for_spss(tmp_path: Path, missing: list[int]) -> None:
    """Saved for SPSS, the labels of variables and values are in the file, and "Ved ikke" may count as missing there."""
    tables = {table.name: table for table in opened(CASES / "surveyxact.xlsx")[0]}
    texts = {name: text for name, text, *_ in rows_below(tables["Variables"]).values()}
    labels: dict[str, dict[float, str]] = {}
    for name, value, label, *_ in rows_below(tables["Labels"]).values():
        labels.setdefault(name, {})[float(value)] = label
    rows = list(rows_below(tables["Dataset"]).values())
    columns = {
        name: [(float(row[at]) if row[at] else None) if name in labels else row[at] for row in rows]
        for at, name in enumerate(tables["Dataset"].head[0].cells)
    }
    path = tmp_path / "svar.sav"
    pyreadstat.write_sav(
        polars.DataFrame(columns),
        str(path),
        column_labels=[texts.get(name, "") for name in columns],
        variable_value_labels=labels,
        missing_ranges=dict.fromkeys(labels, missing) if missing else None,
    )
    assert means(read_round(path, INSTRUMENT)) == MEANS
