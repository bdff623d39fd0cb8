"""The words of the pulse: none is left over, the two languages say the same keys, and some are never said."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.agreements.pulse.types import Door
from fagspejl.workspace.agreements.types import ANSWERS, PulseSide, SuperiorRule
from fagspejl.workspace.sessions.levels.types import LoadLevel
from support.source import PACKAGE
from support.words import told

WORDS = "fagspejl.workspace.agreements.pulse.words"
HERE = PACKAGE / "workspace" / "agreements"
NEVER = re.compile(r"\b(score|rang|rank|procent|per cent|percent|årsag|cause[sd]?|compliance)\b|%|!", re.I)


def test_no_word_is_left_over() -> None:
    """Every sentence of Omar's page is said somewhere."""
    files = [one for one in HERE.rglob("*") if one.suffix in (".py", ".html")]
    code = "\n".join(one.read_text(encoding="utf-8") for one in files)
    said = set(re.findall(r"pulse_\w+\.\w+", code)) | {f"pulse_page.{one}" for one in Door}
    said |= {f"pulse_form.{side}_{answer}" for side in PulseSide for answer in ANSWERS[side]}
    said |= {f"{part}{side}" for side in PulseSide for part in ("pulse_page.way_", "pulse_poster.")}
    said |= {f"pulse_page.level_{one}" for one in LoadLevel}
    said |= {f"pulse_page.rule_{one}" for one in SuperiorRule if one is not SuperiorRule.NONE}
    left = wording("da", WORDS).keys - said
    assert {
        key
        for key in left
        if key.startswith("pulse_") and not key.startswith(("pulse_notice.", "pulse_error."))
    } == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_never_said(language: str) -> None:
    """Omar reads no score, no share in a hundred, no cause and no exclamation mark."""
    assert wording(language, WORDS).keys == wording("da", WORDS).keys
    every = told(wording(language, WORDS))
    texts = [text for key, said in every.items() if key.startswith("pulse_") for text in said]
    assert [text for text in texts if NEVER.search(text)] == []
