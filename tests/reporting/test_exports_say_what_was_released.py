"""Every figure of every exported file is one of the Release, in its order, and nothing else stands there."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fagspejl.disclosure.document.codec import dumps, loads
from fagspejl.reporting.exports.figures import FigureTable
from fagspejl.reporting.figure_files import FILES, write_figures
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.workbook import write_workbook
from reporting.questionnaires import fitting
from support.exported import as_released, figures_of, numbers_in, read_table
from support.rounds import make_round

TABLES = ("figures.csv", "figures.json", "figures.sav", "organisation.ods", "organisation.xlsx")
# Numbers that a shown place of a kind may hold at the most; answers have one for each option, and three more.
MOST = {"response": 2, "theme": 2, "band": 3, "bounds": 3, "gap": 1, "spread": 1, "strength": 1, "item": 2}


HOMES = {"organisation": ("unit",), "leaders": ("unit", "leader")}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """Every file of a round of twelve leaders, without and with them; and the Release's own document."""
    text = dumps(make_round(3, leaders=12, themes=(5, 2)).release())
    released, place = loads(text), tmp_path_factory.mktemp("exported")
    instrument = fitting(released)
    page = build_organisation(released, instrument, "da")
    for name in HOMES:
        folder = place / name
        folder.mkdir()
        named = released.leader_ids if name == "leaders" else ()
        table = FigureTable(released, instrument, "da", leaders=named)
        write_figures(table, page, folder, FILES)
        write_workbook(page, folder / "organisation.xlsx", table)
    return place, json.loads(text)


@pytest.mark.parametrize("part", HOMES)
@pytest.mark.parametrize("name", TABLES)
def test_every_figure_is_the_releases(written: tuple[Path, dict[str, Any]], name: str, part: str) -> None:
    """Asta reads each file back and finds the Release's figures one by one, in its order, and not one more."""
    place, document = written
    homes, rows = HOMES[part], read_table(place / part / name)
    assert len(rows) > 100
    assert [as_released(row) for row in rows] == figures_of(document, homes)
    assert {row["level"] for row in rows} == set(homes)
    for row in rows:
        options = sum(column.startswith("option_") for column in row)
        most = 0 if row["status"] == "withheld" else MOST.get(row["kind"], options + 3)
        assert numbers_in(row) <= most, row


def test_the_description_holds_no_figure(written: tuple[Path, dict[str, Any]]) -> None:
    """Asta's archive gets what the columns are, and neither a unit below the whole, a leader nor a statistic."""
    place, document = written
    text = (place / "leaders" / "figures.ddi.xml").read_text("utf-8")
    named = [row["name"] for row in (*document["units"][1:], *document["leaders"])]
    assert len(named) > 12
    assert not any(f">{name}<" in text for name in named)
    assert "sumStat" not in text
    assert "catStat" not in text
