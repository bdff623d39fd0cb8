"""A published round whose people have addresses, and the mails about its publication as a real server received them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from uuid import UUID

from django.conf import settings

from fagspejl.answering.services import submit
from fagspejl.evaluation.keys.store import KeyStore
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.queueing import due_mailings
from fagspejl.operations.services.post_office import reports_ready
from fagspejl.organisation.models import Person
from support.mail import MailSink
from support.post import Clock, body, post_to
from support.published import COMMENT, HOME, ITEMS, TREE, PublishedRound, seal
from support.small_round import small_round

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
STAFF = tuple(
    f"{group}{one}" for group in ("kaj", "ib") for one in ("anna", "bo", "carl", "dora", "eva", "finn")
)


def sealed(
    folder: Path,
    *,
    silent: Collection[str] = (),
    low: int = 1,
    policy: RoundPolicyValues | None = None,
    by_letter: Collection[str] = (),
) -> PublishedRound:
    """Karen and Ida with six employees each, Mads their leader; all but `silent` answered; ready to be published."""
    groups = {
        "Karen": {"employee": list(STAFF[:6]), "self": ["Karen"], "superior": ["Mads"]},
        "Ida": {"employee": list(STAFF[6:]), "superior": ["Mads"]},
        "Mads": {"subordinate_leader": ["Karen", "Ida"]},
    }
    made = small_round(groups, tree=TREE, home=HOME, policy=policy)
    for number, (rater, leader) in enumerate(made.links):
        if rater not in silent:
            values: dict[str, object] = {item: low + (number + place) % 3 for place, item in enumerate(ITEMS)}
            submit(made.place(rater, leader), {**values, "comment:works_well": COMMENT}, save_id="s")
    for person in Person.objects.all():
        address = "" if person.key in by_letter else f"{person.key.lower()}@fjordby.dk"
        Person.objects.filter(id=person.id).update(email=address)
    return seal(made, folder)


def nobody_asks(round_id: UUID) -> Collection[UUID]:
    """Fail: after closing nobody can be asked who has answered."""
    raise AssertionError(f"who has answered in {round_id} was asked for")


def send_all(sink: MailSink, *, clock: Clock | None = None, **given: object) -> list[EmailMessage]:
    """Send what waits to a server, and return all it has received."""
    post = post_to(
        sink.port, KeyStore(settings.KEYS, None), clock or Clock(NOW), granted=reports_ready, **given
    )
    for mailing in due_mailings():
        send_mailing(mailing, already_answered=nobody_asks, post=post)
    return sink.received


def texts(mails: Collection[EmailMessage], beginning: str) -> dict[str, str]:
    """The texts of the mails whose subject holds some words, by the address they went to."""
    return {str(mail["X-Envelope-To"]): body(mail) for mail in mails if beginning in str(mail["Subject"])}
