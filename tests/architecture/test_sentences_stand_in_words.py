"""Every sentence for people stands in a file of words, and both languages say the same there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fagspejl.lib.language import LANGUAGES
from support.sentences import sentences_in
from support.source import modules, name_of
from support.words import entries, files_of_words, shape, slots, texts

FOLDERS = sorted(files_of_words().items())
FOLDER_NAMES = [name_of(folder) for folder, _ in FOLDERS]
PLANTED = {
    'S = {"read": ("Læser {file}", "Reading {file}")}': "a pair",
    'S = ["Indhold", "Table of contents"]': "a pair",
    'S = ("Alfa " "og omega", f"Alpha and {omega}")': "a pair",
    'S = {"da": "Ja", "en": "Yes"}': "texts by language",
    'S = {"da": {CHECK: "Ja"}, "en": {CHECK: "Yes"}}': "texts by language",
    'S = dict(da="Ja", en="Yes")': "texts by language",
    'S = table[key][language == "en"]': "a language compared",
    'DANISH = {"gone": "Filen findes ikke på serveren."}': "a Danish sentence",
}
HARMLESS = (
    'PAIR = ("opened", "closed")',
    'FORMATS = ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M")',
    'STATEMENTS = ("DROP TRIGGER a", "DROP FUNCTION a")',
    'CODES = {"da": "da", "dansk": "da", "en": "en"}',
    'def f() -> None:\n    """Return "Læser filen på serveren."."""',
    "PAIR = (first, 'and second')",
)


def test_no_sentence_stands_in_python() -> None:
    """Bente's Danish colleague can mend a sentence without reading a program."""
    found = {name_of(path): sentences_in(path.read_text(encoding="utf-8")) for path in modules("src")}
    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize("source", PLANTED)
def test_a_planted_sentence_is_found(source: str) -> None:
    """The search sees every way in which Karen has been told things from inside a program."""
    assert PLANTED[source] in {place.partition(": ")[2] for place in sentences_in(source)}


@pytest.mark.parametrize("source", HARMLESS)
def test_what_is_no_sentence_is_left_alone(source: str) -> None:
    """Names, formats, codes and docstrings are not what Karen reads."""
    assert sentences_in(source) == []


def test_files_of_words_are_found() -> None:
    """The walk sees how a language writes dates, and the words that Sofie, Karen and Bente meet."""
    rooms = ("lib", "web", "accounts", "answering", "mailing", "reporting")
    assert {f"src/fagspejl/{room}/words" for room in rooms} <= set(FOLDER_NAMES)


@pytest.mark.parametrize(("folder", "files"), FOLDERS, ids=FOLDER_NAMES)
def test_both_languages_say_the_same(folder: Path, files: list[Path]) -> None:
    """Omar, who reads English, is told what Sofie is: the same keys, kinds of entry and facts, and nothing is empty."""
    assert sorted(file.stem for file in files) == sorted(LANGUAGES)
    danish, *others = (entries(folder / f"{language}.toml") for language in LANGUAGES)
    assert [key for key, entry in danish.items() if not all(text.strip() for text in texts(entry))] == []
    for other in others:
        assert danish.keys() == other.keys()
        assert [key for key in danish if shape(danish[key]) != shape(other[key])] == []
        assert [key for key in danish if slots(danish[key]) != slots(other[key])] == []


@pytest.mark.parametrize(("folder", "files"), FOLDERS, ids=FOLDER_NAMES)
def test_a_slot_is_a_plain_name(folder: Path, files: list[Path]) -> None:
    """No sentence reaches into what it is given: {leader} may stand there, {leader.email} and {0} may not."""
    names = {name for file in files for entry in entries(file).values() for name in slots(entry)}
    assert [name for name in sorted(names) if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", name)] == []
