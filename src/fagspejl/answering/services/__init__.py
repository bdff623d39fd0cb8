"""What may be done with answers: respondents save them; the holder of the round's key looks after the rows."""

from fagspejl.answering.services.custody import (
    drop_answers,
    finish_moves,
    open_answers,
    reissue,
    rewrite_all,
    who_has_answered,
)
from fagspejl.answering.services.saving import delete_answer, open_answer, save_draft, submit

__all__ = [
    "delete_answer",
    "drop_answers",
    "finish_moves",
    "open_answer",
    "open_answers",
    "reissue",
    "rewrite_all",
    "save_draft",
    "submit",
    "who_has_answered",
]
