"""How the answers of a file stand in its table, where that is not one row for each form about one leader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal["one-row-per-answer", "leaders-in-columns", "turned"]
KINDS: Final[tuple[Kind, ...]] = ("one-row-per-answer", "leaders-in-columns", "turned")
SHAPE_KEYS: Final = ("kind", "form", "statement", "answers", "apart", "leaders")
_TEXTS: Final = {
    "one-row-per-answer": ("form", "statement"),
    "leaders-in-columns": (),
    "turned": ("statement",),
}
LEADER: Final = "leader"  # the heading that the leaders of `leaders-in-columns` get


@dataclass(frozen=True, slots=True)
class Shape:
    """How to make one row of each form about one leader. Columns are named by their headings in the file.

    one-row-per-answer: rows with the same `form`, and the same in the columns `apart`, are one; `statement` holds what
    was asked and becomes headings, `answers` what was answered: the first of them that is filled. leaders-in-columns:
    `leaders` says for each leader which heading is which of our columns; the form becomes a row for each leader with an
    answer. turned: each column is a form, and the cells of the column `statement` are the headings; that of the first
    row is `form`, where it says one.
    """

    kind: Kind
    form: str = ""
    statement: str = ""
    apart: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    leaders: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # leader -> our column -> heading


def shape_of(table: Mapping[str, object], fault: Callable[..., None]) -> Shape | None:
    """Return what `[shape]` of a mapping says, or None where it says nothing; records what cannot be used."""
    if not table:
        return None
    kind = next((one for one in KINDS if one == table.get("kind")), None)
    leaders = table.get("leaders", {})
    answers, apart = _listed(table.get("answers", [])), _listed(table.get("apart", []))
    whole = (
        kind is not None
        and all(isinstance(table.get(key), str) and table[key] for key in _TEXTS[kind])
        and (kind != "one-row-per-answer" or bool(answers))
        and isinstance(leaders, dict)
        and all(isinstance(columns, dict) for columns in leaders.values())
        and (kind != "leaders-in-columns" or bool(leaders))
    )
    if kind is None or not whole or not isinstance(leaders, dict):
        fault("mapping_shape", "shape", names=", ".join(KINDS))
        return None
    return Shape(
        kind,
        form=str(table.get("form", "")),
        statement=str(table.get("statement", "")),
        apart=apart,
        answers=answers,
        leaders={
            str(name): {str(k): str(v) for k, v in columns.items()} for name, columns in leaders.items()
        },
    )


def _listed(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(str(one) for one in values if isinstance(one, str) and one)
