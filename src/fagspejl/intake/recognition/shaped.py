"""Recognition of a file whose answers stand in another shape: it is made anew, and then recognised as any other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fagspejl.analysis.types import Perspective
from fagspejl.instrument.types import Instrument
from fagspejl.intake.findings import Findings
from fagspejl.intake.mapping.types import FileMapping
from fagspejl.intake.recognition.forms import proved
from fagspejl.intake.recognition.headings import choose
from fagspejl.intake.recognition.known import Known
from fagspejl.intake.recognition.recognise import recognise
from fagspejl.intake.recognition.reshape import reshaped
from fagspejl.intake.recognition.shape import Found, find_shape
from fagspejl.intake.recognition.types import Given, Question, Understanding
from fagspejl.intake.tables import Table
from fagspejl.lib.sameness import normal

_NOTHING: Final = Given()


def recognise_any_shape(
    tables: Sequence[Table],
    instrument: Instrument,
    *,
    told: FileMapping,
    findings: Findings,
    given: Given = _NOTHING,
) -> Understanding | None:
    """As `recognise`, for files with a row for each answer, columns for each leader, or forms as columns too.

    Their mapping names the shape; a table in another shape is read whole. None with an error where nothing can be.
    """
    known = Known(instrument, told)
    rest = [t for t in tables if not told.sheet or not t.name or normal(t.name) == normal(told.sheet)]
    headed = choose(rest, known) if rest else None
    if headed is not None and not headed.strength and len(rest) < len(tables):
        other = choose([t for t in tables if t not in rest], known)
        if other.strength:
            facts = {"sheet": told.sheet, "other": other.table.name}
            findings.error("other_sheet_has_answers", headed.table.file, None, None, **facts)
            return None
    found: Found | Question | None = None
    if headed is not None:
        found = find_shape(headed, known) if told.shape is None else Found(told.shape)
    if headed is None or found is None:
        seen = None if headed is None else (known, headed)
        return recognise(tables, instrument, told=told, findings=findings, given=given, seen=seen)
    if isinstance(found, Question):
        if told.answers.theirs:  # a mapping says which columns are which
            return recognise(tables, instrument, told=told, findings=findings, given=given)
        findings.error(found.code, headed.table.file, headed.heading.row, None, **dict(found.facts))
        return None
    heading = found.heading or headed.heading
    made = reshaped(headed.table, heading, found.shape, findings)
    if made is None:
        return None
    plain = replace(told, sheet="", heading_rows=(), perspective=_who(found, told, given))
    understood = recognise((made,), instrument, told=plain, findings=findings, given=given)
    if understood is None:
        return None
    rows = (heading.row,) if found.heading else tuple(record.row for record in headed.rows)
    mapping = replace(understood.mapping, shape=found.shape, sheet=headed.table.name, heading_rows=rows)
    questions = (*found.questions, *understood.questions)
    if found.perspectives and mapping.perspective is None and understood.column("perspective") is None:
        names = (("names", ", ".join(found.perspectives)),)
        questions += (Question("who_answers", names, "--perspective", found.perspectives),)
    return replace(understood, mapping=mapping, questions=questions)


def _who(found: Found, told: FileMapping, given: Given) -> Perspective | None:
    """Who answers: told, given, or proved by whose words the statements are in."""
    if told.perspective is not None or given.perspective is not None:
        return told.perspective if given.perspective is None else given.perspective
    return proved(found.perspectives)
