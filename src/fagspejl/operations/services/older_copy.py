"""Whether the database is an older copy than the one this machine worked on before.

A restored backup is whole in itself: no hash in it is wrong, and no line of its log is missing. Only what was noted
outside tells that time went back: the last line of the staff access log, and keys of rounds that are destroyed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from django.conf import settings

from fagspejl.audit.selectors import last_line
from fagspejl.audit.services import record
from fagspejl.audit.types import Actor, Event
from fagspejl.evaluation.selectors import all_rounds
from fagspejl.evaluation.states import Act, can
from fagspejl.lib.errors import FagspejlError
from fagspejl.operations.services.desk import key_store

_NOTE: Final = "log.head"  # in the key folder, which no backup of the data takes along
_WHO: Final = Actor(id="restore", name="restore")


class DatabaseOlderThanKey(FagspejlError):
    """A round takes answers in this database, but its key is destroyed: nobody could ever open them."""

    def __init__(self, title: str, round_id: object) -> None:
        super().__init__(f"{title} is open in this database, but its key is destroyed")
        self.title, self.round_id = title, round_id


def check_not_older() -> None:
    """Refuse to take answers for a round whose key is destroyed. Raises DatabaseOlderThanKey."""
    for facts in all_rounds():
        if can(Act.ANSWER, facts.state) and key_store(facts.id).is_destroyed(facts.id):
            raise DatabaseOlderThanKey(facts.title, facts.id)


def note_log() -> None:
    """Note the last line of the log in the key folder, so that a later start sees whether time went back."""
    number, chain = last_line()
    if number:
        fresh = _place().with_suffix(".new")
        fresh.write_text(json.dumps({"number": number, "chain": chain}), encoding="ascii")
        fresh.replace(_place())


def lines_gone() -> int:
    """Return how many lines of the log this machine has seen that the database no longer has; 0 for none.

    Where there are some it is written in the log, and the note begins anew: it is told once.
    """
    try:
        noted = json.loads(_place().read_text("ascii"))
        known, chain = int(noted["number"]), str(noted["chain"])
    except (OSError, ValueError, KeyError, TypeError):
        known, chain = 0, ""
    last, _ = last_line()
    gone = max(0, known - last)
    if gone:
        record(actor=_WHO, event=Event.DATABASE_RESTORED, facts={"lines_gone": gone, "noted": chain})
    note_log()
    return gone


def _place() -> Path:
    return settings.KEYS / _NOTE
