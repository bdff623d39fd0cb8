"""How a mail of a round looks to three people who will get it. There is no key here: a sign stands for each link.

Where a round is open they are people who are asked; in a draft, who would be. Reads only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final, Literal
from uuid import UUID

from fagspejl.evaluation.selectors.notices import notices_for
from fagspejl.evaluation.selectors.people import sample_of_asked
from fagspejl.evaluation.services.asking import leaders_meant, who_is_asked
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.instrument.types import PerspectiveName
from fagspejl.lib.clock import ZONE
from fagspejl.lib.language import Language, spoken
from fagspejl.mailing.layout import Block, Link, Points, as_plain
from fagspejl.mailing.services.message import (
    PersonalLink,
    Publication,
    Recipient,
    Sender,
    Telling,
    written,
)
from fagspejl.mailing.services.recipients import ORDER
from fagspejl.mailing.services.telling import telling_of
from fagspejl.mailing.types import ACTS, WITHOUT_LINKS, MailingKind, MailText, Plan, ReportReady
from fagspejl.organisation.selectors import people_by_id, rated_by

SIGN: Final = "•" * 10  # where a link would say whose it is
PEOPLE: Final = 3
_LEADERS: Final = 30  # among whose raters those three are looked for

Asked = dict[UUID, list[tuple[str, PerspectiveName]]]  # person -> name of a leader, and in which perspective


@dataclass(frozen=True, slots=True)
class SeenBlock:
    """A part of a mail as a page shows it. `text` of a paragraph or a button, `lines` of a list."""

    kind: Literal["text", "quiet", "points", "button"]
    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """One person's mail: subject, parts of the HTML, and the plain text."""

    name: str
    email: str
    language: Language
    subject: str
    blocks: tuple[SeenBlock, ...]
    plain: str


def previews(
    found: RoundFacts,
    kind: MailingKind,
    *,
    sender: Sender,
    plan: Plan,
    now: datetime,
    instead: tuple[Language, MailText] | None = None,
) -> list[Preview]:
    """Return up to three people's mails, of whom one is asked about most leaders and one reads English, if any does.

    `instead`: words that are not kept yet, in their language; then all three read that language.
    """
    telling = telling_of(found, kind, plan)
    if instead is not None:
        telling = replace(telling, texts={**telling.texts, instead[0]: instead[1]})
    today = now.astimezone(ZONE).date()
    recipients = [
        replace(one, language=instead[0]) if instead else one
        for one in _recipients(telling, today, plan, now)
    ]
    return [_preview(telling, one, sender) for one in recipients]


def sample_mail(
    found: RoundFacts, kind: MailingKind, language: Language, *, plan: Plan, now: datetime
) -> tuple[Telling, Recipient | None]:
    """Return what a test mail tells, and to whom it would really go; None where nobody is asked yet."""
    telling = telling_of(found, kind, plan)
    recipients = _recipients(telling, now.astimezone(ZONE).date(), plan, now)
    return telling, replace(recipients[0], language=language) if recipients else None


def _preview(telling: Telling, to: Recipient, sender: Sender) -> Preview:
    subject, blocks = written(telling, to, sender)
    return Preview(
        to.name,
        to.email,
        to.language,
        subject,
        tuple(one for block in blocks for one in _seen(block)),
        as_plain(blocks),
    )


def _seen(block: Block) -> Iterable[SeenBlock]:
    match block:
        case Points(lines, _):
            yield SeenBlock("points", "", lines)
        case Link(label, _, _, beside):
            yield SeenBlock("button", label)
            if beside:
                yield SeenBlock("text", beside)
        case _:
            yield SeenBlock("quiet" if block.quiet else "text", block.text)


def _recipients(telling: Telling, today: date, plan: Plan, now: datetime) -> list[Recipient]:
    found, kind = telling.found, telling.kind
    asked = _asked(found, now)
    people = people_by_id(set(asked))
    notices = notices_for(found.id, list(asked)) if kind == MailingKind.INVITE else {}
    made = []
    for person, pairs in asked.items():
        facts = people[person]
        in_order = sorted(pairs, key=lambda pair: (ORDER.index(pair[1]), pair[0]))
        links = [PersonalLink(leader, perspective, SIGN) for leader, perspective in in_order]
        made.append(
            Recipient(
                name=facts.name,
                email=facts.email,
                language=spoken(facts.language),
                links=[] if kind in WITHOUT_LINKS else links,
                perspectives={given.perspective for given in links},
                publication=_publication(kind, today, plan, pairs, facts.name),
                notice=notices.get(person),
            )
        )
    return made


def _publication(
    kind: MailingKind, today: date, plan: Plan, pairs: list[tuple[str, PerspectiveName]], name: str
) -> Publication | None:
    """As if it were published today; of reports, the reader's own and those of the leaders asked about from above."""
    if ACTS[kind] != Act.TELL_PUBLISHED:
        return None
    below = [ReportReady(leader, own=False) for leader, perspective in pairs if perspective == "superior"]
    own = [ReportReady(name, own=True)] if not below or any(role == "self" for _, role in pairs) else []
    return Publication(today, plan, (*own, *below))


def _asked(found: RoundFacts, now: datetime) -> Asked:
    if not can(Act.INFORM, found.state):
        return sample_of_asked(found.id, PEOPLE)
    some = [leader.id for leader in leaders_meant(found.id)[:_LEADERS]]
    chosen = _chosen(*_coming(found.id, some, now))
    # Whoever is shown may be asked about others too: a mail has all of somebody's links.
    every, _ = _coming(found.id, rated_by(chosen), now)
    return {one: every[one] for one in chosen}


def _coming(round_id: UUID, about: Collection[UUID], now: datetime) -> tuple[Asked, dict[UUID, str]]:
    """Who would be asked about these leaders, by name, and the language of each; nobody without an address."""
    asking, _ = who_is_asked(round_id, now=now, about=about)
    people, every = asking.people, Asked()
    for pair in sorted(asking.asked, key=lambda pair: (people[pair.rater].name, str(pair.rater))):
        if people[pair.rater].email:
            every.setdefault(pair.rater, []).append((people[pair.leader].name, pair.perspective))
    return every, {one: people[one].language for one in every}


def _chosen(every: Asked, languages: dict[UUID, str]) -> list[UUID]:
    """Whoever is asked about one leader, whoever is asked about most, and somebody who reads another language."""
    order = list(every)
    spoken_by = {person: spoken(languages[person]) for person in order}
    usual = [language for language, _ in Counter(spoken_by.values()).most_common(1)]
    one = [person for person in order if len(every[person]) == 1 and spoken_by[person] in usual][:1]
    most = [max(order, key=lambda person: len(every[person]))] if order else []
    others = [person for person in order if spoken_by[person] not in usual][:1]
    return list(dict.fromkeys((*one, *most, *others, *order)))[:PEOPLE]
