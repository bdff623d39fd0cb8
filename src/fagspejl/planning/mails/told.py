"""What the pages say of mails: where each kind stands, how long sending takes, and lines for the intranet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from fagspejl.evaluation.selectors import policy_of
from fagspejl.evaluation.selectors.people import by_letter, how_many_asked
from fagspejl.evaluation.selectors.plan import plan_of
from fagspejl.evaluation.services.asking import leaders_meant, who_is_asked
from fagspejl.evaluation.states import Act, can
from fagspejl.evaluation.types import RoundFacts
from fagspejl.lib.language import LANGUAGES, Language
from fagspejl.lib.wording import Wording, wording
from fagspejl.mailing.selectors import mailings_of, planned_of, texts_of
from fagspejl.mailing.services.message import promise_line
from fagspejl.mailing.services.pace import PACES, Limits, duration
from fagspejl.mailing.types import OWN_WORDS, MailingKind, Planned, Relay
from fagspejl.mailing.words import day_words, deadline_words
from fagspejl.organisation.selectors import raters_with_address

_WORDS: Final = "fagspejl.planning.mails.words"
_MINUTES, _HOURS = timedelta(minutes=90), timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class KindSeen:
    """A kind of mail: `whens`, when it goes or went; `languages`, each with whether a planner has written it."""

    kind: MailingKind
    title: str
    text: str
    whens: tuple[str, ...]
    languages: tuple[tuple[Language, str, bool], ...]


def kinds_of(found: RoundFacts, words: Wording, now: datetime) -> list[KindSeen]:
    """Return the kinds of mails that may be put in own words, in the order in which they are sent."""
    planned = planned_of(found, now)
    sent = {one.kind for one in mailings_of(found.id)}
    rows = []
    for kind in OWN_WORDS:
        whens = [_when(one, words) for one in planned if one.kind == kind]
        if not whens:
            whens = [words.say(f"mails.{'sent' if kind in sent else _UNPLANNED.get(kind, 'unplanned')}")]
        texts = texts_of(found.id, kind)
        languages = tuple((one, words.say(f"mails.in_{one}"), texts[one].version > 0) for one in LANGUAGES)
        said = words.say(f"mails_kind.{kind}"), words.say(f"mails_kind.{kind}_text")
        rows.append(KindSeen(kind, *said, tuple(whens), languages))
    return rows


_UNPLANNED: Final = {MailingKind.THANKS: "at_publication", MailingKind.REPORT: "at_publication"}


def _when(one: Planned, words: Wording) -> str:
    return words.say(f"mails.planned_{one.state}", moment=words.moment_of_week(one.at))


def mails_in(found: RoundFacts, now: datetime) -> int:
    """Return how many mails a mail to everybody is: one to each person with an address.

    Of a draft about everybody it is counted on the roster, newcomers included: it is for how long sending takes.
    """
    if not can(Act.INFORM, found.state):
        return how_many_asked(found.id) - len(by_letter(found.id))
    if plan_of(found.id).values.scope == "all":
        return raters_with_address()
    about = [leader.id for leader in leaders_meant(found.id)]
    return who_is_asked(found.id, now=now, about=about)[0].raters_by_mail


def paces(words: Wording, count: int) -> list[tuple[str, str]]:
    """Return what may take the mails, each with its pace and how long a mail to everybody takes."""
    return [
        (relay.value, words.say(f"mails_pace.by_{relay}", told=pace(words, PACES[relay], count)))
        for relay in Relay
    ]


def pace(words: Wording, limits: Limits, count: int) -> str:
    """Return »25 i minuttet: 13 timer for 20.000 mails«."""
    time = _time(words, duration(limits, count))
    mails = words.counted("mails_pace.count", count)
    if not limits.interval:
        return words.say("mails_pace.unlimited", mails=mails)
    seconds = limits.interval.total_seconds()
    key, rate = ("a_second", round(1 / seconds)) if seconds < 1 else ("a_minute", round(60 / seconds))
    return words.say(f"mails_pace.{key}", rate=rate, time=time, mails=mails)


def _time(words: Wording, time: timedelta) -> str:
    if time < _MINUTES:
        return words.counted("mails_pace.minutes", max(1, round(time / timedelta(minutes=1))))
    if time < _HOURS:
        return words.counted("mails_pace.hours", round(time / timedelta(hours=1)))
    return words.counted("mails_pace.days", round(time / timedelta(days=1)))


def intranet_lines(round_id: UUID, found: RoundFacts, language: Language) -> str:
    """Return lines to put where everybody reads them: what, when, until when, who can see what, whom to ask."""
    words, plan = wording(language, _WORDS), plan_of(round_id).values
    facts = {
        "title": found.title,
        "organisation": found.organisation,
        "deadline": deadline_words(found.deadline, language),
    }
    lines = [words.say("mails_intranet.title", **facts), words.say("mails_intranet.what", **facts)]
    if plan.invitation_on is not None:
        day = day_words(plan.invitation_on, language)
        lines.append(words.say("mails_intranet.when", day=day))
    lines += [words.say("mails_intranet.until", **facts), promise_line(policy_of(round_id), language)]
    if plan.contact:
        lines.append(words.say("mails_intranet.contact", contact=plan.contact))
    return "\n\n".join(lines)
