"""What stands behind "Vis som tabel" below a picture: the same figures as the drawing, from the same object. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.picture import VALUES, DotPicture, Middle, PullPicture, Round, middle


@dataclass(frozen=True, slots=True)
class DotRow:
    """One block in one round.

    `people`: of the block in both rounds together, as beside the strip; None for the leader, who is outside every
    count. `answers`: of this round. `counts`: answers per value 0-10, or per option. `median`, `middle_half`: as text,
    of a `scale` alone.
    """

    block: str
    number: Round
    round_name: str
    people: int | None
    answers: int
    counts: tuple[int, ...]
    median: str
    middle_half: str
    scale: bool = True

    @property
    def figures(self) -> tuple[str, ...]:
        """The cells after the number of answers, as the head names them."""
        told = tuple(map(str, self.counts))
        return (*told, self.median, self.middle_half) if self.scale else told


@dataclass(frozen=True, slots=True)
class DotTable:
    """The head (block, round, answers, 0 to 10, median, middle half) and one row per block and round held."""

    head: tuple[str, ...]
    rows: tuple[DotRow, ...]


@dataclass(frozen=True, slots=True)
class PullRow:
    """One pair of groups: sessions, and both pulls in tenths of the way (below 0: moved apart)."""

    pair: str
    sessions: int
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class PullTable:
    """The head (pair, sessions, left toward right, right toward left) and one row per pair."""

    head: tuple[str, ...]
    rows: tuple[PullRow, ...]


def table(picture: DotPicture, words: Wording) -> DotTable | None:
    """Return the figures of a dot picture; None when it is withheld."""
    if picture.withheld is not None:
        return None
    head = [words.say("dots.block"), words.say("dots.round"), words.say("dots.answers")]
    head += picture.options or [
        *map(str, VALUES),
        words.say("dots.median_head"),
        words.say("dots.middle_head"),
    ]
    options = len(picture.options)
    rows = [
        _row(words, block.name, number, block.n, block.values(number), options)
        for block in picture.blocks
        for number in picture.rounds
        if block.values(number)
    ]
    if picture.leader is not None:
        own = ((1, picture.leader.first), (2, picture.leader.second))
        rows += [
            _row(words, words.say("dots.leader"), 1 if number == 1 else 2, None, (value,), options)
            for number, value in own
            if value is not None
        ]
    return DotTable(tuple(head), tuple(rows))


def _row(
    words: Wording, name: str, number: Round, people: int | None, values: tuple[int, ...], options: int
) -> DotRow:
    found = middle(values) if people is not None else None
    none = words.say("dots.none")
    return DotRow(
        block=name,
        number=number,
        round_name=words.say("dots.first" if number == 1 else "dots.second"),
        people=people,
        answers=len(values),
        counts=tuple(values.count(value) for value in (range(options) if options else VALUES)),
        scale=not options,
        median=figure(words, found.median) if found else none,
        middle_half=_half(words, found) if found else none,
    )


def _half(words: Wording, found: Middle) -> str:
    return words.say("dots.middle_half", low=figure(words, found.low), high=figure(words, found.high))


def figure(words: Wording, value: float) -> str:
    """Return 3.0 as "3", 3.5 as "3,5" and 4.25 as "4,25": a middle is exact in quarters."""
    decimals = next(places for places in (0, 1, 2) if round(value, places) == value)
    return words.number(value, decimals)


def pull_table(picture: PullPicture, words: Wording) -> PullTable | None:
    """Return the figures of a pull picture; None when it is withheld."""
    if picture.withheld is not None:
        return None
    head = tuple(words.say(f"pull.{name}") for name in ("pair", "sessions", "left", "right"))
    rows = tuple(
        PullRow(
            words.say("pull.pair_of", left=rail.left, right=rail.right),
            rail.sessions,
            rail.left_pull,
            rail.right_pull,
        )
        for rail in picture.rails
    )
    return PullTable(head, rows)
