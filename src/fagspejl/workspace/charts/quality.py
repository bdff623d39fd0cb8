"""The frozen picture of quality: statements under their headings, and the table with the same figures. Pure.

Every middle is a median of answers that its maker may show: the limits are kept before. One object makes drawing,
sentences and table, so that they cannot differ.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from fagspejl.lib.wording import Wording
from fagspejl.workspace.charts.picture import HIGHEST, LOWEST
from fagspejl.workspace.charts.table import figure


@dataclass(frozen=True, slots=True)
class QualityBlock:
    """What one group said of one statement: two medians 0-10 in half steps, and how many answers each rests on.

    A median is None where it may not be shown. `rest`: the block Øvrige. Raises ValueError for a median off the scale.
    """

    name: str
    importance_n: int
    practice_n: int
    importance: float | None
    practice: float | None
    rest: bool = False

    def __post_init__(self) -> None:
        for value in (self.importance, self.practice):
            if value is not None and not LOWEST <= value <= HIGHEST:
                raise ValueError(f"a median of {self.name} is off the scale")


@dataclass(frozen=True, slots=True)
class QualityRow:
    """One statement. `item`: its place; `everybody`: all answers together; `blocks`: the groups, () if undivided.

    `told`: the statement with its heading, then the words of each rating.
    """

    item: int
    text: str
    everybody: QualityBlock
    blocks: tuple[QualityBlock, ...]
    told: tuple[str, str, str]

    @property
    def said(self) -> str:
        """Everything that is said of it, in one piece."""
        return " ".join(self.told)

    @property
    def drawn(self) -> tuple[QualityBlock, ...]:
        """The blocks that have a shape: the groups, or everybody where nothing is divided."""
        return self.blocks or (self.everybody,)


@dataclass(frozen=True, slots=True)
class QualityList:
    """One heading with what it means, and its statements in their order."""

    key: str
    heading: str
    lead: str
    rows: tuple[QualityRow, ...]


@dataclass(frozen=True, slots=True)
class GuessRow:
    """A statement of a guess: how many named it, and whether the group itself has it among its highest."""

    text: str
    picked: int
    own: bool


@dataclass(frozen=True, slots=True)
class GuessPart:
    """What `n` people outside a group took for its three highest, against what it rated highest itself.

    `rows`: the group's own first, then what was named most beside them. `right`: of n, as the engine counts them.
    """

    about: str
    n: int
    right: int
    rows: tuple[GuessRow, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class QualityPicture:
    """Kvalitetsbilledet: headed lists in their order, empty ones left out, and the guesses.

    `names`: the groups that have a shape, in the order of their shapes, each with whether it is Øvrige. `hidden`:
    statements with too few answers, told by `hidden_lead`. `withheld`: with it nothing is drawn and no table made.
    `alone`: one statement, which the sentences are about. `more`: statements that are left out.
    """

    title: str
    names: tuple[tuple[str, bool], ...] = ()
    lists: tuple[QualityList, ...] = ()
    guesses: tuple[GuessPart, ...] = ()
    hidden: tuple[str, ...] = ()
    hidden_lead: str = ""
    sentences: tuple[str, ...] = ()
    caution: str = ""
    withheld: str | None = None
    alone: bool = False
    more: int = 0

    def __post_init__(self) -> None:
        if self.withheld is None and not self.lists:
            raise ValueError(
                "a picture of quality without a statement needs the sentence that stands instead"
            )

    @property
    def rows(self) -> tuple[QualityRow, ...]:
        """All statements that are drawn, in the order in which they stand."""
        return tuple(row for one in self.lists for row in one.rows)

    @property
    def said(self) -> tuple[str, ...]:
        """Everything that is said of it, the most important first: in all, of guesses, and once of each statement."""
        guessed = tuple(part.sentence for part in self.guesses)
        rows = () if self.alone else tuple(row.said for row in self.rows)
        return (*self.sentences[:1], *guessed, *self.sentences[1:], *rows)

    def of(self, item: int) -> QualityPicture:
        """Return the picture of one statement alone, as it is talked about; the whole one where it is not drawn."""
        lists = tuple(
            replace(one, rows=tuple(row for row in one.rows if row.item == item)) for one in self.lists
        )
        kept = tuple(one for one in lists if one.rows)
        if not kept:
            return self
        told = kept[0].rows[0].told[1:]
        return replace(self, lists=kept, guesses=(), hidden=(), sentences=told, alone=True)

    def first(self, count: int) -> QualityPicture:
        """Return the picture of its first statements alone, as a wall shows it that holds no more; `more` are left."""
        left, kept = count, []
        for one in self.lists:
            if left > 0:
                kept.append(replace(one, rows=one.rows[:left]))
                left -= len(one.rows)
        return replace(self, lists=tuple(kept), guesses=(), hidden=(), more=len(self.rows) - count)


def table_rows(picture: QualityPicture, words: Wording) -> tuple[tuple[str, ...], ...]:
    """Return the figures of the picture: statement, heading, block, answers, both medians. () when it is withheld."""
    return tuple(
        (row.text, one.heading, *_cells(block, words))
        for one in picture.lists
        for row in one.rows
        for block in (row.everybody, *row.blocks)
    )


def _cells(block: QualityBlock, words: Wording) -> tuple[str, str, str, str]:
    told = [
        words.say("quality_picture.no_figure") if value is None else figure(words, value)
        for value in (block.importance, block.practice)
    ]
    both = block.importance_n, block.practice_n
    n = (
        str(both[0])
        if both[0] == both[1]
        else words.say("quality_picture.both_n", first=both[0], second=both[1])
    )
    return block.name, n, told[0], told[1]
