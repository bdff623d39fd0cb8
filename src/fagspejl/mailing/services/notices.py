"""What happens now, printed for people without e-mail: the mail of thanks, word for word. It holds no code."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from fagspejl.evaluation.selectors import facts_for
from fagspejl.evaluation.selectors.people import Addressee, addressees
from fagspejl.evaluation.states import Act
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.clock import ZONE
from fagspejl.lib.language import spoken
from fagspejl.mailing.errors import NoLetters
from fagspejl.mailing.models import Mailing
from fagspejl.mailing.services.letters import AT_ONCE, Letters, set_letters
from fagspejl.mailing.services.message import Publication, told_after
from fagspejl.mailing.types import MailingKind, Plan
from fagspejl.mailing.words import words_in

_PARAGRAPH: Final = "\n\n"


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
    letters = [_notice(found, one, Publication(day, plan)) for one in people]
    parts = range(0, len(letters), AT_ONCE)
    return Letters(
        tuple(set_letters(found, letters[at : at + AT_ONCE], printable) for at in parts), len(people)
    )


def _notice(found: RoundFacts, to: Addressee, publication: Publication) -> dict[str, Any]:
    language = spoken(to.language)
    words = words_in(language)
    facts = {
        "name": to.name,
        "title": found.title,
        "organisation": found.organisation,
        **told_after(publication, language, ""),
    }
    text = words.say(f"{MailingKind.THANKS}.body", **facts).strip().replace("\n- ", f"{_PARAGRAPH}– ")
    greeting, *paragraphs, _ = text.split(_PARAGRAPH)
    return {
        "language": language,
        "name": to.name,
        "unit": to.unit,
        "organisation": found.organisation,
        "heading": words.say(f"{MailingKind.THANKS}.subject", **facts),
        "greeting": greeting,
        "paragraphs": [paragraph.replace("\n", " ") for paragraph in paragraphs if paragraph.strip()],
        "places": [],
    }
