"""Keeping what a planner writes into the mails of a round, and taking the usual words again."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.services.moving import hold_any
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.mailing.errors import MailTextChangedMeanwhile, MailTextFixed
from fagspejl.mailing.models import MailTemplate
from fagspejl.mailing.own_words import checked, places_in_body, places_in_subject
from fagspejl.mailing.selectors import texts_of, usual_text
from fagspejl.mailing.types import OWN_WORDS, MailingKind, MailText

__all__ = ["checked", "copy_texts", "keep_text", "places_in_body", "places_in_subject", "usual_again"]


def keep_text(
    round_id: UUID,
    kind: MailingKind,
    language: Language,
    text: MailText,
    *,
    actor: Actor,
    now: datetime,
) -> int:
    """Keep subject and paragraphs in place of those of `text.version`; returns the version they have now.

    Mails that are not sent yet hold the new words. The promise, who can see what and whom to ask are no part of them.
    Raises MailTextFixed, MailTextRefused, MailTextChangedMeanwhile.
    """
    if kind not in OWN_WORDS:
        raise MailTextFixed
    subject, body = checked(kind, text.subject, text.body)
    with transaction.atomic():
        hold_any(round_id)
        before = texts_of(round_id, kind)[language]
        if (before.subject, before.body) == (subject, body):
            return before.version
        if before.version != text.version:
            raise MailTextChangedMeanwhile
        usual = usual_text(kind, language)
        rows = MailTemplate.objects.filter(round_id=round_id, kind=kind, language=language)
        if (usual.subject, usual.body) == (subject, body):
            rows.delete()
            version = 0
        else:
            version = before.version + 1
            told = {"subject": subject, "body": body, "version": version}
            MailTemplate.objects.update_or_create(
                round_id=round_id, kind=kind, language=language, defaults=told
            )
        _tell(round_id, kind, language, actor, now)
    return version


def usual_again(
    round_id: UUID, kind: MailingKind, language: Language, *, actor: Actor, now: datetime
) -> None:
    """Take the usual words again."""
    with transaction.atomic():
        rows = MailTemplate.objects.filter(round_id=round_id, kind=kind, language=language)
        if rows.delete()[0]:
            _tell(round_id, kind, language, actor, now)


def copy_texts(earlier: UUID, later: UUID) -> int:
    """Give a round the words of an earlier one's mails; returns how many texts. For a round that has none yet."""
    rows = [
        MailTemplate(round_id=later, kind=row.kind, language=row.language, subject=row.subject, body=row.body)
        for row in MailTemplate.objects.filter(round_id=earlier, language__in=LANGUAGES)
    ]
    return len(MailTemplate.objects.bulk_create(rows))


def _tell(round_id: UUID, kind: MailingKind, language: Language, actor: Actor, now: datetime) -> None:
    facts = {"kind": str(kind), "language": str(language)}
    record(actor=actor, event=Event.MAIL_TEXT_CHANGED, object=round_id, facts=facts, at=now)
