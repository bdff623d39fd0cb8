"""A room to practise in: the facilitator alone with colleagues who are made up, and nothing is kept."""

from __future__ import annotations

from uuid import UUID

from fagspejl.audit.types import Actor
from fagspejl.lib.language import Language
from fagspejl.lib.wording import wording
from fagspejl.workspace.judgement.starting import TEMPLATE, cases_and_items
from fagspejl.workspace.judgement.vignettes import shipped
from fagspejl.workspace.sessions.selectors.sessions import control_key_here
from fagspejl.workspace.sessions.services.planning import create_session, open_session
from fagspejl.workspace.sessions.services.practice import colleagues
from fagspejl.workspace.sessions.types import DecisionMethod, Source, SplitKind

_WORDS = "fagspejl.workspace.words"


def open_practice(language: Language, *, actor: Actor, account: UUID) -> str:
    """Open a room with made-up colleagues in it, and return the key of its control."""
    words, made_up = wording(language, _WORDS), colleagues(language)
    cases, items = cases_and_items([one for one in shipped(language) if one.code == made_up.vignette])
    made = create_session(
        template=TEMPLATE,
        title=words.say("practice.name"),
        language=language,
        units=(),
        cases=cases,
        items=items[-1:],
        decision_method=DecisionMethod.LEADER_AFTER_HEARING,
        replaces=words.say("practice.name"),
        split_kind=SplitKind.SENIORITY,
        groups=made_up.groups,
        present=len(made_up.people),
        source=Source.PRACTICE,
        asked=True,
        actor=actor,
        account=account,
    )
    return control_key_here(open_session(made, actor=actor))
