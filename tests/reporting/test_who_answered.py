"""The first thing Karen reads: who was asked, and how many answered."""

from __future__ import annotations

from fagspejl.reporting.page_types.report import ReportPage
from reporting.cast_pages import employees, page
from reporting.questionnaires import plain


def line(found: ReportPage, kind: str) -> str:
    """One group's sentence."""
    return plain(next(group.sentence for group in found.asked.groups if group.kind == kind))


def test_nine_of_twelve() -> None:
    """Nine of Karen's twelve employees answered."""
    assert line(page(employees(9), 12), "employee") == "9 af dine 12 medarbejdere svarede (1.–14. marts)."


def test_all_answered() -> None:
    """All six answered: said in words."""
    assert line(page(employees(6), 6), "employee") == "Alle dine 6 medarbejdere svarede (1.–14. marts)."


def test_unknown_number_of_invited() -> None:
    """Bente has no list of who was asked: the page gives n, and says what that means."""
    found = page(employees(7), None)
    assert line(found, "employee") == "7 medarbejdere svarede (1.–14. marts)."
    assert any("ved ikke, hvor mange der blev spurgt" in plain(note) for note in found.asked.footnotes)


def test_too_few_to_speak_for_the_group() -> None:
    """Six of twelve are below the floor: said at once."""
    (group,) = [group for group in page(employees(6), 12).asked.groups if group.kind == "employee"]
    assert [plain(note)[:41] for note in group.notes] == ["For få svar til at tale for gruppen. Læs "]


def test_a_small_group_gets_the_neutral_text_and_advice() -> None:
    """Four answered: Karen gets no number, one neutral sentence and something to do."""
    found = page(employees(4), 12)
    assert line(found, "employee") == "Vises ikke af hensyn til anonymiteten."
    assert found.withheld is not None
    assert found.withheld.dialogue is not None
    assert "4" not in "".join(plain(group.sentence) for group in found.asked.groups)


def test_no_advice_where_the_group_is_shown() -> None:
    """Nobody tells Karen what to do without answers when she has them."""
    assert page(employees(9), 12).withheld is None


def test_a_group_that_was_not_asked_is_not_mentioned() -> None:
    """No peers were asked: the page does not speak of them."""
    assert [group.kind for group in page(employees(9), 12).asked.groups] == ["employee", "self", "superior"]


def test_without_person_ids_it_says_so() -> None:
    """The file holds no person ids: Karen is told what we assume."""
    with_ids, without = page(employees(9), 12), page(employees(9), 12, has_person=False)
    assert not any("personkoder" in note for note in with_ids.asked.footnotes)
    assert any("personkoder" in note for note in without.asked.footnotes)


def test_missing_marks_are_said_plainly() -> None:
    """Neither Karen nor Mads answered: one plain sentence for each."""
    found = page(employees(9), 12)
    assert line(found, "self") == "Du har ikke svaret, så dit mærke mangler."
    assert line(found, "superior") == "Der er intet svar fra din leder, så det mærke mangler."


def test_one_of_two_superiors_keeps_the_number() -> None:
    """Only one of Karen's two leaders answered the first statement: the sentence says which of the two marks it is."""
    forms = [
        *employees(9),
        ("Karen", "self", "Karen", [4, 4, 4, 4, 4]),
        ("Karen", "superior", "Mads", [5, 5, 5, 5, 5]),
        ("Karen", "superior", "Eva", [0, 2, 2, 2, 2]),
    ]
    said = [plain(text) for text in page(forms, 12).themes[0].items[0].sentences[1:]]
    assert said == ["Du svarer selv 4, og din leder 2 svarer 5."]


def test_two_superiors_are_two_marks() -> None:
    """Karen has two leaders: they stand apart by number, in every chart and sentence."""
    forms = [
        *employees(9),
        ("Karen", "superior", "Mads", [5, 5, 5, 5, 5]),
        ("Karen", "superior", "Eva", [2, 2, 2, 2, 2]),
    ]
    found = page(forms, 12)
    assert line(found, "superior").startswith("2 af dine ledere svarede.")
    assert "Dine ledere" in [group.label for group in found.asked.groups]
    assert "Dine ledere" in [entry.label for entry in found.reading.legend]
    assert found.themes[0].chart is not None
    labels = [mark.label for mark in found.themes[0].chart.marks]
    assert labels == ["Medarbejdere", "Din leder 1", "Din leder 2"]
