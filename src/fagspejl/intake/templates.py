"""Files to begin from: every column with a note, and an example row for every case. Invented people, pure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from fagspejl.instrument.types import Instrument, PerspectiveName
from fagspejl.lib.language import Language


@dataclass(frozen=True, slots=True)
class TemplateColumn:
    """A heading, and what belongs below it."""

    heading: str
    note: str


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """An example, as wide as the headings, and what it shows."""

    shows: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """A table to begin from. `name` is its worksheet, `guide` that of its explanation.

    `of_columns` are the headings of what it says of columns, `of_rows` that of what it says of rows.
    """

    name: str
    guide: str
    of_columns: tuple[str, str]
    of_rows: str
    columns: tuple[TemplateColumn, ...]
    rows: tuple[TemplateRow, ...]


def roster_template(language: Language) -> Template:
    """Return the roster to begin from; the reader takes it in without a fault."""
    told = _told()["roster"]
    names = [column["name"] for column in told["columns"]]
    rows = tuple(
        TemplateRow(row[language], tuple(_word(row["cells"].get(name, ""), language) for name in names))
        for row in told["rows"]
    )
    return _template("roster", language, _columns(told["columns"], language), rows)


def answers_template(instrument: Instrument, language: Language) -> Template:
    """Return the answers of a questionnaire to begin from, a row for every perspective that it asks."""
    told, wording = _told()["answers"], instrument.wordings[language]
    columns = list(_columns(told["columns"], language))
    for item in instrument.items:
        words = wording.themes[item.theme].items
        who: PerspectiveName = next(name for name in item.perspectives if name in words)
        columns.append(TemplateColumn(item.id, words[who][item.id]))
    for question in instrument.comments:
        asked = wording.comments.get(question, {})
        columns.append(TemplateColumn(f"comment_{question}", next(iter(asked.values()), "")))
    asked_of = {name for item in instrument.items for name in item.perspectives}
    rows = tuple(
        TemplateRow(row[language], _answer(number, row, instrument, language))
        for number, row in enumerate(told["rows"])
        if row["perspective"] in asked_of
    )
    return _template("answers", language, tuple(columns), rows)


def _answer(
    number: int, row: Mapping[str, Any], instrument: Instrument, language: Language
) -> tuple[str, ...]:
    """One form, its answers near the upper end of the scale."""
    scale, count = instrument.scale, len(instrument.items)
    unknown = {place % count for place in row.get("unknown", ())}
    skipped = {place % count for place in row.get("skipped", ())}
    answers = []
    for place, item in enumerate(instrument.items):
        if row["perspective"] not in item.perspectives or place in skipped:
            answers.append("")
        elif place in unknown:
            answers.append(instrument.wordings[language].dont_know)
        else:
            answers.append(str(max(scale.lo, scale.hi - (number + place) % 3)))
    comments = [row["comment"][language] if "comment" in row else "", *[""] * len(instrument.comments)]
    who = _word(row["perspective"], language)
    return (row["leader"], who, row["person"], *answers, *comments[: len(instrument.comments)])


def _template(
    kind: str, language: Language, columns: tuple[TemplateColumn, ...], rows: tuple[TemplateRow, ...]
) -> Template:
    names = {key: said[language] for key, said in _told()["names"].items()}
    return Template(
        name=names[kind],
        guide=names["guide"],
        of_columns=(names["column"], names["meaning"]),
        of_rows=names["shows"],
        columns=columns,
        rows=rows,
    )


def _columns(told: list[dict[str, Any]], language: Language) -> tuple[TemplateColumn, ...]:
    return tuple(TemplateColumn(*column[language]) for column in told)


def _word(cell: str, language: Language) -> str:
    said = _told()["words"].get(cell)
    return cell if said is None else str(said[language])


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("templates.toml").read_text("utf-8"))
