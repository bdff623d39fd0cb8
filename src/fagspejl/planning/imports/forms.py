"""What a planner says of the columns of a roster."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from django.http import QueryDict

from fagspejl.intake.roster.days import Order
from fagspejl.intake.roster.recognised import FieldRow, MappingSaid, Recognition
from fagspejl.lib.wording import Wording

_AS_FOUND = "found"  # several columns that one select cannot say


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
    return MappingSaid(columns, dates, before.separator, organisation)


def date_choices(chosen: str, words: Wording) -> list[tuple[str, str, bool]]:
    """Return how dates may be written."""
    texts: Mapping[str, str] = {
        order: words.say(f"imports_dates.{order.replace('-', '_') or 'by_file'}") for order in get_args(Order)
    }
    return [(order, text, order == chosen) for order, text in texts.items()]
