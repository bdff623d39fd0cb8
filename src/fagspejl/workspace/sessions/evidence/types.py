"""What a tool offers as evidence: words and counts as they stand today, ready to be frozen into a note. Pure."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias
from uuid import UUID

from fagspejl.lib.wording import Wording


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One dot of an indicator: `count` of `of`, in the weeks whose Mondays are `first` to `last` (most often one).

    Of answers `of` is 5 or more; of shifts it is what was logged.
    """

    first: date
    last: date
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Series:
    """One indicator over time, oldest first. `name`: what is counted, to stand as a heading ("Røde vagter").

    `count_word`: what one of the count is called in a sentence ("røde vagter"), `of_word`: of what ("vagter").
    """

    name: str
    count_word: str
    of_word: str
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """One figure that a unit may already see, in the words it may be repeated in.

    `source`: what it comes from, in the tool's own words ("<id>" or "<id>:<part>", 100 signs at most): with the kind it
    says which figure this is, so the same figure has the same source tomorrow. `heading`: where it is from ("Puls:
    Dokumentation før vagtskifte"), 160 signs at most. `sentence`: the figure with its n, one sentence of 500 signs at
    most. `n`: how many answers, shifts or rows it rests on; answers are 5 or more. `shown_on`: the newest day that the
    figure speaks of. `series`: the same indicator week for week, where there is one.
    """

    kind: str
    source: str
    heading: str
    sentence: str
    n: int
    shown_on: date
    series: Series | None = None


# What a unit has to offer today, in the language of the words; newest or weightiest first, at most some twenty. A tool
# asks the database a fixed number of times, however much it holds.
Offer: TypeAlias = Callable[[UUID, Wording], tuple[Evidence, ...]]
# Which of these sources may be shown no more because what they come from was withdrawn. Being deleted is not that: a
# frozen figure outlives its rows.
Withdrawn: TypeAlias = Callable[[Collection[str]], frozenset[str]]
