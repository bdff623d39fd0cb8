"""The words of reflection: none is left over, none is missing, and none says what the workspace never says."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.reflection import forms
from fagspejl.workspace.reflection.types import FIELDS, QUESTIONS, NoteKind, ReadingTick
from fagspejl.workspace.sessions.fields import WordedForm
from support.source import PACKAGE
from support.words import told

WORDS = "fagspejl.workspace.reflection.words"
HERE = PACKAGE / "workspace" / "reflection"
CHART = PACKAGE / "workspace" / "charts" / "weeks.py"
SECTION = {
    NoteKind.QUESTION: "reflect_question",
    NoteKind.READING: "reflect_reading",
    NoteKind.HARD_MEETING: "reflect_meeting",
}
NEVER = re.compile(r"\b(score|rang|rank|procent|per cent|percent|årsag|cause[sd]?|skyldes)\b|%|!", re.I)


def _made_of_values() -> set[str]:
    """Keys that code puts together of a value."""
    return {
        *(f"reflect.question_{number}" for number in QUESTIONS),
        *(f"reflect.line_{kind}" for kind in NoteKind),
        *(f"reflect_reading.tick_{tick}" for tick in ReadingTick),
        *(f"{SECTION[kind]}.{name}" for kind, names in FIELDS.items() for name in names),
        *(f"room_refused.{name}" for name in ("note_gone", "note_too_long")),
    }


def _said() -> set[str]:
    files = [CHART, *(one for one in HERE.rglob("*") if one.suffix in (".py", ".html"))]
    code = "\n".join(one.read_text(encoding="utf-8") for one in files)
    kinds = [one for one in vars(forms).values() if isinstance(one, type) and issubclass(one, WordedForm)]
    fields = {
        f"{form.section}.{name}{part}"
        for form in kinds
        for name in form.base_fields
        for part in ("", "_hint", "_missing")
    }
    return set(re.findall(r"(?:reflect\w*|weeks)\.\w+", code)) | fields | _made_of_values()


def test_no_word_is_left_over() -> None:
    """Every sentence of Karen's pages is said somewhere, and every value has its word."""
    keys = {key for key in wording("da", WORDS).keys if not key.startswith("speech.")}
    assert keys - _said() == set()
    assert _made_of_values() - keys == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_never_said(language: str) -> None:
    """No score, no rank, no share in per cent, no cause and no exclamation mark stands on Karen's pages."""
    every = told(wording(language, WORDS))
    said = {key: texts for key, texts in every.items() if not key.startswith("speech.")}
    assert len(said) > 70
    assert {key: text for key, texts in said.items() for text in texts if NEVER.search(text)} == {}
    assert wording("da", WORDS).keys == wording("en", WORDS).keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_questions_are_our_own_and_their_source_is_named(language: str) -> None:
    """The eight questions ask; the page names the material they follow."""
    words = wording(language, WORDS)
    assert all(words.say(f"reflect.question_{number}").endswith("?") for number in QUESTIONS)
    assert "Faglig ledelse" in words.say("reflect.source")
