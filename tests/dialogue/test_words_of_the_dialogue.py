"""The words of the dialogue: none is left over, both languages say the same, and none says what is never said."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.wording import wording
from fagspejl.workspace.dialogue.forms import DialogueForm
from fagspejl.workspace.dialogue.views import HOSTS, PACKAGE_MINUTES
from fagspejl.workspace.sessions.templates_library import template
from support.source import PACKAGE
from support.words import told

WORDS = "fagspejl.workspace.dialogue.words"
NEVER = re.compile(r"\b(score|rang|rank|procent|per cent|percent|årsag|cause[sd]?|skyldes)\b|%|!", re.I)


def _said() -> set[str]:
    files = [*(PACKAGE / "workspace" / "dialogue").rglob("*"), PACKAGE / "workspace" / "home" / "starts.py"]
    code = "\n".join(one.read_text(encoding="utf-8") for one in files if one.suffix in (".py", ".html"))
    fields = {
        f"dialogue_form.{name}{part}"
        for name in DialogueForm.base_fields
        for part in ("", "_hint", "_missing")
    }
    more = {"dialogue_form.form_lang", "dialogue_form.form_kort", "dialogue_form.statements_count"}
    hosts = {f"dialogue_package.{part}_{host}" for host in HOSTS for part in ("host", "invitation")}
    return set(re.findall(r"dialogue(?:_\w+)?\.\w+", code)) | fields | more | hosts


def test_no_word_is_left_over() -> None:
    """Every sentence of Karen's pages of the dialogue is said somewhere."""
    keys = {key for key in wording("da", WORDS).keys if key.startswith("dialogue")}
    assert keys - _said() == set()
    assert wording("da", WORDS).keys == wording("en", WORDS).keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_never_said(language: Language) -> None:
    """No score, no rank, no cause and no exclamation mark stands on Karen's pages or in her lines."""
    said = [
        text
        for key, texts in told(wording(language, WORDS)).items()
        if key.startswith("dialogue")
        for text in texts
    ]
    for phase in template("staff_dialogue", language).phases:
        said += [phase.title, *phase.say, *(line for one in phase.steps for line in (one.text, *one.say))]
    assert [text for text in said if NEVER.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_minutes_add_up(language: Language) -> None:
    """Karen has an hour and a half, or one hour; the package takes one hour."""
    known = template("staff_dialogue", language)
    assert (known.minutes(), known.minutes(short=True), sum(PACKAGE_MINUTES)) == (90, 60, 60)
    assert [phase.code for phase in known.phases] == [
        "look_back",
        "read",
        "judge",
        "reveal",
        "talk",
        "agree",
        "close",
    ]
