"""What a leader may take from her own report into a tool: statements, and figures only where employees may see them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from fagspejl.accounts.errors import NotYours
from fagspejl.accounts.types import Staff
from fagspejl.evaluation.selectors import round_facts
from fagspejl.lib.wording import Wording
from fagspejl.reporting.pages.for_employees.page import build_employees
from fagspejl.reporting.pages.frame import frame_for
from fagspejl.reporting.pages.next_step.sheets import statements
from fagspejl.reporting.pages.next_step.shown import led_group
from fagspejl.reporting.pages.view_of_part import ReleasedRound
from fagspejl.reporting.permissions import check_can_see_looks
from fagspejl.reporting.selectors import OpenReport, has_team_version
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

    `promised`: the round allowed a version for employees before it began; `withheld`: nobody's answers are shown.
    """

    part: UUID
    round: str
    promised: bool
    withheld: bool
    scale: tuple[int, int]
    source: str
    statements: tuple[OwnStatement, ...]

    @property
    def shows_figures(self) -> bool:
        """Whether the version for employees prints a figure beside any statement; of a small group it prints none."""
        return any(one.figure for one in self.statements)


def own_report(part_id: UUID, staff: Staff, words: Wording) -> OwnReport:
    """Return the report to the one it is about. Raises NotYours for everybody else, and once it is withdrawn."""
    found = check_can_see_looks(part_id, staff)
    if found.part.withdrawn is not None:
        raise NotYours
    released, instrument, language = released_in(found, words)
    frame = frame_for(instrument, language, released.scale)
    figures = _figures(found, released, words)
    facts = round_facts(found.part.round)
    return OwnReport(
        part=part_id,
        round="" if facts is None else facts.title,
        promised=has_team_version(found),
        withheld=led_group(released.leader(found.part.leader)) is None,
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
    )


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
