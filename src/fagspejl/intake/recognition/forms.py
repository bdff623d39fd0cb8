"""Who answers, told by whose words the statements are in; also where one file holds the forms of several."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from fagspejl.analysis.types import Perspective
from fagspejl.intake.recognition.types import ColumnFound
from fagspejl.intake.vocabulary import PERSPECTIVE_NAMES

_PERSPECTIVES: Final[dict[str, Perspective]] = {name: one for one, name in PERSPECTIVE_NAMES.items()}


def proved(names: Collection[str]) -> Perspective | None:
    """Return who has these words: one perspective alone, or employees, whose form subordinate leaders share."""
    if names and set(names) <= {"employee", "subordinate_leader"}:
        return Perspective.EMPLOYEE
    return _PERSPECTIVES[next(iter(names))] if len(names) == 1 else None


def forms_of(columns: Sequence[ColumnFound]) -> tuple[dict[str, tuple[str, ...]], tuple[Perspective, ...]]:
    """Return item -> its columns form by form, and whose form each is; {} where a file holds one form.

    No perspectives where a column says who answers, or the words of a form do not.
    """
    worded = [column for column in columns if column.ours and column.why == "wording" and column.perspectives]
    statements = [column for column in worded if not column.ours.startswith("comment_")]
    if len({column.ours for column in statements}) == len(statements):
        return {}, ()
    kinds = list(dict.fromkeys(column.perspectives for column in statements))
    forms: dict[str, list[str]] = {}
    for column in statements:
        forms.setdefault(column.ours, [""] * len(kinds))[kinds.index(column.perspectives)] = column.heading
    who = [proved(kind) for kind in kinds]
    told = any(column.ours == "perspective" for column in columns) or None in who
    perspectives = () if told else tuple(one for one in who if one is not None)
    return {item: tuple(names) for item, names in forms.items()}, perspectives


def of_perspective(columns: tuple[ColumnFound, ...], wanted: Perspective | None) -> tuple[ColumnFound, ...]:
    """Return the columns with those of other forms left aside, where a person said whose answers are to be read."""
    forms, _ = forms_of(columns)
    if wanted is None or not forms:
        return columns
    name = PERSPECTIVE_NAMES[wanted]
    return tuple(
        replace(column, ours="", why=None)
        if column.ours in forms and column.why == "wording" and name not in column.perspectives
        else column
        for column in columns
    )
