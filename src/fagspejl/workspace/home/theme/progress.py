"""Whether the first tool of a theme has led to something, so that what may follow is offered. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from fagspejl.workspace.agreements.types import AgreementFacts, AgreementStatus
from fagspejl.workspace.home.theme.types import ThemeFacts
from fagspejl.workspace.sessions.types import OutcomeFacts, SessionFacts

AGREEMENT: Final = "agreement"  # a sheet that ends with an agreement, and needs no session
# The templates of sessions that carry out a sheet.
TEMPLATES: Final = {
    "judgement": "judgement",
    "quality": "quality",
    "cases": "cases",
    "cases_short": "cases",
    "load": "load",
    "dialogue": "staff_dialogue",
    "package": "staff_dialogue",
}


def first_has_ended(
    theme: ThemeFacts,
    sessions: Iterable[SessionFacts],
    outcomes: Iterable[OutcomeFacts],
    agreements: Iterable[AgreementFacts],
) -> bool:
    """Whether something came of the first tool since the theme was chosen: an outcome, or an agreement that holds.

    A tool without sessions of its own is done with any outcome.
    """
    if not theme.tools:
        return False
    first, since = theme.tools[0].sheet, theme.chosen_on
    if first == AGREEMENT:
        return any(_begun(one, since) for one in agreements)
    template = TEMPLATES.get(first)
    held = {one.id for one in sessions if template in (None, one.template.removesuffix("_short"))}
    return any(one.session in held and one.made_on >= since for one in outcomes)


def _begun(one: AgreementFacts, since: date) -> bool:
    return one.status is not AgreementStatus.DRAFT and one.versions[0].starts_on >= since
