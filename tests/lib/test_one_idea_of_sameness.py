"""Two texts are the same where one place says so, and no other place has an idea of its own."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fagspejl.lib.sameness import folded, normal
from support.source import ROOT

OTHERS = {  # places that make letters small or compose them for another reason
    "lib/identity.py",  # many plain ids at once, the same as one by one (test_many_at_a_time_are_the_same)
    "intake/vocabulary.py",  # how an id is kept, not how it is compared
    "intake/roster/cells.py",  # the same, many at once
    "intake/roster/rows.py",  # an address as it is kept
    "intake/roster/fourfiles.py",  # the same
    "intake/books/package.py",  # names of parts in a package
    "intake/books/survey.py",  # letters of a column of a worksheet
    "intake/sentences.py",  # a sentence begins with a capital
    "intake/books/markup.py",  # the encoding that XML names
    "intake/books/ods.py",  # a truth value as spreadsheets show it
    "intake/recognition/recognise.py",  # names of our own perspectives
    "intake/recognition/forms.py",  # the same
}
# Names of members of our own enumerations, and the ending of a file's name, are nobody's text.
NORMALISERS = re.compile(r"casefold|NFK?[CD]\b|(?<!\.name)(?<!suffix)\.(?:lower|upper|swapcase)\(")


@pytest.mark.parametrize(
    "spellings",
    [
        ("5", "5.0", "5,0", "05", "5.", "+5", " 5\u00a0", "5.000000000000001", "4.9999999999999", "５"),
        ("1", "1.000", "1,00"),
        ("-99", "-99.0", "\u221299", "\u201399", "-099"),
        ("0", "-0", "0.0", "00"),
        ("3.5", "3,5", "3.50", "03,500"),
        (
            "Helt uenig",
            "helt  uenig",
            "HELT\u00a0UENIG",
            "Helt\tuenig ",
            "Helt\u200b uenig",
            "Helt u\u00adenig",
        ),
        ("don't know", "Don\u2019t know", "DON\u00b4T KNOW"),
        ("1 - helt uenig", "1 \u2013 Helt uenig", "1 \u2212 helt uenig"),
        ("å", "a\u030a", "Å", "\u212b"),
    ],
)
def test_the_same(spellings: tuple[str, ...]) -> None:
    """Omar's program writes an answer in one of these ways, and Karen's in another."""
    assert len({normal(text) for text in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("99", "-99"), ("3.5", "35"), ("10", "1"), ("A1", "A01"), ("1 0", "10"), ("enig", "uenig"), ("ø", "o")],
)
def test_not_the_same(one: str, other: str) -> None:
    """What differs in a sign that means something stays two answers."""
    assert normal(one) != normal(other)


@given(st.text() | st.from_regex(r"[+-]?0*[0-9]{1,19}([.,][0-9]{0,30})?", fullmatch=True))
def test_comparing_twice_changes_nothing(text: str) -> None:
    """What an answer of Sofie's is compared as is compared as itself, whatever stands in it."""
    assert normal(normal(text)) == normal(text)
    assert normal(folded(text)) == normal(text)


def test_no_second_idea() -> None:
    """Nobody who reads Bente's files makes letters small or composes them in a way of their own."""
    source = ROOT / "src" / "fagspejl"
    paths = [*(source / "intake").rglob("*.py"), source / "lib" / "identity.py"]
    found = {
        path.relative_to(source).as_posix()
        for path in paths
        if NORMALISERS.search(path.read_text(encoding="utf-8"))
    }
    assert found - OTHERS == set()
