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
from fagspejl.workspace.arithmetic.constants import GUESS_PICKS
from fagspejl.workspace.sessions.keys import colleague_token, hash_of
from fagspejl.workspace.sessions.models import Contribution, Participant, Response, Session
from fagspejl.workspace.sessions.rules import VALUES, group_to_guess
from fagspejl.workspace.sessions.types import Collecting, PhaseCode, SessionFacts, SplitGroup

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
        if phase is PhaseCode.COLLECT and known.collecting is Collecting.WRITE:
            _wrote(who, number, lines_of(known.template, session.language))
        if came >= _ORDER.index(PhaseCode.JUDGE) and 1 not in shown:
            if known.reveal_all:
                _answered_all(who, known, number, one)
            else:
                _answered(who, session.item, 1, one)
        if came >= _ORDER.index(PhaseCode.TALK):
            rows = Response.objects.filter(participant=who, item=session.item, round=1)
            rows.update(differences=list(one.differences))
        if came >= _ORDER.index(PhaseCode.REJUDGE) and 1 in shown and 2 not in shown:
            _answered(who, session.item, 2, one)


@cache
def lines_of(template: str, language: str) -> tuple[str, ...]:
    """Return what made-up colleagues write where a template collects; none where its practice has no lines."""
    place = files("fagspejl.workspace") / "library" / spoken(language) / "practice" / f"{template}.toml"
    if not place.is_file():
        return ()
    return tuple(loads(place.read_text(encoding="utf-8")).get("contributions", ()))


def _wrote(who: Participant, number: int, lines: tuple[str, ...]) -> None:
    if lines and not who.contributions.exists():
        Contribution.objects.create(participant=who, place=0, text=lines[number % len(lines)])


def _answered_all(who: Participant, known: SessionFacts, number: int, one: Colleague) -> None:
    """Answer every item about as the first, and guess the other group's three."""
    for place, item in enumerate(known.items):
        value = (
            (one.first + place * number) % len(item.options) if item.options else _near(one, number, place)
        )
        Response.objects.update_or_create(participant=who, item=place, round=1, defaults={"value": value})
    other = group_to_guess(known.groups, who.group)
    if other is not None and len(known.cases) > GUESS_PICKS:
        first = number % (len(known.cases) - GUESS_PICKS + 1)
        who.guesses = {str(other): list(range(first, first + GUESS_PICKS))}
        who.save(update_fields=["guesses"])


def _near(one: Colleague, number: int, place: int) -> int:
    return min(max(VALUES), max(min(VALUES), one.first + (3 * number + 7 * place) % 5 - 2))


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
