"""Two rounds through the real services: one long over and published, one open. Needs Django.

Time is the only thing that is made up: each service is told the moment at which it would have happened.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.db import connection

from fagspejl.accounts.services import add_user
from fagspejl.answering.services import save_draft, submit
from fagspejl.answering.types import Place
from fagspejl.audit.types import Actor
from fagspejl.demo.catalogue import read_toml
from fagspejl.demo.mailbox import FileBackend
from fagspejl.demo.people import write_roster
from fagspejl.demo.story import Dates, Given, Story, two_rounds
from fagspejl.evaluation.keys.derivation import link_of
from fagspejl.evaluation.selectors import invitations_of, key_check_of
from fagspejl.evaluation.services.creating import create_round
from fagspejl.evaluation.services.opening import open_round
from fagspejl.evaluation.types import GRACE, MARGIN
from fagspejl.evaluation.types.policy import AccessPolicy, RoundPolicyValues
from fagspejl.instrument.types import Instrument
from fagspejl.intake.roster.read import read_roster
from fagspejl.lib.clock import ZONE
from fagspejl.lib.wording import wording
from fagspejl.mailing.services.mailing import send_mailing
from fagspejl.mailing.services.queueing import due_mailings, queue_mailing
from fagspejl.mailing.types import MailingKind
from fagspejl.operations.services.desk import (
    close_desk,
    close_round,
    confirm_close,
    key_store,
    publish_and_grant,
)
from fagspejl.operations.services.post_office import answered_of, post
from fagspejl.organisation.selectors import people
from fagspejl.organisation.services import apply_import

ACTOR = Actor("demo", "demo")
Advance = Callable[[int, int], None]
Tell = Callable[[str], AbstractContextManager[Advance]]  # step -> a bar that hears of done and all


@dataclass(frozen=True, slots=True)
class Link:
    """One personal link, and whose it is about whom; ids are those of the roster."""

    rater: str
    leader: str
    perspective: str
    form: str
    link: str
    round: UUID

    @property
    def place(self) -> Place:
        """Where the answer lies."""
        return Place(self.link, self.round, self.form)


@dataclass(frozen=True, slots=True)
class MadeRound:
    """A round of the demo."""

    id: UUID
    title: str
    dates: Dates


@dataclass(frozen=True, slots=True)
class Made:
    """What the demo made: the round that is over, the open one, and the open one's links."""

    past: MadeRound
    present: MadeRound
    links: tuple[Link, ...]


def make_rounds(
    story: Story,
    instrument: Instrument,
    *,
    roster: Path,
    mailbox: Path,
    now: datetime,
    between: Callable[[datetime, datetime], None],
    tell: Tell,
) -> Made:
    """Take in the roster, run a whole round, and open the next. `roster`: where its file is written.

    `between`: what happens after the first was published; told when that was, and the day before the second.
    """
    _without_flushing()
    write_roster(roster, story.catalogue, story.people)
    with tell("roster"):
        apply_import(read_roster(roster, instrument), actor=ACTOR, accepted=True)
    before, today = two_rounds(now.astimezone(ZONE).date())
    past = _open(story, instrument, before, tell)
    _mail(past, MailingKind.INVITE, before.opens, mailbox, tell)
    early = len(story.past) // 2
    _answer(past, story.past[:early], tell)
    _mail(past, MailingKind.REMIND, before.reminder, mailbox, tell)
    _answer(past, story.past[early:], tell)
    _close(past, mailbox, tell)
    _staff()
    with tell("between"):
        between(before.deadline + GRACE + MARGIN, today.opens - timedelta(days=1))
    present = _open(story, instrument, today, tell)
    _mail(present, MailingKind.INVITE, today.opens, mailbox, tell)
    _answer(present, story.present, tell)
    return Made(past, present, tuple(links_of(present.id)))


def _without_flushing() -> None:
    """The demo is flushed to disk as a whole when it is finished, so not after each of its thousands of steps."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = OFF")


def links_of(round_id: UUID) -> Iterable[Link]:
    """Return everybody's link of an open round: what their mails and letters say."""
    key = key_store(round_id).read(round_id, key_check_of(round_id))
    ids = {person.id: person.key for person in people()}
    for asked in invitations_of(round_id):
        link = link_of(key, round_id, asked.id, asked.generation)
        yield Link(ids[asked.person], ids[asked.leader], asked.perspective, asked.form, link, round_id)


def _open(story: Story, instrument: Instrument, dates: Dates, tell: Tell) -> MadeRound:
    opens = dates.opens.astimezone(ZONE)
    month = wording("da").listed("speech.months")[opens.month - 1]
    title = f"Faglig ledelse, {month} {opens.year}"
    round_id = create_round(
        title=title,
        organisation=story.catalogue.organisation,
        instrument=f"{instrument.id}@{instrument.version}",
        deadline=dates.deadline,
        policy=RoundPolicyValues(access=AccessPolicy(team_version=True)),
        actor=ACTOR,
        now=dates.opens,
    )
    with tell("open") as advance:
        open_round(round_id, keys=key_store(), actor=ACTOR, now=dates.opens, progress=advance)
    return MadeRound(round_id, title, dates)


def _mail(made: MadeRound, kind: MailingKind, at: datetime, mailbox: Path, tell: Tell) -> None:
    _send([queue_mailing(made.id, kind, actor=ACTOR, now=at).id], at, mailbox, tell)


def _send(mailings: Iterable[UUID], at: datetime, mailbox: Path, tell: Tell) -> None:
    files = FileBackend(folder=mailbox, clock=lambda: at)
    answered = _once(answered_of)
    for mailing in mailings:
        with tell("mail") as advance:
            send_mailing(
                mailing,
                already_answered=answered,
                post=replace(post(), connection=files, clock=lambda: at),
                progress=advance,
            )


def _once(ask: Callable[[UUID], Collection[UUID]]) -> Callable[[UUID], Collection[UUID]]:
    """Ask once: nobody answers in the demo while its mails go out."""
    kept: dict[UUID, Collection[UUID]] = {}

    def answered(round_id: UUID) -> Collection[UUID]:
        if round_id not in kept:
            kept[round_id] = ask(round_id)
        return kept[round_id]

    return answered


def _answer(made: MadeRound, given: Collection[Given], tell: Tell) -> None:
    places: Mapping[tuple[str, str], Place] = {
        (link.rater, link.leader): link.place for link in links_of(made.id)
    }
    with tell("answer") as advance:
        for number, one in enumerate(given, start=1):
            place, save_id = places[one.rater, one.leader], secrets.token_hex(16)
            if one.draft:
                save_draft(place, one.values, save_id=save_id, version=0)
            else:
                submit(place, one.values, save_id=save_id)
            advance(number, len(given))


def _close(made: MadeRound, mailbox: Path, tell: Tell) -> None:
    at = made.dates.deadline + GRACE + MARGIN + timedelta(minutes=5)
    with tell("close"):
        close_round(round_id=made.id, desk=replace(close_desk(made.id, ACTOR), now=at))
        confirm_close(round_id=made.id, desk=replace(close_desk(made.id, ACTOR), now=at))
        publish_and_grant(made.id, ACTOR, now=at)
    _send(due_mailings(), at, mailbox, tell)


def _staff() -> None:
    data = read_toml("people.toml")
    for key, staff in data["staff"].items():
        add_user(email=f"{key}@{data['domain']}", name=staff["name"], actor=ACTOR, roles=[staff["role"]])
