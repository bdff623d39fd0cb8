"""What happens in the demo: who is asked when, and what they answer in its two rounds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Final

from fagspejl.demo.answers import Answer, Drawn, draw_answers
from fagspejl.demo.catalogue import Catalogue, build_catalogue, read_toml
from fagspejl.demo.people import DemoPerson, keys_of, roster_people
from fagspejl.demo.write import SEED
from fagspejl.evaluation.rules import local_deadline
from fagspejl.instrument.types import Instrument
from fagspejl.lib.clock import ZONE

_OPEN_DAYS = 14
_OPENED_BEFORE = 6  # days before today that the open round was opened
_APART = timedelta(weeks=23)  # from opening to opening: more than the 90 days that a round must wait
_SAID: Final[Mapping[str, str]] = {"ved_ikke": "dont_know", "oensker_ikke": "no_disclose"}
_ANSWERED_SO_FAR, _DRAFTS = 0.7, 0.04


@dataclass(frozen=True, slots=True)
class Dates:
    """When a round opens and closes, in UTC."""

    opens: datetime
    deadline: datetime

    @property
    def reminder(self) -> datetime:
        """When those who have not answered are reminded."""
        return self.deadline - timedelta(days=4)


@dataclass(frozen=True, slots=True)
class Given:
    """One person's answer about one leader, by their ids on the roster; `draft`: never sent."""

    rater: str
    leader: str
    values: Mapping[str, int | str]
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Story:
    """The organisation, everybody in it, and what they answered and are answering."""

    catalogue: Catalogue
    people: tuple[DemoPerson, ...]
    past: tuple[Given, ...]
    present: tuple[Given, ...]

    def person(self, first_name: str) -> DemoPerson:
        """Return one of the cast."""
        return next(one for one in self.people if one.name.split()[0] == first_name)


def tell_story(instrument: Instrument, leaders: int) -> Story:
    """Return the whole story, the same every time.

    The past round's answers are those of the demo's files. In the present one most have answered, Karen's and Ida's
    people all but those whom a visitor is to answer for.
    """
    rng = Random(SEED)  # noqa: S311 - repeatable on purpose
    bank = read_toml("comments.toml")
    catalogue = build_catalogue(leaders, rng)
    past = draw_answers(catalogue, instrument, bank, rng)
    present = draw_answers(catalogue, instrument, bank, rng, people=past.people)
    people = tuple(roster_people(catalogue, past.people, rng))
    waiting = {one.id for one in people if one.name in _awaited(catalogue)}
    peer = offered_peer(people)
    return Story(
        catalogue,
        people,
        tuple(_given(past, instrument)),
        tuple(
            given
            for given in _so_far(present, instrument, waiting, rng)
            if (given.rater, given.leader) != peer
        ),
    )


def offered_peer(people: Iterable[DemoPerson]) -> tuple[str, str]:
    """Return the peer whom a visitor answers for and the leader: one with so many peers that the others are enough."""
    peers = [(one.id, leader) for one in people for leader in one.peer_of]
    most = Counter(leader for _, leader in peers).most_common(1)[0][0]
    return next(pair for pair in peers if pair[1] == most)


def two_rounds(today: date) -> tuple[Dates, Dates]:
    """Return the dates of the round that is over and of the one that is open on this day."""
    opens = today - timedelta(days=_OPENED_BEFORE)
    return _dates(opens - _APART), _dates(opens)


def _dates(opens: date) -> Dates:
    morning = datetime.combine(opens, time(9), tzinfo=ZONE).astimezone(UTC)
    return Dates(morning, local_deadline(datetime.combine(opens + timedelta(days=_OPEN_DAYS), time(12))))


def _awaited(catalogue: Catalogue) -> set[str]:
    """Names of those whom a visitor answers for."""
    named = read_toml("people.toml")["named"]
    return {name for group in named.values() for name in group} | _cast_leaders(catalogue)


def _cast_leaders(catalogue: Catalogue) -> set[str]:
    first = {"Karen", "Mads", "Ida"}
    return {leader.name for leader in catalogue.leaders if leader.name.split()[0] in first}


def _given(drawn: Drawn, instrument: Instrument) -> Iterator[Given]:
    keys = keys_of(drawn.people)
    for answer in drawn.answers:
        yield Given(keys[answer.person], answer.leader, _values(answer, instrument))


def _so_far(drawn: Drawn, instrument: Instrument, waiting: set[str], rng: Random) -> Iterator[Given]:
    shown = {leader for leader in drawn.asked if leader.startswith(("karen-", "ida-"))}
    for given in _given(drawn, instrument):
        chance = rng.random()
        if given.rater in waiting:
            continue
        if given.leader in shown or chance < _ANSWERED_SO_FAR:
            yield given
        elif chance < _ANSWERED_SO_FAR + _DRAFTS:
            yield Given(given.rater, given.leader, given.values, draft=True)


def _values(answer: Answer, instrument: Instrument) -> dict[str, int | str]:
    values: dict[str, int | str] = {}
    for item, cell in zip(instrument.items, answer.cells, strict=True):
        if cell:
            values[item.id] = int(cell) if cell.isdigit() else _SAID[cell]
    return values | {f"comment:{question}": text for question, text in answer.comments.items()}
