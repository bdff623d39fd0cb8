"""The words of the staff's side of the workspace: none is left over, and none says what the room never says."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.home.new_form import NewSession
from fagspejl.workspace.home.numbers import LISTED, listed
from fagspejl.workspace.home.paper_form import PaperForm
from fagspejl.workspace.home.vignette_form import VignetteForm
from fagspejl.workspace.sessions.fields import WordedForm
from support.source import PACKAGE
from support.words import told

WORDS = "fagspejl.workspace.home.words"
HOME = PACKAGE / "workspace" / "home"
SHARED = tuple(PACKAGE / "workspace" / "sessions" / name for name in ("fields.py", "splitting.py"))
# Whole sections and beginnings of keys that code puts together of a value: an error, a kind of outcome, a state.
MADE_OF = (
    "room_over_time.agreed",
    "room_over_time.divided",
    "room_over_time.scattered",
    "room_over_time.withheld",
    "room_refused.",
    "room_outcome.",
    "room_vignette.refused_",
    "room_home.state_",
    "room_tools.",
)
CHOICES = tuple(f"room_new.{name}_" for name in ("form", "split", "groups", "decision", "when"))
NEVER = re.compile(r"\b(nulstil|reset|score|rang|rank|procent|per cent|percent|årsag|cause[sd]?)\b|%", re.I)


def _of_forms() -> set[str]:
    forms: tuple[type[WordedForm], ...] = (NewSession, PaperForm, VignetteForm)
    return {
        f"{form.section}.{name}{part}"
        for form in forms
        for name in form.base_fields
        for part in ("", "_hint", "_missing")
    }


def _said() -> set[str]:
    files = [*HOME.rglob("*"), *SHARED]
    texts = [path.read_text(encoding="utf-8") for path in files if path.suffix in (".py", ".html")]
    code = "\n".join(texts)
    short = {
        f"{section}.{key}"
        for section in ("room_new", "room_paper", "room_vignette", "room_print")
        for key in re.findall(r'(?:self\.say\("|\bt\.|, ")(\w+)', code)
    }
    numbers = {f"room_numbers.{name.lower()}{part}" for name in listed() for part in ("", "_why")}
    return (
        set(re.findall(r"room_\w+\.\w+", code))
        | short
        | numbers
        | {f"room_numbers.{part}" for part in LISTED}
        | _of_forms()
    )


def test_no_word_is_left_over() -> None:
    """Every sentence of Karen's pages is said somewhere."""
    said = _said()
    keys = wording("da", WORDS).keys
    left = {key for key in keys if key.startswith("room_") and key not in said}
    assert {key for key in left if not key.startswith((*MADE_OF, *CHOICES))} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_never_said(language: str) -> None:
    """No score, no rank, no share in per cent and no cause stands on Karen's pages, and nothing is reset."""
    said = {key: texts for key, texts in told(wording(language, WORDS)).items() if key.startswith("room_")}
    assert len(said) > 200
    assert {key: text for key, texts in said.items() for text in texts if NEVER.search(text)} == {}
