"""One person's mail, made at the moment it is sent: no link and no text of it is ever stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from fagspejl.evaluation.types import RoundFacts
from fagspejl.instrument.types import PerspectiveName
from fagspejl.lib.derivation import derive
from fagspejl.lib.language import Language
from fagspejl.mailing.types import MailingKind, Plan, ReportReady
from fagspejl.mailing.words import day_words, deadline_words, words_in
from fagspejl.organisation.types import NoticeText


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """A link for one leader, with what is said of it."""

    leader: str
    perspective: PerspectiveName
    link: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who mails come from: `name` as people read it (empty: the organisation of the round) and the bare `address`.

    `base_url` has no slash at the end.
    """

    name: str
    address: str
    base_url: str
    reply_to: str = ""


@dataclass(frozen=True, slots=True)
class Publication:
    """The day a round was published, what is planned after it, and the reports that the recipient may read."""

    day: date
    plan: Plan
    ready: Sequence[ReportReady] = ()


def message_id(mail_key: bytes, mailing: UUID, person: UUID, sender: Sender) -> str:
    """Return the Message-ID: the same for the same person and mailing, however often it is sent."""
    made = derive(mail_key, "mail", mailing.bytes, person.bytes).hex()
    return f"<{made}@{sender.address.rpartition('@')[2]}>"


def address_of(link: str, base_url: str) -> str:
    """Return where a personal link leads."""
    return f"{base_url}/svar/{link}/"


def about(given: PersonalLink, language: Language) -> str:
    """Return whom a link is about, seen from its owner: »Om din leder Karen Lund«."""
    return words_in(language).say(f"about.{given.perspective}", leader=given.leader)


def since_last(notice: NoticeText | None, language: Language) -> tuple[str, ...]:
    """Return what a leader released, in lines as they are quoted to her unit's staff; none where there is nothing.

    The first line says whose words follow. The text itself stays in the language it was written in.
    """
    if notice is None:
        return ()
    words = words_in(language)
    lines = [words.say("since.point", point=point) for point in notice.points]
    if notice.own:
        lines.append(words.say("since.own", own=notice.own))
    return (words.say("since.heading"), *lines)


def compose(
    *,
    kind: MailingKind,
    found: RoundFacts,
    name: str,
    to: str,
    language: Language,
    links: Sequence[PersonalLink],
    publication: Publication | None = None,
    notice: NoticeText | None = None,
    sender: Sender,
    message_id: str,
    connection: BaseEmailBackend | None = None,
) -> EmailMessage:
    """Return the mail: plain text, one recipient, no figure and no name but the recipient's, the leaders' and ours.

    `notice`: what the leader of the recipient's own unit released, quoted in an invitation.
    """
    since = since_last(notice, language)
    words, count = words_in(language), len(links)
    facts = {
        "name": name,
        "title": found.title,
        "organisation": found.organisation,
        "deadline": deadline_words(found.deadline, language),
        "since": "\n".join(since) + "\n\n" if since else "",
        "several": words.say("links.several", count=count) if count > 1 else "",
        "own": words.counted("links.own", count),
        "links": "\n\n".join(
            words.say("links.one", about=about(given, language), link=address_of(given.link, sender.base_url))
            for given in links
        ),
    }
    if publication is not None:
        facts |= told_after(publication, language, sender.base_url)
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated", "Content-Language": language}
    return EmailMessage(
        subject=words.say(f"{kind}.subject", **facts),
        body=words.say(f"{kind}.body", **facts).lstrip("\n"),
        from_email=f'"{quoted(sender.name or found.organisation)}" <{sender.address}>',
        to=[to],
        reply_to=[sender.reply_to] if sender.reply_to else None,
        headers=headers,
        connection=connection,
    )


def told_after(publication: Publication, language: Language, base_url: str) -> dict[str, str]:
    """Return what mails after publication say: days, and whose reports can be read. Never what stands in them."""
    words, ready = words_in(language), publication.ready
    below = sorted(report.leader for report in ready if not report.own)
    own = any(report.own for report in ready)
    told = [words.say("ready.own")] if own else []
    if below:
        names = "\n".join(words.say("ready.name", leader=leader) for leader in below)
        told.append(words.counted("ready.below", len(below), leader=below[0], names=names))
    return {
        "address": base_url,
        "ready": "\n\n".join(told),
        "what": words.say("ready.own_title") if own else words.counted("ready.title", len(below)),
        "day": day_words(publication.day, language),
        "talk": day_words(publication.day + timedelta(days=publication.plan.talk), language),
        "dialogue": day_words(publication.day + timedelta(days=publication.plan.dialogue), language),
    }


def quoted(name: str) -> str:
    """Return a name as it may stand between quotation marks before an address."""
    return name.replace("\\", "").replace('"', "'")
