"""What the columns and answers of a file mean, and the facts of the round."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from fagspejl.analysis.types import Perspective
from fagspejl.instrument.types import Instrument
from fagspejl.intake.mapping.leave_out import LeaveOut
from fagspejl.intake.mapping.shape import Shape
from fagspejl.intake.types import RoundFacts, ScaleDirection

LEADER_COLUMNS = (
    "leader",
    "leader_name",
    "unit",
    "unit_name",
    "parent_unit",
    "invited_employee",
    "invited_subordinate_leader",
    "invited_peer",
)


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """Ours -> theirs. `lenient`: columns nobody mentions are left alone; `ignored`: columns to leave alone.

    `forms`: the columns of the same in each perspective's form, "" where that has none; `theirs` has the first.
    """

    theirs: Mapping[str, str] = field(default_factory=dict)
    lenient: bool = False
    ignored: tuple[str, ...] = ()
    forms: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FileMapping:
    """A mapping file, read and checked. `item_values` and `perspective_values` turn their words into codes.

    `sheet` is a worksheet's name, `heading_rows` the rows (1-based) with headings; "" and () where nobody says.
    `column_values` are the words of single statements by their ids; they go before `item_values`. `direction` is that
    of plain numbers under columns recognised by their words; None where nobody says. `perspectives`: who answers in the
    first, second ... column of each statement, where each perspective has columns of its own.
    """

    file: str = ""
    answers: ColumnMap = field(default_factory=ColumnMap)
    leaders: ColumnMap = field(default_factory=ColumnMap)
    item_values: Mapping[str, int] = field(default_factory=dict)
    perspective_values: Mapping[str, int] = field(default_factory=dict)
    perspective: Perspective | None = None
    round: RoundFacts = field(default_factory=RoundFacts)
    sheet: str = ""
    heading_rows: tuple[int, ...] = ()
    column_values: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    direction: ScaleDirection | None = None
    leave_out: tuple[LeaveOut, ...] = ()
    reads_hidden: bool = False  # rows that the workbook hides
    shape: Shape | None = None
    perspectives: tuple[Perspective, ...] = ()


def answer_columns(instrument: Instrument) -> tuple[str, ...]:
    """Return the names an answer file's columns may have."""
    items = tuple(item.id for item in instrument.items)
    return ("leader", "perspective", "person", *items, *(f"comment_{q}" for q in instrument.comments))
