"""A theme in words: divided opinions before averages, gaps without a verdict, strengths only when earned."""

from __future__ import annotations

from fagspejl.analysis.types import ItemSpec
from fagspejl.instrument.loader import load
from fagspejl.reporting.page_types.report import ReportPage
from fagspejl.reporting.pages.report import build_report
from reporting.cast_pages import employees, page
from reporting.questionnaires import fitting, plain, shipped
from support.tiny import Form, team, tiny_round


def own(*values: int) -> Form:
    """Karen's own answers."""
    return ("Karen", "self", "Karen", values)


def said(found: ReportPage) -> list[str]:
    """The first theme's sentences."""
    return [plain(sentence) for sentence in found.themes[0].sentences]


def many(n_themes: int, answers: list[list[int]]) -> ReportPage:
    """Karen's page in a round of several themes of one statement each."""
    items = [ItemSpec(f"q{i + 1}", f"t{i + 1}") for i in range(n_themes)]
    made = tiny_round(team("Karen", answers), items=items, invited={"Karen": (len(answers) + 1, 0, 0)})
    released = made.release()
    return build_report(released, "Karen", fitting(released), "da")


def test_divided_opinions_stand_before_any_average() -> None:
    """Half of Ida's fourteen employees say 1 and half say 5: that is told before the average."""
    found = page(team("Karen", [[1] * 5] * 7 + [[5] * 5] * 7), 16)
    assert [plain(text)[:47] for text in found.themes[0].before] == [
        "Dine medarbejdere ser forskelligt på dette tema"
    ]
    assert said(found)[0] == "Dine medarbejdere svarer 3,0 i gennemsnit."


def test_nothing_stands_before_where_opinions_are_not_divided() -> None:
    """Below ten nothing is said of spread, and from ten agreement is told after the average."""
    assert page(employees(9), 12).themes[0].before == ()
    found = page(employees(14), 16)
    assert found.themes[0].before == ()
    assert said(found)[1] == "Dine medarbejdere ser nogenlunde ens på dette tema."


def test_higher_self_ratings_are_told_as_common() -> None:
    """Karen rates herself 5: higher, and that is common; no verdict."""
    found = said(page([*employees(9), own(5, 5, 5, 5, 5)], 12))
    assert "Du vurderer dig højere på dette tema, end dine medarbejdere gør." in found
    assert (
        "Det er almindeligt at vurdere sig selv højere. Spørg dine medarbejdere, hvad de lægger vægt på."
        in found
    )


def test_about_the_same() -> None:
    """Karen rates herself as her employees do."""
    found = page([*employees(9), own(3, 4, 3, 2, 3)], 12)
    assert "Du og dine medarbejdere vurderer temaet omtrent ens." in said(found)
    assert any("Omtrent ens" in text for text in found.reading.paragraphs)


def test_lower() -> None:
    """Karen rates herself 1: lower, and nothing is said to be common."""
    found = said(page([*employees(9), own(1, 1, 1, 1, 1)], 12))
    assert "Du vurderer dig lavere på dette tema, end dine medarbejdere gør." in found
    assert not any("almindeligt" in text for text in found)


def test_the_leader_and_one_superior_share_a_sentence() -> None:
    """Karen and Mads answered: one sentence for both, in the theme and under each statement."""
    forms = [*employees(9), own(4, 4, 4, 4, 5), ("Karen", "superior", "Mads", [3, 3, 3, 3, 3])]
    found = page(forms, 12)
    assert "Du svarer selv 4,2 i gennemsnit, og din leder svarer 3,0." in said(found)
    assert plain(found.themes[0].items[4].sentences[-1]) == "Du svarer selv 5, og din leder svarer 3."


def test_with_one_theme_no_order_of_themes_is_told() -> None:
    """There is no theme to choose among: Karen reads nothing of the order of themes."""
    one, three = page(employees(9), 12), many(3, [[3, 3, 3]] * 9)
    assert len(one.reading.paragraphs) + 1 == len(three.reading.paragraphs)


def test_own_answers_to_two_of_five_give_no_result() -> None:
    """Karen answered two statements of five: no result of her own, no gap, and her two answers still stand."""
    found = page([*employees(9), own(4, 4, 0, 0, 0)], 12)
    assert any("for få udsagn" in text for text in said(found))
    assert not any("vurderer" in text for text in said(found))
    assert "Du svarer selv 4." in [plain(text) for text in found.themes[0].items[0].sentences]
    assert "Du svarer selv" not in " ".join(found.themes[0].items[2].sentences)


def test_two_themes_have_no_strength() -> None:
    """With two themes there is no average of themes to stand out from: nothing is said."""
    assert many(2, [[5, 1]] * 6 + [[4, 2]] * 6).strengths is None


def test_three_themes_of_which_one_has_no_number_have_no_strength() -> None:
    """All twelve give the first theme the same answer: its number is not printed, so nothing is compared."""
    assert many(3, [[2, 5, 2]] * 6 + [[2, 4, 3]] * 6).strengths is None


def test_no_theme_stands_out() -> None:
    """Three themes alike: said so, as the common result it is."""
    found = many(3, [[3, 3, 3]] * 6 + [[4, 4, 4]] * 6)
    assert found.strengths is not None
    assert "der er intet tema" not in found.strengths.paragraphs[0]
    assert "skiller intet tema sig ud" in found.strengths.paragraphs[0]


def test_a_strength_is_named() -> None:
    """One theme of three lies clear above: it is named, in the order of the questionnaire."""
    found = many(3, [[2, 5, 2]] * 6 + [[3, 4, 3]] * 6)
    assert found.strengths is not None
    assert plain(found.strengths.paragraphs[0]) == (
        "Dine medarbejdere vurderer »Emne B« højere end dine temaer under ét."
    )


def test_themes_stand_in_the_order_of_the_questionnaire() -> None:
    """The lowest theme comes first when it was asked first."""
    found = many(3, [[2, 5, 3]] * 6 + [[2, 4, 3]] * 6)
    assert [theme.title for theme in found.themes] == ["Emne A", "Emne B", "Emne C"]


def test_each_theme_ends_with_a_question_to_the_team() -> None:
    """The instrument's own question, or ours where it has none."""
    wording = shipped().wordings["da"].themes["faglig_ledelse"]
    assert page(employees(9), 12).themes[0].question == wording.team_question
    assert many(1, [[3]] * 9).themes[0].question.endswith("?")


def test_an_empty_chart_is_never_drawn() -> None:
    """Nothing may be shown and nobody else answered: no chart, and the neutral text instead."""
    found = page(employees(4), 12)
    assert found.themes[0].chart is None
    assert [item.chart for item in found.themes[0].items] == [None] * 5
    assert said(found) == ["Medarbejdere: Vises ikke af hensyn til anonymiteten."]


def test_named_marks_stand_where_the_group_is_withheld() -> None:
    """Four employees answered, Karen and Mads too: two marks, "1 person" each, and the neutral text in the table."""
    forms = [*employees(4), own(4, 4, 4, 4, 4), ("Karen", "superior", "Mads", [3, 3, 3, 3, 3])]
    chart = page(forms, 12).themes[0].chart
    assert chart is not None
    assert [(mark.kind, mark.one_person) for mark in chart.marks] == [("self", True), ("superior", True)]
    assert [cell.text for cell in chart.table.rows[0]] == [
        "Medarbejdere",
        "Vises ikke af hensyn til anonymiteten.",
        "Vises ikke af hensyn til anonymiteten.",
    ]


def test_work_names_its_theme_where_there_are_several() -> None:
    """Two themes have questions to think over: each list says which theme it belongs to; a single theme need not."""
    two = load("ledelse-af-fagprofessionelle")
    items = [ItemSpec(item.id, item.theme) for item in two.items]
    made = tiny_round(team("Karen", [[3 + i % 2] * len(items) for i in range(9)]), items=items)
    found = build_report(made.release(), "Karen", two, "da").work.themes
    assert [theme.questions_title for theme in found] == [
        f"Spørgsmål at tænke over: {theme.title}" for theme in two.wordings["da"].themes.values()
    ]
    (one,) = page(employees(9), 12).work.themes
    assert one.questions_title == "Spørgsmål at tænke over"
    assert one.advice_title == "Sådan kan du arbejde med temaet"
    assert one.advice
