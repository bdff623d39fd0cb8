"""The import desk: a file is held without CPR numbers, understood, read, decided on, compared, taken in, undone."""

from fagspejl.operations.services.imports.drafting import (
    correct,
    decide,
    discard,
    recognition_of,
    say_columns,
    upload,
)
from fagspejl.operations.services.imports.reading import faulty_rows, read_draft
from fagspejl.operations.services.imports.taking import shrinking, take_in, undo_last, why_not_undone

__all__ = [
    "correct",
    "decide",
    "discard",
    "faulty_rows",
    "read_draft",
    "recognition_of",
    "say_columns",
    "shrinking",
    "take_in",
    "undo_last",
    "upload",
    "why_not_undone",
]
