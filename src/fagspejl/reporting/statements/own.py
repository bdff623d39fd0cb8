"""What a leader may take from her own report into a tool: statements, and figures only where employees may see them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.disclosure.types import Response
from fagspejl.evaluation.selectors import round_facts
from fagspejl.lib.clock import ZONE
from fagspejl.lib.wording import Wording
from fagspejl.reporting.pages.for_employees.page import build_employees
from fagspejl.reporting.pages.for_employees.part import employees_part
from fagspejl.reporting.pages.frame import frame_for
from fagspejl.reporting.pages.next_step.sheets import statements
from fagspejl.reporting.pages.next_step.shown import led_group
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.permissions import check_can_see_looks
from fagspejl.reporting.selectors import OpenReport, has_team_version, my_reports, report_for
from fagspejl.reporting.served import released_in


@dataclass(frozen=True, slots=True)
class OwnStatement:
    """One statement, word for word. `place`: "1.2"; `figure`: as the version for employees prints it, else ""."""

    place: str
    theme: str
    short: str
    stem: str
    text: str
    question: str
    figure: str


@dataclass(frozen=True, slots=True)
class OwnReport:
    """A leader's own report without her figures. `scale`: its ends; `source`: of the wording.

    `unit`: the name of the unit it is about, as it was called then; "" where the leader stood in none.
    `promised`: the round allowed a version for employees before it began; `withheld`: nobody's answers are shown.
    `answered`: how many employees the version for them speaks of, 0 where it has no figures.
    """

    part: UUID
    unit: str
    round: str
    promised: bool
    withheld: bool
    scale: tuple[int, int]
    source: str
    statements: tuple[OwnStatement, ...]
    answered: int
    closed_on: date

    @property
    def shows_figures(self) -> bool:
        """Whether the version for employees prints a figure beside any statement; of a small group it prints none."""
        return any(one.figure for one in self.statements)


def own_report(part_id: UUID, staff: Staff, words: Wording) -> OwnReport:
    """Return the report to the one it is about. Raises NotYours for everybody else, and once it is withdrawn."""
    found = check_can_see_looks(part_id, staff)
    if found.part.withdrawn is not None:
        raise NotYours
    return _own(found, words)


def shown_to_employees(leader: UUID, words: Wording) -> OwnReport | None:
    """Return a leader's newest report that stands, where its round promised employees a version; else None.

    For what the unit may see and repeat: nothing of it depends on who asks.
    """
    newest = next((one for one in my_reports(leader) if one.own and not one.withdrawn), None)
    found = None if newest is None else report_for(newest.part, leader)
    if found is None or not has_team_version(found):
        return None
    return _own(found, words)


def _own(found: OpenReport, words: Wording) -> OwnReport:
    released, instrument, language = released_in(found, words)
    frame = frame_for(instrument, language, released.scale)
    figures = _figures(found, released, words)
    facts = round_facts(found.part.round)
    assert facts is not None  # its report is published
    view = released.leader(found.part.leader)
    return OwnReport(
        part=found.part.id,
        unit=view.path[-1] if view.path else "",
        round=facts.title,
        promised=has_team_version(found),
        withheld=led_group(view) is None,
        scale=(frame.scale.lo, frame.scale.hi),
        source=frame.wording.source,
        statements=tuple(
            OwnStatement(
                one.place,
                one.theme,
                one.short,
                one.stem,
                one.text,
                one.question,
                figures.get(one.place, ""),
            )
            for one in statements(frame, released.themes)
        ),
        answered=_answered(found, released) if any(figures.values()) else 0,
        closed_on=released.info.closed or facts.deadline.astimezone(ZONE).date(),
    )


def _answered(found: OpenReport, released: ReleasedRound) -> int:
    part = employees_part(released.leader(found.part.leader), released.disclosure)
    return part.response.n if part is not None and isinstance(part.response, Response) else 0


def _figures(found: OpenReport, released: ReleasedRound, words: Wording) -> dict[str, str]:
    """Return what the version for employees prints beside each statement, by place; without promise nothing."""
    if not has_team_version(found):
        return {}
    _, instrument, language = released_in(found, words)
    page = build_employees(released, found.part.leader, instrument, language)
    return {
        f"{theme.id.rpartition('-')[2]}.{place}": row[1].text
        for theme in (page.themes if page is not None else ())
        if theme.table is not None
        for place, (block, row) in enumerate(zip(theme.items, theme.table.rows, strict=True), start=1)
        if block.chart is not None
    }
