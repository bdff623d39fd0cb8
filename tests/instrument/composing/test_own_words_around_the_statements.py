"""What Bente may write herself is used: examples, open questions and their limit; the statements stay as they were."""

from __future__ import annotations

from fagspejl.instrument.composing import Composition, OpenQuestion, Part, compose
from fagspejl.instrument.loader import load, read
from fagspejl.instrument.types import PERSPECTIVES

TESTED = load("faglig-ledelse")
QUESTION = OpenQuestion(
    "keep",
    {
        "da": {
            "employee": "Hvad skal din leder blive ved med?",
            "self": "Hvad vil du blive ved med?",
            "superior": "Hvad skal lederen blive ved med?",
        },
        "en": {
            "employee": "What should your leader keep doing?",
            "self": "What will you keep doing?",
            "superior": "What should the leader keep doing?",
        },
    },
)
MADE = read(
    compose(
        Composition(
            "ours",
            "1.0",
            {"da": "Vores", "en": "Ours"},
            ("da", "en"),
            (Part(TESTED, "faglig_ledelse"),),
            comments=(QUESTION,),
            comment_length=500,
            examples={"da": {"school": "at planlægge en lektion sammen"}},
        )
    )
)


def test_an_example_is_replaced_in_its_language_alone() -> None:
    """Sofie, who teaches, reads the school's own example; in English, and for nurses, the shipped ones stand."""
    before = TESTED.wordings
    assert MADE.wordings["da"].examples == {
        **before["da"].examples,
        "school": "at planlægge en lektion sammen",
    }
    assert MADE.wordings["en"].examples == before["en"].examples
    assert MADE.wordings["da"].themes == before["da"].themes


def test_an_open_question_has_words_for_everybody() -> None:
    """A peer reads what Mads reads, and a leader below Karen what Sofie reads."""
    asked = MADE.wordings["da"].comments["keep"]
    assert set(asked) == set(PERSPECTIVES)
    assert (asked["peer"], asked["subordinate_leader"]) == (asked["superior"], asked["employee"])
    assert MADE.comment_length == 500
