"""Where the questionnaire stands, as a step of the round."""

from __future__ import annotations

from django.urls import reverse

from fagspejl.evaluation.rules import gaps_for
from fagspejl.evaluation.selectors.questionnaires import frozen_instrument
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.errors import FagspejlError
from fagspejl.lib.language import LANGUAGES
from fagspejl.lib.wording import Wording
from fagspejl.planning.doing import Standing, State, Step


def step(here: Standing, words: Wording) -> Step:
    """Return the step: how much is asked, and whether words are missing somewhere."""
    state: State = "done"
    try:
        instrument = frozen_instrument(here.facts.instrument, here.facts.instrument_sha)
    except FagspejlError:
        text, state = words.say("compose.step_gone"), "blocked"
    else:
        promised = here.policy.access.languages
        languages = [name for name in LANGUAGES if name in promised]
        gaps = gaps_for(instrument, here.plan.perspectives, languages)
        themes = words.counted("compose.theme_count", len(instrument.themes))
        statements = words.counted("compose.statement_count", len(instrument.items))
        text = words.say("compose.step_stand", themes=themes, statements=statements)
        if gaps and can(Act.OPEN, here.facts.state):
            text, state = words.counted("compose.step_gaps", len(gaps)), "blocked"
    return Step(
        "form", words.say("compose.title"), text, reverse("planning-form", args=[here.facts.id]), state
    )
