"""The part of a mapping file that is about rosters: `[roster]`, what another system calls columns and values."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal, get_args

from fagspejl.intake.findings import Findings
from fagspejl.intake.limits import Limits
from fagspejl.intake.roster.columns import COLUMNS, PARTS
from fagspejl.intake.roster.days import Order
from fagspejl.intake.vocabulary import column_name, word

Separator = Literal["", ">", "/", "\\", "|"]
# Columns whose cells are words of ours.
WORDS: Final = ("role", "language", "exempt", "profession")
_COLUMNS: Final = (*COLUMNS, *PARTS, "leader_code", "levels")
_KEYS: Final = ("columns", "values", "sheet", "heading_row", "dates", "separator")
_DATES: Final = tuple(order for order in get_args(Order) if order)
_SEPARATORS: Final = tuple(sign for sign in get_args(Separator) if sign)
_LINE: Final = re.compile(r"at line (\d+)")


@dataclass(frozen=True, slots=True)
class RosterMapping:
    """`columns`: ours -> their headings. `values`: column of words ("" for all) -> their word -> ours.

    `heading_row` is 0 where nothing is said of it.
    """

    file: str = ""
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheet: str = ""
    heading_row: int = 0
    dates: Order = ""
    separator: Separator = ""

    def said(self, name: str, text: str) -> str:
        """Return what a word of a column means, the word itself where nothing is said of it."""
        for table in (name, ""):
            found = self.values.get(table, {}).get(word(text))
            if found is not None:
                return found
        return text


def read_roster_mapping(path: Path, limits: Limits, findings: Findings) -> RosterMapping:
    """Read `[roster]` of a mapping file, and record every fault of it. Its other tables are about answers."""
    file = path.name
    try:
        if path.stat().st_size > limits.mapping_bytes:
            findings.error("mapping_too_large", file, limit=limits.mapping_bytes >> 20)
            return RosterMapping()
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError:
        findings.error("file_missing", file)
        return RosterMapping()
    except UnicodeDecodeError:
        findings.error("mapping_encoding", file)
        return RosterMapping()
    except tomllib.TOMLDecodeError as fault:
        line = _LINE.search(str(fault))
        findings.error("mapping_syntax", file, int(line[1]) if line else None)
        return RosterMapping()
    roster = data.get("roster")
    if not isinstance(roster, dict):
        findings.error("mapping_no_roster" if roster is None else "mapping_not_a_table", file, None, "roster")
        return RosterMapping()
    reader = _Reader(file, roster, findings)
    for key in roster:
        if key not in _KEYS:
            reader.fault("mapping_unknown_key", key, names=", ".join(_KEYS))
    dates, separator = reader.text("dates", _DATES), reader.text("separator", _SEPARATORS)
    return RosterMapping(
        file,
        reader.columns(),
        reader.values(),
        reader.text("sheet"),
        reader.heading_row(),
        next((order for order in get_args(Order) if order == dates), ""),
        next((sign for sign in get_args(Separator) if sign == separator), ""),
    )


@dataclass(frozen=True, slots=True)
class _Reader:
    file: str
    data: dict[str, object]
    findings: Findings

    def fault(self, code: str, key: str, **facts: object) -> None:
        self.findings.error(code, self.file, None, f"roster.{key}", **facts)

    def table(self, name: str) -> dict[str, object]:
        value = self.data.get(name, {})
        if isinstance(value, dict):
            return value
        self.fault("mapping_not_a_table", name)
        return {}

    def columns(self) -> dict[str, tuple[str, ...]]:
        spelling = {column_name(name): name for name in _COLUMNS}
        found: dict[str, tuple[str, ...]] = {}
        for key, value in self.table("columns").items():
            ours = spelling.get(column_name(key))
            listed = value if isinstance(value, list) else [value]
            if ours is None:
                self.fault("mapping_unknown_column", f"columns.{key}", names=", ".join(_COLUMNS))
            elif not listed or not all(isinstance(one, str) and one.strip() for one in listed):
                self.fault("mapping_not_text", f"columns.{key}")
            else:
                theirs = tuple(str(one) for one in listed)
                twice = next((one for one in theirs if any(one in other for other in found.values())), None)
                if twice is not None and ours != "unit_name":
                    self.fault("mapping_used_twice", f"columns.{key}", value=twice)
                found[ours] = theirs
        return found

    def values(self) -> dict[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for key, value in self.table("values").items():
            if isinstance(value, dict) and key in WORDS:
                for theirs, ours in value.items():
                    self._value(found.setdefault(key, {}), f"values.{key}.{theirs}", theirs, ours)
            elif isinstance(value, dict):
                self.fault("mapping_unknown_key", f"values.{key}", names=", ".join(WORDS))
            else:
                self._value(found.setdefault("", {}), f"values.{key}", key, value)
        return found

    def _value(self, table: dict[str, str], key: str, theirs: str, ours: object) -> None:
        if isinstance(ours, str):
            table[word(theirs)] = ours
        else:
            self.fault("mapping_not_text", key)

    def text(self, key: str, allowed: tuple[str, ...] = ()) -> str:
        value = self.data.get(key, "")
        if not isinstance(value, str):
            self.fault("mapping_not_text", key)
            return ""
        if allowed and value and value not in allowed:
            self.fault("mapping_unknown_choice", key, value=value, names=", ".join(allowed))
            return ""
        return value.strip()

    def heading_row(self) -> int:
        value = self.data.get("heading_row", 0)
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        self.fault("mapping_not_a_row", "heading_row", value=value)
        return 0
