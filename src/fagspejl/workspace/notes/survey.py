"""Evidence from the evaluation: statements with the figure that the version for employees prints, and no other."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final
from uuid import UUID

from fagspejl.disclosure.selectors import standing_parts
from fagspejl.lib.sameness import folded
from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import leaders_in, units_named
from fagspejl.reporting.statements.own import OwnStatement, shown_to_employees
from fagspejl.workspace.sessions.evidence.types import Evidence

KIND: Final = "survey"


def offer(unit: UUID, words: Wording) -> tuple[Evidence, ...]:
    """Return what the newest report of the unit's leader shows to employees; nothing where no version was promised.

    Nor where it is about another unit that she led then: its figures were promised to those who work there.
    """
    name = units_named([unit]).get(unit, "")
    return tuple(one for leader in leaders_in(unit) for one in _of(leader, name, words))


def withdrawn(sources: Collection[str]) -> frozenset[str]:
    """Return those whose report was withdrawn, or is not there any more: its figures end with it."""
    parts = {source: _part(source) for source in sources}
    stand = standing_parts([part for part in parts.values() if part is not None])
    return frozenset(source for source, part in parts.items() if part not in stand)


def _of(leader: UUID, unit: str, words: Wording) -> tuple[Evidence, ...]:
    report = shown_to_employees(leader, words)
    if report is None or folded(report.unit) not in ("", folded(unit)):
        return ()
    low, high = report.scale
    return tuple(
        Evidence(
            kind=KIND,
            source=f"{report.part}:{one.place}",
            heading=words.say("note_evidence.survey", round=report.round, short=one.short),
            sentence=words.say(
                "note_evidence.survey_sentence",
                statement=words.quote(_statement(one)),
                figure=one.figure,
                low=low,
                high=high,
                n=report.answered,
            ),
            n=report.answered,
            shown_on=report.closed_on,
        )
        for one in report.statements
        if one.figure
    )


def _statement(one: OwnStatement) -> str:
    """Return a statement as it was asked; before it stands what it goes on from, and no question about all of them."""
    return one.text if one.stem.endswith("?") else f"{one.stem} {one.text}".strip()


def _part(source: str) -> UUID | None:
    try:
        return UUID(source.partition(":")[0])
    except ValueError:
        return None
