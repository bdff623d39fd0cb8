"""A reader cannot tell why something is not shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.reporting.pages.report import build_report
from reporting.cast_pages import ITEMS, employees
from reporting.questionnaires import shipped, texts
from support.rounds import Round
from support.tiny import tiny_round

NEUTRAL = {"da": "Vises ikke af hensyn til anonymiteten.", "en": "Not shown, to protect anonymity."}


def small(n: int, invited: int) -> Round:
    """A round in which n of Karen's employees answered."""
    forms = [*employees(n), *[("Ida", form[1], f"Ida-{form[2]}", form[3]) for form in employees(9)]]
    return tiny_round(
        forms, items=ITEMS, invited={"Karen": (invited, 0, 0), "Ida": (12, 0, 0)}, home={"Karen": "root"}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_one_or_four_answered(language: Language) -> None:
    """Whether nobody, one or four of four or thirty answered, Karen's page is the same to the last letter."""
    pages = {
        build_report(small(n, invited).release(), "Karen", shipped(), language)
        for n, invited in ((0, 4), (1, 4), (4, 4), (4, 30), (0, 30))
    }
    assert len(pages) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_text_for_all(language: Language) -> None:
    """The neutral text is the only one; no other sentence speaks of why."""
    page = build_report(small(4, 12).release(), "Karen", shipped(), language)
    said = [text for text in texts(page) if NEUTRAL[language] in text]
    assert {text.split(": ")[-1] for text in said} == {NEUTRAL[language]}


def test_a_rule_higher_up_looks_like_a_small_group() -> None:
    """A stricter limit set by the organisation withholds seven as four are withheld."""
    strict = replace(small(7, 12), policy=replace(small(7, 12).policy, k=8, k_comments=8, k_distribution=10))
    same = replace(small(4, 12), policy=strict.policy)
    pages = [build_report(made.release(), "Karen", shipped(), "da") for made in (strict, same)]
    assert pages[0] == pages[1]
