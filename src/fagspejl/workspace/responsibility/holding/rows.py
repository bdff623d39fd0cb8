"""A task of a session with what is found of its two questions: which rows are divided, agreed, and on whom. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from fagspejl.workspace.arithmetic.findings import OptionSpread, SpreadWord
from fagspejl.workspace.arithmetic.spread import option_spread

ORDER: Final = {SpreadWord.DIVIDED: 0, SpreadWord.SCATTERED: 1, None: 2, SpreadWord.AGREED: 3}


@dataclass(frozen=True, slots=True)
class HolderAsk:
    """One question of a task: its options, the answers, and what is found; None where nothing may be shown.

    The last option is "nobody": a session is made so.
    """

    options: tuple[str, ...]
    values: tuple[int, ...]
    found: OptionSpread | None

    @property
    def word(self) -> SpreadWord | None:
        """How the answers lie."""
        return None if self.found is None else self.found.word

    @property
    def counts(self) -> tuple[int, ...]:
        """Answers per option; () where nothing may be shown."""
        if self.found is None:
            return ()
        return tuple(self.values.count(place) for place in range(len(self.options)))

    @property
    def with_nobody(self) -> bool:
        """Whether at least one answers "nobody"."""
        return bool(self.counts) and self.counts[-1] > 0

    @property
    def agreed_on(self) -> str:
        """The option on which people agree; "" where they do not, or too few answered."""
        if self.word is not SpreadWord.AGREED:
            return ""
        place, _ = Counter(self.values).most_common(1)[0]
        return self.options[place]


@dataclass(frozen=True, slots=True)
class HolderRow:
    """A task: who does it today, and who should."""

    case: int
    name: str
    today: HolderAsk
    ought: HolderAsk

    @property
    def both(self) -> tuple[HolderAsk, HolderAsk]:
        """Its two questions, in order."""
        return self.today, self.ought

    @property
    def is_shown(self) -> bool:
        """Whether anything of it may be shown."""
        return any(one.found for one in self.both)

    @property
    def is_divided(self) -> bool:
        """Whether one of its questions divides the unit."""
        return any(one.word is SpreadWord.DIVIDED for one in self.both)

    @property
    def is_agreed(self) -> bool:
        """Whether there is nothing to talk about: both are agreed, and somebody should do it."""
        return bool(self.today.agreed_on) and bool(self.holder)

    @property
    def holder(self) -> str:
        """The role that people agree should hold it; "" where they do not, or say that nobody should."""
        told = self.ought.agreed_on
        return "" if told in self.ought.options[-1:] else told

    @property
    def order(self) -> tuple[int, ...]:
        """What sorts the rows that divide the unit first, those it agrees on last."""
        return (int(self.is_agreed), *sorted(ORDER[one.word] for one in self.both))


def asked(options: Sequence[str], values: Sequence[int], limit: int) -> HolderAsk:
    """Return one question with what is found. Without options or below the limit nothing is."""
    found = option_spread(values, limit=limit) if options else None
    return HolderAsk(tuple(options), tuple(values), found if found is not None and found.speak else None)
