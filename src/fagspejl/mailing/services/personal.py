"""Single mails to one person, which belong to no round: a link to a page and at most a day, or a leader's notice.

The page asks for login, so a mail told to the wrong person tells nothing. One kind holds a personal link instead,
which is made when the mail goes and stored nowhere: half of a key is taken with it once, and that is then seen. A mail
that was put in once is never put in again while its row stands (thirty days); who sends for longer keeps its own
account of what was told.
"""

from __future__ import annotations

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import connection, transaction
from django.db.models import Q

from fagspejl.evaluation.keys.witnessed import witness_link
from fagspejl.evaluation.selectors import round_facts
from fagspejl.evaluation.selectors.witnessed import witnessed_copy
from fagspejl.evaluation.types.witnessed import Holder
from fagspejl.lib.clock import ZONE
from fagspejl.lib.language import spoken
from fagspejl.mailing.layout import Block, Link, Text, as_html, as_plain
from fagspejl.mailing.models import PersonalMail
from fagspejl.mailing.services.claims import LEASE
from fagspejl.mailing.services.faults import Fault, Verdict, judge
from fagspejl.mailing.services.key_sheets import PATH
from fagspejl.mailing.services.mailing import REFUSED_IN_A_ROW, Post, Sent
from fagspejl.mailing.services.message import message_id, one_line, quoted, since_last
from fagspejl.mailing.services.pace import prepare, reserve
from fagspejl.mailing.types import OutboxState, PersonalKind
from fagspejl.mailing.words import day_words, words_in
from fagspejl.organisation.selectors import notice_of, on_roster, people_by_id, unit_tree, works_in
from fagspejl.organisation.services import note_refused_address
from fagspejl.organisation.types import PersonFacts

_PATIENCE: Final = timedelta(seconds=30)  # a longer wait is left to the next turn
_AGAIN: Final = timedelta(minutes=1)  # after the server could not be reached
_LOOKED_AT: Final = timedelta(hours=1)  # after it refused us: somebody has to look at the set-up first
_WAITING: Final = (OutboxState.QUEUED, OutboxState.CLAIMED)


def queue_personal(
    person: UUID, kind: PersonalKind, *, about: str, path: str = "", on: date | None = None, now: datetime
) -> bool:
    """Put a mail in the outbox; returns whether it is new. Nobody is put down twice for the same.

    `about`: the occasion, at most 64 signs, no text of anybody. `path`: begins with a slash, holds no secret.
    Who is not on the roster any more, or has no address, is put down for nothing.
    """
    if _addressee(person) is None:
        return False
    _, made = PersonalMail.objects.get_or_create(
        person_id=person,
        kind=kind,
        about=about,
        defaults={"path": path, "on": on, "queued_on": now.astimezone(ZONE).date()},
    )
    return made


def withdraw_personal(person: UUID, kind: PersonalKind, about: Collection[str]) -> int:
    """Let what still waits about these occasions never go, as something newer is told, or its day was moved."""
    waiting = PersonalMail.objects.filter(person_id=person, kind=kind, about__in=list(about))
    return waiting.filter(state=OutboxState.QUEUED).update(state=OutboxState.DONE, lease=None)


def send_personal(post: Post) -> Sent:
    """Send the single mails that wait, oldest first, until none is left, it is stopped, or it has to wait.

    May be called at any time by any number of workers. A claim that ran out is sent again with the same Message-ID.
    A server that refuses us altogether is asked again an hour later; nothing is given up for it.
    """
    if not _waiting(post.clock()).exists():
        return Sent(0, finished=True, again_at=_next_try())
    prepare(post.clock())
    try:
        post.connection.open()
    except Exception as error:
        return _stopped(judge(error), 0, post)
    try:
        return _send(post, _organisation())
    finally:
        with suppress(OSError):
            post.connection.close()


@dataclass(frozen=True, slots=True)
class _Held:
    id: UUID
    lease: datetime
    person: UUID
    kind: PersonalKind
    about: str
    path: str
    on: date | None


def _send(post: Post, organisation: str) -> Sent:
    mailed = refused = later = 0
    while not post.stop() and _waiting(post.clock()).exists():
        place = reserve(post.limits, now=post.clock(), patience=_PATIENCE)
        if place - post.clock() > _PATIENCE:
            return Sent(mailed, finished=False, again_at=place)
        post.sleep(max(0.0, (place - post.clock()).total_seconds()))
        held = _claim(post.clock())
        if held is None:  # somebody else took it
            break
        person = _addressee(held.person)
        message = None if person is None else _message(held, person, organisation, post)
        if person is None or message is None:
            _settle(held, OutboxState.DONE)
            continue
        fault = _hand_over(message, post)
        if fault is None:
            _settle(held, OutboxState.SENT)
            mailed, refused, later = mailed + 1, 0, 0
        elif fault.verdict == Verdict.ADDRESS:
            note_refused_address(held.person, person.email, fault.said)
            _settle(held, OutboxState.SENT)
            refused += 1
        elif fault.verdict == Verdict.LATER:
            _settle(held, OutboxState.QUEUED, not_before=post.clock() + LEASE)
            later += 1
        else:
            _settle(held, OutboxState.QUEUED)
            return _stopped(fault, mailed, post)
        if later >= REFUSED_IN_A_ROW:
            return Sent(mailed, finished=False, again_at=post.clock() + LEASE)
        if refused >= REFUSED_IN_A_ROW:
            said = Fault(Verdict.STOP, f"the mail server refused {refused} mails in a row")
            return _stopped(said, mailed, post)
    return Sent(mailed, finished=not post.stop(), again_at=_next_try())


def _addressee(person: UUID) -> PersonFacts | None:
    """The person, if she is on the roster and has an address."""
    found = people_by_id({person}).get(person) if on_roster([person]) else None
    return found if found is not None and found.email else None


def _stopped(fault: Fault, mailed: int, post: Post) -> Sent:
    if fault.verdict == Verdict.STOP:
        return Sent(mailed, finished=False, halted=fault.said, again_at=post.clock() + _LOOKED_AT)
    return Sent(mailed, finished=False, unreachable=fault.said, again_at=post.clock() + _AGAIN)


def _waiting(now: datetime):  # type: ignore[no-untyped-def]
    free = Q(state=OutboxState.QUEUED, lease=None) | Q(lease__lte=now)
    return PersonalMail.objects.filter(free, state__in=_WAITING)


def _next_try() -> datetime | None:
    """When the next of those may be tried that somebody holds, or that the server did not take for now."""
    waiting = PersonalMail.objects.filter(state__in=_WAITING, lease__isnull=False)
    return waiting.order_by("lease").values_list("lease", flat=True).first()


def _claim(now: datetime) -> _Held | None:
    """Take the oldest mail that nobody holds, for ten minutes."""
    lease = now + LEASE
    waiting = _waiting(now).order_by("queued_on", "id")
    if connection.vendor == "postgresql":
        waiting = waiting.select_for_update(skip_locked=True)
    with transaction.atomic():
        row = waiting.first()
        if row is None:
            return None
        PersonalMail.objects.filter(id=row.id).update(state=OutboxState.CLAIMED, lease=lease)
    return _Held(row.id, lease, row.person_id, PersonalKind(row.kind), row.about, row.path, row.on)


def _settle(held: _Held, state: OutboxState, *, not_before: datetime | None = None) -> None:
    """Nothing happens to a row that is no longer ours."""
    ours = PersonalMail.objects.filter(id=held.id, state=OutboxState.CLAIMED, lease=held.lease)
    ours.update(state=state, lease=not_before)


def _hand_over(message: EmailMessage, post: Post) -> Fault | None:
    """Hand a mail to the server; a broken connection is opened again once, for the same mail and those after it."""
    fault: Fault | None = None
    for _ in range(2):
        try:
            post.connection.open()  # else the backend closes what it opens with every mail
            post.connection.send_messages([message])
        except Exception as error:
            fault = judge(error)
        else:
            return None
        if fault.verdict != Verdict.BROKEN:
            return fault
        with suppress(OSError):
            post.connection.close()
    return fault


def _message(held: _Held, person: PersonFacts, organisation: str, post: Post) -> EmailMessage | None:
    """The mail as it stands at this moment; None where there is nothing (any more) to tell the person."""
    language, sender = spoken(person.language), post.sender
    words = words_in(language)
    facts = {
        "name": person.name,
        "organisation": organisation,
        "link": sender.base_url + held.path,
        "on": "" if held.on is None else day_words(held.on, language),
    }
    if held.kind == PersonalKind.WITNESS:
        told = _witness(held.about, held.person, post)
        if told is None:
            return None
        facts |= told
    if held.kind == PersonalKind.NOTICE:
        unit = works_in(held.person)  # today: whoever has moved is told nothing of the unit before
        notice = None if unit is None else notice_of(unit)
        if notice is None:
            return None
        facts["told"] = "\n".join(since_last(notice.text, language))
    headers = {
        "Message-ID": message_id(post.mail_key, held.id, held.person, sender),
        "Auto-Submitted": "auto-generated",
        "Content-Language": language,
    }
    subject = one_line(words.say(f"personal.{held.kind}.subject", **facts))
    body = words.say(f"personal.{held.kind}.body", **facts).strip()
    blocks = [_block(paragraph, facts["link"]) for paragraph in body.split("\n\n")]
    mail = EmailMultiAlternatives(
        subject=subject,
        body=as_plain(blocks),
        from_email=f'"{quoted(sender.name or organisation)}" <{sender.address}>',
        to=[person.email],
        reply_to=[sender.reply_to] if sender.reply_to else None,
        headers=headers,
        connection=post.connection,
    )
    mail.attach_alternative(as_html(blocks, title=subject, language=language), "text/html")
    return mail


def _block(paragraph: str, link: str) -> Block:
    """A paragraph, or, where it ends with the link, a button of what stands before it."""
    label, found, _ = paragraph.partition(f": {link}")
    return Link(label, link, paragraph) if found else Text(paragraph)


def _witness(about: str, person: UUID, post: Post) -> dict[str, str] | None:
    """What the representative is told; None where another pair was made meanwhile, or somebody else holds the half."""
    round_id, turn, _ = about.split()
    found, copy = round_facts(UUID(round_id)), witnessed_copy(UUID(round_id))
    if found is None or copy is None or copy.turn != int(turn):
        return None
    if copy.halves[Holder.REPRESENTATIVE].person != person:
        return None
    link = witness_link(post.mail_key, found.id, copy.turn)
    return {
        "link": f"{post.sender.base_url}{PATH}{link}/",
        "title": found.title,
        "organisation": found.organisation,
    }


def _organisation() -> str:
    """The name of the organisation: that of the roster's root."""
    return next((unit.name for unit in unit_tree()), "")
