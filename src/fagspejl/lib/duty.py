"""A piece of work that is due, as a room offers it to whoever works: the worker knows no room by name.

The functions that offer them stand as dotted names in `config/settings.py` (DUE). Each is given the time and asks
nothing of the database; whether there is anything to do, its duty sees when it is done.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

Tell = Callable[..., None]  # key of a sentence, and its facts
Stop = Callable[[], bool]  # whether somebody has asked to stop


@dataclass(frozen=True, slots=True)
class Duty:
    """Work that may be repeated at any time, by any number of workers.

    `name` is the key of what it is called in words. `do` returns when to go on, if some of it has to wait.
    """

    name: str
    do: Callable[[Tell, Stop], datetime | None]
