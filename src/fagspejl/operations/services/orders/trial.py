"""A trial mail to the planner who asks for it: as a recipient would get it, with a sign for the link."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from fagspejl.accounts.selectors import staff_of
from fagspejl.evaluation.errors import RoundUnknown
from fagspejl.evaluation.selectors import round_facts
from fagspejl.lib.language import spoken
from fagspejl.mailing.errors import NobodyToShow
from fagspejl.mailing.services.faults import judge
from fagspejl.mailing.services.message import compose, message_id
from fagspejl.mailing.services.preview import sample_mail
from fagspejl.mailing.types import MailingKind
from fagspejl.mailing.words import words_in
from fagspejl.operations.errors import TrialMailRefused
from fagspejl.operations.services.orders.doing import Doing
from fagspejl.operations.services.post_office import check_sending, post


def trial(order: Doing) -> None:
    """Send it at once, whatever else waits. Raises MailLimitWrong, SenderUnset, NobodyToShow, TrialMailRefused."""
    check_sending()
    found, staff = round_facts(order.round), staff_of(UUID(order.actor.id))
    if found is None or staff is None:
        raise RoundUnknown(str(order.round))
    kind, language = MailingKind(str(order.facts["kind"])), spoken(str(order.facts["language"]))
    desk = post()
    telling, to = sample_mail(found, kind, language, plan=desk.plan, now=order.now)
    if to is None:
        raise NobodyToShow
    mail = compose(
        telling,
        replace(to, email=staff.email),
        sender=desk.sender,
        message_id=message_id(desk.mail_key, order.id, staff.id, desk.sender),
        connection=desk.connection,
    )
    mail.subject = words_in(language).say("trial.subject", subject=mail.subject)
    try:
        desk.connection.send_messages([mail])
    except Exception as error:
        raise TrialMailRefused(judge(error).said) from error
    finally:
        with suppress(OSError):
            desk.connection.close()
