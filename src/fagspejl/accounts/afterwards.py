"""What is done when the answer to a request has left: in threads of its own, so that no page waits for it.

Granian tells nobody when an answer is gone, and a mail server that says nothing holds whoever waits for it for half a
minute. A thread of the web server would be missing for so long, and the answer's time would tell what was done.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Final

from django.db import connections

# Its name in the WSGI environment, where an application that does not wait puts it.
AFTERWARDS: Final = "fagspejl.afterwards"
_MOST: Final = 16  # at once and process; each may hold a connection to the database
_room = threading.BoundedSemaphore(_MOST)
logger = logging.getLogger(__name__)


def do_afterwards(act: Callable[[], object]) -> None:
    """Begin it, and do not wait. Where too many wait for something already, it is given up, and the log says so."""
    room = _room
    if not room.acquire(blocking=False):
        logger.error("too much at once is waiting to be done after an answer: one thing was given up")
        return
    threading.Thread(target=_do, args=(act, room), name="afterwards").start()


def _do(act: Callable[[], object], room: threading.BoundedSemaphore) -> None:
    try:
        act()
    except Exception as error:  # nobody is left to tell; what it was about stays out of the log
        logger.error("what was to be done after an answer failed: %s", type(error).__name__)
    finally:
        connections.close_all()  # this thread's own
        room.release()
