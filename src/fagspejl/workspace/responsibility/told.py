"""A unit's map as people read it: who holds a task, whom to ask, who takes over, where the leader stays out. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fagspejl.lib.wording import Wording
from fagspejl.workspace.responsibility.rules import due_again, vacant
from fagspejl.workspace.responsibility.types import MapFacts, RowFacts


@dataclass(frozen=True, slots=True)
class RowTold:
    """A row. `vacant`: that nobody has the role now, or ""; `stays_out`: where the leader does, or "".

    `lines`: whom to ask and who takes over; `told`: how the others hear about it, or "".
    `since`: its day, where that is not the day of the whole map, or "".
    """

    task: str
    holder: str
    vacant: str
    stays_out: str
    lines: tuple[str, ...]
    told: str
    since: str


@dataclass(frozen=True, slots=True)
class MapTold:
    """A map whole. `again`: why it should be gone through again, or ""; `warnings`: what has to be met."""

    language: str
    since: str
    rows: tuple[RowTold, ...]
    again: str
    warnings: tuple[str, ...]
    roles: tuple[str, ...]


def map_told(known: MapFacts, words: Wording, today: date) -> MapTold:
    """Return a map as it is read."""
    free, why = vacant(known), due_again(known, today)
    day = words.day(known.agreed_on) if known.agreed_on else ""
    return MapTold(
        known.language,
        words.say("responsibility_page.since", day=day) if day else "",
        tuple(_row(one, known, words) for one in known.rows),
        words.say(f"responsibility_page.again_{why}", day=day) if why else "",
        (words.counted("responsibility_page.vacant_rows", len(free), tasks=words.series(free)),)
        if free
        else (),
        tuple(
            one.name if one.held else words.say("responsibility_page.vacant_role", role=one.name)
            for one in known.roles
        ),
    )


def _row(one: RowFacts, known: MapFacts, words: Wording) -> RowTold:
    values = one.values
    said = (("ask", values.can_be_asked), ("over", values.takes_over))
    return RowTold(
        values.task,
        values.holder,
        "" if known.is_held(values.holder) else words.say("responsibility_page.vacant"),
        words.say("responsibility_page.stays_out", text=values.leader_stays_out.rstrip("."))
        if values.leader_stays_out
        else "",
        tuple(words.say(f"responsibility_page.{name}", text=text.rstrip(".")) for name, text in said if text),
        words.say("responsibility_page.told", text=values.told_how.rstrip(".")) if values.told_how else "",
        words.say("responsibility_page.row_since", day=words.day(one.valid_from))
        if one.valid_from != known.agreed_on
        else "",
    )
