"""The mapping file (TOML): what another system calls our columns and answers, and the facts of the round."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from fagspejl.analysis.types import Perspective
from fagspejl.instrument.types import Scale
from fagspejl.intake.findings import Findings, listing
from fagspejl.intake.limits import Limits
from fagspejl.intake.mapping import rows as mapping_rows
from fagspejl.intake.mapping.shape import SHAPE_KEYS, shape_of
from fagspejl.intake.mapping.types import LEADER_COLUMNS, ColumnMap, FileMapping
from fagspejl.intake.types import RoundFacts, ScaleDirection
from fagspejl.intake.vocabulary import BLANK, UNKNOWN, column_name, item_code, perspective_code
from fagspejl.lib.sameness import normal

_TABLES = {
    "columns": None,
    "values": None,
    "constants": ("perspective",),
    "round": ("title", "organisation", "from", "to", "report_readers"),
    "leaders": ("columns",),
    "ignore": ("columns",),
    "sheet": ("name", "heading_row"),
    "scale": ("direction",),
    "rows": mapping_rows.KEYS,
    "shape": SHAPE_KEYS,
}
_LAST_ROW = 60  # in which a heading may stand
_HEADING_ROWS = 3
_LINE = re.compile(r"at line (\d+)")


def read_mapping(
    path: Path, *, answer_columns: tuple[str, ...], scale: Scale, limits: Limits, findings: Findings
) -> FileMapping | None:
    """Read a mapping, or record every fault of it and return None.

    `answer_columns` are the names `[columns]` may use: leader, perspective, person, item ids, comment_<id>.
    """
    file = path.name
    if path.stat().st_size > limits.mapping_bytes:
        findings.error("mapping_too_large", file, limit=limits.mapping_bytes >> 20)
        return None
    try:
        data = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except UnicodeDecodeError:
        findings.error("mapping_encoding", file)
        return None
    except tomllib.TOMLDecodeError as fault:
        line = _LINE.search(str(fault))
        findings.error("mapping_syntax", file, int(line[1]) if line else None)
        return None
    before = findings.total
    reader = _MappingTables(file, data, findings)
    reader.check_keys()
    ignored = reader.ignored()
    theirs, forms = reader.names("columns", answer_columns)
    answers = ColumnMap(theirs, True, ignored, forms)
    leaders_table = reader.table("leaders").get("columns")
    named, _ = reader.names("leaders.columns", LEADER_COLUMNS)
    leaders = ColumnMap(named, leaders_table is not None, ignored)
    items, perspectives = reader.values(scale)
    mapping = FileMapping(
        file=file,
        answers=answers,
        leaders=leaders,
        item_values=items,
        perspective_values=perspectives,
        perspective=reader.perspective(),
        perspectives=reader.perspectives(),
        round=reader.round_facts(),
        sheet=reader.text("sheet", "name"),
        heading_rows=reader.heading_rows(),
        column_values=reader.column_values(answer_columns, scale),
        direction=reader.direction(),
        leave_out=mapping_rows.rules_of(reader.table("rows"), reader.fault),
        shape=shape_of(reader.table("shape"), reader.fault),
        reads_hidden=mapping_rows.reads_hidden(reader.table("rows"), reader.fault),
    )
    return mapping if findings.total == before else None


@dataclass(frozen=True, slots=True)
class _MappingTables:
    file: str
    data: dict[str, object]
    findings: Findings

    def fault(self, code: str, key: str, **facts: object) -> None:
        self.findings.error(code, self.file, None, key, **facts)

    def table(self, name: str) -> dict[str, object]:
        """Return a table by its dotted name; a missing one or one of another kind is empty."""
        here: object = self.data
        for part in name.split("."):
            here = here.get(part) if isinstance(here, dict) else None
        return here if isinstance(here, dict) else {}

    def check_keys(self) -> None:
        for name, value in self.data.items():
            if name not in _TABLES:
                self.fault("mapping_unknown_key", name, names=", ".join(_TABLES))
            elif not isinstance(value, dict):
                self.fault("mapping_not_a_table", name)
            elif (allowed := _TABLES[name]) is not None:
                for key in value:
                    if key not in allowed:
                        self.fault("mapping_unknown_key", f"{name}.{key}", names=", ".join(allowed))

    def text(self, table: str, key: str) -> str:
        value = self.table(table).get(key, "")
        if isinstance(value, str):
            return value.strip()
        self.fault("mapping_not_text", f"{table}.{key}")
        return ""

    def ignored(self) -> tuple[str, ...]:
        value = self.table("ignore").get("columns", [])
        if isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(str(v) for v in value)
        self.fault("mapping_not_a_list", "ignore.columns")
        return ()

    def names(
        self, table: str, allowed: tuple[str, ...]
    ) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
        """Return ours -> theirs, ours in its documented spelling, and ours -> its columns where they are a list."""
        spelling = {column_name(name): name for name in allowed}
        found: dict[str, str] = {}
        forms: dict[str, tuple[str, ...]] = {}
        used: set[str] = set()
        for key, value in self.table(table).items():
            ours = spelling.get(column_name(key))
            values = value if isinstance(value, list) and table == "columns" else [value]
            texts = [name for name in values if isinstance(name, str) and name.strip()]
            if ours is None:
                self.fault("mapping_unknown_column", f"{table}.{key}", names=listing(allowed, 40))
            elif not texts or not all(isinstance(name, str) for name in values):
                self.fault("mapping_not_text", f"{table}.{key}")
            elif used & set(texts) or len(set(texts)) < len(texts):
                self.fault("mapping_used_twice", f"{table}.{key}", value=texts[0])
            else:
                used |= set(texts)
                found[ours] = texts[0]
                if len(values) > 1:
                    forms[ours] = tuple(str(name).strip() for name in values)
        return found, forms

    def values(self, scale: Scale) -> tuple[dict[str, int], dict[str, int]]:
        """Return their answer -> item code and their word -> perspective code; the special tables win."""
        general = {k: v for k, v in self.table("values").items() if not isinstance(v, dict)}
        for key, value in self.table("values").items():
            if isinstance(value, dict) and key not in ("items", "perspective", "columns"):
                self.fault("mapping_unknown_key", f"values.{key}", names="items, perspective, columns")
        items: dict[str, int] = {}
        perspectives: dict[str, int] = {}
        for table, entries in (
            ("values", general),
            ("values.items", self.table("values.items")),
            ("values.perspective", self.table("values.perspective")),
        ):
            self._check_alike(table, entries)
            for theirs, ours in entries.items():
                text = "" if isinstance(ours, bool) else str(ours)
                item = item_code(text, scale.lo, scale.hi)
                perspective = perspective_code(text)
                fits_item = table != "values.perspective" and item >= BLANK and not isinstance(ours, bool)
                fits_perspective = table != "values.items" and perspective >= 0
                if fits_item:
                    items[normal(theirs)] = item
                if fits_perspective:
                    perspectives[normal(theirs)] = perspective
                if not fits_item and not fits_perspective:
                    self.fault("mapping_value", f"{table}.{theirs}", value=ours, lo=scale.lo, hi=scale.hi)
        return items, perspectives

    def column_values(self, allowed: tuple[str, ...], scale: Scale) -> dict[str, dict[str, int]]:
        """Return item id -> their answer -> code, of `[values.columns.<item>]`."""
        spelling = {column_name(name): name for name in allowed}
        found: dict[str, dict[str, int]] = {}
        for key in self.table("values.columns"):
            name, entries = f"values.columns.{key}", self.table("values.columns")[key]
            item = spelling.get(column_name(key))
            if item is None or not isinstance(entries, dict):
                self.fault("mapping_unknown_column", name, names=listing(allowed, 40))
                continue
            self._check_alike(name, entries)
            for theirs, ours in entries.items():
                code = UNKNOWN if isinstance(ours, bool) else item_code(str(ours), scale.lo, scale.hi)
                if code >= BLANK:
                    found.setdefault(item, {})[normal(theirs)] = code
                else:
                    self.fault("mapping_value", f"{name}.{theirs}", value=ours, lo=scale.lo, hi=scale.hi)
        return found

    def heading_rows(self) -> tuple[int, ...]:
        """Return the rows of `heading_row`, one number or a list of them."""
        value = self.table("sheet").get("heading_row", [])
        rows = value if isinstance(value, list) else [value]
        if all(type(row) is int and 0 < row <= _LAST_ROW for row in rows) and len(rows) <= _HEADING_ROWS:
            return tuple(sorted(set(rows)))
        self.fault("mapping_heading_row", "sheet.heading_row")
        return ()

    def direction(self) -> ScaleDirection | None:
        """Return which way plain numbers run."""
        said = self.text("scale", "direction")
        if said == "low-to-high" or said == "high-to-low":
            return "low-to-high" if said == "low-to-high" else "high-to-low"
        if said:
            self.fault("mapping_direction", "scale.direction", value=said)
        return None

    def _check_alike(self, table: str, entries: Mapping[str, object]) -> None:
        """Record answers that are one answer written in two ways, and yet two things."""
        first: dict[str, str] = {}
        for theirs, ours in entries.items():
            other = first.setdefault(normal(theirs), theirs)
            if entries[other] != ours:
                self.fault("mapping_values_alike", f"{table}.{theirs}", value=theirs, other=other)

    def perspectives(self) -> tuple[Perspective, ...]:
        """Return the list of `perspective` under [constants], where it is one."""
        said = self.table("constants").get("perspective")
        if not isinstance(said, list):
            return ()
        codes = [perspective_code(str(name)) for name in said]
        if len(codes) > 1 and min(codes) >= 0:
            return tuple(map(Perspective, codes))
        self.fault("mapping_perspective", "constants.perspective", value=", ".join(map(str, said)))
        return ()

    def perspective(self) -> Perspective | None:
        if isinstance(self.table("constants").get("perspective"), list):
            return None
        said = self.text("constants", "perspective")
        code = perspective_code(said)
        if code >= 0:
            return Perspective(code)
        if said:
            self.fault("mapping_perspective", "constants.perspective", value=said)
        return None

    def round_facts(self) -> RoundFacts:
        opened, closed = self._day("from"), self._day("to")
        if opened and closed and opened > closed:
            self.fault("mapping_dates", "round.to", opened=opened.isoformat(), closed=closed.isoformat())
        return RoundFacts(
            title=self.text("round", "title"),
            organisation=self.text("round", "organisation"),
            opened=opened,
            closed=closed,
            report_readers=self.text("round", "report_readers"),
        )

    def _day(self, key: str) -> date | None:
        value = self.table("round").get(key)
        if value is None or value == "":
            return None
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        try:
            return date.fromisoformat(str(value).strip())
        except ValueError:
            self.fault("mapping_day", f"round.{key}", value=value)
            return None
