"""How much the version for employees holds grows with how many answered."""

from __future__ import annotations

import pytest

from fagspejl.analysis.policy import DisclosurePolicy
from fagspejl.analysis.types import ItemSpec
from fagspejl.disclosure.release import Release
from fagspejl.disclosure.types import Score
from fagspejl.reporting.pages.for_employees.meeting import MINUTES, build_projector
from fagspejl.reporting.pages.for_employees.page import build_employees
from fagspejl.reporting.pages.for_employees.part import employees_part
from fagspejl.reporting.pages.for_employees.types import EmployeesPage
from reporting.questionnaires import shipped, texts
from support.tiny import Form, team, tiny_round

ITEMS = [ItemSpec(item.id, item.theme) for item in shipped().items]
MIDDLE = [2, 3, 3, 3, 2]


def release_of(answers: list[list[int]], invited: int, policy: DisclosurePolicy | None = None) -> Release:
    """A round about Karen, who rates herself highest, her leader lowest; all of her employees write."""
    forms: list[Form] = team("Karen", answers)
    comments = [(row, "more", "Vi mangler tid") for row in range(len(forms))]
    forms += [("Karen", "self", "Karen", [5] * 5), ("Karen", "superior", "Mads", [1] * 5)]
    made = tiny_round(
        forms,
        items=ITEMS,
        invited={"Karen": (invited, 0, 0)},
        home={"Karen": "root"},
        comments=comments,
        policy=policy,
    )
    return made.release()


def page_of(
    answers: list[list[int]], invited: int, policy: DisclosurePolicy | None = None
) -> EmployeesPage | None:
    """Karen's version for employees."""
    return build_employees(release_of(answers, invited, policy), "Karen", shipped(), "da")


def varied(n: int) -> list[list[int]]:
    """n answers in the middle, not alike."""
    return [[value + i % 2 for value in MIDDLE] for i in range(n)]


@pytest.mark.parametrize("n", [3, 5])
def test_there_is_none_below_six(n: int) -> None:
    """Karen, whose report shows five answers, has no version to show."""
    assert page_of(varied(n), n + 1) is None


def test_a_higher_k_is_kept_for_the_others() -> None:
    """Where at least seven must stand behind a figure, there is none for seven: each of them sees six others."""
    policy = DisclosurePolicy(k=7, k_comments=7)
    assert page_of(varied(7), 9, policy) is None
    assert page_of(varied(8), 9, policy) is not None


@pytest.mark.parametrize("n", [6, 9])
def test_below_ten_the_scores_alone(n: int) -> None:
    """Sofie's team of six to nine sees the theme's score: no band, no statement, no dot, no mark of Karen or Mads."""
    page = page_of(varied(n), n + 3)
    assert page is not None
    (theme,) = page.themes
    assert theme.chart is not None
    (mark,) = theme.chart.marks
    assert (mark.kind, mark.band, mark.bounds, mark.segment) == ("employee", None, None, None)
    assert (theme.items, theme.table) == ((), None)
    assert page.who.startswith(f"{n} af {n + 3}\u00a0medarbejdere svarede")
    told = " ".join(texts(page))
    assert "Vi mangler tid" not in told
    assert "bånd fra" not in told


def test_below_ten_nothing_at_the_end_of_the_scale() -> None:
    """One statement that nearly everybody answered alike withholds the theme, with the one neutral text and no "about"."""
    page = page_of([[5, 3 + i % 2, 3, 2 + i % 2, 3] for i in range(7)], 9)
    assert page is not None
    (theme,) = page.themes
    assert theme.withheld == "Vises ikke af hensyn til anonymiteten."
    assert theme.chart is None
    assert "omkring" not in " ".join(texts(page)).lower()


def test_from_ten_the_statements_too() -> None:
    """Sofie's team of twelve sees what the report says of them: band, dots and means, still no mark of one person."""
    page = page_of(varied(12), 15)
    assert page is not None
    (theme,) = page.themes
    assert theme.chart is not None
    assert theme.chart.marks[0].band is not None
    assert len(theme.items) == 5
    assert all(item.dots for item in theme.items)
    kinds = {mark.kind for item in theme.items if item.chart for mark in item.chart.marks}
    assert kinds == {"employee"}
    told = " ".join(texts(page))
    assert "Vi mangler tid" not in told
    assert "dine medarbejdere" not in told.lower()
    assert "vurderer dig" not in told


def test_a_statement_that_few_answered_leaves_the_score_alone() -> None:
    """Of twelve, nine answered one statement: with the others its mean could be worked out, so only the score stands."""
    answers = [[*row[:4], row[4] if i < 9 else 0] for i, row in enumerate(varied(12))]
    page = page_of(answers, 12)
    assert page is not None
    (theme,) = page.themes
    assert theme.items == ()
    assert theme.chart is not None
    assert theme.chart.marks[0].band is None


def test_an_hour_in_seven_steps() -> None:
    """Karen's plan lasts an hour, and the screen shows its steps in order with the results in the second."""
    page = page_of(varied(12), 15)
    assert page is not None
    assert sum(MINUTES) == 60
    assert [row[1].text.split("\u2013")[0] for row in page.meeting.table.rows][:3] == ["0", "5", "15"]
    slides = build_projector(page).slides
    assert [slide.step.number for slide in slides] == [1, 2, 2, 2, 3, 4, 5, 6, 7]
    assert [slide.theme is not None for slide in slides].index(True) == 2
    assert [slide.next for slide in slides[:-1]] == [slide.id for slide in slides[1:]]


@pytest.mark.parametrize(("n", "stands"), [(7, False), (12, True)])
def test_a_theme_of_one_statement_is_that_statement(n: int, stands: bool) -> None:
    """Below ten Sofie sees no statement, and so no score that is the mean of one; from ten it stands as in the report."""
    released = tiny_round(
        team("Karen", [[2 + i % 3] for i in range(n)]), invited={"Karen": (n + 2, 0, 0)}
    ).release()
    part = employees_part(released.leader("Karen"), released.disclosure)
    assert part is not None
    assert isinstance(released.leader("Karen").groups[0].themes[0].score, Score)
    assert isinstance(part.themes[0].score, Score) is stands
