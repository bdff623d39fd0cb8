"""The words of mails and letters, per language, as data; and how deadlines are written.

A text holds places like {name}; they are filled in one go by plain replacement, so that nothing in a name is ever
read as a place or as markup.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Final

from fagspejl.lib.clock import ZONE
from fagspejl.lib.language import LANGUAGES, Language

_PLACE: Final = re.compile(r"\{([a-z_]+)\}")


@cache
def texts(language: Language) -> Mapping[str, Any]:
    """Return every text of a language, by kind of message."""
    return tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text(encoding="utf-8"))


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Put facts in their places. A place without a fact is a fault of the text: KeyError."""
    return _PLACE.sub(lambda place: facts[place[1]], text)


def spoken(language: str) -> Language:
    """Return the language if we have it, else Danish."""
    return next((name for name in LANGUAGES if name == language), "da")


def deadline_words(moment: datetime, language: Language) -> str:
    """Return a moment as people say it in Denmark: »fredag den 15. september kl. 12«, "Friday 15 September at 12:00"."""
    there = moment.astimezone(ZONE)
    said = texts(language)["deadline"]
    day, month = said["days"][there.weekday()], said["months"][there.month - 1]
    clock = f"{there.hour}.{there.minute:02}" if there.minute else str(there.hour)
    if language == "en":
        clock = f"{there.hour:02}:{there.minute:02}"
    return fill(said["pattern"], {"day": day, "number": str(there.day), "month": month, "clock": clock})
