"""The picture of quality from what may be shown: headings, sentences, drawing and table are of one object. Pure.

Headings, spread words and sentences about groups come from the arithmetic alone. The limits are kept by whoever hands
in the answers; a statement whose one rating is undivided is drawn undivided, since its two halves must be of the same
people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.lib.wording import Wording
from fagspejl.workspace.arithmetic.findings import QualityWord, SpreadWord
from fagspejl.workspace.arithmetic.groups import group_difference
from fagspejl.workspace.arithmetic.quality import quality_heading
from fagspejl.workspace.arithmetic.scale import median
from fagspejl.workspace.arithmetic.spread import spread
from fagspejl.workspace.charts.quality import (
    GuessPart,
    GuessRow,
    QualityBlock,
    QualityList,
    QualityPicture,
    QualityRow,
)
from fagspejl.workspace.sessions.sentences import Kind, caution, middle, said, withheld

GUESSED: Final = 3  # a guess is a top three
ORDER: Final = (
    QualityWord.SHARED_BUT_UNEVEN,
    QualityWord.DISAGREED,
    QualityWord.SHARED_AND_SUCCEEDS,
    QualityWord.CAN_WAIT,
)


@dataclass(frozen=True, slots=True)
class Answers:
    """One block of one rating: whole numbers 0-10, sorted. `rest`: the block Øvrige."""

    name: str
    values: tuple[int, ...]
    rest: bool = False


@dataclass(frozen=True, slots=True)
class Rated:
    """A statement with both ratings, each block by block; () where too few answered to show anything.

    `item`: its place among the statements. The places of its two questions seed the chance in sentences about groups.
    """

    item: int
    text: str
    importance: tuple[Answers, ...]
    practice: tuple[Answers, ...]
    seeds: tuple[int, int]

    @property
    def divided(self) -> bool:
        """Whether groups stand apart in both ratings."""
        return len(self.importance) > 1 and len(self.practice) > 1


@dataclass(frozen=True, slots=True)
class Guess:
    """What `n` people outside a group took for its three most important, as the engine counts it.

    `right`: of n, those with at least two of its own three. `picks`: how many named each statement, by place.
    `actual`: the places of the group's own highest; more than three where some are equal.
    """

    about: str
    n: int
    right: int
    picks: tuple[int, ...]
    actual: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class LeastAnswers:
    """The least answers in all, and of a block."""

    everybody: int
    block: int


def heading_of(rated: Rated, limits: LeastAnswers) -> QualityWord | None:
    """Return the heading of a statement; None where too few answered to say."""
    blocks = {one.name: one.values for one in rated.practice} if rated.divided else {}
    every = _every(rated.importance), _every(rated.practice)
    return quality_heading(*every, blocks, limit=limits.everybody).word


def quality_picture(
    title: str,
    statements: Sequence[Rated],
    words: Wording,
    *,
    kind: Kind,
    limits: LeastAnswers,
    guesses: Sequence[Guess] = (),
) -> QualityPicture:
    """Return the picture of these statements. `kind`: by what the groups are; `words` know the room's findings too."""
    found = {one.item: heading_of(one, limits) for one in statements}
    drawn = [one for one in statements if found[one.item] is not None]
    if not drawn:
        return QualityPicture(title, withheld=withheld(words))
    lists = tuple(
        QualityList(
            word.value,
            words.say(f"quality_picture.{word.value}"),
            words.say(f"quality_picture.{word.value}_lead"),
            tuple(_row(one, word, words, kind, limits) for one in _widest_first(drawn, found, word)),
        )
        for word in ORDER
        if word in found.values()
    )
    names = _names(drawn, words)
    return QualityPicture(
        title,
        names,
        lists,
        _guesses(drawn, guesses, words),
        tuple(one.text for one in statements if found[one.item] is None),
        withheld(words),
        (_counts(lists, len(drawn), words), *_widest(lists, words)),
        caution(words),
    )


def _widest_first(
    drawn: Sequence[Rated], found: Mapping[int, QualityWord | None], word: QualityWord
) -> list[Rated]:
    """Return the statements of a heading, the one with the widest gap between its two middles first."""

    def gap(one: Rated) -> float:
        first, second = _every(one.importance), _every(one.practice)
        return median(second) - median(first) if first and second else 0.0

    return sorted((one for one in drawn if found[one.item] is word), key=gap)


def _widest(lists: Sequence[QualityList], words: Wording) -> tuple[str, ...]:
    """Return which statement of what is shared but uneven has the widest gap: the one to talk about first."""
    for one in lists:
        if one.key == QualityWord.SHARED_BUT_UNEVEN:
            row = one.rows[0]
            first, second = row.everybody.importance, row.everybody.practice
            if first is not None and second is not None:
                x, y = middle(words, first), middle(words, second)
                return (words.say("quality_picture.widest", text=row.text.rstrip("."), x=x, y=y),)
    return ()


def _counts(lists: Sequence[QualityList], n: int, words: Wording) -> str:
    told = [words.say("quality_picture.count", heading=one.heading, count=len(one.rows)) for one in lists]
    return words.counted("quality_picture.counts", n, told=words.series(told))


def _names(drawn: Iterable[Rated], words: Wording) -> tuple[tuple[str, bool], ...]:
    """Return the blocks that have a shape: groups first, in their order, then everybody where it is drawn."""
    found: dict[str, bool] = {}
    whole = False
    for one in drawn:
        whole = whole or not one.divided
        found.update({block.name: block.rest for block in one.importance} if one.divided else {})
    everybody = {words.say("picture.everybody"): False} if whole else {}
    return tuple((found | everybody).items())


def _row(one: Rated, word: QualityWord, words: Wording, kind: Kind, limits: LeastAnswers) -> QualityRow:
    blocks: tuple[QualityBlock, ...] = ()
    if one.divided:
        done = {block.name: block.values for block in one.practice}
        blocks = tuple(
            _block(each.name, each.values, done.get(each.name, ()), each.rest) for each in one.importance
        )
    everybody = _block(words.say("picture.everybody"), _every(one.importance), _every(one.practice))
    stands = words.say(
        "quality_picture.stands",
        text=one.text.rstrip("."),
        heading=words.say(f"quality_picture.{word.value}"),
    )
    importance, practice = (
        _told(side, answers, words, kind, limits, seed, divided=one.divided)
        for side, answers, seed in zip(
            ("importance", "practice"), (one.importance, one.practice), one.seeds, strict=True
        )
    )
    return QualityRow(one.item, one.text, everybody, blocks, (stands, importance, practice))


def _block(name: str, first: tuple[int, ...], second: tuple[int, ...], rest: bool = False) -> QualityBlock:
    importance, practice = (median(values) if values else None for values in (first, second))
    return QualityBlock(name, len(first), len(second), importance, practice, rest=rest)


def _told(
    side: str,
    answers: Sequence[Answers],
    words: Wording,
    kind: Kind,
    limits: LeastAnswers,
    seed: int,
    *,
    divided: bool,
) -> str:
    """Return the word of one rating with its counts, and the sentence about groups where it is earned."""
    found = spread(_every(answers), limit=limits.everybody)
    if found.word is None or found.median is None:
        return words.say(f"quality_picture.{side}_few")
    slots = {"near": found.near, "n": found.n, "med": middle(words, found.median)}
    if found.word is SpreadWord.DIVIDED:
        slots = {"a": found.low, "b": found.high, "n": found.n}
    told = [words.say(f"quality_picture.{side}_{found.word.value}", **slots)]
    groups = {one.name: one.values for one in answers if not one.rest} if divided else {}
    difference = group_difference(groups, seed=seed, limit=limits.block)
    if difference.speak:
        earned = " ".join(said(difference, words, kind=kind))
        told.append(words.say(f"quality_picture.{side}_groups", told=earned))
    return " ".join(told)


def _every(answers: Sequence[Answers]) -> tuple[int, ...]:
    return tuple(sorted(value for one in answers for value in one.values))


def _guesses(drawn: Sequence[Rated], guesses: Sequence[Guess], words: Wording) -> tuple[GuessPart, ...]:
    texts = {one.item: one.text for one in drawn}
    parts = []
    for one in guesses:
        own = [place for place in one.actual if place in texts]
        named = sorted(
            (place for place in texts if place not in own), key=lambda place: (-one.picks[place], place)
        )
        beside = [place for place in named if one.picks[place]][
            : max(0, GUESSED - sum(map(bool, map(one.picks.__getitem__, own))))
        ]
        rows = tuple(GuessRow(texts[place], one.picks[place], place in own) for place in (*own, *beside))
        told = words.say("quality_picture.guessed", group=one.about, right=one.right, n=one.n)
        if own:
            parts.append(GuessPart(one.about, one.n, one.right, rows, told))
    return tuple(parts)
