"""Whatever room a page is of, its template holds no word: all of them come from files of words or from the unit."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import fagspejl.workspace

ROOT = Path(fagspejl.workspace.__path__[0])
TEMPLATES = sorted(path for path in ROOT.rglob("templates/**/*.html") if "library" not in path.parts)
_COMMENT = re.compile(r"{#.*?#}|{% comment.*?endcomment %}|<!--.*?-->|<style.*?</style>", re.S)
_DJANGO = re.compile(r"{%.*?%}|{{.*?}}", re.S)
_TAG = re.compile(r"<[^>]*>", re.S)
_SPOKEN = re.compile(r'\b(?:title|alt|placeholder|aria-label)="([^"]*)"')
_WORD = re.compile(r"[^\W\d_]{2,}")
_NO_WORDS = re.compile(r"&\w+;|\b(?:CSV|JSON|PDF|Fagspejl)\b")


def _words_in(source: str) -> list[str]:
    """The words that stand in a template for people: between tags, and where a screen reader finds them."""
    plain = _DJANGO.sub(" ", _COMMENT.sub(" ", source))
    said = [_TAG.sub(" ", plain), *_SPOKEN.findall(plain)]
    return [word for text in said for word in _WORD.findall(_NO_WORDS.sub(" ", text))]


def test_no_template_says_anything_itself() -> None:
    """Bente changes a sentence in one file, and no page of any room goes on saying the old one."""
    rooms = {path.relative_to(ROOT).parts[0] for path in TEMPLATES}
    assert {"responsibility", "competence", "courses", "relief", "reflection", "cases", "load"} <= rooms
    found = {
        path.relative_to(ROOT).as_posix(): words
        for path in TEMPLATES
        if (words := _words_in(path.read_text(encoding="utf-8")))
    }
    assert found == {}


@pytest.mark.parametrize(
    "planted",
    ["<p>Gem kortet</p>", '<img alt="Dækning">', "{% if a %}Ja, gerne{% endif %}", "<b>{{ n }} vagter</b>"],
)
def test_a_planted_word_is_found(planted: str) -> None:
    """The search sees a word wherever Sofie would."""
    assert _words_in(planted)
