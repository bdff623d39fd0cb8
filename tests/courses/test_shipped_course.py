"""What ships for courses is whole and the same in both languages, 90 minutes long, and our own."""

from __future__ import annotations

import pytest

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
