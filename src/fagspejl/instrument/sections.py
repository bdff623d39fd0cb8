"""Reading one table of a TOML file key by key: what is wrong becomes a fault, never an exception.

Every method takes the key's value out and returns a usable empty value when the value cannot be used, so that the
reading goes on and all faults of a file are found at once. `done` makes every key that nobody took a fault.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Final

from fagspejl.instrument.errors import Fault
from fagspejl.instrument.sentences import FaultCode
from fagspejl.instrument.types import EXAMPLE_SLOT

LONGEST_TEXT: Final = 2000
LONGEST_ID: Final = 60
MOST_ENTRIES: Final = 200  # entries of one list or table
_LONGEST_FACT: Final = 200  # characters of a file that are repeated in a fault

ITEM_ID: Final = re.compile(r"[a-z0-9][a-z0-9_]*")
INSTRUMENT_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")
SOFT_HYPHEN: Final = "\u00ad"
# Control and format characters, surrogates, line and paragraph separators: none of them belongs in a line of a
# questionnaire, and some can turn the reading direction or hide words.
_HIDDEN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_BARE_KEY: Final = re.compile(r"[A-Za-z0-9_-]+")


def kind(value: object) -> str:
    """What a TOML value is, as the words name it in their section "kind"."""
    match value:
        case bool():
            return "true or false"
        case str():
            return "text"
        case int():
            return "whole number"
        case float():
            return "decimal number"
        case dict():
            return "table"
        case list():
            return "list"
        case _:
            return "date"


def printable(text: str) -> str:
    """The text with every character that could steer a terminal replaced."""
    return "".join(character if character.isprintable() else "\ufffd" for character in text)


class Section:
    """One TOML table with its place in the file, and the list that its faults go to."""

    def __init__(self, values: Mapping[str, object], *, file: str, path: str, faults: list[Fault]) -> None:
        self._values = dict(values)
        self._known: list[str] = []
        self._faults = faults
        self.file = file
        self.path = path

    def at(self, key: str) -> str:
        """The full dotted key, quoted where TOML would quote it."""
        name = key if _BARE_KEY.fullmatch(key) else f'"{key}"'
        name = printable(name if len(name) <= LONGEST_ID else f"{name[:LONGEST_ID]}…")
        return f"{self.path}.{name}" if self.path else name

    def fault(self, key: str, code: FaultCode, **facts: object) -> None:
        """Record a fault of a full dotted key."""
        given = tuple((name, printable(str(fact))[:_LONGEST_FACT]) for name, fact in facts.items())
        self._faults.append(Fault(self.file, key, code, given))

    @property
    def fault_count(self) -> int:
        """How many faults there are so far: whoever reads two things can tell whether the first was sound."""
        return len(self._faults)

    def has(self, key: str) -> bool:
        """Whether the key is there and has not been taken yet."""
        return key in self._values

    def remaining(self) -> tuple[str, ...]:
        """The keys not taken yet, in file order."""
        return tuple(self._values)

    def done(self) -> None:
        """Every key still here is unknown: most often a slip of the pen."""
        for key in self._values:
            near = get_close_matches(key, self._known, n=1)
            if near:
                self.fault(self.at(key), "UNKNOWN_KEY_NEAR", near=near[0])
            else:
                self.fault(self.at(key), "UNKNOWN_KEY")

    def text(self, key: str, *, required: bool = False, default: str = "", slot: bool = False) -> str:
        """One line of text, trimmed; `default` when absent or unusable. `slot`: it may hold `{example}` once."""
        value = self._take(key, required)
        return default if value is None else self._line(self.at(key), value, slot=slot) or default

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """A list of lines; () when absent."""
        return tuple(line for _, line in self._lines(key, required))

    def words(self, key: str, *, required: bool = False) -> dict[str, str]:
        """A list of distinct ids or names, each with its full key; {} when absent."""
        kept: dict[str, str] = {}
        for place, line in self._lines(key, required):
            if line in kept:
                self.fault(place, "TWICE", id=line)
            else:
                kept[line] = place
        return kept

    def number(self, key: str, *, required: bool = False) -> int | None:
        """A whole number; None when absent or unusable."""
        value = self._take(key, required)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        self.fault(self.at(key), "WRONG_TYPE", wanted="whole number", found=kind(value))
        return None

    def flag(self, key: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._take(key)
        if value is None or isinstance(value, bool):
            return default if value is None else value
        self.fault(self.at(key), "WRONG_TYPE", wanted="true or false", found=kind(value))
        return default

    def day(self, key: str) -> date | None:
        """A date without time of day."""
        value = self._take(key)
        if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
            return value
        self.fault(self.at(key), "WRONG_TYPE", wanted="date", found=kind(value))
        return None

    def section(self, key: str, *, required: bool = False) -> Section | None:
        """A table inside this one."""
        value = self._take(key, required)
        if value is None:
            return None
        if not isinstance(value, dict):
            self.fault(self.at(key), "WRONG_TYPE", wanted="table", found=kind(value))
            return None
        if len(value) > MOST_ENTRIES:
            self.fault(self.at(key), "TOO_MANY", count=len(value), limit=MOST_ENTRIES)
            return None
        return Section(value, file=self.file, path=self.at(key), faults=self._faults)

    def sections(self, key: str, *, required: bool = False) -> tuple[Section, ...]:
        """The tables of a list of tables, `key[1]` the first."""
        value = self._take(key, required)
        if value is None:
            return ()
        if not isinstance(value, list):
            self.fault(self.at(key), "WRONG_TYPE", wanted="list of tables", found=kind(value))
            return ()
        if not value:
            self.fault(self.at(key), "EMPTY")
        found = []
        for n, entry in enumerate(self._within(self.at(key), value), start=1):
            place = f"{self.at(key)}[{n}]"
            if isinstance(entry, dict):
                found.append(Section(entry, file=self.file, path=place, faults=self._faults))
            else:
                self.fault(place, "WRONG_TYPE", wanted="table", found=kind(entry))
        return tuple(found)

    def text_or_section(self, key: str, *, slot: bool = False) -> str | Section | None:
        """A line of text or a table: for words that may be one for all or one for each."""
        if isinstance(self._values.get(key), str):
            return self.text(key, slot=slot) or None
        if self.has(key) and not isinstance(self._values[key], dict):
            value = self._take(key)
            self.fault(self.at(key), "WRONG_TYPE", wanted="text or table", found=kind(value))
            return None
        return self.section(key)

    def _take(self, key: str, required: bool = False) -> object | None:
        self._known.append(key)
        if key not in self._values:
            if required:
                self.fault(self.at(key), "MISSING_KEY")
            return None
        return self._values.pop(key)

    def _lines(self, key: str, required: bool = False) -> list[tuple[str, str]]:
        value = self._take(key, required)
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(self.at(key), "WRONG_TYPE", wanted="list of texts", found=kind(value))
            return []
        if required and not value:
            self.fault(self.at(key), "EMPTY")
        places = [f"{self.at(key)}[{n}]" for n in range(1, len(value) + 1)]
        entries = zip(places, self._within(self.at(key), value), strict=False)
        lines = [(place, self._line(place, entry)) for place, entry in entries]
        return [(place, line) for place, line in lines if line]

    def _within(self, place: str, entries: Sequence[object]) -> Sequence[object]:
        if len(entries) > MOST_ENTRIES:
            self.fault(place, "TOO_MANY", count=len(entries), limit=MOST_ENTRIES)
        return entries[:MOST_ENTRIES]

    def _line(self, place: str, value: object, *, slot: bool = False) -> str:
        if not isinstance(value, str):
            self.fault(place, "WRONG_TYPE", wanted="text", found=kind(value))
            return ""
        line = value.strip()
        if not line:
            self.fault(place, "EMPTY")
            return ""
        if len(line) > LONGEST_TEXT:
            self.fault(place, "TOO_LONG", length=len(line), limit=LONGEST_TEXT)
            return ""
        hidden = next((c for c in line if unicodedata.category(c) in _HIDDEN and c != SOFT_HYPHEN), None)
        if hidden is not None:
            self.fault(place, "CONTROL_CHARACTER", character=f"U+{ord(hidden):04X}")
            return ""
        if line.count(EXAMPLE_SLOT) > 1 and slot:
            self.fault(place, "SLOT_TWICE", slot=EXAMPLE_SLOT)
            return ""
        if any(bracket in (line.replace(EXAMPLE_SLOT, "") if slot else line) for bracket in "{}"):
            self.fault(place, "UNKNOWN_SLOT", slot=EXAMPLE_SLOT)
            return ""
        return unicodedata.normalize("NFC", line)


def check_id(section: Section, key: str, identifier: str, *, joiner: str = "_") -> bool:
    """Whether the text can be an id; records a fault when not."""
    pattern = ITEM_ID if joiner == "_" else INSTRUMENT_ID
    if pattern.fullmatch(identifier) and len(identifier) <= LONGEST_ID:
        return True
    section.fault(key, "BAD_ID", id=identifier[:LONGEST_ID], joiner=joiner, limit=LONGEST_ID)
    return False
