"""Scales that begin at 0 or end at 7 or 10: what the pages print is what a reader of the answers would compute."""

from __future__ import annotations

import math

import numpy as np
import pytest

from fagspejl.analysis.table import ResponseTable
from fagspejl.analysis.types import ItemSpec, Perspective
from fagspejl.disclosure.types import Leader, Organisation, Unit
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.of_units.organisation import build_organisation
from fagspejl.reporting.pages.report import build_report
from reporting.questionnaires import fitting, plain, texts
from support.rounds import Round

SCALES = [(0, 4), (0, 10), (1, 7), (1, 4), (0, 1), (1, 5)]


def options(lo: int, hi: int) -> dict[str, tuple[str, ...]]:
    """A label for every option, in both languages."""
    return {
        "da": tuple(f"Trin {number}" for number in range(lo, hi + 1)),
        "en": tuple(f"Step {number}" for number in range(lo, hi + 1)),
    }


def round_of(
    lo: int, hi: int, answers: dict[str, list[list[int]]], own: dict[str, list[int]], turned: int = -1
) -> Round:
    """Employees' answers and the leaders' own; -1 stands for no answer, so that 0 can be one."""
    leaders = list(answers)
    rows = [(leader, Perspective.EMPLOYEE, row) for leader in leaders for row in answers[leader]]
    rows += [(leader, Perspective.SELF, row) for leader, row in own.items()]
    values = np.array([row for *_, row in rows])
    gone = values < lo if lo >= 0 else values < 0
    table = ResponseTable.from_raw(
        lo=lo,
        hi=hi,
        items=[ItemSpec(f"q{i}", "t", i == turned) for i in range(values.shape[1])],
        values=np.where(gone, 0, values),
        missing=np.where(gone, 3, 0),
        leader=[leaders.index(leader) for leader, *_ in rows],
        group=[perspective for _, perspective, _ in rows],
        person=np.arange(len(rows)),
        invited=np.full((len(leaders), 5), -1),
    )
    organisation = Organisation(
        (Unit("root", "Kommunen", -1),), tuple(Leader(name, name, 0) for name in leaders)
    )
    return Round(table, organisation)


def page_of(made: Round, lo: int, hi: int, language: str = "da") -> ReportPage:
    """Karen's page."""
    release = made.release()
    return build_report(release, "Karen", fitting(release, options(lo, hi)), language)


def said(page: object) -> str:
    """All texts of a page."""
    return plain(" ".join(texts(page)))


def tenth(mean: float) -> float:
    """A mean as it is printed: one decimal, half up."""
    return math.floor(mean * 10 + 0.5 + 1e-6) / 10


@pytest.mark.parametrize(("lo", "hi"), SCALES)
def test_dots_and_means_are_those_of_the_answers(lo: int, hi: int) -> None:
    """Twelve people answer Karen on any scale: counts, means and ticks are those of their answers, turned ones too."""
    rng = np.random.default_rng(hi)
    answers = rng.integers(lo, hi + 1, (12, 3))
    answers[0], answers[1] = lo, hi  # nobody agrees, and both ends are used
    made = round_of(lo, hi, {"Karen": answers.tolist()}, {}, turned=1)
    page = page_of(made, lo, hi)
    blocks = page.themes[0].items
    for item, block in enumerate(blocks):
        chart, dots = block.chart, block.dots[0]
        assert [option.count for option in dots.options] == [
            int((answers[:, item] == number).sum()) for number in range(lo, hi + 1)
        ]
        assert chart is not None
        assert chart.marks[0].tenths == round(10 * tenth(answers[:, item].mean()))
        assert [tick.number for tick in chart.ticks] == [str(number) for number in range(lo, hi + 1)]
        assert (chart.lo, chart.hi) == (lo, hi)


@pytest.mark.parametrize(
    ("lo", "hi", "low", "high"),
    [(0, 4, "0,5", "3,5"), (0, 10, "1,2", "8,8"), (1, 7, "1,7", "6,3"), (1, 5, "1,5", "4,5")],
)
def test_coded_ends_are_in_proportion(lo: int, hi: int, low: str, high: str) -> None:
    """Five people at either end of a scale: an eighth of the scale from its ends the figure is coded."""
    answers = [[lo, hi, (lo + hi) // 2]] * 4 + [[lo, hi, (lo + hi) // 2 + 1]]
    words = said(page_of(round_of(lo, hi, {"Karen": answers}, {}), lo, hi))
    assert f"{low} eller lavere" in words
    assert f"{high} eller højere" in words


def test_an_answer_of_0_is_an_answer() -> None:
    """Karen gives herself 0 on a scale of 0-10 and leaves one statement out: a mark at 0, and none where she was silent."""
    answers = [[number, 5, 6] for number in range(10)]
    page = page_of(round_of(0, 10, {"Karen": answers}, {"Karen": [0, 0, -1]}), 0, 10)
    own = [[m.tenths for m in block.chart.marks if m.kind == "self"] for block in page.themes[0].items]
    assert own == [[0], [0], []]
    theme = page.themes[0].chart
    assert theme is not None
    assert [m.tenths for m in theme.marks if m.kind == "self"] == [0]
    assert "Du svarer selv 0" in said(page)


@pytest.mark.parametrize(("lo", "hi"), SCALES)
def test_totals_of_three_leaders_lie_on_the_scale(lo: int, hi: int) -> None:
    """Three groups of twelve on any scale: the municipality's distribution is the sum of all answers."""
    rng = np.random.default_rng(lo + hi)
    answers = {name: rng.integers(lo, hi + 1, (12, 2)).tolist() for name in ("Karen", "Mads", "Sofie")}
    release = round_of(lo, hi, answers, {}).release()
    page = build_organisation(release, fitting(release, options(lo, hi)), "da")
    whole = np.concatenate([np.array(rows) for rows in answers.values()])
    for item, shown in enumerate(page.units[0].groups[0].themes[0].items):
        assert shown.bar is not None
        counts = [part.count for part in shown.bar.parts]
        assert counts == [int((whole[:, item] == number).sum()) for number in range(lo, hi + 1)]
        assert abs((shown.result.number or 0) / 10 - whole[:, item].mean()) <= 0.1
