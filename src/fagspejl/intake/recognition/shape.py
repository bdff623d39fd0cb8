"""How answers stand in a table that has not one row for each form about one leader, told by its beginning."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Final

from fagspejl.instrument.types import PerspectiveName
from fagspejl.intake.findings import listing
from fagspejl.intake.mapping.shape import Shape
from fagspejl.intake.recognition.headings import Headed, is_answer
from fagspejl.intake.recognition.known import Known, Meaning
from fagspejl.intake.recognition.types import Question
from fagspejl.intake.tables import Heading
from fagspejl.lib.sameness import normal

_FORMS: Final = (
    *(
        "svar-id",
        "svarid",
        "svar id",
        "besvarelse",
        "besvarelses-id",
        "respondent",
        "respondentid",
        "respondent id",
    ),
    *(
        "respondent-id",
        "response id",
        "responseid",
        "response",
        "submission id",
        "form id",
        "skema",
        "skema-id",
    ),
    *("person", "person id", "deltager", "deltager-id", "id", "token", "record id", "respid", "case"),
)
_ANSWERS: Final = (
    "svar",
    "answer",
    "response",
    "svartekst",
    "answer text",
    "label",
    "værdi",
    "value",
    "score",
    "rating",
)
_MOSTLY: Final = 0.6
_SEPARATORS: Final = re.compile(r"\s+[-–—|]\s+|[:/\n|]\s*|\s*[\[\]]\s*")


@dataclass(frozen=True, slots=True)
class Found:
    """A shape, with what must be asked about it."""

    shape: Shape
    questions: tuple[Question, ...] = ()
    heading: Heading | None = None  # where that is not the heading it seems to have
    perspectives: tuple[PerspectiveName, ...] = ()  # whose words all statements have


def find_shape(headed: Headed, known: Known) -> Found | Question | None:
    """Return the shape of a table, what must be said first, or None: one row is one form, or nothing is known."""
    places: defaultdict[str, list[tuple[int, Meaning]]] = defaultdict(list)
    for place, cells in enumerate(headed.cells):
        meaning = next((m for cell in cells if (m := known.meaning(cell)) and _is_item(m, known)), None)
        if meaning is not None:
            places[meaning.ours].append((place, meaning))
    if places:
        return _leaders(headed, places)
    return _listed(headed, known)


def _is_item(meaning: Meaning, known: Known) -> bool:
    return meaning.is_statement and any(item.id == meaning.ours for item in known.instrument.items)


def _leaders(headed: Headed, places: dict[str, list[tuple[int, Meaning]]]) -> Found | None:
    """Several columns of each statement, told apart by a name that stands before, after or within its words."""
    several = {ours: columns for ours, columns in places.items() if len(columns) > 1}
    if len(several) < min(2, len(places)) or len({len(columns) for columns in several.values()}) > 1:
        return None
    for columns in several.values():
        if len({meaning.statement and meaning.statement.perspectives for _, meaning in columns}) > 1:
            return None  # each perspective has columns of its own
    for part in ("subject", "after", "before"):
        labels = {
            ours: [str(getattr(meaning.statement, part, "")) for _, meaning in columns]
            for ours, columns in several.items()
        }
        names = _without_stem(next(iter(labels.values())))
        whole = all(names) and len({normal(name) for name in names}) == len(names)
        if whole and all(_without_stem(said) == names for said in labels.values()):
            leaders = {
                name: {ours: headed.heading.names[columns[number][0]] for ours, columns in several.items()}
                for number, name in enumerate(names)
            }
            asked = Question("several_leaders", (("names", listing(names)),))
            questions = () if part == "subject" else (asked,)
            return Found(Shape("leaders-in-columns", leaders=leaders), questions, None, _speaking(several))
    return None


def _speaking(several: dict[str, list[tuple[int, Meaning]]]) -> tuple[PerspectiveName, ...]:
    said = [set(m.statement.perspectives) for columns in several.values() for _, m in columns if m.statement]
    return tuple(sorted(set.intersection(*said))) if said else ()


def _without_stem(labels: list[str]) -> list[str]:
    """Return the labels without the parts that all of them share."""
    parts = [[part.strip() for part in _SEPARATORS.split(label) if part.strip()] for label in labels]
    shared = set.intersection(*(set(map(normal, said)) for said in parts)) if parts else set()
    return [" - ".join(part for part in said if normal(part) not in shared) for said in parts]


def _listed(headed: Headed, known: Known) -> Found | Question | None:
    """Statements in the cells of one column: one row for each answer, or a table that is turned."""
    width = len(headed.heading.names)
    best, column = Counter[str](), -1
    for place in range(width):
        cells = headed.column(place)
        items = Counter(m.ours for cell in cells if (m := known.meaning(cell)) and _is_item(m, known))
        if (
            items.total() >= max(2, _MOSTLY * sum(bool(cell.strip()) for cell in cells) / 2)
            and items.total() > best.total()
        ):
            best, column = items, place
    if column < 0:
        return None
    once = best.most_common(1)[0][1] == 1 and len(best) >= 2
    if once and width - column > 2:
        return _turned(headed, column, known)
    return _long(headed, column, known)


def _turned(headed: Headed, column: int, known: Known) -> Found | Question:
    records = [one for one in headed.table.head if sum(bool(cell.strip()) for cell in one.cells) > 1]
    labels = sum(known.labels.code(cell) is not None for cell in records[0].cells[column + 1 :])
    meanings = [known.meaning(one.cells[column]) if column < len(one.cells) else None for one in records]
    cells = [
        cell
        for one, meaning in zip(records, meanings, strict=True)
        if meaning is not None and _is_item(meaning, known)
        for cell in one.cells[column + 1 :]
        if cell.strip()
    ]
    if labels > 1 or sum(is_answer(cell, known) for cell in cells) < _MOSTLY * len(cells):
        return Question("results_not_answers")
    if not any(meaning is not None and meaning.ours == "leader" for meaning in meanings):
        return Question("turned_table")
    names = records[0].cells
    forms = [normal(cell) for cell in names[column + 1 :] if cell.strip()]
    form = "person" if meanings[0] is None and len(set(forms)) == len(forms) > 0 else ""
    shape = Shape("turned", form=form, statement=names[column])
    return Found(shape, heading=Heading(names, records[0].row))


def _long(headed: Headed, column: int, known: Known) -> Found | Question:
    names = headed.heading.names
    asked = [place for place, cell in enumerate(headed.column(column)) if known.meaning(cell)]
    shares = {}
    for place in range(len(names)):
        cells = headed.column(place)
        filled = [cells[row] for row in asked if cells[row].strip()]
        if place != column and filled and sum(is_answer(cell, known) for cell in filled) > 0.8 * len(filled):
            shares[place] = sum(known.labels.code(cell) is not None for cell in filled) / len(filled)
    named = [place for place in shares if normal(names[place]) in _ANSWERS]
    worded = [place for place in shares if shares[place] > _MOSTLY]
    answers = worded or named
    forms = [place for place, name in enumerate(names) if normal(name) in _FORMS and place not in answers]
    forms = sorted(forms, key=lambda place: _FORMS.index(normal(names[place])))
    forms = [place for place in forms if _is_form(headed, place, column)]
    if len(answers) != 1 or not forms or not all(names):
        return Question("one_row_per_answer")
    apart = tuple(
        name for name in names if (m := known.meaning(name)) and m.ours in ("leader", "perspective")
    )
    shape = Shape(
        "one-row-per-answer",
        form=names[forms[0]],
        statement=names[column],
        answers=(names[answers[0]],),
        apart=apart,
    )
    return Found(shape)


def _is_form(headed: Headed, place: int, statement: int) -> bool:
    """Whether rows with one value ask several things: a number of rows, or of answers, differs in each row."""
    asked: defaultdict[str, set[str]] = defaultdict(set)
    for cell, said in zip(headed.column(place), headed.column(statement), strict=True):
        if cell.strip():
            asked[normal(cell)].add(normal(said))
    several = sum(len(said) > 1 for said in asked.values())
    rows = len(headed.below)
    return several > 0 or (
        len(asked) > 1 and rows >= 50
    )  # sorted by statement, the head shows only the first ones
