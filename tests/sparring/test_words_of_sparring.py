"""The words of sparring: none is left over, none is missing, and none says what the workspace never says."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.arithmetic.findings import SpreadWord
from fagspejl.workspace.cases import forms
from fagspejl.workspace.cases.types import CaseRole, DilemmaType, IdeaAnswer, LeaderPart, Strain
from fagspejl.workspace.sessions.fields import WordedForm
from fagspejl.workspace.sessions.types import Consideration, OutcomeKind
from support.source import PACKAGE
from support.words import told

WORDS = "fagspejl.workspace.cases.words"
HERE = PACKAGE / "workspace" / "cases"
HOME = PACKAGE / "workspace" / "home"
# Keys that code puts together of a value: an error, a role, an outcome, an answer.
MADE_OF = (
    "room_refused.case_",
    "case_words.dilemma_",
    "case_words.consideration_",
    "case_words.role_",
    "case_words.does_",
    "case_new.leader_part_",
    "case_new.form_",
    "case_new.when_",
    "case_minutes.strain_",
    "case_idea.answer_",
    "case_idea.became_",
    "case_line.word_",
    "case_line.outcome_",
    "case_unit.error_",
    "case_pattern.we_weigh",
    "case_pattern.because",
    "case_pattern.unless",
)
NEVER = re.compile(
    r"\b(score|rang|rank|procent|per cent|percent|årsag|cause[sd]?|skyldes|compliance)\b|%|!", re.I
)


def _of_forms() -> set[str]:
    kinds = [one for one in vars(forms).values() if isinstance(one, type) and issubclass(one, WordedForm)]
    more = (*forms.CONSIDERED, *forms.LEARNED)
    return {
        f"{form.section}.{name}{part}"
        for form in kinds
        for name in (*form.base_fields, *more)
        for part in ("", "_hint", "_missing")
    }


def test_no_word_is_left_over() -> None:
    """Every sentence of Karen's pages of sparring is said somewhere."""
    files = [one for folder in (HERE, HOME) for one in folder.rglob("*") if one.suffix in (".py", ".html")]
    code = "\n".join(one.read_text(encoding="utf-8") for one in files)
    said = set(re.findall(r"case_\w+\.\w+", code)) | _of_forms()
    own = re.findall(r'self\.say\("(\w+)"\)', (HERE / "forms.py").read_text(encoding="utf-8"))
    said |= {f"{section}.{name}" for section in ("case_new", "case_minutes") for name in own}
    left = {key for key in wording("da", WORDS).keys if key.startswith("case_")} - said
    assert {key for key in left if not key.startswith(MADE_OF)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_has_its_word(language: str) -> None:
    """Whatever Karen's unit chooses, there is a word for it."""
    keys = wording(language, WORDS).keys
    needed = {
        "case_words.dilemma": DilemmaType,
        "case_words.role": CaseRole,
        "case_words.does": CaseRole,
        "case_words.consideration": Consideration,
        "case_new.leader_part": LeaderPart,
        "case_minutes.strain": Strain,
        "case_idea.answer": IdeaAnswer,
        "case_idea.became": IdeaAnswer,
        "case_line.word": SpreadWord,
        "case_line.outcome": OutcomeKind,
    }
    assert {f"{name}_{one}" for name, values in needed.items() for one in values} <= keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_never_said(language: str) -> None:
    """No score, no rank, no share in per cent, no cause and no exclamation mark stands on Karen's pages."""
    every = told(wording(language, WORDS))
    said = {key: texts for key, texts in every.items() if not key.startswith("speech.")}
    assert len(said) > 200
    assert {key: text for key, texts in said.items() for text in texts if NEVER.search(text)} == {}
    assert wording("da", WORDS).keys == wording("en", WORDS).keys
