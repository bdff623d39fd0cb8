"""Ctrl-C is never lost.

Python raises KeyboardInterrupt wherever it is at work; inside a finalizer or a callback of a weak reference nobody
hears of it, and the command would go on for ever (tests/config/test_an_interruption_is_not_lost.py).
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from typing import Any, Final

_AGAIN: Final = 0.05  # seconds: by then Python is out of where it was not heard


def keep_interrupts() -> None:
    """Deliver an interruption again that was lost; what else goes unheard is told as ever."""
    if sys.unraisablehook is sys.__unraisablehook__:  # nobody else listens
        sys.unraisablehook = _unheard


def _unheard(lost: Any) -> None:
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    again = threading.Timer(_AGAIN, os.kill, (os.getpid(), signal.SIGINT))
    again.daemon = True
    again.start()
