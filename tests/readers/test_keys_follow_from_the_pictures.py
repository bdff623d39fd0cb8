"""The form on which real readers are asked: three questions to each kind of picture, and a key that the drawings bear out."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

import fagspejl.workspace.charts
from readers import drawn
from readers.answers import read_off
from readers.document import DOCUMENT, LANGUAGES, PICTURES, as_markdown, picture_of

NAMES = tuple(drawn.data())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_the_key_is_read_off_the_drawing(name: str, language: str) -> None:
    """Asta lays a ruler on each drawing: the three answers of the key are what stands there."""
    told = drawn.data()[name][language]
    assert len(told["questions"]) == len(told["answers"]) == 3
    assert list(read_off(name, drawn.svg(name, language), language)) == told["answers"]


def test_every_kind_of_picture_is_asked_about() -> None:
    """No kind of picture is left out: whatever the charts can draw, the form holds."""
    folder = Path(fagspejl.workspace.charts.__path__[0])
    drawings = {
        name
        for path in folder.glob("*.py")
        for name in re.findall(r"^def (\w*drawing)\(", path.read_text(encoding="utf-8"), re.M)
    }
    # Options are the dots' own drawing, and a wall is the picture of quality in larger type.
    assert drawings - {"option_drawing", "wall_drawing"} <= set(
        re.findall(r"\w*drawing", inspect.getsource(drawn))
    )


def test_both_languages_ask_the_same() -> None:
    """Per compares the languages: numbers in the key are the same, question by question."""
    for name in NAMES:
        danish, english = (drawn.data()[name][language]["answers"] for language in LANGUAGES)
        numbers = [[one for one in answers if one.isdigit()] for answers in (danish, english)]
        assert numbers[0] == numbers[1], name


def test_form_and_pictures_are_up_to_date() -> None:
    """What Bente prints is what the product draws, and it says that nobody has been asked yet."""
    form = DOCUMENT.read_text(encoding="utf-8")
    assert form == as_markdown()
    assert "Endnu ikke stillet. Not yet asked." in form
    for name in NAMES:
        for language in LANGUAGES:
            kept = (PICTURES / picture_of(name, language)).read_text(encoding="utf-8")
            assert kept == drawn.svg(name, language) + "\n", (name, language)
