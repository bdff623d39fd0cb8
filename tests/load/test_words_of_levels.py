"""The words of levels: none is left over, none is missing, and none says what the workspace never says."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.arithmetic.findings import SpreadWord
from fagspejl.workspace.load.rules import SIGNS
from fagspejl.workspace.load.types import Cause, Placement, Written
from fagspejl.workspace.sessions.levels.types import LoadLevel
from fagspejl.workspace.sessions.templates_library import template
from support.source import PACKAGE
from support.words import told

WORDS = "fagspejl.workspace.load.words"
HERE = PACKAGE / "workspace" / "load"
HOME = PACKAGE / "workspace" / "home"
# Keys that code puts together of a value: an error, a level, a placement, what became of a shift.
MADE_OF = (
    "room_refused.",
    "load_error.",
    "load_words.",
    "load_form.",
    "load_session.",
    "load_notice.",
    "load_page.part_",
    "load_calendar.red_only_",
    "load_calendar.most_",
    "load_placing.",
    "load_shift.done_",
)
NEVER = re.compile(
    r"\b(score|rang|rank|procent|per cent|percent|årsag|cause[sd]?|skyldes|fordi I|compliance)\b|%|!", re.I
)


def _code() -> str:
    files = [one for folder in (HERE, HOME) for one in folder.rglob("*") if one.suffix in (".py", ".html")]
    return "\n".join(one.read_text(encoding="utf-8") for one in files)


def test_no_word_is_left_over() -> None:
    """Every sentence of Ida's pages of levels is said somewhere."""
    code = _code()
    said = set(re.findall(r"load_\w+\.\w+", code)) | {
        f"load_calendar.{name}" for name in ("never", "always", "green")
    }
    left = {key for key in wording("da", WORDS).keys - said if not key.startswith(("speech.", *MADE_OF))}
    assert left == set()


def test_every_value_has_its_word() -> None:
    """Whatever the level, the placement and what there was too little of, there is a word for it."""
    keys = wording("da", WORDS).keys
    for section, values in (
        ("load_words.", (*LoadLevel, *Placement, *(f"cause_{one}" for one in Cause))),
        ("load_shift.done_", Written),
        ("load_placing.", SpreadWord),
        ("room_refused.load_refused_", SIGNS),
    ):
        assert {f"{section}{one}" for one in values} <= keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_never_said(language: str) -> None:
    """No score, no rank, no share in per cent, no cause and no exclamation mark stands on Ida's pages."""
    every = told(wording(language, WORDS))
    said = {key: texts for key, texts in every.items() if not key.startswith("speech.")}
    assert len(said) > 150
    assert {key: text for key, texts in said.items() for text in texts if NEVER.search(text)} == {}
    assert wording("da", WORDS).keys == wording("en", WORDS).keys


def test_session_in_both_languages() -> None:
    """Ida has 45 minutes, or 20 without writing the tasks; in English the same steps take the same minutes."""
    shapes = []
    for language in LANGUAGES:
        known = template("load", language)
        assert (known.minutes(), known.minutes(short=True), known.reveal) == (45, 20, "all")
        assert known.collect is not None
        assert [len(one.options) for one in known.collect.asks] == [len(Placement)] * 2
        assert not known.collects(short=True)
        shapes.append(
            [
                (one.code, one.minutes, one.short_minutes, [len(step.say) for step in one.steps])
                for one in known.phases
            ]
        )
        lines = [
            line for one in known.phases for step in one.steps for line in (*one.say, step.text, *step.say)
        ]
        assert [line for line in lines if NEVER.search(line)] == []
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("language", LANGUAGES)
def test_reads_easily(language: str) -> None:
    """Sofie reads the phone's sentences between two patients: short words and short sentences."""
    every = told(wording(language, WORDS))
    text = " ".join(one for key, texts in every.items() if key.startswith("load_shift.") for one in texts)
    words = re.findall(r"\w+", text)
    sentences = len(re.findall(r"[.?:](?:\s|$)", text)) or 1
    assert len(words) / sentences + 100 * sum(len(one) > 6 for one in words) / len(words) < 40
