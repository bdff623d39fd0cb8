"""What ships for courses is whole and the same in both languages, 90 minutes long, and our own."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

import fagspejl.workspace
from fagspejl.lib.language import LANGUAGES
from fagspejl.workspace.courses.exercises import exercises_there, parts_of
from fagspejl.workspace.courses.library import (
    EXERCISES,
    exercise,
    home_items,
    invented_team,
    self_check,
    shipped_course,
)
from fagspejl.workspace.courses.rules import check_block
from fagspejl.workspace.courses.services.planning import shipped_blocks
from fagspejl.workspace.courses.types import BlockKind
from fagspejl.workspace.sessions.rules import MOST_OPTIONS
from fagspejl.workspace.sessions.templates_library import template

WORKSPACE = Path(fagspejl.workspace.__file__).parent
_IN_A_COURSE = ("read", "judge", "reveal", "talk")


@pytest.mark.parametrize("language", LANGUAGES)
def test_ninety_minutes(language: str) -> None:
    """Underviseren has 90 minutes: the blocks fill them, and each exercise fits its block to the minute."""
    blocks = shipped_blocks(language)
    assert sum(one.minutes for one in blocks) == 90
    assert {one.kind for one in blocks} == set(BlockKind)
    for one in blocks:
        check_block(one, frozenset(exercises_there(language)))
        parts = parts_of(one.exercise, language)
        if parts is not None:
            phases = template(parts[0], language).phases
            assert sum(phase.minutes for phase in phases if phase.code in _IN_A_COURSE) == one.minutes


@pytest.mark.parametrize("language", LANGUAGES)
def test_exercises_can_be_asked(language: str) -> None:
    """Every exercise has a template, options that differ, and a right answer where it is guessed."""
    for code in EXERCISES:
        found = exercise(code, language)
        assert found is not None
        assert template(found.template, language).code == found.template
        for one in found.asked:
            assert 1 < len(set(one.options)) == len(one.options) <= MOST_OPTIONS
        if found.heads:
            assert len(found.heads) == found.columns
    guessed = exercise("guess-profession", language)
    assert guessed is not None
    assert sorted(one.answer for one in guessed.asked if one.answer is not None) == list(range(6))


def test_both_languages_say_the_same() -> None:
    """An English lecturer has the same course: as many blocks, lines, questions, options and answers."""
    shapes = []
    for language in LANGUAGES:
        course = shipped_course(language)
        asked = [exercise(code, language) for code in EXERCISES]
        shapes.append(
            (
                [(one.kind, one.minutes, len(one.points), one.exercise) for one in course.blocks],
                [
                    (one.template, [(len(ask.options), ask.answer) for ask in one.asked])
                    for one in asked
                    if one
                ],
                len(self_check(language).statements),
                [one.tool for one in home_items(language)],
                [[*meeting.values()] for meeting in invented_team(language)],
            )
        )
    assert shapes[0] == shapes[1]
    assert len(self_check("da").statements) == 9


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_is_sold_anything(language: str) -> None:
    """No address of a provider of courses ships, and whose facts it rests on is said."""
    course = shipped_course(language)
    assert not any(link.address for block in course.blocks for link in block.links)
    assert "Mik-Meyer" in course.source
    assert "Møller" in course.source


def _lix(text: str) -> float:
    words = re.findall(r"\w+", text)
    sentences = len(re.findall(r"[.?:](?:\s|$)", text)) or 1
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / len(words)


def _said(found: object, name: str = "") -> list[str]:
    """Every sentence of a file, each ended; what one chooses among is no sentence."""
    if isinstance(found, dict):
        return [text for key, one in found.items() for text in _said(one, key)]
    if isinstance(found, list):
        return [text for one in found for text in _said(one, name)]
    if not isinstance(found, str) or " " not in found or name in ("options", "source"):
        return []
    text = found.strip()
    return [text if text[-1] in ".?:" else f"{text}."]


@pytest.mark.parametrize("language", LANGUAGES)
def test_read_and_heard_without_effort(language: str) -> None:
    """Ida reads on her phone and listens at once: every file of courses below LIX 40, and no longer text of it above 45."""
    library = WORKSPACE / "library" / language
    templates = [library / "templates" / f"{code.replace('-', '_')}.toml" for code in EXERCISES]
    words = [WORKSPACE / "courses" / at / "words" / f"{language}.toml" for at in ("", "questions")]
    files = [*(library / "courses").iterdir(), *(library / "exercises").iterdir(), *templates, *words]
    assert len(files) == 4 + len(EXERCISES) * 2 + 2
    for file in files:
        texts = _said(tomllib.loads(file.read_text(encoding="utf-8")))
        assert not texts or _lix(" ".join(texts)) < 40, file
        for text in texts:
            assert len(text) < 90 or _lix(text) < 45, text
