"""A mail about reports holds sentences of its own words, names, an address and days: nothing else, and no result."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from fagspejl.evaluation.types import RoundFacts, RoundState
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.mailing.selectors import usual_text
from fagspejl.mailing.services.message import Publication, Recipient, Sender, Telling, compose
from fagspejl.mailing.types import MailingKind, Plan, ReportReady
from words.explained import Explainer

FOUND = RoundFacts(
    UUID(int=1),
    "Evaluering 2026",
    "Fjordby Kommune",
    RoundState.PUBLISHED,
    "faglig-ledelse",
    "0" * 64,
    None,
    datetime(2026, 3, 14, 12, tzinfo=UTC),
    1,
    None,
    "0" * 64,
)
SENDER = Sender("", "fagspejl@fjordby.dk", "https://fagspejl.fjordby.dk")
READY = (
    (ReportReady("Karen Lund", own=True),),
    (ReportReady("Ida Holm", own=False),),
    (
        ReportReady("Mads Friis", own=True),
        ReportReady("Karen Lund", own=False),
        ReportReady("Ida Holm", own=False),
    ),
)
NAMES = ("Karen Lund", "Ida Holm", "Mads Friis", FOUND.title, FOUND.organisation, SENDER.base_url)


def _texts(language: Language) -> list[str]:
    found = []
    for kind, ready in (*((MailingKind.REPORT, one) for one in READY), (MailingKind.THANKS, ())):
        telling = Telling(
            kind=kind, found=FOUND, texts={language: usual_text(kind, language)}, policy=RoundPolicyValues()
        )
        to = Recipient(
            name="Karen Lund",
            email="karen@fjordby.dk",
            language=language,
            publication=Publication(date(2026, 3, 20), Plan(), ready),
        )
        mail = compose(telling, to, sender=SENDER, message_id="<1@fjordby.dk>")
        found += [str(mail.subject), str(mail.body)]
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_mails_about_reports_is_explained(language: Language) -> None:
    """Karen, Mads and everybody asked get their mails about reports: all that stands in them is explained."""
    assert _explained(language).unexplained(_texts(language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_sentence_from_elsewhere_is_found(language: Language) -> None:
    """Somebody writes a result into a subject or into the thanks: it is found."""
    explained, (*_, thanks) = _explained(language), _texts(language)
    subjects = [f"{text} Karen Lund: 3,4 er lavt." for text in _texts(language)[::2]]
    assert len(explained.unexplained(subjects)) == len(set(subjects))
    assert explained.unexplained(thanks.splitlines()) == []
    added = "Karen Lund: 3,4 er lavt."
    assert explained.unexplained(f"{thanks}\n{added}".splitlines()) == [added]


def _explained(language: Language) -> Explainer:
    return Explainer(language, NAMES, "fagspejl.mailing.words")
