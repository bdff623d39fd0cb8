"""The templates of a sparring: 45 minutes in eight steps, 20 in four, in both languages, with lines for who leads."""

from __future__ import annotations

import pytest

from fagspejl.lib.language import LANGUAGES
from fagspejl.workspace.cases.starting import TEMPLATE, TEMPLATE_SHORT
from fagspejl.workspace.sessions.templates_library import template

PHASES = ["look_back", "read", "judge", "reveal", "talk", "agree", "close"]


def _minutes(code: str, language: str) -> dict[str, list[int]]:
    return {
        phase.code: [step.minutes for step in phase.steps] for phase in template(code, language).phases[1:]
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_eight_steps(language: str) -> None:
    """Karen's team chooses, hears, asks, marks in silence, thinks aloud, weighs, takes along and agrees: 45 minutes."""
    found = template(TEMPLATE, language)
    assert [phase.code for phase in found.phases] == PHASES
    assert found.minutes() == 45
    steps = _minutes(TEMPLATE, language)
    assert steps["read"] == [3, 5, 5]
    assert sum(steps["judge"]) + sum(steps["reveal"]) == 3
    assert steps["talk"] == [13, 6, 4]
    assert sum(steps["agree"]) + sum(steps["close"]) == 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_short_form(language: str) -> None:
    """The short form has steps 2, 4, 5 and 8 in 4 + 2 + 9 + 5 minutes."""
    assert template(TEMPLATE_SHORT, language).minutes() == 20
    steps = _minutes(TEMPLATE_SHORT, language)
    assert steps["read"] == [4]
    assert sum(steps["judge"]) + sum(steps["reveal"]) == 2
    assert steps["talk"] == [9]
    assert sum(steps["agree"]) + sum(steps["close"]) == 5


@pytest.mark.parametrize("code", [TEMPLATE, TEMPLATE_SHORT])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_step_has_something_to_say(code: str, language: str) -> None:
    """Karen finds a line to say at every step."""
    assert all(step.say for phase in template(code, language).phases for step in phase.steps)
