"""How the answers of a file stand in its table, where that is not one row for each form about one leader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal["one-row-per-answer", "leaders-in-columns", "turned"]
KINDS: Final[tuple[Kind, ...]] = ("one-row-per-answer", "leaders-in-columns", "turned")
LEADER: Final = "leader"  # the heading that the leaders of `leaders-in-columns` get


@dataclass(frozen=True, slots=True)
class Shape:
    """How to make one row of each form about one leader. Columns are named by their headings in the file.

    one-row-per-answer: rows with the same `form`, and the same in the columns `apart`, are one; `statement` holds what
    was asked and becomes headings, `answers` what was answered: the first of them that is filled. leaders-in-columns:
    `leaders` says for each leader which heading is which of our columns; the form becomes a row for each leader with an
    answer. turned: each column is a form, and the cells of the column `statement` are the headings.
    """

    kind: Kind
    form: str = ""
    statement: str = ""
    apart: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    leaders: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # leader -> our column -> heading
