"""Colleagues who are made up, for a facilitator who practises alone: what they answer is given, and nothing is kept.

They act through the same tables as phones, so that what the facilitator sees is what a room would show.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Final

from fagspejl.lib.language import spoken
from fagspejl.workspace.sessions.keys import colleague_token, hash_of
from fagspejl.workspace.sessions.models import Participant, Response, Session
from fagspejl.workspace.sessions.types import PhaseCode, SessionFacts, SplitGroup

_ORDER: Final = tuple(PhaseCode)


@dataclass(frozen=True, slots=True)
class Colleague:
    """One made-up colleague: both judgements, a guess, and what goes with them. `group`: a place in the groups."""

    group: int
    first: int
    second: int
    guess: int
    certainty: int
    reason: str
    considerations: tuple[str, ...]
    differences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Colleagues:
    """The made-up unit, and which of the built-in vignettes it judges."""

    vignette: str
    groups: tuple[SplitGroup, ...]
    people: tuple[Colleague, ...]


@cache
def colleagues(language: str) -> Colleagues:
    """Return the made-up unit in a language; one that we do not have reads Danish."""
    place = files("fagspejl.workspace") / "library" / spoken(language) / "practice" / "judgement.toml"
    held = loads(place.read_text(encoding="utf-8"))
    people = tuple(
        Colleague(
            **{
                **one,
                "considerations": tuple(one["considerations"]),
                "differences": tuple(one["differences"]),
            }
        )
        for one in held["people"]
    )
    return Colleagues(held["vignette"], tuple(SplitGroup(**one) for one in held["groups"]), people)


def gather(session: Session) -> None:
    """Let the colleagues come in."""
    Participant.objects.bulk_create(
        Participant(session=session, token_hash=_mark(session, number), group=one.group)
        for number, one in enumerate(colleagues(session.language).people)
    )


def act(session: Session, known: SessionFacts, phase: PhaseCode) -> None:
    """Let the colleagues do what is asked of them up to this phase, before anything is shown."""
    shown = known.revealed.get(session.item, ())
    came = _ORDER.index(phase)
    for number, one in enumerate(colleagues(session.language).people):
        who = Participant.objects.get(token_hash=_mark(session, number))
        if came >= _ORDER.index(PhaseCode.JUDGE) and 1 not in shown:
            _answered(who, session.item, 1, one)
        if came >= _ORDER.index(PhaseCode.TALK):
            rows = Response.objects.filter(participant=who, item=session.item, round=1)
            rows.update(differences=list(one.differences))
        if came >= _ORDER.index(PhaseCode.REJUDGE) and 1 in shown and 2 not in shown:
            _answered(who, session.item, 2, one)


def _mark(session: Session, number: int) -> bytes:
    return hash_of("token", colleague_token(session.id, number))


def _answered(who: Participant, item: int, round_: int, one: Colleague) -> None:
    first = round_ == 1
    Response.objects.update_or_create(
        participant=who,
        item=item,
        round=round_,
        defaults={
            "value": one.first if first else one.second,
            "certainty": one.certainty if first else None,
            "considerations": list(one.considerations) if first else [],
            "reason": one.reason if first else "",
            "guess": one.guess if first else None,
        },
    )
