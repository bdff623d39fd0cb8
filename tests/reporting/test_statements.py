"""Under each theme its statements: answers before averages, and never the exact option of a group that is alike."""

from __future__ import annotations

from fagspejl.analysis.types import ItemSpec
from fagspejl.reporting.page_types.report import ItemBlock, ReportPage
from fagspejl.reporting.pages.report import build_report
from reporting.cast_pages import employees, page
from reporting.questionnaires import fitting, plain
from support.tiny import team, tiny_round


def statements(answers: list[list[int]], turned: tuple[int, ...] = (), **more: object) -> ReportPage:
    """Karen's page in a round whose statements may be reversed. Answers are as they were given."""
    items = [ItemSpec(f"q{i + 1}", "t", i in turned) for i in range(len(answers[0]))]
    made = tiny_round(
        team("Karen", answers), items=items, invited={"Karen": (len(answers) + 2, 0, 0)}, **more
    )
    released = made.release()
    return build_report(released, "Karen", fitting(released), "da")


def said(item: ItemBlock) -> str:
    """All sentences of one statement."""
    return plain(" ".join(item.sentences))


def test_below_ten_there_are_no_dots() -> None:
    """Nine answered: a mean for each statement, and no dots."""
    for item in page(employees(9), 12).themes[0].items:
        assert item.dots == ()
        assert "enige" not in said(item)


def test_from_ten_the_answers_come_before_the_average() -> None:
    """Twelve answered: counts first, then the average; a dot for each person."""
    item = statements([[4]] * 8 + [[3]] * 2 + [[2]] * 2).themes[0].items[0]
    assert (
        said(item)
        == "Dine medarbejdere: 8 enige, 2 neutrale, 2 uenige. Dine medarbejdere svarer 3,5 i gennemsnit."
    )
    assert [option.count for option in item.dots[0].options] == [0, 2, 2, 8, 0]


def test_one_is_not_many() -> None:
    """One agrees: "1 enig"."""
    item = statements([[4]] + [[3]] + [[2]] * 9).themes[0].items[0]
    assert "1 enig, 1 neutral, 9 uenige" in said(item)


def test_no_percent_below_thirty() -> None:
    """Twenty-nine answered: counts; thirty: counts and per cent."""
    below = statements([[4]] * 20 + [[2]] * 9).themes[0].items[0]
    assert "%" not in said(below)
    assert all("%" not in option.text for option in below.dots[0].options)
    above = statements([[4]] * 21 + [[2]] * 9).themes[0].items[0]
    assert "21 enige (70 %), 0 neutrale (0 %), 9 uenige (30 %)" in said(above)


def test_alike_says_no_option() -> None:
    """All twelve give the same answer: a part of the scale, no count, no dots, no number."""
    item = statements([[5]] * 12).themes[0].items[0]
    assert said(item) == "Dine medarbejdere svarer næsten ens, et sted fra 4 til 5."
    assert (item.dots, item.chart.marks[0].tenths) == ((), None)
    assert (item.chart.marks[0].segment.lower, item.chart.marks[0].segment.upper) == (40, 50)


def test_a_turned_statement_that_all_answer_alike_keeps_its_part() -> None:
    """All twelve say 3 to a turned statement: 3 lies in the lower part as scored, and Karen reads "fra 3 til 5"."""
    item = statements([[3]] * 12, turned=(0,)).themes[0].items[0]
    assert said(item) == "Dine medarbejdere svarer næsten ens, et sted fra 3 til 5."
    above = statements([[2]] * 12, turned=(0,)).themes[0].items[0]
    assert said(above) == "Dine medarbejdere svarer næsten ens, et sted fra 1 til 2."


def test_alike_four_and_five_look_the_same() -> None:
    """Whether all said 4 or all said 5 cannot be told."""
    assert statements([[4]] * 12) == statements([[5]] * 12)


def test_a_turned_statement_is_shown_as_asked() -> None:
    """ "Min leder afbryder" is scored turned; Karen sees the answers as they were given, with a note."""
    page_ = statements([[1, 4]] * 6 + [[2, 2]] * 6, turned=(0,))
    first, second = page_.themes[0].items
    assert "peger et lavt tal i den gode retning" in first.note
    assert second.note == ""
    assert [option.count for option in first.dots[0].options] == [6, 6, 0, 0, 0]
    assert "0 enige, 0 neutrale, 12 uenige" in said(first)
    assert first.chart.marks[0].tenths == 15
    assert page_.themes[0].chart.marks[0].tenths == 38  # the theme holds the turned value 4,5


def test_a_coded_turned_statement_is_turned_too() -> None:
    """Six answer "helt uenig" to a turned statement: Karen reads the low end, as they meant it."""
    item = statements([[1, 3]] * 6, turned=(0,)).themes[0].items[0]
    assert said(item) == "Dine medarbejdere svarer 1,5 eller lavere i gennemsnit."
    assert item.chart.marks[0].open_end == "low"


def test_those_who_gave_no_answer_are_told_from_ten() -> None:
    """Two said "ved ikke" to a statement that ten others answered."""
    answers = [[4, 3]] * 8 + [[2, 3]] * 2 + [[0, 3]] * 2
    missing = [[0, 0]] * 10 + [[1, 0], [2, 0]]
    item = statements(answers, missing=missing).themes[0].items[0]
    assert "1 svarede »Ved ikke«, og 1 svarede »Ønsker ikke at oplyse«." in said(item)


def test_a_statement_few_answered_is_withheld_alone() -> None:
    """Only four of nine answered the second statement: the neutral text, and the first stands."""
    answers = [[4, 3, 3]] * 4 + [[3, 0, 2]] * 5
    first, second, _ = statements(answers).themes[0].items
    assert "gennemsnit" in said(first)
    assert said(second) == "Medarbejdere: Vises ikke af hensyn til anonymiteten."
    assert second.chart is None


def test_another_scale_lists_its_options() -> None:
    """On a scale of how often nobody agrees: the options themselves are told."""
    items = [ItemSpec("q1", "t")]
    made = tiny_round(team("Karen", [[4]] * 8 + [[2]] * 4), items=items, invited={"Karen": (12, 0, 0)})
    released = made.release()
    often = {"da": ("Aldrig", "Sjældent", "Nogle gange", "Ofte", "Altid")}
    found = build_report(released, "Karen", fitting(released, often), "da")
    assert said(found.themes[0].items[0]).startswith("Dine medarbejdere: »Sjældent«: 4, »Ofte«: 8.")
