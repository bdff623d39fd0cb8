"""What was understood of a file, why, and what could not be proved by it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from fagspejl.analysis.types import Perspective
from fagspejl.instrument.types import PerspectiveName
from fagspejl.intake.mapping.leave_out import LeaveOut
from fagspejl.intake.mapping.types import FileMapping
from fagspejl.intake.tables import Heading, Table
from fagspejl.intake.types import ScaleDirection

# told: a mapping says so; name: our documented name; code: our id inside another heading; wording: our own words;
# system: what the system of origin calls it; heading: a common word for it; contents: what stands in the cells
Why = Literal["told", "name", "code", "wording", "system", "heading", "contents"]


@dataclass(frozen=True, slots=True)
class Given:
    """What a person answered beside the mapping: on a terminal, or by --scale-direction and --perspective."""

    direction: ScaleDirection | None = None
    perspective: Perspective | None = None


@dataclass(frozen=True, slots=True)
class ColumnFound:
    """One column of the table. `place` is 0-based, `heading` as in `Heading.names`, `ours` is our name of it:

    leader, perspective, person, an item's id or comment_<id>; "" where it is left aside (`why` is None then).
    `perspectives` have the words that were found; `before` and `after` stand around them in the heading as written:
    a stem, a group, a leader's name. `subject` is what stands where our words say "My leader".
    """

    place: int
    heading: str
    ours: str = ""
    why: Why | None = None
    perspectives: tuple[PerspectiveName, ...] = ()
    before: str = ""
    after: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """An answer seen in the head or the codebook. `code` as in `Answers.codes`: place from 1, or minus Missing.

    `item` is "" where it holds for all statements.
    """

    text: str
    code: int
    why: Literal["told", "wording", "codebook", "number"]
    item: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """What the file does not prove. `code` names a sentence of `intake/words`, `facts` fill it.

    `option` is what answers it on the command line, such as `--scale-direction`; `choices` are its values.
    """

    code: str
    facts: tuple[tuple[str, str], ...] = ()
    option: str = "--mapping"
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something understood that a person may want to know; `code` and `facts` as in `Question`."""

    code: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """One file, understood. `mapping` is what a person could have written: with it, nothing is left to guess.

    `system` is the name of its file in intake/systems, or None. `columns`: every column of the table, left to right.
    `leave_out` are rules of the system; the mapping holds them too. A question that nobody answers is an error.
    `heading_cells`: every row of headings, as wide as the table. `told_by`: worksheets that are this one's codebook.
    """

    table: Table
    heading: Heading
    mapping: FileMapping
    system: str | None = None
    columns: tuple[ColumnFound, ...] = ()
    labels: tuple[Label, ...] = ()
    questions: tuple[Question, ...] = ()
    leave_out: tuple[LeaveOut, ...] = ()
    notes: tuple[Note, ...] = ()
    heading_cells: tuple[tuple[str, ...], ...] = ()
    told_by: tuple[str, ...] = ()

    def column(self, ours: str) -> ColumnFound | None:
        """Return the first column that is one of ours by this name."""
        return next((column for column in self.columns if column.ours == ours), None)
