"""Comments stand word for word under their question, or one neutral text stands for all causes."""

from __future__ import annotations

from dataclasses import replace

from fagspejl.analysis.types import ItemSpec
from fagspejl.reporting.page_types.report import Comments
from fagspejl.reporting.pages.report import build_report
from reporting.cast_pages import employees
from reporting.questionnaires import shipped
from support.tiny import tiny_round

ITEMS = [ItemSpec(item.id, item.theme) for item in shipped().items]
NEUTRAL = "Vises ikke af hensyn til anonymiteten."


def comments(n: int, written: list[tuple[int, str, str]], **changes: object) -> Comments | None:
    """Karen's comments when n employees answered and some of them wrote."""
    made = tiny_round(employees(n), items=ITEMS, invited={"Karen": (12, 0, 0)}, comments=written)
    return build_report(replace(made, **changes).release(), "Karen", shipped(), "da").comments


def test_word_for_word() -> None:
    """Three of nine wrote: Karen reads exactly what they wrote, markup and braces too."""
    texts = ["Du <b>lytter</b> {godt}", "=1+1", "Mere af det hele ~ tak!"]
    found = comments(9, [(i, "good", text) for i, text in enumerate(texts)])
    assert found is not None
    first, second = found.groups[0].questions
    assert sorted(first.texts) == sorted(texts)
    assert (second.texts, found.groups[0].withheld) == (("Ingen kommentarer her.",), "")


def test_two_authors_and_four_answers_look_alike() -> None:
    """Karen cannot tell whether too few wrote or too few answered: the same words in the same places."""
    few_authors = comments(9, [(0, "good", "Tak"), (1, "good", "Fint")])
    nobody = comments(9, [])
    few_answers = comments(4, [(0, "good", "A"), (1, "good", "B"), (2, "more", "C")])
    assert few_authors == nobody == few_answers
    assert few_authors is not None
    assert [(group.withheld, group.questions) for group in few_authors.groups] == [(NEUTRAL, ())]


def test_a_round_without_comments_has_no_such_section() -> None:
    """The round asked for no comments: the report does not speak of them."""
    assert comments(9, [(0, "good", "Tak")], with_comments=False) is None


def test_questions_are_those_the_group_was_asked() -> None:
    """Employees were asked about "din leder" and Karen about herself: each wording stands above its comments."""
    asked = {"employee": "Hvad gør din leder godt?", "self": "Hvad gør du godt?"}
    danish = replace(shipped().wordings["da"], comments={"good": asked})
    instrument = replace(shipped(), wordings={"da": danish})
    made = tiny_round(
        [*employees(9), ("Karen", "self", "Karen", [4, 4, 4, 4, 4])],
        items=ITEMS,
        comments=[(0, "good", "A"), (1, "good", "B"), (2, "more", "C"), (9, "good", "Jeg lytter")],
    )
    found = build_report(made.release(), "Karen", instrument, "da").comments
    assert found is not None
    assert [(group.kind, group.questions[0].question) for group in found.groups] == list(asked.items())
    assert found.groups[0].questions[1].question == "more"  # no wording: the question's own name
    assert found.groups[1].questions[0].texts == ("Jeg lytter",)
