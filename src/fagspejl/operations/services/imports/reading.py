"""The roster on its way in is read and compared: what a planner looks at is what taking it in would do."""

from __future__ import annotations

import hashlib
import io
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from fagspejl.instrument.loader import load
from fagspejl.intake.roster.held import from_json
from fagspejl.intake.roster.held_apart import corrected_of
from fagspejl.intake.roster.held_reading import HeldReading, read_held
from fagspejl.intake.roster.types import ASKED, RosterData
from fagspejl.intake.types import Notice
from fagspejl.lib.clock import ZONE
from fagspejl.lib.language import Language
from fagspejl.operations.services.imports.saying import from_plain
from fagspejl.operations.services.mended_files import faulty_book
from fagspejl.organisation.errors import RosterIdsChanged
from fagspejl.organisation.selectors.drafts import draft_here
from fagspejl.organisation.services import plan_import
from fagspejl.organisation.services.drafts import LIFE, held_of, keep_told
from fagspejl.organisation.types import DraftFacts, DraftLine, ImportPlan, PersonLine

INSTRUMENT: Final = "faglig-ledelse"  # whose professional groups a roster uses, as at the command line


@dataclass(frozen=True, slots=True)
class Asked:
    """A notice that somebody decides on. `key` tells it from any other, also when the roster is read again."""

    key: str
    notice: Notice
    name: str


def read_draft(draft: DraftFacts, now: datetime) -> DraftFacts:
    """Return the draft with what reading it says; it is read only where that is not kept."""
    if draft.told is not None:
        return draft
    reading = reading_of(draft, now)
    lines = list(_faults(reading)) if reading.data is None else []
    told: dict[str, Any] = {"state": "faults", "total": reading.total, "kinds": {}}
    if reading.data is not None:
        told, lines = _compared(reading, reading.data)
    for section in dict.fromkeys(line.section for line in lines):
        told["kinds"][section] = dict(Counter(line.kind for line in lines if line.section == section))
    keep_told(draft.id, draft.version, told, lines)
    return draft_here(now - LIFE) or replace(draft, told=told)


def reading_of(draft: DraftFacts, now: datetime) -> HeldReading:
    """Read the draft. Raises RosterDraftGone."""
    held, corrected = held_of(draft.id)
    today = now.astimezone(ZONE).date()
    return read_held(
        from_json(held), corrected_of(corrected), load(INSTRUMENT), from_plain(draft.mapping), today
    )


def faulty_rows(draft: DraftFacts, now: datetime, language: Language) -> bytes | None:
    """Return a workbook of the rows that have faults, to be corrected and uploaded alone; None where there is none."""
    sheets = reading_of(draft, now).sheets()
    if not any(sheet.rows for sheet in sheets):
        return None
    made = io.BytesIO()
    faulty_book(sheets, made, ".xlsx", language)
    return made.getvalue()


def asked_of(data: RosterData, names: Mapping[int, str]) -> list[Asked]:
    """Return what somebody has to decide on, in the order in which it is told."""
    notices = [notice for notice in (*data.decisions, *data.warnings) if notice.code in ASKED]
    return [Asked(_key(notice), notice, names.get(notice.row or 0, "")) for notice in notices]


def _key(notice: Notice) -> str:
    return hashlib.sha256(repr(notice).encode()).hexdigest()[:16]


def _faults(reading: HeldReading) -> Iterator[DraftLine]:
    for notice in reading.faults:
        yield _line("faults", notice, reading.names)


def _line(section: str, notice: Notice, names: Mapping[int, str], key: str = "") -> DraftLine:
    told = {
        "file": notice.file,
        "row": notice.row,
        "column": notice.column,
        "facts": [list(pair) for pair in notice.facts],
        "name": names.get(notice.row or 0, ""),
        "key": key,
    }
    return DraftLine(section, notice.code, told)


def notice_of(line: DraftLine) -> Notice:
    """Return the notice that a line holds."""
    told = line.facts
    facts = tuple((name, value) for name, value in told["facts"])
    return Notice(line.kind, told["file"], told["row"], told["column"], facts)


def _compared(reading: HeldReading, data: RosterData) -> tuple[dict[str, Any], list[DraftLine]]:
    asked = asked_of(data, reading.names)
    keys = {one.notice for one in asked}
    lines = [_line("asked", one.notice, reading.names, one.key) for one in asked]
    lines += [_line("told", notice, reading.names) for notice in data.warnings if notice not in keys]
    told: dict[str, Any] = {"state": "read", "total": 0, "kinds": {}, "asked": [one.key for one in asked]}
    try:
        plan = plan_import(data)
    except RosterIdsChanged as error:
        facts = (("count", str(error.count)), ("names", ", ".join(error.names)))
        notice = Notice("roster_ids_changed", "", None, None, facts)
        return {**told, "state": "faults", "total": error.count}, [_line("faults", notice, {})]
    told["plan"] = plan.digest
    told["numbers"] = {
        "people": plan.people,
        "leaders": plan.leaders,
        "units": len(data.units),
        "asked": len(data.assignments),
        "assignments_new": plan.assignments_new,
        "assignments_gone": plan.assignments_gone,
    }
    told["domains"] = [list(pair) for pair in plan.new_domains[:20]]
    told["is_empty"] = plan.is_empty
    return told, lines + list(_differences(plan))


def _differences(plan: ImportPlan) -> Iterator[DraftLine]:
    moved = [one for one in plan.changed if _has_moved(one)]
    changed = [one for one in plan.changed if not _has_moved(one)]
    sections: Sequence[tuple[str, Sequence[PersonLine]]] = (
        ("new", plan.new),
        ("moved", moved),
        ("left", plan.leaving),
        ("changed", changed),
    )
    for kind, people in sections:
        for one in people:
            facts = {"name": one.name, "unit": one.unit, "changes": [list(change) for change in one.changes]}
            yield DraftLine("people", kind, facts)
    for unit in plan.units:
        facts = {"name": unit.name, "unit": unit.key, "changes": [list(change) for change in unit.changes]}
        yield DraftLine("units", unit.kind, facts)


def _has_moved(line: PersonLine) -> bool:
    return any(field == "unit" for field, _, _ in line.changes)


def today_of(now: datetime) -> date:
    """Return the day in Denmark."""
    return now.astimezone(ZONE).date()
