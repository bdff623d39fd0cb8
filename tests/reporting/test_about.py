"""What rests on coded statements is told as "about", in every place and both languages, with no interval round it."""

from __future__ import annotations

import json

import pytest

from fagspejl.disclosure.document.codec import dumps, loads
from fagspejl.instrument.types import Language
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.pages.report import build_report
from reporting.cast_pages import ALL, HOME, ITEMS, UNIT_ITEMS, UNITS, answers, page
from reporting.questionnaires import fitting, plain, shipped
from support.tiny import team, tiny_round

ONE_UNANIMOUS = [[3, 3, 4, 3, 4]] * 6 + [[3, 4, 3, 4, 3]] * 6


def _page(rows: list[list[int]], language: Language) -> ReportPage:
    made = tiny_round(team("Karen", rows), items=ITEMS, invited={"Karen": (15, 0, 0)}, home={"Karen": "root"})
    return build_report(made.release(), "Karen", shipped(), language)


@pytest.mark.parametrize(
    ("language", "sentence", "value", "method"),
    [
        (
            "da",
            "Dine medarbejdere svarer omkring 3,2 i gennemsnit.",
            "omkring 3,2",
            "intet bånd: mindst ét udsagn",
        ),
        ("en", "Your employees rate about 3.2 on average.", "about 3.2", "no band: at least one statement"),
    ],
)
def test_a_theme_is_told_as_about(language: Language, sentence: str, value: str, method: str) -> None:
    """One of Karen's five statements is unanimous: sentence, chart, table and panel say about, and draw no band."""
    found = _page(ONE_UNANIMOUS, language)
    theme = found.themes[0]
    assert sentence in [plain(text) for text in theme.sentences]
    (mark,) = theme.chart.marks
    assert (mark.tenths, mark.band, mark.bounds) == (32, None, None)
    assert plain(mark.text) == value
    assert value in plain(theme.chart.description)
    assert plain(theme.chart.table.rows[0][1].text) == value
    assert method in plain(found.expert.tables[1].rows[0][1].text)
    quoted = "»Omkring«" if language == "da" else "“About”"
    assert any(quoted in text for text in found.reading.paragraphs)
    assert found.reading.bands == ()


def test_a_report_without_it_does_not_explain_it() -> None:
    """Nothing of Karen's is about: the guide does not speak of it."""
    found = _page([[3, 4, 3, 3, 4], [4, 3, 4, 4, 3]] * 6, "da")
    assert not any("Omkring" in text for text in found.reading.paragraphs)


def test_the_part_of_the_scale_is_named_and_drawn() -> None:
    """All twelve say 3 to the first statement: somewhere from 1 to 3, drawn as that stretch."""
    item = _page(ONE_UNANIMOUS, "da").themes[0].items[0]
    assert [plain(text) for text in item.sentences] == [
        "Dine medarbejdere svarer næsten ens, et sted fra 1 til 3."
    ]
    (mark,) = item.chart.marks
    assert (mark.segment.lower, mark.segment.upper, mark.tenths) == (10, 30, None)


def test_a_workbook_holds_no_number_for_about() -> None:
    """A total that is about stands as text in the workbook's cells, so that nobody calculates with it."""
    forms = [form for leader, n in ALL.items() for form in team(leader, answers(n))]
    invited = {leader: (n + 2, 0, 0) for leader, n in ALL.items()}
    made = tiny_round(forms, items=UNIT_ITEMS, invited=invited, units=UNITS, home=HOME)
    document = json.loads(dumps(made.release()))
    row = next(r for r in document["figures"] if "unit" in r and r["kind"] == "theme" and r["value"])
    row["code"] = "about"
    document["figures"] = [
        r for r in document["figures"] if not (r["kind"] == "band" and r.get("unit") == row["unit"])
    ]
    released = loads(json.dumps(document))
    found = build_organisation(released, fitting(released), "da")
    unit = next(
        unit for unit, told in zip(found.units, released.units(), strict=True) if told.unit == row["unit"]
    )
    cell = unit.groups[0].themes[0].result
    assert plain(cell.text).startswith("omkring ")
    assert (cell.kind, cell.number) == ("about", None)
    assert "omkring" in plain(unit.groups[0].themes[0].sentence)


def _explained(rows: list[list[int]], invited: int) -> str:
    return plain(" ".join(page(team("Karen", rows), invited).reading.bands))


def test_skipped_statements_are_named_where_the_page_shows_them() -> None:
    """One of twelve skipped a statement, which its counts show: the band holds if what was skipped is like the rest."""
    rows = [[3, 4, 3, 2, 4] if i % 2 else [4, 3, 2, 3, 3] for i in range(12)]
    assert "sprunget over" not in _explained(rows, 15)
    rows[0] = [0, *rows[0][1:]]
    told = "Det gælder, hvis de udsagn, der er sprunget over, ligner dem, der er besvaret."
    assert _explained(rows, 15).endswith(told)
    assert _explained(rows, 30).endswith(told)


def test_of_nine_nobody_is_told_whether_anything_was_skipped() -> None:
    """Nine answered Karen: the sentence is the same whether a statement was skipped or not."""
    rows = [[3, 4, 3, 2, 4] if i % 2 else [4, 3, 2, 3, 3] for i in range(9)]
    skipped = [[0, *rows[0][1:]], *rows[1:]]
    for given in (rows, skipped):
        assert _explained(given, 12).endswith(
            "Har nogen sprunget udsagn over, gælder det, hvis de udsagn, der er sprunget over, ligner dem, "
            "der er besvaret."
        )


def test_all_answered_says_of_whom_the_figures_are() -> None:
    """All twelve answered: each figure is the average of those who answered each statement."""
    rows = [[3, 4, 3, 2, 4] if i % 2 else [4, 3, 2, 3, 3] for i in range(12)]
    assert "gennemsnittet af dem, der svarede på hvert udsagn" in _explained(rows, 12)
