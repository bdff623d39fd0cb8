"""What stands on a unit's page: what the unit agreed, tries and lives with, as everybody in it may see it.

Nothing here is about a person or a single answer. What goes upward is not shown before it is sent: then the note stands
here, and what came back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID

from fagspejl.lib.retention import Rule
from fagspejl.lib.wording import Wording
from fagspejl.organisation.selectors import leaders_in
from fagspejl.workspace.agreements.life.build import Life, life_of
from fagspejl.workspace.agreements.pulse.selectors import pulses_of
from fagspejl.workspace.agreements.selectors import agreements_of
from fagspejl.workspace.agreements.types import AgreementFacts, AgreementStatus, SuperiorRule
from fagspejl.workspace.cases.for_unit import CasesShown, cases_shown
from fagspejl.workspace.competence.selectors import coverage_of, sources_of
from fagspejl.workspace.competence.told import CoverageTold, SourceTold, coverage_told, sources_told
from fagspejl.workspace.home.theme.gathered import happened_in
from fagspejl.workspace.home.theme.selectors import open_theme
from fagspejl.workspace.home.theme.timeline import Moment, moments
from fagspejl.workspace.home.theme.types import ThemeFacts
from fagspejl.workspace.load.selectors import shift_path
from fagspejl.workspace.notes.selectors import SENT, notes_of
from fagspejl.workspace.notes.told import LedgerRow, ledger
from fagspejl.workspace.paths.drawn import drawn_told
from fagspejl.workspace.paths.selectors import goals_for_unit
from fagspejl.workspace.quality.poster import PosterLine, mark_lines
from fagspejl.workspace.quality.selectors import steered_by
from fagspejl.workspace.responsibility.selectors import map_of
from fagspejl.workspace.responsibility.told import RowTold, map_told
from fagspejl.workspace.sessions.edge import words_of
from fagspejl.workspace.sessions.levels.registry import levels_of
from fagspejl.workspace.sessions.levels.types import DeclaredLevel
from fagspejl.workspace.sessions.selectors.sessions import outcomes_of
from fagspejl.workspace.sessions.types import Held, OutcomeFacts, OutcomeKind

LATEST: Final = 5
_REMEMBERED: Final = Rule("", months=12)  # how long an ended agreement is still thanked


@dataclass(frozen=True, slots=True)
class AgreementShown:
    """An agreement in force. `lines`: pairs of what is said and the text; `exceptions`: one sentence each.

    `life`: how it holds, once there is a point to draw; None before. `key`: ends the ids of its picture. `today`: what
    holds on the levels that are declared for today's shifts, one sentence each.
    """

    title: str
    text: str
    lines: tuple[tuple[str, str], ...]
    exceptions: tuple[str, ...]
    life: Life | None
    key: str
    today: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        """The id of the heading, which names picture and table too."""
        return f"agreement{self.key}"


@dataclass(frozen=True, slots=True)
class Brief:
    """Something in two lines."""

    text: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QualityShown:
    """The guide marks of one task area."""

    area: str
    marks: tuple[PosterLine, ...]


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything on the page, in the page's language. Empty parts are left out by the template.

    `drawn`: what the unit drew, where a lot decided who begins first. `line`: what happened since the unit chose
    its `theme`; nothing where it has none. `levels`: how busy today's shifts are, as declared; `shifts`: where
    shifts are written.
    """

    name: str
    theme: ThemeFacts | None = None
    line: tuple[Moment, ...] = ()
    quality: tuple[QualityShown, ...] = ()
    agreements: tuple[AgreementShown, ...] = ()
    goals: tuple[str, ...] = ()
    suspended: tuple[Brief, ...] = ()
    ended: tuple[Brief, ...] = ()
    trials: tuple[Brief, ...] = ()
    differences: tuple[Brief, ...] = ()
    latest: tuple[Brief, ...] = field(default=())
    levels: tuple[str, ...] = ()
    shifts: str = ""
    lifted: tuple[LedgerRow, ...] = ()
    cases: CasesShown | None = None
    coverage: CoverageTold | None = None
    sources: tuple[SourceTold, ...] = ()
    responsible: tuple[RowTold, ...] = ()
    drawn: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read yet."""
        agreed = (self.agreements, self.suspended, self.ended)
        sparring = self.cases is not None and self.cases.any
        kept = (self.goals, self.trials, self.differences, self.latest, self.lifted, sparring)
        learnt = (self.responsible, self.coverage, self.sources)
        return not any((self.theme, self.drawn, self.quality, self.shifts, *learnt, *agreed, *kept))


def unit_page(unit: UUID, name: str, words: Wording, today: date) -> UnitPage:
    """Return a unit's page as it stands today."""
    agreed = agreements_of([unit])
    outcomes = list(reversed(outcomes_of([unit])))
    by_status = {status: [one for one in agreed if one.status is status] for status in AgreementStatus}
    active = by_status[AgreementStatus.ACTIVE]
    covered = coverage_of(unit)
    lives, theme, levels = _lives(active, words, today), open_theme(unit), levels_of(unit, today)
    return UnitPage(
        name,
        theme,
        () if theme is None else moments(happened_in(unit, theme.chosen_on, today), words),
        _quality(unit, words),
        tuple(_agreement(one, lives.get(one.id), levels, words) for one in active),
        goals_for_unit(unit, leaders_in(unit)),
        tuple(_suspended(one, words) for one in by_status[AgreementStatus.SUSPENDED]),
        tuple(_ended(one, words) for one in by_status[AgreementStatus.ENDED] if _is_remembered(one, today)),
        tuple(_trial(one, words) for one in open_trials(outcomes)),
        tuple(_difference(one, words) for one in differences(outcomes)),
        tuple(_looked_at(one, words) for one in looked_at(outcomes)[:LATEST]),
        tuple(_level(one, words) for one in levels),
        shift_path(unit) or "",
        tuple(ledger(notes_of([unit], SENT), words, today)),
        cases_shown(unit, words, today),
        None if covered is None else coverage_told(covered, words),
        sources_told(sources_of(unit), words, today),
        _responsible(unit, words, today),
        drawn_told([unit], words).get(unit, ""),
    )


def _responsible(unit: UUID, words: Wording, today: date) -> tuple[RowTold, ...]:
    known = map_of(unit)
    return () if known is None else map_told(known, words, today).rows


def _quality(unit: UUID, words: Wording) -> tuple[QualityShown, ...]:
    return tuple(
        QualityShown(
            words.say("unit_page.quality_area", area=one.task_area, day=words.day(one.marked_on)),
            mark_lines(one),
        )
        for one in steered_by(unit)
        if one.marked_on is not None
    )


def open_trials(outcomes: Sequence[OutcomeFacts]) -> list[OutcomeFacts]:
    """Return what is tried and nobody has looked back on yet."""
    return [one for one in outcomes if one.values.kind is OutcomeKind.TRIAL and one.held == Held.OPEN]


def differences(outcomes: Sequence[OutcomeFacts]) -> list[OutcomeFacts]:
    """Return the differences that the unit lives with, but for those that were dropped."""
    kept = (one for one in outcomes if one.values.kind is OutcomeKind.ACCEPTED_DIFFERENCE)
    return [one for one in kept if one.held != Held.DROPPED]


def looked_at(outcomes: Sequence[OutcomeFacts]) -> list[OutcomeFacts]:
    """Return agreements and trials of sessions that the unit has looked back on, in the order given."""
    kinds = (OutcomeKind.AGREEMENT, OutcomeKind.TRIAL)
    return [one for one in outcomes if one.values.kind in kinds and one.held != Held.OPEN]


def _is_remembered(one: AgreementFacts, today: date) -> bool:
    return one.ended_on is not None and _REMEMBERED.gone_on(one.ended_on) > today


def _lives(active: Sequence[AgreementFacts], words: Wording, today: date) -> dict[UUID, Life]:
    """How agreements hold, for those with a point to draw. Two questions, however many they are."""
    room = words_of(words.language)
    drawn = {one: pulse for one, pulse in pulses_of(active, today).items() if pulse.points}
    return {
        one.id: life_of(one, drawn[one.id], words=words, room=room, key=f"life{one.id.hex[:8]}")
        for one in active
        if one.id in drawn
    }


def _level(one: DeclaredLevel, words: Wording) -> str:
    return words.say("unit_page.level", shift=one.shift, level=words.say(f"unit_page.level_{one.level}"))


def _agreement(
    one: AgreementFacts, life: Life | None, levels: Sequence[DeclaredLevel], words: Wording
) -> AgreementShown:
    now = one.current.values
    said = [("why", now.why), ("for_whom", now.for_whom), ("sign", now.visible_sign)]
    if now.superior_rule is not SuperiorRule.NONE:
        said.append((f"rule_{now.superior_rule}", now.superior_text))
    return AgreementShown(
        one.title,
        now.text,
        tuple((words.say(f"unit_page.{name}"), text) for name, text in said if text),
        tuple(
            words.say(
                "unit_page.exception",
                when=each.opening,
                instead=each.instead.rstrip("."),
                who=each.who_decides.rstrip("."),
                where=each.noted_where.rstrip("."),
            )
            for each in one.exceptions
            if each.ended_in is None
        ),
        life,
        f"-{one.id.hex[:8]}",
        tuple(
            words.say("unit_page.on_level", level=_level(each, words), behaviour=told)
            for each in levels
            if (told := now.on(each.level))
        ),
    )


def _suspended(one: AgreementFacts, words: Wording) -> Brief:
    until = one.suspended_until
    about = (
        words.say("unit_page.suspended_until", day=words.day(until))
        if until
        else words.say("unit_page.suspended")
    )
    return Brief(one.title, tuple(text for text in (about, one.suspended_because) if text))


def _ended(one: AgreementFacts, words: Wording) -> Brief:
    assert one.ended_on is not None, "ended without a day"
    return Brief(one.title, (words.say("unit_page.ended_on", day=words.day(one.ended_on)),))


def _trial(one: OutcomeFacts, words: Wording) -> Brief:
    values = one.values
    day = words.day(values.due_on) if values.due_on else ""
    return Brief(values.text, (words.say("unit_page.trial", role=values.by_role, day=day),))


def _difference(one: OutcomeFacts, words: Wording) -> Brief:
    values = one.values
    about = [words.say("unit_page.ask", when=values.when_to_ask)] if values.when_to_ask else []
    if values.look_again_on is not None:
        about.append(words.say("unit_page.again", day=words.day(values.look_again_on)))
    return Brief(values.text, tuple(about))


def _looked_at(one: OutcomeFacts, words: Wording) -> Brief:
    about = (words.say(f"unit_page.held_{one.held}"), one.line)
    return Brief(one.values.text, tuple(text for text in about if text))
