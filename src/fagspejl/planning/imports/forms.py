"""What a planner says of the columns of a roster, and of its words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, get_args

from django.http import QueryDict

from fagspejl.instrument.loader import load
from fagspejl.intake import masked
from fagspejl.intake.roster.days import Order
from fagspejl.intake.roster.mapping import WORDS
from fagspejl.intake.roster.recognised import FieldRow, MappingSaid, Recognition
from fagspejl.intake.roster.unknown import MOST_WORDS, WordRow
from fagspejl.intake.vocabulary import word
from fagspejl.lib.wording import Wording
from fagspejl.operations.services.imports.reading import INSTRUMENT

_AS_FOUND = "found"  # several columns that one select cannot say
_LONGEST_WORD: Final = 200
_OURS: Final[Mapping[str, tuple[str, ...]]] = {
    "role": ("leder", "medarbejder"),
    "language": ("da", "en"),
    "exempt": ("ja", "nej"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One of our fields as the table shows it. `choices`: value, text and whether it is chosen."""

    field: FieldRow
    label: str
    hint: str
    percent: int
    choices: tuple[tuple[str, str, bool], ...]


def rows(found: Recognition, words: Wording) -> list[Row]:
    """Return the table of fields."""
    return [_row(one, found, words) for one in found.fields if one.name != "levels" or one.columns]


def _row(one: FieldRow, found: Recognition, words: Wording) -> Row:
    fixed = len(one.columns) > 1 or any(name not in found.headings for name in one.columns)
    choices = [("", words.say("imports.not_in_file"), not one.columns)]
    if fixed:
        choices.append((_AS_FOUND, ", ".join(one.columns), True))
    choices += [
        (f"={heading}", heading, not fixed and one.columns == (heading,)) for heading in found.headings
    ]
    percent = 100 * one.filled // one.rows if one.rows else 0
    key = f"imports_field.{one.name}"
    hint = words.say(f"imports_hint.{one.name}") if f"imports_hint.{one.name}" in words.keys else ""
    return Row(one, words.say(key), hint, percent, tuple(choices))


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the file that is none of ours. `choices`: value, text and whether it is chosen."""

    column: str
    label: str
    text: str
    rows: int
    choices: tuple[tuple[str, str, bool], ...]


def words_said(found: Recognition, words: Wording) -> list[Word]:
    """Return the table of words that a planner may explain."""
    return [_word(one, words) for one in found.words]


def _word(one: WordRow, words: Wording) -> Word:
    chosen = None if one.meant is None else f"={one.meant}"
    choices = [("", words.say("imports.says_nothing"), chosen is None)]
    choices += [(value, text, value == chosen) for value, text in _meanings(one.column, words).items()]
    return Word(one.column, words.say(f"imports_field.{one.column}"), one.text, one.rows, tuple(choices))


def _meanings(column: str, words: Wording) -> dict[str, str]:
    """What a word of a column may mean: value of a choice -> text."""
    if column != "profession":
        return {f"={ours}": words.say(f"imports_word.{ours}") for ours in _OURS[column]}
    spoken = load(INSTRUMENT).wordings
    names = (spoken.get(words.language) or next(iter(spoken.values()))).professions
    listed = sorted(names.items(), key=lambda one: one[1].casefold())
    return {f"={ours}": text for ours, text in listed} | {"=": words.say("imports_word.none")}


def _values(given: QueryDict, before: MappingSaid) -> dict[str, dict[str, str]]:
    """What words mean: those before, and those that were said or taken back now."""
    values = {name: dict(known) for name, known in before.values.items()}
    for column in WORDS:
        allowed = {f"={ours}" for ours in _OURS.get(column, ())}
        if column == "profession":
            allowed = {"=", *(f"={ours}" for ours in load(INSTRUMENT).professions)}
        texts, meant = given.getlist(f"word-{column}"), given.getlist(f"meant-{column}")
        if len(texts) != len(meant):
            continue  # no page of ours sent this
        for text, one in zip(texts[:MOST_WORDS], meant, strict=False):
            key = word(masked(text))[:_LONGEST_WORD]
            values.setdefault(column, {}).pop(key, None)
            if one in allowed:
                values[column][key] = one[1:]
    return {name: known for name, known in values.items() if known}


def said(given: QueryDict, before: MappingSaid, found: Recognition) -> MappingSaid:
    """Return what was chosen: only fields whose choice differs from what was found without it are said."""
    columns: dict[str, tuple[str, ...]] = dict(before.columns)
    for one in found.fields:
        chosen = given.get(f"field-{one.name}")
        if chosen is None or chosen == _AS_FOUND:
            continue
        if chosen.startswith("=") and chosen[1:] in found.headings:
            if one.columns != (chosen[1:],):
                columns[one.name] = (chosen[1:],)
        elif chosen == "" and one.columns:
            columns[one.name] = ()
    dates: Order = next((order for order in get_args(Order) if order == given.get("dates")), "")
    organisation = " ".join(given.get("organisation", "").split())[:200]
    return MappingSaid(columns, dates, before.separator, organisation, _values(given, before))


def date_choices(chosen: str, words: Wording) -> list[tuple[str, str, bool]]:
    """Return how dates may be written."""
    texts: Mapping[str, str] = {
        order: words.say(f"imports_dates.{order.replace('-', '_') or 'by_file'}") for order in get_args(Order)
    }
    return [(order, text, order == chosen) for order, text in texts.items()]
