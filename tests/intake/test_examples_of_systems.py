"""The export of every system that we ship is read untouched, and gives the answers that were given."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from fagspejl.demo.catalogue import SMALLEST
from fagspejl.demo.exports.forms import Survey, survey_of
from fagspejl.demo.exports.write import SYSTEMS, System, with_others, write_exports
from fagspejl.demo.write import write_demo
from fagspejl.instrument.loader import load
from fagspejl.intake import read_round

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "systems"
INSTRUMENT = load("faglig-ledelse")
LEFT_OUT = {"preview": "left_out_preview", "unfinished": "left_out_unfinished"}


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Survey:
    made = write_demo(tmp_path_factory.mktemp("demo"), instrument=INSTRUMENT, leaders=SMALLEST)
    return survey_of(made.forms, INSTRUMENT)


def given(survey: Survey) -> list[tuple[str, tuple[int, ...], str]]:
    """Return leader, marks (0 for none) and comment of every form, sorted, as they were given."""
    return sorted(
        (form.leader, tuple(mark if isinstance(mark, int) else 0 for mark in form.marks), form.comment)
        for form in survey.forms
    )


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.file)
def test_an_export_is_read_untouched(system: System, survey: Survey) -> None:
    """Bente drops the file as it is: each form has its leader, marks and comment; what was left out is named."""
    path = Path(system.file)
    folder = EXAMPLES / path.stem
    mapping = folder / "mapping.toml"
    data = read_round(
        folder / f"answers{path.suffix}", INSTRUMENT, mapping=mapping if mapping.exists() else None
    )
    table, leaders = data.table, [leader.id for leader in data.leaders]
    comments = {comment.row: comment.text for comment in data.comments}
    values = np.where(table.missing == 0, table.values, 0)
    read = sorted(
        (leaders[table.leader[row]], tuple(values[row].tolist()), comments.get(row, ""))
        for row in range(len(table.leader))
    )
    assert read == given(survey)
    states = {form.state for form in with_others(survey, system).forms} & set(LEFT_OUT)
    codes = {notice.code for notice in data.warnings}
    assert {code for code in codes if code.startswith("left_out")} == {LEFT_OUT[state] for state in states}


def test_examples_are_what_the_demo_writes(tmp_path: Path) -> None:
    """Per finds in the demo's folder the same exports that the repository ships."""
    made = write_demo(tmp_path / "demo", instrument=INSTRUMENT, leaders=SMALLEST)
    for name in write_exports(tmp_path / "exports", made.forms, INSTRUMENT):
        path = Path(name)
        shipped = (EXAMPLES / path.stem / f"answers{path.suffix}").read_bytes()
        if path.suffix != ".sav":  # its first record holds the hour
            assert (tmp_path / "exports" / name).read_bytes() == shipped, name
