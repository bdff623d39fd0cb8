"""What plain numbers under statements mean: proved by labels beside them or a codebook, said by a person, or asked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Final

from fagspejl.instrument.types import Scale
from fagspejl.intake.recognition.headings import Headed
from fagspejl.intake.recognition.known import Known
from fagspejl.intake.recognition.labels import Direction, codes_of, direction, number
from fagspejl.intake.recognition.rows import is_total
from fagspejl.intake.recognition.types import ColumnFound, Given, Label, Question
from fagspejl.intake.types import ScaleDirection
from fagspejl.intake.vocabulary import UNPROVED
from fagspejl.lib.sameness import normal

_CODED: Final = re.compile(r"([a-z]{1,4})(0?)([0-9]{1,2})")  # as LimeSurvey's A1 or AO01
_CHOICES: Final = ("low-to-high", "high-to-low")


@dataclass(frozen=True, slots=True)
class Numbers:
    """`values`: item -> normal text -> code. `direction`: of plain numbers, None where the file holds none."""

    values: Mapping[str, Mapping[str, int]]
    direction: ScaleDirection | None
    labels: tuple[Label, ...]
    questions: tuple[Question, ...]


def numbers_of(headed: Headed, columns: Sequence[ColumnFound], known: Known, given: Given) -> Numbers:
    """Say what numbers under each statement mean.

    A label beside a number, or in the codebook, goes before everything but the mapping's own values. Columns that a
    mapping names, or that bear our ids, hold our own documented numbers. Under words that were only recognised,
    numbers mean nothing until a person says which way they run. Rows below that sum up hold no answers.
    """
    scale, told = known.labels.scale, known.told
    items = {item.id for item in known.instrument.items}
    statements = [column for column in columns if column.ours in items]
    seen: dict[str, list[str]] = {}
    books: dict[str, dict[str, int]] = {}
    answers = [not is_total(record.cells) for record in headed.below]
    for column in statements:
        filled = (cell for cell in compress(headed.column(column.place), answers) if cell.strip())
        seen.setdefault(column.ours, []).extend(dict.fromkeys(filled))
        books.setdefault(column.ours, {}).update(_of_codebook(headed, column, known))
    beside = {
        item: [pair for text in texts if (pair := known.labels.pair(text))] for item, texts in seen.items()
    }
    for column in statements:
        for heading in headed.cells[column.place]:
            beside[column.ours] += known.labels.pairs_in(heading)
    own = {item: direction([*pairs, *_pairs(books[item])], scale) for item, pairs in beside.items()}
    unsaid = [
        (column, text)
        for column in statements
        if own[column.ours] in (None, "both")
        for text in seen[column.ours]
        if _is_number(text, scale) and normal(text) not in {**told.item_values, **books[column.ours]}
    ]
    texts = [text for _, text in unsaid]
    together = direction([pair for pairs in beside.values() for pair in pairs], scale)
    said = given.direction or told.direction
    documented = all(column.why in ("told", "name", "code") for column, _ in unsaid)
    way, questions = _way(together, said, documented, texts)
    values: dict[str, Mapping[str, int]] = {}
    for column in statements:
        item = column.ours
        proved = own[item]
        mine = way if proved is None or proved == "both" else proved
        general = {**_numbers(mine, column, texts, scale), **books[item]}
        if general or item in told.column_values:
            values[item] = {**general, **told.item_values, **told.column_values.get(item, {})}
    labels = _labels(statements, seen, books, known)
    return Numbers(values, way if texts else None, labels, tuple(questions))


def _way(
    proved: Direction, said: ScaleDirection | None, documented: bool, texts: Sequence[str]
) -> tuple[ScaleDirection | None, list[Question]]:
    """Which way numbers run whose own column does not say so, or the question."""
    if proved is not None and proved != "both":
        return proved, []
    if said is not None or not texts or (documented and proved is None):
        return said, []
    facts = (("names", ", ".join(sorted(set(texts), key=lambda text: (len(text), text))[:10])),)
    code = "scale_direction" if proved is None else "scale_contradicts"
    return None, [Question(code, facts, "--scale-direction", _CHOICES)]


def _numbers(
    way: ScaleDirection | None, column: ColumnFound, texts: Sequence[str], scale: Scale
) -> dict[str, int]:
    """Numbers, and codes that end in numbers, as places on the scale. {} where they are our own documented ones."""
    if way is None and column.why != "wording":
        return {}
    places = codes_of(way or "low-to-high", scale)
    if way is None:
        places = dict.fromkeys(places, UNPROVED)
    coded = {found.group(1, 2) for text in texts if (found := _CODED.fullmatch(normal(text)))}
    if len(coded) == 1:
        prefix, zero = next(iter(coded))
        places |= {f"{prefix}{zero}{said}": code for said, code in list(places.items())}
    return places


def _pairs(book: Mapping[str, int]) -> list[tuple[int, int]]:
    return [(said, code) for value, code in book.items() if (said := number(value)) is not None]


def _is_number(text: str, scale: Scale) -> bool:
    """Whether it may be a place on the scale; 6 and 99 are something else, whichever way the scale runs."""
    said = number(text)
    return _CODED.fullmatch(normal(text)) is not None if said is None else scale.lo <= said <= scale.hi


def _of_codebook(headed: Headed, column: ColumnFound, known: Known) -> dict[str, int]:
    """Values of a column by the codebook's labels; a value whose label is unknown to us stays as it is."""
    books = {normal(name): labels for name, labels in headed.table.codebook.labels.items()}
    found = next((books[key] for name in headed.cells[column.place] if (key := normal(name)) in books), {})
    codes = {normal(value): known.labels.code(label) for value, label in found.items()}
    return {value: code for value, code in codes.items() if code is not None}


def _labels(
    statements: Sequence[ColumnFound],
    seen: Mapping[str, Sequence[str]],
    books: Mapping[str, Mapping[str, int]],
    known: Known,
) -> tuple[Label, ...]:
    labels: dict[tuple[str, int, str], Label] = {}
    for column in statements:
        for value, place in books[column.ours].items():
            labels.setdefault((value, place, ""), Label(value, place, "codebook"))
        for text in seen[column.ours]:
            told = known.told.item_values.get(normal(text))
            code = known.labels.code(text) if told is None else told
            if code is not None:
                label = Label(text, code, "wording" if told is None else "told")
                labels.setdefault((normal(text), code, ""), label)
    return tuple(labels.values())
