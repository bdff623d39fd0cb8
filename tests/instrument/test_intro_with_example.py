"""The slot of an intro is filled with the example of the rater's field, or its sentence is left out."""

import pytest

from fagspejl.instrument.loader import load
from fagspejl.instrument.rules import fill_intro


def test_an_example_is_put_in() -> None:
    """Sofie, a caseworker, reads an example from her own work."""
    assert (
        fill_intro("About us. Such as {example}.", "to visit families")
        == "About us. Such as to visit families."
    )


@pytest.mark.parametrize(
    ("intro", "left"),
    [
        ("About us. Such as {example}.", "About us."),
        ("Such as {example}. Thanks.", "Thanks."),
        ("About us: the work. Such as {example}. Thanks.", "About us: the work. Thanks."),
        ("Is it so? Such as {example}?", "Is it so?"),
        ("Such as {example}", ""),
        ("About us.", "About us."),
    ],
)
@pytest.mark.parametrize("nothing", [None, ""])
def test_without_an_example_the_sentence_goes(intro: str, left: str, nothing: str | None) -> None:
    """Nobody has said what Omar's field is, and he reads no sentence with a hole in it."""
    assert fill_intro(intro, nothing) == left


def test_shipped_intros_lose_one_sentence() -> None:
    """Omar reads the rest of the intro word for word."""
    for words in load("faglig-ledelse").wordings.values():
        for intro in words.themes["faglig_ledelse"].intro.values():
            left = fill_intro(intro, None)
            assert intro.startswith(left)
            assert left.endswith(".")
            assert intro[len(left) :].count(".") == 1
