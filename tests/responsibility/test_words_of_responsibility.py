"""The words of maps of responsibility: none is left over, none says what the workspace never says, both languages do."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.arithmetic.findings import SpreadWord
from fagspejl.workspace.responsibility.library import ASKS, beginning, every_nobody
from fagspejl.workspace.responsibility.rules import ROLE_SIGNS, TASK_SIGNS, check_roles, check_tasks
from fagspejl.workspace.responsibility.types import MOST_ROWS
from fagspejl.workspace.sessions.templates_library import template
from support.source import PACKAGE
from support.words import told

WORDS = "fagspejl.workspace.responsibility.words"
HERE = PACKAGE / "workspace" / "responsibility"
HOME = PACKAGE / "workspace" / "home"
MADE_OF = ("room_refused.", "roles_form.", "map_form.", "holding_form.", "holding.", "responsibility_page.")
NEVER = re.compile(
    r"\b(score|rang|rank|procent|per cent|percent|årsag|cause[sd]?|skyldes|fordi I|compliance)\b|%|!", re.I
)


def test_no_word_is_left_over() -> None:
    """Every sentence of Karen's pages is said somewhere, by its name or by the last part of it."""
    files = [one for folder in (HERE, HOME) for one in folder.rglob("*") if one.suffix in (".py", ".html")]
    code = "\n".join(one.read_text(encoding="utf-8") for one in files)
    left = {
        key
        for key in wording("da", WORDS).keys
        if not key.startswith("speech.") and key not in code and not key.startswith(MADE_OF)
    }
    assert left == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_its_word(language: str) -> None:
    """Whatever the question and however answers lie, there is a word for it."""
    keys = wording(language, WORDS).keys
    for value in (*ASKS, *SpreadWord, *(f"one_{ask}" for ask in ASKS)):
        assert f"holding.{value}" in keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_it_begins_with_can_be_used(language: str) -> None:
    """Ten to twelve tasks and the usual roles come with the program, all short enough, and nobody is no role."""
    begins = beginning(language)
    assert 10 <= len(begins.tasks) <= MOST_ROWS
    check_tasks(begins.tasks)
    check_roles(begins.roles, every_nobody())
    assert max(map(len, begins.tasks)) <= TASK_SIGNS
    assert max(len(one.name) for one in begins.roles) <= ROLE_SIGNS


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_is_never_said(language: str) -> None:
    """No sentence has a cause, a rank, a percentage or a cry."""
    words = wording(language, WORDS)
    for key, texts in told(words).items():
        if not key.startswith("speech."):
            assert not any(NEVER.search(text) for text in texts), key


def test_minutes_are_those_that_are_promised() -> None:
    """The form says 45 and 25 minutes, and so long the session takes."""
    made = template("responsibility", "da")
    assert (made.minutes(), made.minutes(short=True)) == (45, 25)
