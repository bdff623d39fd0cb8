"""The words of agreements: none is left over, none is missing, and none says what the workspace never says."""

from __future__ import annotations

import re

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import wording
from fagspejl.workspace.agreements import forms
from fagspejl.workspace.agreements.rules import EXCEPTION_SIGNS, SIGNS, AgreementAct
from fagspejl.workspace.agreements.types import AgreementStatus, SuperiorRule
from fagspejl.workspace.sessions.fields import WordedForm
from fagspejl.workspace.sessions.types import DecisionMethod
from support.source import PACKAGE
from support.words import told

WORDS = "fagspejl.workspace.agreements.words"
HERE = PACKAGE / "workspace" / "agreements"
HOME = PACKAGE / "workspace" / "home"
# Keys that code puts together of a value: an error, a state, an act, an event.
MADE_OF = (
    "room_refused.agreement_",
    "agree_life.",  # made of sides and of what is drawn: test_life_says_what_it_draws.py
    "agree_list.state_",
    "agree_list.group_",
    "agree_page.event_",
    "agree_page.superior_",
    "agree_page.act_",
    "agree_page.lacking_",
    "agree_form.decided_how_",
    "agree_form.superior_rule_",
)
NEVER = re.compile(
    r"\b(score|rang|rank|procent|per cent|percent|årsag|cause[sd]?|skyldes|compliance)\b|%|!", re.I
)


def _of_forms() -> set[str]:
    kinds = [one for one in vars(forms).values() if isinstance(one, type) and issubclass(one, WordedForm)]
    more = (*SIGNS, *EXCEPTION_SIGNS, *forms.CONSIDERED, "decided_how", "superior_rule", "decided_n")
    more += ("doers_size", "receivers_size", "band_low", "band_high")
    return {
        f"{form.section}.{name}{part}"
        for form in kinds
        for name in (*form.base_fields, *more, "replaces", "replaced_by")
        for part in ("", "_hint", "_missing", "_none")
    }


def _said() -> set[str]:
    files = [one for folder in (HERE, HOME) for one in folder.rglob("*") if one.suffix in (".py", ".html")]
    code = "\n".join(one.read_text(encoding="utf-8") for one in files)
    acts = {f"agree_{act}.{part}" for act in AgreementAct for part in ("title", "lead", "button")}
    parts = {f"agree_page.{name}" for name in re.findall(r'^        "(\w+)": ', code, re.M)}
    return set(re.findall(r"agree_\w+\.\w+", code)) | acts | parts | _of_forms()


def test_no_word_is_left_over() -> None:
    """Every sentence of Ida's pages of agreements is said somewhere."""
    left = {key for key in wording("da", WORDS).keys if key.startswith("agree_")} - _said()
    assert {key for key in left if not key.startswith(MADE_OF)} == set()


def test_every_value_has_its_word() -> None:
    """Wherever Ida's agreement stands, and whatever is above it, there is a word for it."""
    keys = wording("da", WORDS).keys
    assert {f"agree_form.decided_how_{one}" for one in DecisionMethod} <= keys
    assert {f"agree_form.superior_rule_{one}" for one in SuperiorRule} <= keys
    assert {f"agree_page.superior_{one}" for one in SuperiorRule if one is not SuperiorRule.NONE} <= keys
    assert {f"agree_list.state_{one}" for one in AgreementStatus} <= keys
    assert {f"room_refused.agreement_refused_{name}" for name in SIGNS} <= keys


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_never_said(language: str) -> None:
    """No score, no rank, no share in per cent, no cause and no exclamation mark stands on Ida's pages."""
    every = told(wording(language, WORDS))
    said = {key: texts for key, texts in every.items() if not key.startswith("speech.")}
    assert len(said) > 200
    assert {key: text for key, texts in said.items() for text in texts if NEVER.search(text)} == {}
    assert wording("da", WORDS).keys == wording("en", WORDS).keys
