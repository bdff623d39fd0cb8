"""What one cell may mean as a heading: our name for it, and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from fagspejl.instrument.types import Instrument
from fagspejl.intake.mapping.types import FileMapping, answer_columns
from fagspejl.intake.recognition.labels import Labels, vocabulary
from fagspejl.intake.recognition.phrases import Cut, Phrases, words
from fagspejl.intake.recognition.statements import Statement, Statements
from fagspejl.intake.recognition.types import Why
from fagspejl.intake.vocabulary import column_name
from fagspejl.lib.sameness import normal

LONGEST: Final = 2_000  # characters of a heading that is looked into
_REMARK: Final = re.compile(r"\s*\([^()]*\)\s*$")  # "(skriv kort)" after a question
_GAP: Final = re.compile(r"[\w,;][\s._&-]+\w")  # between two words: R and databases write no spaces
WEIGHT: Final[dict[Why, int]] = {"told": 4, "name": 3, "wording": 3, "code": 3, "heading": 2}


@dataclass(frozen=True, slots=True)
class Meaning:
    """A heading understood. `rank`: 0 for the plainest way to say it. `statement`: where our own words are found."""

    ours: str
    why: Why
    rank: int = 0
    statement: Statement | None = None

    @property
    def is_statement(self) -> bool:
        """Whether it is an item of the questionnaire."""
        return self.ours not in ("leader", "perspective", "person") and not self.ours.startswith("comment_")


@dataclass(slots=True)
class Known:
    """All that may be known of headings before a file is seen: the questionnaire, the mapping, common words."""

    instrument: Instrument
    told: FileMapping
    labels: Labels = field(init=False)
    statements: Statements = field(init=False)
    _told: dict[str, str] = field(init=False)
    _names: dict[str, str] = field(init=False)
    _ignored: frozenset[str] = field(init=False)
    _phrases: Phrases[tuple[str, int]] = field(init=False)
    _cache: dict[str, Meaning | None] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.labels, self.statements = Labels(self.instrument), Statements(self.instrument)
        self._told = {normal(theirs): ours for ours, theirs in self.told.answers.theirs.items()}
        self._ignored = frozenset(normal(name) for name in self.told.answers.ignored)
        free = [name for name in answer_columns(self.instrument) if name not in self.told.answers.theirs]
        self._names = {column_name(name): name for name in free}
        self._phrases = _common(self.instrument)

    @property
    def items(self) -> set[str]:
        """The ids of all statements."""
        return {item.id for item in self.instrument.items}

    def meaning(self, cell: str) -> Meaning | None:
        """Return what a cell means as a heading, or None."""
        if cell not in self._cache:
            self._cache[cell] = self._understood(cell)
        return self._cache[cell]

    def _understood(self, cell: str) -> Meaning | None:
        key = normal(cell) if len(cell) <= LONGEST else ""
        if len(key) < 2 or key.isdecimal():
            return None
        if key in self._told:
            return Meaning(self._told[key], "told")
        if key in self._ignored:
            return None
        name = self._names.get(column_name(cell))
        if name is not None:
            return Meaning(name, "name")
        found = self.statements.find(cell) if _GAP.search(key) else None
        if found is not None:
            return self._free(Meaning(found.item, "wording", 0, found))
        item = self.statements.by_id(cell)
        if item is not None:
            return self._free(Meaning(item, "code"))
        hit = self._phrases.find(Cut.of(_REMARK.sub("", cell)))
        if hit is not None and hit.whole:
            ours, rank = hit.value
            return self._free(Meaning(ours, "wording" if ours.startswith("comment_") else "heading", rank))
        return None

    def _free(self, meaning: Meaning) -> Meaning | None:
        """What a mapping says of a column of ours is all there is of it."""
        return None if meaning.ours in self.told.answers.theirs else meaning


def _common(instrument: Instrument) -> Phrases[tuple[str, int]]:
    phrases: Phrases[tuple[str, int]] = Phrases()
    for wording in instrument.wordings.values():
        for question, spoken in wording.comments.items():
            for text in spoken.values():
                phrases.add(words(text), (f"comment_{question}", 0))
    for rank, headings in enumerate(vocabulary()["leader"]["headings"]):
        for text in headings:
            phrases.add(words(text), ("leader", rank))
    for text in vocabulary()["perspective"]["headings"]:
        phrases.add(words(text), ("perspective", 0))
    return phrases
