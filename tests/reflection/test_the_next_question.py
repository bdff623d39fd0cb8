"""Which of the eight questions Karen meets next: where she and her staff differ most, and never too soon."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import uuid4

from fagspejl.disclosure.types import (
    GroupResult,
    ItemResult,
    LeaderRelease,
    Mark,
    MarkItem,
    MarkTheme,
    Reason,
    Response,
    Score,
    ThemeResult,
    Withheld,
)
from fagspejl.workspace.reflection.choosing import next_question, question_order
from fagspejl.workspace.reflection.own_report import differences
from fagspejl.workspace.reflection.types import NoteFacts, NoteKind

TODAY = date(2026, 11, 30)
STATEMENTS = ("shared_quality", "dilemmas", "follow_up", "dialogue", "development")


def _view(own: tuple[int | None, ...], staff: tuple[int | None, ...]) -> LeaderRelease:
    """A report with her answers and her staff's printed means in tenths; None: not answered, not printed."""
    items = tuple(
        ItemResult(name, False, Withheld(Reason.ANONYMITY) if mean is None else Score(mean))
        for name, mean in zip(STATEMENTS, staff, strict=True)
    )
    theme = ThemeResult("faglig_ledelse", Score(30), None, None, None, None, False, items)
    marked = tuple(MarkItem(name, False, value) for name, value in zip(STATEMENTS, own, strict=True))
    return LeaderRelease(
        leader="k",
        name="Karen",
        path=(),
        groups=(GroupResult("employee", Response(8, 10), (theme,), ()),),
        marks=(Mark("self", 1, (MarkTheme("faglig_ledelse", 30, marked),), ()),),
    )


def test_the_widest_difference_comes_first() -> None:
    """Karen says 4 and her staff 2.1 about dilemmas: question 6 first, whichever of the two is higher in the others."""
    view = _view((4, 4, 3, 2, 4), (35, 21, 40, 35, 38))
    assert differences(view) == {
        "shared_quality": 5,
        "dilemmas": 19,
        "follow_up": -10,
        "dialogue": -15,
        "development": 2,
    }
    assert question_order(differences(view)) == (6, 2, 4, 1, 3, 5, 7, 8)


def test_what_is_not_printed_chooses_nothing() -> None:
    """Where a mean is withheld, or Karen left a statement out, its question waits among the others in their order."""
    view = _view((4, None, 3, 2, 4), (None, 21, 40, 35, 38))
    assert set(differences(view)) == {"follow_up", "dialogue", "development"}
    assert question_order(differences(view)) == (2, 4, 3, 5, 1, 6, 7, 8)


def test_without_a_report_in_order() -> None:
    """Karen has no report yet: the questions stand from 1 to 8."""
    assert question_order({}) == tuple(range(1, 9))


def test_ties_stand_as_in_the_questionnaire() -> None:
    """Two statements differ alike: the one that was asked first leads."""
    assert question_order({"dialogue": 10, "shared_quality": -10})[:2] == (1, 2)


def test_another_theme_chooses_nothing() -> None:
    """A statement with the same short name in another theme is not meant."""
    view = _view((4, 4, 3, 2, 4), (35, 21, 40, 35, 38))
    (group,) = view.groups
    (theme,) = group.themes
    other = ThemeResult("trivsel", theme.score, None, None, None, None, False, theme.items)
    moved = LeaderRelease(
        "k", "Karen", (), (GroupResult("employee", group.response, (other,), ()),), view.marks
    )
    assert differences(moved) == {}


def _note(number: int, days_ago: int) -> NoteFacts:
    day = TODAY - timedelta(days=days_ago)
    return NoteFacts(id=uuid4(), kind=NoteKind.QUESTION, question=number, written_on=day, texts=("a", "", ""))


def test_one_a_fortnight_through_all_eight() -> None:
    """Karen wrote about 6 and 2: 4 is next, fourteen days after the last; after all eight it begins with 6 again."""
    order = (6, 2, 4, 1, 3, 5, 7, 8)
    assert next_question((), order, TODAY) == (6, TODAY)
    notes = [_note(6, 20), _note(2, 5)]
    assert next_question(notes, order, TODAY) == (4, TODAY + timedelta(days=9))
    assert next_question([_note(6, 40), _note(2, 14)], order, TODAY) == (4, TODAY)
    assert next_question([_note(number, 30) for number in order], order, TODAY) == (6, TODAY)
