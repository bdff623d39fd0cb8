"""One person's mail, made at the moment it is sent: no link and no text of it is ever stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend

from fagspejl.evaluation.states import Act
from fagspejl.evaluation.types import RoundFacts
from fagspejl.evaluation.types.policy import RoundPolicyValues
from fagspejl.instrument.types import PerspectiveName
from fagspejl.lib.derivation import derive
from fagspejl.lib.language import Language
from fagspejl.lib.wording import Wording
from fagspejl.mailing.frame import seen_by
from fagspejl.mailing.layout import Block, Link, Points, Text, as_html, as_plain
from fagspejl.mailing.own_words import filled
from fagspejl.mailing.services.quick_mail import QuickMail
from fagspejl.mailing.types import ACTS, MailingKind, MailText, Plan, ReportReady
from fagspejl.mailing.words import day_words, deadline_words, words_in
from fagspejl.organisation.types import NoticeText

_LINK: Final = "{link}"
# Mails that lead to a questionnaire, or will: they say who can see what, and where a real one comes from.
PROMISES: Final = frozenset(
    {
        MailingKind.INFORM,
        MailingKind.INVITE,
        MailingKind.REMIND,
        MailingKind.LAST_DAY,
        MailingKind.EXTEND,
        MailingKind.REISSUE,
    }
)
AFTERWARDS: Final = frozenset({MailingKind.INFORM, MailingKind.INVITE})


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What a round tells in its mails of one kind, the same to everybody. `texts`: what may be put in other words.

    `purpose`: why people are asked, as the planner wrote it, or "". `contact`: whom they may ask, by name, or "".
    `minutes`: how long answering takes, by perspective; a perspective that is not there is not known. `dialogue`: by
    how many days after its report a leader talks with those she leads.
    """

    kind: MailingKind
    found: RoundFacts
    texts: Mapping[Language, MailText]
    policy: RoundPolicyValues
    purpose: str = ""
    contact: str = ""
    minutes: Mapping[str, int] = field(default_factory=dict)
    dialogue: int = Plan().dialogue


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """Whom a mail is for, and what of it is this person's own. `perspectives`: in which the person is asked.

    `notice`: what the leader of the recipient's own unit released, quoted in an invitation. `email`: "" where it goes
    by the hook.
    """

    name: str
    email: str
    language: Language
    links: Sequence[PersonalLink] = ()
    perspectives: Collection[str] = ()
    publication: Publication | None = None
    notice: NoticeText | None = None


def compose(
    telling: Telling,
    to: Recipient,
    *,
    sender: Sender,
    message_id: str,
    connection: BaseEmailBackend | None = None,
) -> EmailMultiAlternatives:
    """Return the mail: plain text and HTML that say the same, to one recipient.

    It holds no figure and no name but the recipient's, the leaders', the contact's and ours, and no address but ours.
    """
    subject, blocks = written(telling, to, sender)
    headers = {"Message-ID": message_id, "Auto-Submitted": "auto-generated", "Content-Language": to.language}
    mail = QuickMail(
        subject=subject,
        body=as_plain(blocks),
        from_email=f'"{quoted(sender.name or telling.found.organisation)}" <{sender.address}>',
        to=[to.email],
        reply_to=[sender.reply_to] if sender.reply_to else None,
        headers=headers,
        connection=connection,
    )
    mail.attach_alternative(as_html(blocks, title=subject, language=to.language), "text/html")
    return mail


def written(telling: Telling, to: Recipient, sender: Sender) -> tuple[str, list[Block]]:
    """Return the subject of a mail and what stands in it, from the greeting to the foot."""
    words, text = words_in(to.language), telling.texts[to.language]
    facts = _facts(telling, to, sender)
    paragraphs = [one for one in text.body.split("\n\n") if one]
    blocks: list[Block] = [Text(words.say("frame.greeting", name=to.name))]
    if telling.kind == MailingKind.REPORT:
        blocks += [Text(one) for one in facts["ready"].split("\n\n")]
    for paragraph in paragraphs:
        if paragraph == _LINK:
            blocks += _links(to, words, sender)
        else:
            blocks.append(Text(filled(paragraph, facts)))
    if telling.purpose and telling.kind in AFTERWARDS:
        blocks.append(Text(telling.purpose))
    blocks += _always(telling, to, sender, facts)
    return one_line(filled(text.subject, facts)), blocks


def _facts(telling: Telling, to: Recipient, sender: Sender) -> dict[str, str]:
    found, words = telling.found, words_in(to.language)
    known = [telling.minutes.get(given.perspective) for given in to.links]
    minutes = words.say("frame.minutes_unknown")
    if known and None not in known:
        minutes = words.counted("frame.minutes", sum(one or 0 for one in known))
    facts = {
        "name": to.name,
        "title": found.title,
        "organisation": found.organisation,
        "deadline": deadline_words(found.deadline, to.language),
        "leaders": words.series(list(dict.fromkeys(given.leader for given in to.links))),
        "minutes": minutes,
    }
    if to.publication is not None:
        facts |= told_after(to.publication, to.language, sender.base_url)
    return facts


def _links(to: Recipient, words: Wording, sender: Sender) -> list[Block]:
    """What leads to the pages, one button for each leader, and what came of the last time before it."""
    blocks: list[Block] = []
    since = since_last(to.notice, to.language)
    if since:
        blocks.append(Text("\n".join(since)))
    count = len(to.links)
    if count > 1:
        blocks.append(Text(words.say("links.several", count=count)))
    for given in to.links:
        told, address = about(given, to.language), address_of(given.link, sender.base_url)
        label = words.say("links.button", about=told[:1].lower() + told[1:])
        blocks.append(Link(label, address, words.say("links.one", about=told, link=address)))
    return [*blocks, Text(words.counted("links.own", count))]


def _always(telling: Telling, to: Recipient, sender: Sender, facts: Mapping[str, str]) -> list[Block]:
    """What no planner can take away, from the promise to the foot."""
    words, kind = words_in(to.language), telling.kind
    told: list[Block] = []
    if kind in PROMISES:
        seen = seen_by(words, telling.policy, to.perspectives)
        told.append(Text(seen if kind == MailingKind.INFORM else f"{seen} {words.say('seen.open')}"))
    if kind == MailingKind.REPORT:
        log_in = words.say("report.log_in", **facts)
        button, beside = words.say("report.log_in_button"), words.say("report.log_in_beside")
        told += [Link(button, sender.base_url, log_in, beside), Text(words.say("report.no_results"))]
    if kind == MailingKind.THANKS:
        told.append(Text(words.say("thanks.same")))
    if ACTS[kind] == Act.TELL_PUBLISHED:
        lines = words.listed(f"{kind}.points", **facts)
        plain = "\n".join(words.say("frame.point", point=line) for line in lines)
        told += [Text(words.say(f"{kind}.plan")), Points(lines, plain)]
        told.append(Text(words.say("report.same" if kind == MailingKind.REPORT else "thanks.nothing")))
    if kind in AFTERWARDS:
        told.append(Text(words.say("frame.afterwards", days=telling.dialogue)))
    if telling.contact and kind != MailingKind.CANCEL:
        told.append(Text(words.say("frame.contact", contact=telling.contact)))
    told.append(Text(words.say("frame.bye", organisation=telling.found.organisation)))
    if kind in PROMISES:
        key = "frame.sender" if to.links else "frame.sender_only"
        if not to.email:  # by the hook: no mail, and no address of ours that it could come from
            key = "frame.begins"
        if to.email or to.links:
            told.append(Text(words.say(key, address=sender.address, base=sender.base_url), quiet=True))
    return told


def promise_line(policy: RoundPolicyValues, language: Language) -> str:
    """Return who can see what, as mails say it to somebody who answers about the own leader."""
    return seen_by(words_in(language), policy, ())


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


def one_line(text: str) -> str:
    """Return a subject on one line: whatever was filled in adds no line to the head of a mail."""
    return " ".join(text.split())


def quoted(name: str) -> str:
    """Return a name as it may stand between quotation marks before an address."""
    return name.replace("\\", "").replace('"', "'")
