"""What happens now, printed for people without e-mail: the mail of thanks, word for word. It holds no code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from fagspejl.evaluation.selectors import facts_for
from fagspejl.evaluation.selectors.people import addressees
from fagspejl.evaluation.states import Act
from fagspejl.lib.clock import ZONE
from fagspejl.lib.language import spoken
from fagspejl.mailing.errors import NoLetters
from fagspejl.mailing.layout import Points, Text
from fagspejl.mailing.models import Mailing
from fagspejl.mailing.services.letters import AT_ONCE, Letters, set_letters
from fagspejl.mailing.services.message import Publication, Recipient, Sender, Telling, written
from fagspejl.mailing.services.telling import telling_of
from fagspejl.mailing.types import MailingKind, Plan
from fagspejl.organisation.types import Addressee


def make_notices(round_id: UUID, *, plan: Plan, printable: Callable[[str], str], now: datetime) -> Letters:
    """Return the letters of thanks to everybody asked who has no address, answered or not; by unit, then by name.

    Their dates are those of the mail, where that is queued; else they count from today.
    Raises RoundUnknown, RoundInOtherState, NoLetters (everybody has an address, or it is forgotten who was asked).
    """
    found = facts_for(round_id, Act.TELL_PUBLISHED)
    people = addressees(round_id, everybody=False)
    if not people:
        raise NoLetters
    mailed = Mailing.objects.filter(round_id=round_id, kind=MailingKind.THANKS).first()
    day = mailed.queued_on if mailed is not None and mailed.queued_on else now.astimezone(ZONE).date()
    telling = telling_of(found, MailingKind.THANKS, plan)
    letters = [_notice(telling, one, Publication(day, plan)) for one in people]
    parts = range(0, len(letters), AT_ONCE)
    return Letters(
        tuple(set_letters(found, letters[at : at + AT_ONCE], printable) for at in parts), len(people)
    )


def _notice(telling: Telling, to: Addressee, publication: Publication) -> dict[str, Any]:
    language = spoken(to.language)
    recipient = Recipient(name=to.name, email="", language=language, publication=publication)
    subject, (greeting, *blocks, _) = written(telling, recipient, Sender("", "", ""))
    paragraphs: list[str] = []
    for block in blocks:
        if isinstance(block, Points):
            paragraphs += [f"– {line}" for line in block.lines]
        elif isinstance(block, Text):
            paragraphs.append(block.text.replace("\n", " "))
    assert isinstance(greeting, Text)
    return {
        "language": language,
        "name": to.name,
        "unit": to.unit,
        "organisation": telling.found.organisation,
        "heading": subject,
        "greeting": greeting.text,
        "paragraphs": paragraphs,
        "places": [],
    }
