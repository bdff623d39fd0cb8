"""Every notice is a finished sentence in two languages: where, what, and what to do now."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from fagspejl.intake.sentences import WORDS, sentence, sentences
from fagspejl.intake.types import Notice
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from support.source import ROOT

ROOM = ROOT / "src" / "fagspejl" / "intake"
SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOM.rglob("*.py")))


def _both(section: str) -> dict[str, tuple[str, str]]:
    danish, english = (wording(language, WORDS).sections[section] for language in LANGUAGES)
    assert danish.keys() == english.keys()
    return {name: (danish[name], english[name]) for name in danish}


SENTENCES, PERSPECTIVES = _both("notice"), _both("perspective")


def test_fault_in_a_cell() -> None:
    """Bente reads which file, row and column, what is wrong, and what she may write."""
    notice = Notice("out_of_scale", "svar.csv", 14, "fl3", (("value", "9"), ("lo", "1"), ("hi", "5")))
    assert sentence(notice, "da") == (
        "svar.csv, række 14, kolonne »fl3«: »9« ligger uden for skalaen. Skriv et helt tal fra 1 til 5, "
        "eller lad feltet stå tomt."
    )
    assert sentence(notice, "en") == (
        "svar.csv, row 14, column “fl3”: “9” is outside the scale. Write a whole number from 1 to 5, "
        "or leave the cell empty."
    )


def test_fault_in_a_mapping() -> None:
    """In a mapping the place is a key."""
    notice = Notice("mapping_day", "m.toml", None, "round.from", (("value", "1. marts"),))
    assert sentence(notice, "da") == (
        "m.toml, nøglen »round.from«: »1. marts« er ikke en dato. Skriv den som 2026-03-01."
    )


def test_one_cause_is_one_line() -> None:
    """A word that stands for an answer in fifty cells is told once, with the first rows."""
    facts = (("value", "Meget enig"), ("lo", "1"), ("hi", "5"))
    many = [Notice("unknown_value", "svar.csv", row, "fl3", facts) for row in range(2, 52)]
    other = Notice("unknown_value", "svar.csv", 9, "fl4", (("value", "x"), ("lo", "1"), ("hi", "5")))
    told = sentences([*many, other], "da")
    assert len(told) == 2
    assert told[0].startswith(
        "svar.csv, række 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, …, kolonne »fl3«: »Meget enig« er ikke"
    )
    assert told[1] == sentence(other, "da")
    assert sentences(many[:3], "da") == [sentence(notice, "da") for notice in many[:3]]


def test_large_numbers() -> None:
    """Thousands are marked as each language marks them."""
    notice = Notice("too_many_rows", "svar.csv", None, None, (("limit", "2000000"),))
    assert "2.000.000 rækker" in sentence(notice, "da")
    assert "2,000,000 rows" in sentence(notice, "en")


def test_perspectives_have_names() -> None:
    """People read who was not asked in their own language, and a value with braces is left as it is."""
    facts = (("value", "{karen}"), ("count", "3"), ("invited", "2"), ("perspective", "subordinate_leader"))
    said = sentence(Notice("more_answers_than_invited", "ledere.csv", 2, "invited", facts), "da")
    assert "»{karen}« har 3 svar fra underordnede ledere, men kun 2 inviteret" in said


def test_every_code_has_its_sentence() -> None:
    """No notice is raised that has no words, and no words wait for a notice that is never raised."""
    quoted = set(re.findall(r'"([a-z]+(?:_[a-z0-9]+)*)"', SOURCE))
    assert set(SENTENCES) <= quoted
    raised = re.findall(r'(?:\.error|\.warn|_error|\.fault|PackageRefused)\(\s*"([a-z_0-9]+)"', SOURCE)
    assert len(raised) > 40
    assert set(raised) <= set(SENTENCES)


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_both_languages_say_the_same_facts(code: str) -> None:
    """Danish and English use the same facts, begin with a capital, end as a statement or a question, and never shout."""
    danish, english = SENTENCES[code]
    fields = [{name for _, name, _, _ in Formatter().parse(text) if name} for text in (danish, english)]
    assert fields[0] == fields[1]
    for text in (danish, english):
        assert text.endswith((".", "?"))
        assert "!" not in text
        assert text[0] in "»“{" or text[0].isupper()


@pytest.mark.parametrize("name", sorted(PERSPECTIVES))
def test_perspectives_stand_inside_sentences(name: str) -> None:
    """The groups' names are written to stand inside a sentence."""
    assert all(text == text.lower() for text in PERSPECTIVES[name])
