"""The words of pictures of quality: none is left over, none is missing, and none says what the workspace never says."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.arithmetic.findings import QualityWord, SpreadWord
from fagspejl.workspace.quality import forms
from fagspejl.workspace.quality.rules import LINES
from fagspejl.workspace.quality.starts import ONWARD
from fagspejl.workspace.quality.types import LEADS_TO
from fagspejl.workspace.sessions.fields import WordedForm
from support.source import PACKAGE
from support.words import told

WORDS = "fagspejl.workspace.quality.words"
HERE = (PACKAGE / "workspace" / "quality", PACKAGE / "workspace" / "charts", PACKAGE / "workspace" / "home")
NEVER = re.compile(
    r"\b(score|rang|rank|procent|per cent|percent|årsag|cause[sd]?|compliance|forbi)\b|%|!", re.I
)


def _made_of_values() -> set[str]:
    """Return the keys that code puts together of a heading, a word, a side, a tool, a field."""
    sides = {
        f"quality_picture.{side}_{word}"
        for side in ("importance", "practice")
        for word in (*SpreadWord, "few", "groups")
    }
    headings = {f"quality_picture.{word}{part}" for word in QualityWord for part in ("", "_lead")}
    onward = {f"quality_page.begin_{tool.code}" for tool in ONWARD.values()}
    marks = {f"quality_marks.{name}" for name in LINES} | {
        f"quality_marks.leads_to_{one}" for one in LEADS_TO
    }
    changed = {f"quality_change.{name}" for name in ("both", "new", "gone")}
    cards = {f"quality_card.{name}" for name in ("knowledge", "duty", "context")}
    return sides | headings | onward | marks | changed | cards


def _of_forms() -> set[str]:
    kinds = [one for one in vars(forms).values() if isinstance(one, type) and issubclass(one, WordedForm)]
    fields = {
        f"{form.section}.{name}{part}"
        for form in kinds
        for name in form.base_fields
        for part in ("", "_hint", "_missing")
    }
    choices = {f"quality_new.form_{one}" for one in (forms.LONG, forms.SHORT)}
    choices |= {f"quality_new.when_{one}" for one in forms.WHEN}
    return fields | choices | {f"quality_new.{name}" for name in ("statements_one", "statements_paper")}


def test_no_word_is_left_over() -> None:
    """Every sentence of Ida's pages of quality is said somewhere."""
    files = [one for folder in HERE for one in folder.rglob("*") if one.suffix in (".py", ".html")]
    code = "\n".join(one.read_text(encoding="utf-8") for one in files)
    said = set(re.findall(r"quality_\w+\.\w+", code)) | _made_of_values() | _of_forms()
    left = {key for key in wording("da", WORDS).keys if key.startswith("quality_")} - said
    assert left - {"quality_marks.leads_to", "quality_marks.leads_to_none"} == set()


def test_every_value_has_its_word() -> None:
    """Whatever heading, word or outcome there is, there is a word for it."""
    assert _made_of_values() <= wording("da", WORDS).keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_never_said(language: str) -> None:
    """No sentence ranks, scores or counts in hundredths, and none shouts."""
    found = told(wording(language, WORDS))
    own = [text for key, texts in found.items() if not key.startswith("speech.") for text in texts]
    assert len(own) > 100
    assert [text for text in own if NEVER.search(text)] == []
