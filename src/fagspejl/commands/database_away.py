"""A database that does not answer: one sentence, and either wait for it or end. Never a traceback."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from fagspejl.commands.console import Terminal

_SECONDS: Final = 1.0  # between two tries
# What PostgreSQL says while it comes and goes. What else it refuses with, such as a wrong password, stays so.
_PASSING: Final = (
    "starting up",
    "shutting down",
    "recovery",
    "too many clients",
    "connection slots",
    "terminating connection",
)


@contextmanager
def told_if_away(terminal: Terminal) -> Iterator[None]:
    """End a command with one sentence and exit code 1 where the database has gone while it worked."""
    from django.db import InterfaceError, OperationalError

    from fagspejl.commands.error_edge import refusing

    with (
        refusing(terminal, only=OperationalError),
        refusing(terminal, only=InterfaceError),
    ):
        yield


def reach_database(terminal: Terminal, *, wait: bool) -> None:
    """Connect to the database. With `wait` until it answers, told once on stderr; else end with exit code 1.

    It is not waited for where it answers and refuses: a password or a name is then wrong, or a file no database.
    """
    from django.db import DatabaseError, OperationalError, connection

    told = False
    while True:
        try:
            connection.ensure_connection()
        except OperationalError as error:
            if os.environ.get("FAGSPEJL_DEBUG") == "1":
                raise
            fact = " ".join(str(error).split())
            if not wait or ("FATAL" in fact and not any(sign in fact for sign in _PASSING)):
                terminal.refuse("site.database_away", fact=fact)
            if not told:
                terminal.line(terminal.say("site.database_awaited", fact=fact), err=True)
            told = True
            time.sleep(_SECONDS)
        except DatabaseError as error:
            terminal.refuse("site.database_damaged", fact=" ".join(str(error).split()))
        else:
            if told:
                terminal.tell("site.database_back")
            return
